"""The sparring partner: own words, emergencies first, then only the questions that matter.

Takes   what a visitor types and chooses, one screen at a time.
Gives   an answer straight away, the understood question, the fuse box, and for who wants it a help request.
Knows   nothing of who somebody is. What is typed lies on the server only while it lasts, sealed with a key
        that only the visitor's own browser holds, and that the code of a pause opens.
"""
