"""Dutch and other text, understood without any outside service.

Takes   whatever somebody typed, or a text that we want people to read.
Gives   dangers that it may speak of, amounts and days read strictly, and what makes a text hard.
Knows   nothing of Django, databases, laws or people. Pure: the same text gives the same answer.
"""
