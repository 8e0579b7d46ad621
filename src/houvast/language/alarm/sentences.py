"""The sentences of a text that are listened to by themselves.

Takes   a text.
Gives   its sentences that are long enough to say something; none where it is only one.
Knows   nothing of danger.
"""

import re

SHORTEST = 3
"""A sentence of at least so many words is also listened to alone, so that a long story hides nothing."""
_ENDS = re.compile(r"[.!?؟;\n]+")
_WORD = re.compile(r"[^\W_]+")


def sentences(text: str) -> list[str]:
    """Each sentence of `SHORTEST` words or more, when there are two or more."""
    found = [part for part in _ENDS.split(text) if len(_WORD.findall(part)) >= SHORTEST]
    return found if len(found) > 1 else []
