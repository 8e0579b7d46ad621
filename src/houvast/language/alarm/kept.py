"""What was learned of danger, in one file.

Takes   what both listeners learned, and the digest of what they learned from.
Gives   the same, read again.
Knows   nothing of sayings. Where the embedding model was absent while learning, there are no meanings.
"""

import dataclasses
from pathlib import Path

import numpy as np

from houvast.language.alarm.learned import Weights
from houvast.language.alarm.meaning import Meanings

_NOTHING = np.zeros(0, np.float32)


@dataclasses.dataclass(frozen=True)
class Kept:
    """Both listeners; `meanings` is None when only words were learned."""

    weights: Weights
    meanings: Meanings | None
    digest: str

    def write(self, file: Path) -> None:
        """Keep it."""
        meanings = self.meanings or Meanings(_NOTHING, _NOTHING, _NOTHING)
        with file.open("wb") as stream:
            np.savez_compressed(
                stream,
                pull=self.weights.pull,
                scale=np.float64(self.weights.scale),
                start=self.weights.start,
                middle=meanings.middle,
                inner=meanings.inner.astype(np.float16),
                outer=meanings.outer.astype(np.float16),
                digest=np.array(self.digest),
            )


def read(file: Path) -> Kept:
    """What `Kept.write` kept."""
    with np.load(file, allow_pickle=False) as kept:
        weights = Weights(kept["pull"], float(kept["scale"]), kept["start"])
        layers = [kept[layer].astype(np.float32) for layer in ("inner", "outer")]
        meanings = Meanings(kept["middle"], *layers) if kept["middle"].size else None
        return Kept(weights, meanings, str(kept["digest"]))
