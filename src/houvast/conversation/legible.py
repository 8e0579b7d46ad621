"""Which signs can be drawn on paper.

Takes   a text in any script.
Gives   the same without signs that our fonts lack; or nothing, when too much would be lost.
Knows   nothing of PDF. What is left out on paper is still in the story.
"""

import functools
import unicodedata
from pathlib import Path

COVERAGE = Path(__file__).parent / "fonts" / "coverage.txt"
MOST_LOST = 0.2


def on_paper(text: str) -> str | None:
    """The text as it can be drawn; None when more than a fifth of its letters would be missing (another
    script).
    """
    drawn = "".join(sign for sign in text if _drawable(sign))
    letters = sum(sign.isalpha() for sign in text)
    lost = letters - sum(sign.isalpha() for sign in drawn)
    return None if lost > MOST_LOST * letters else " ".join(drawn.split())


def _drawable(sign: str) -> bool:
    return sign in "\n " or (ord(sign) in _covered() and unicodedata.category(sign) != "Co")


@functools.cache
def _covered() -> frozenset[int]:
    ranges = (line.split("-") for line in COVERAGE.read_text(encoding="ascii").split())
    return frozenset(sign for first, last in ranges for sign in range(int(first, 16), int(last, 16) + 1))
