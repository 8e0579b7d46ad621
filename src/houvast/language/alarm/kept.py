"""What was learned of danger, in one file.

Takes   what both listeners learned, and the digest of what they learned from.
Gives   the same, read again.
Knows   nothing of sayings. Where the embedding model was absent while learning, only words were learned.
"""

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np

from houvast.language.alarm.learned import Weights
from houvast.language.alarm.tuned import Tuned, from_arrays


@dataclasses.dataclass(frozen=True)
class Kept:
    """Both listeners; `tuned` is None when only words were learned."""

    weights: Weights
    tuned: Tuned | None
    digest: str

    def write(self, file: Path) -> None:
        """Keep it."""
        with file.open("wb") as stream:
            np.savez_compressed(
                stream,
                pull=self.weights.pull,
                scale=np.float64(self.weights.scale),
                start=self.weights.start,
                digest=np.array(self.digest),
                **self._meaning(),
            )

    def _meaning(self) -> dict[str, Any]:
        return {f"tuned {name}": array for name, array in self.tuned.arrays().items()} if self.tuned else {}


def read(file: Path, *, meaning: bool = True) -> Kept:
    """What `Kept.write` kept; without `meaning` the words only, which is quicker."""
    with np.load(file, allow_pickle=False) as kept:
        weights = Weights(kept["pull"], float(kept["scale"]), kept["start"])
        names = [name for name in kept.files if meaning and name.startswith("tuned ")]
        tuned = from_arrays({name.removeprefix("tuned "): kept[name] for name in names}) if names else None
        return Kept(weights, tuned, str(kept["digest"]))
