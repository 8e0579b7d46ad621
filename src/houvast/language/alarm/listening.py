"""How likely each kind of danger is in a text, from what was learned.

Takes   a text.
Gives   the chance of each kind, and of none.
Knows   nothing of when to alarm.
"""

import functools
from pathlib import Path

from houvast.language.alarm import learned
from houvast.language.alarm.marks import Marks, marks
from houvast.language.alarm.rules import fitting
from houvast.language.alarm.sayings import NONE

WEIGHTS = Path(__file__).parent / "weights.npz"
KINDS = ("suicide", "violence", "care", "shelter", "food", "eviction", "cut_off", "money", NONE)
"""The order of the chances."""


def chances(text: str) -> dict[str, float]:
    """The chance of each of `KINDS`, adding up to 1."""
    found = _weights().chances(heard(text)).tolist()
    return dict(zip(KINDS, found, strict=True))


def heard(text: str) -> Marks:
    """The marks of a text with the rules that it fits; a kind that fits is a mark of its own."""
    fits = fitting(text)
    kinds = [f"kind {fit.kind}" for fit in fits]
    return marks(text, [*(fit.line for fit in fits), *kinds, *(["any"] if fits else [])])


@functools.cache
def _weights() -> learned.Weights:
    return learned.read(WEIGHTS)[0]
