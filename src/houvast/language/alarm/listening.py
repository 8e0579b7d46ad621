"""How likely each kind of danger is in a text, from what was learned.

Takes   a text.
Gives   the chance of each kind, and of none.
Knows   nothing of when to alarm. Two listeners that were learned apart are heard together: one knows the
        words (`learned`), one what they mean (`tuned`). Without the embedding model only the first is.
"""

import functools
from pathlib import Path

import numpy as np

from houvast.language.alarm import learned
from houvast.language.alarm.kept import Kept, read
from houvast.language.alarm.marks import Marks, marks
from houvast.language.alarm.rules import fitting
from houvast.language.alarm.sayings import NONE
from houvast.language.alarm.tuned import MOST_SIGNS
from houvast.language.turn import once
from houvast.language.understanding.embedding import embedder, halfway

WEIGHTS = Path(__file__).parent / "weights.npz"
KINDS = ("suicide", "violence", "care", "shelter", "food", "eviction", "cut_off", "money", NONE)
"""The order of the chances."""
MEANT = 0.6
"""So much of the whole is what is meant, the rest the words: chosen as `emergency.ALARM` was."""
LITTLE = 1e-3
"""No kind is less likely than this to either listener: whoever asks for help in a formal letter uses few of
the words of others.
"""
FAINT = 0.005
"""Below this chance of any danger in the words the meaning is not asked for: it takes four times as long, and
on the series to choose by it found nothing there but a false alarm.
"""


def chances(text: str, *, by_meaning: bool = True) -> dict[str, float]:
    """The chance of each of `KINDS`, adding up to 1; without `by_meaning` by the words alone: quick."""
    return dict(zip(KINDS, _chances(text, by_meaning).tolist(), strict=True))


def together(words: learned.Floats, meant: learned.Floats) -> learned.Floats:
    """What both listeners say: the geometric mean of their chances; what is meant counts for more."""
    both = np.maximum(words, LITTLE) ** (1 - MEANT) * np.maximum(meant, LITTLE) ** MEANT
    return np.asarray(both / both.sum(), np.float32)


def heard(text: str) -> Marks:
    """The marks of a text with the rules that it fits; a kind that fits is a mark of its own."""
    fits = fitting(text)
    kinds = [f"kind {fit.kind}" for fit in fits]
    return marks(text, [*(fit.line for fit in fits), *kinds, *(["any"] if fits else [])])


def _chances(text: str, by_meaning: bool) -> learned.Floats:
    model = embedder() if by_meaning else None
    kept = _kept(meaning=model is not None)
    words = once(("words of danger", text), lambda: kept.weights.chances(heard(text)))
    if kept.tuned is None or model is None or 1 - words[-1] < FAINT:
        return words
    tuned, part = kept.tuned, text[:MOST_SIGNS]
    meant = once(("meaning of danger", model, part), lambda: tuned.chances(halfway(model, part)))
    return together(words, meant)


@functools.cache
def _kept(*, meaning: bool) -> Kept:
    return read(WEIGHTS, meaning=meaning)
