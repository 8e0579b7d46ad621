"""What of a text is looked at: runs of letters, words, words near each other, and the rules that fit.

Takes   a text, and the rules (`emergency_rules`) that fit it.
Gives   the numbers of its marks and how strong each is, as two arrays.
Knows   nothing of which marks mean danger. Marks share 65,536 numbers; the number of a mark never changes.
"""

import collections
import math
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from houvast.language.normal import undisguised, words

NUMBERS = 1 << 16
RUNS = (2, 3, 4, 5)
REACH = 3
"""Two words are seen together when at most so many places apart ("geen ... eten")."""
MOST_WORDS = 150
LETTERS, WORDS, RULES = 1.0, 1.0, 0.5
"""How strong each sort of mark is as a whole; each fitting rule is as strong as `RULES`."""
Marks = tuple[NDArray[np.int64], NDArray[np.float32]]


def marks(text: str, rules: Iterable[str] = ()) -> Marks:
    """The marks of `text`. `rules` are the names of the rules that fit it."""
    heard = [undisguised(word) for word in words(text)[:MOST_WORDS]]
    parts = (
        _strengths(_runs(heard), LETTERS),
        _strengths(_words(heard), WORDS),
        [(f"r {rule}", RULES) for rule in rules],
    )
    found = [mark for part in parts for mark in part]
    numbers = np.array([zlib.crc32(name.encode()) % NUMBERS for name, _ in found], np.int64)
    return numbers, np.array([strength for _, strength in found], np.float32)


def _runs(heard: Sequence[str]) -> Iterable[str]:
    for word in heard:
        line = f" {word} "
        for length in RUNS:
            for at in range(max(1, len(line) - length + 1)):
                yield f"l {line[at : at + length]}"


def _words(heard: Sequence[str]) -> Iterable[str]:
    for at, word in enumerate(heard):
        yield f"w {word}"
        for later in heard[at + 1 : at + 1 + REACH]:
            yield f"p {word} {later}"
        if at + 2 < len(heard):
            yield f"t {word} {heard[at + 1]} {heard[at + 2]}"


def _strengths(names: Iterable[str], whole: float) -> list[tuple[str, float]]:
    counted = collections.Counter(names)
    raw = {name: 1 + math.log(count) for name, count in counted.items()}
    length = math.sqrt(sum(strength * strength for strength in raw.values())) or 1.0
    return [(name, whole * strength / length) for name, strength in raw.items()]
