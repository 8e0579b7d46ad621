"""How likely each danger is, given what a text means: a small net on its embedding.

Takes   the vector of a text (`understanding.embedding`), or vectors with the kinds that they belong to.
Gives   the chance of each kind, in the order of the kinds.
Knows   nothing of words. What somebody never wrote before still lies near what means the same; that is why
        it is heard beside the marks. The dice of the learning are always the same: the same vectors give the
        same net.

One hidden layer: what is danger in one corner of the vectors ("vrijdag is het huis niet meer van ons") is a
joy in another ("vrijdag is het huis van ons"), which no straight line tells apart. Learned by AdamW
(Loshchilov and Hutter 2019), with half of the layer left out at each step, against learning by heart.
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from houvast.language.alarm.learned import Floats

MOST_SIGNS = 600
"""So much of a text is embedded: the model reads no more, and its time grows with the length."""
HIDDEN = 128
STEPS = 150
STEP = 3e-3
LEFT_OUT = 0.5
SPREAD = 20.0
"""Vectors of this model lie close together; so much further apart they are as large as one."""
DECAY = 1e-2
"""So much of the weights fades with each step, times `STEP`."""
_SLOW, _SLOWER, _LITTLE = 0.9, 0.99, 1e-8


@dataclasses.dataclass(frozen=True)
class Meanings:
    """What was learned: the middle of all vectors, and both layers, whose last row is always there."""

    middle: Floats
    inner: Floats
    outer: Floats

    def chances(self, vector: Floats) -> Floats:
        """The chance of each kind, adding up to 1."""
        seen = np.maximum(_spread(vector[None, :], self.middle) @ self.inner, 0)
        return np.asarray(_chances(_and_one(seen) @ self.outer)[0], np.float32)


def study(vectors: Floats, kinds: NDArray[np.int64], counts: Floats, *, of: int) -> Meanings:
    """Learn which of so many kinds (`of`) each vector belongs to; `counts` is how much each weighs."""
    dice = np.random.default_rng(0)
    middle = vectors.mean(axis=0)
    spread = _spread(vectors, middle)
    meant = np.eye(of, dtype=np.float32)[kinds]
    weighed = (counts / counts.sum())[:, None]
    inner = _Layer.of(dice, spread.shape[1], HIDDEN, 1.0)
    outer = _Layer.of(dice, HIDDEN + 1, of, 0.1)
    for turn in range(1, STEPS + 1):
        raised = spread @ inner.pull
        kept = (dice.random(raised.shape, dtype=np.float32) >= LEFT_OUT) / np.float32(1 - LEFT_OUT)
        seen = _and_one(np.maximum(raised, 0) * kept)
        fault = (_chances(seen @ outer.pull) - meant) * weighed
        behind = (fault @ outer.pull[:-1].T) * kept * (raised > 0)
        outer.learn(seen.T @ fault, turn)
        inner.learn(spread.T @ behind, turn)
    return Meanings(middle, _short(inner.pull), _short(outer.pull))


@dataclasses.dataclass
class _Layer:
    """The pull of each number on each of the next, with how it moved until now."""

    pull: Floats
    speed: Floats
    size: Floats

    @classmethod
    def of(cls, dice: np.random.Generator, before: int, after: int, strength: float) -> "_Layer":
        pull = dice.normal(0, strength / np.sqrt(before), (before, after)).astype(np.float32)
        pull[-1] = 0
        return cls(pull, np.zeros_like(pull), np.zeros_like(pull))

    def learn(self, slope: Floats, turn: int) -> None:
        """One step down the slope, as large for what seldom moves as for what often does."""
        self.speed = np.asarray(_SLOW * self.speed + (1 - _SLOW) * slope, np.float32)
        self.size = np.asarray(_SLOWER * self.size + (1 - _SLOWER) * slope * slope, np.float32)
        speed, size = self.speed / (1 - _SLOW**turn), self.size / (1 - _SLOWER**turn)
        moved = speed / (np.sqrt(size) + _LITTLE) + DECAY * self.pull
        self.pull = np.asarray(self.pull - STEP * moved, np.float32)


def _short(pull: Floats) -> Floats:
    """As it is kept: in half the size."""
    return pull.astype(np.float16).astype(np.float32)


def _spread(vectors: Floats, middle: Floats) -> Floats:
    return _and_one((vectors - middle) * np.float32(SPREAD))


def _and_one(numbers: Floats) -> Floats:
    return np.hstack([numbers, np.ones((len(numbers), 1), np.float32)])


def _chances(score: Floats) -> Floats:
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
