"""A text in the portions in which it is listened to.

Takes   a text of any length.
Gives   the whole where it is short, else portions that end where a sentence, or at least a word, ends.
Knows   nothing of danger.
"""

import re

from houvast.language.alarm.tuned import MOST_SIGNS

SHORTEST = 3
"""A sentence of at least so many words says something by itself."""
_ENDS = re.compile(r"[.!?؟;\n]+")
_WORD = re.compile(r"[^\W_]+")


def readings(text: str) -> list[str]:
    """The portions of a text, in order, of at most `MOST_SIGNS` each."""
    found = []
    while len(text) > MOST_SIGNS:
        end = _end(text[:MOST_SIGNS])
        found.append(text[:end])
        text = text[end:].lstrip()
    return [*found, text]


def sentences(text: str) -> list[str]:
    """Each sentence of `SHORTEST` words or more, when there are two or more."""
    found = [part for part in _ENDS.split(text) if len(_WORD.findall(part)) >= SHORTEST]
    return found if len(found) > 1 else []


def _end(begin: str) -> int:
    """Where to stop reading: after the last sentence in the second half, else after the last word."""
    ends = [found.end() for found in _ENDS.finditer(begin) if found.end() > len(begin) // 2]
    space = begin.rfind(" ")
    return ends[-1] if ends else space + 1 or len(begin)
