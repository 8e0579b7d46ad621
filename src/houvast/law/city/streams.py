"""Random numbers that depend on nothing but seed, subject and place in the city.

Takes   a seed, the number of a chunk of households, and the name of what is drawn.
Gives   for each subject its own stream (Philox, counter-based): a new subject changes no other, and
        neither the
        size of a batch nor the number of cores changes anything.
Knows   nothing of what is drawn. Only uniform numbers are taken from it, so that NumPy's samplers cannot
        change a city.
"""

import dataclasses
import zlib

import numpy as np
import numpy.typing as npt

from houvast.law.city.margins import Floats

Ints = npt.NDArray[np.int64]


@dataclasses.dataclass(frozen=True)
class Streams:
    """The streams of one chunk."""

    seed: int
    chunk: int

    def __call__(self, subject: str) -> np.random.Generator:
        """The stream of one subject."""
        key = np.array([self.seed & (2**64 - 1), zlib.crc32(subject.encode())], np.uint64)
        counter = np.array([0, 0, 0, self.chunk], np.uint64)
        return np.random.Generator(np.random.Philox(key=key, counter=counter))


def pick(uniform: Floats, shares: Floats) -> Ints:
    """Which of the classes, given one row of shares."""
    edges = np.cumsum(shares / shares.sum())[:-1]
    return np.searchsorted(edges, uniform, side="right").astype(np.int64)


def pick_row(uniform: Floats, table: Floats, row: Ints) -> Ints:
    """Which of the classes, given for each draw its own row of shares."""
    edges = np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1)[:, :-1]
    found: Ints = (uniform[:, None] >= edges[row]).sum(axis=1)
    return found


_NORMAL_AT = np.array([-3.09, -2.33, -1.645, -1.282, -0.842, -0.524, -0.253, 0.0])
_NORMAL_BELOW = np.array([0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5])
_AT = np.concatenate([_NORMAL_AT, -_NORMAL_AT[-2::-1]])
_BELOW = np.concatenate([_NORMAL_BELOW, 1 - _NORMAL_BELOW[-2::-1]])


def spread(uniform: Floats) -> Floats:
    """A bell between -3.09 and 3.09 around 0 with deviation about 1, by straight lines between points."""
    found: Floats = np.interp(uniform, _BELOW, _AT)
    return found


def between(uniform: Floats, points: list[list[float]]) -> Floats:
    """The value at this share of the people, by straight lines between (share, value)."""
    shares, values = np.array(points, np.float64).T
    found: Floats = np.interp(uniform, shares, values)
    return found
