"""How likely each danger is, given what a text means halfway: upper layers that learned about danger.

Takes   a text halfway through the embedding model (`understanding.encoder`).
Gives   the chance of each kind, in the order of the kinds; and itself as arrays, to be kept.
Knows   nothing of words. How it was learned stands in `tuning`.

The layers are those of the model, changed by what the sayings taught. Each matrix is kept in one byte a
number, with a scale for each column.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.language.alarm.learned import Floats
from houvast.language.understanding.encoder import MATRICES, NORMS, Layer, through

SPREAD = 20.0
"""Vectors of this model lie close together; so much further apart they are as large as one."""
MOST_SIGNS = 600
"""So much of a text is read: the time grows with the length."""
_MOST = 127


@dataclasses.dataclass(frozen=True)
class Head:
    """From the pieces of a text to its kinds. Each kind looks for itself (Mullenbach et al. 2018):
    `look` tells how much it listens to each piece, `pull` what it makes of what it heard there, beside the
    `middle` of texts; `start` is always added.
    """

    middle: Floats
    look: Floats
    pull: Floats
    start: Floats

    def score(self, seen: Floats) -> Floats:
        """How much speaks for each kind, shape (kinds,); `seen` has a row for each piece."""
        looks = seen @ self.look
        raised = np.exp(looks - looks.max(axis=0))
        heard = raised.T @ seen
        heard /= np.linalg.norm(heard, axis=1, keepdims=True)
        apart = (heard - self.middle) * np.float32(SPREAD)
        return np.asarray((apart * self.pull.T).sum(axis=1) + self.start, np.float32)


@dataclasses.dataclass(frozen=True)
class Tuned:
    """The layers from halfway up, and the head."""

    layers: tuple[Layer, ...]
    head: Head

    def chances(self, halfway: Floats) -> Floats:
        """The chance of each kind, adding up to 1."""
        score = self.head.score(through(self.layers, halfway))
        raised = np.exp(score - score.max())
        return np.asarray(raised / raised.sum(), np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything, by name."""
        kept: dict[str, NDArray[Any]] = {f"head {name}": array for name, array in vars(self.head).items()}
        kept["sizes"] = np.array([len(self.layers), self.layers[0].heads, self.layers[0].little])
        for number, layer in enumerate(self.layers):
            for of in MATRICES:
                scale = np.abs(layer.pull[of]).max(axis=0) / _MOST
                kept[f"{number} {of} scale"] = scale.astype(np.float32)
                kept[f"{number} {of}"] = np.rint(layer.pull[of] / scale).astype(np.int8)
                kept[f"{number} {of} start"] = layer.start[of]
            for of in NORMS:
                kept[f"{number} {of}"] = np.stack(layer.norms[of])
        return kept


def from_arrays(kept: Mapping[str, NDArray[Any]]) -> Tuned:
    """What `Tuned.arrays` gave."""
    many, heads, little = kept["sizes"].tolist()
    head = Head(*(kept[f"head {field.name}"] for field in dataclasses.fields(Head)))
    return Tuned(tuple(_layer(kept, number, int(heads), little) for number in range(int(many))), head)


def _layer(kept: Mapping[str, NDArray[Any]], number: int, heads: int, little: float) -> Layer:
    return Layer(
        {of: kept[f"{number} {of}"] * kept[f"{number} {of} scale"] for of in MATRICES},
        {of: kept[f"{number} {of} start"] for of in MATRICES},
        {of: _pair(kept[f"{number} {of}"]) for of in NORMS},
        heads,
        little,
    )


def _pair(both: Iterable[Floats]) -> tuple[Floats, Floats]:
    strength, start = both
    return strength, start
