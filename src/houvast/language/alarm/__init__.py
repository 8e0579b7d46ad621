"""Whether words sound like danger, learned from thousands of sayings.

Takes   words in any of our languages and spellings.
Gives   for each kind of danger how likely it is, against everyday words that look like it.
Knows   nothing of what is done about it, and needs no embedding model: a turn costs a few milliseconds.
"""
