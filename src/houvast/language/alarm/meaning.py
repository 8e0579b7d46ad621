"""How likely each danger is, given what a text means: softmax regression on its embedding.

Takes   the vector of a text (`understanding.embedding`), or vectors with the kinds that they belong to.
Gives   the chance of each kind, in the order of the kinds.
Knows   nothing of words. What somebody never wrote before still lies near what means the same; that is why
        it is heard beside the marks. There is no chance in the learning: it is a convex problem, solved by
        accelerated gradient (Nesterov 1983).
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from houvast.language.alarm.learned import Floats

MOST_SIGNS = 600
"""So much of a text is embedded: the model reads no more, and its time grows with the length."""
STEPS = 200
SPREAD = 20.0
"""Vectors of this model lie close together; so much further apart they are as large as one."""
DECAY = 1e-4
"""So much of the weights fades with each step, against learning by heart."""


@dataclasses.dataclass(frozen=True)
class Meanings:
    """What was learned: the middle of all vectors, and the pull of each number, the last one always there."""

    middle: Floats
    pull: Floats

    def chances(self, vector: Floats) -> Floats:
        """The chance of each kind, adding up to 1."""
        return np.asarray(_chances(_spread(vector[None, :], self.middle), self.pull)[0], np.float32)


def study(vectors: Floats, kinds: NDArray[np.int64], counts: Floats, *, of: int) -> Meanings:
    """Learn which of so many kinds (`of`) each vector belongs to; `counts` is how much each weighs."""
    middle = vectors.mean(axis=0)
    spread = _spread(vectors, middle)
    meant = np.eye(of, dtype=np.float32)[kinds]
    weighed = (counts / counts.sum())[:, None]
    step = 4 / max(1.0, float((spread**2 * weighed).sum()) / 2)
    pull = ahead = np.zeros((spread.shape[1], of), np.float32)
    speed = 1.0
    for _ in range(STEPS):
        slope = spread.T @ ((_chances(spread, ahead) - meant) * weighed) + DECAY * ahead
        before, pull = pull, (ahead - step * slope).astype(np.float32)
        faster = (1 + np.sqrt(1 + 4 * speed * speed)) / 2
        ahead = pull + np.float32((speed - 1) / faster) * (pull - before)
        speed = faster
    return Meanings(middle, pull)


def _spread(vectors: Floats, middle: Floats) -> Floats:
    return np.hstack([(vectors - middle) * np.float32(SPREAD), np.ones((len(vectors), 1), np.float32)])


def _chances(spread: Floats, pull: Floats) -> Floats:
    score = spread @ pull
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
