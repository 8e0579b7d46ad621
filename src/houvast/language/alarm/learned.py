"""How likely each danger is, given the marks of a text: softmax regression, learned by AdaGrad.

Takes   marks with the kind that they belong to.
Gives   the chance of each kind, `none` last.
Knows   nothing of words. There is no chance in the learning: the same sayings give the same weights.

AdaGrad (Duchi et al. 2011) gives rare marks large steps and common ones small, which texts need.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from houvast.language.alarm.marks import NUMBERS, Marks

ROUNDS = 8
STEP = 0.5
DECAY = 2e-6
"""So much of a weight fades with each step of its mark, against learning by heart."""
_START = 1e-2
Floats = NDArray[np.float32]


@dataclasses.dataclass(frozen=True)
class Lesson:
    """One thing to learn: marks, the number of its kind, and how much it counts."""

    marks: Marks
    kind: int
    counts: float


@dataclasses.dataclass(frozen=True)
class Weights:
    """What was learned: `pull[mark, kind] * scale`, in whole numbers; `start` is for a text without marks."""

    pull: NDArray[np.int8]
    scale: float
    start: Floats

    def chances(self, marks: Marks) -> Floats:
        """The chance of each kind, adding up to 1."""
        numbers, strengths = marks
        return _softmax(self.start + strengths @ (self.pull[numbers] * np.float32(self.scale)))


def study(lessons: Sequence[Lesson], kinds: int) -> Weights:
    """Learn them all, `ROUNDS` times, in an order that is mixed the same way each time."""
    pull = np.zeros((NUMBERS, kinds), np.float32)
    speed = np.full((NUMBERS, kinds), _START, np.float32)
    start, start_speed = np.zeros(kinds, np.float32), np.full(kinds, _START, np.float32)
    mixed = np.random.default_rng(113)
    for _ in range(ROUNDS):
        for at in mixed.permutation(len(lessons)):
            numbers, strengths = lessons[at].marks
            fault = _softmax(start + strengths @ pull[numbers])
            fault[lessons[at].kind] -= 1
            fault *= lessons[at].counts
            slope = strengths[:, None] * fault + DECAY * pull[numbers]
            speed[numbers] += slope * slope
            pull[numbers] -= STEP * slope / np.sqrt(speed[numbers])
            start_speed += fault * fault
            start -= STEP * fault / np.sqrt(start_speed)
    scale = float(np.abs(pull).max() / 127) or 1.0
    return Weights(np.rint(pull / scale).astype(np.int8), scale, start)


def _softmax(score: Floats) -> Floats:
    raised = np.exp(score - score.max())
    return np.asarray(raised / raised.sum(), np.float32)
