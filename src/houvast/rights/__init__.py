"""Facts and laws make an assessment; the assessment makes the fuse box.

Takes   a household as it was told (a `Situation` of the law engine, or what the vault keeps) and a day.
Gives   what there is for them and why, what to ask next, and the fuse box with its three sums.
Knows   nothing of the conversation, of help requests, or of who looks.
"""
