"""The pieces of words that the embedding model reads.

Takes   a text, and the model's pieces with their scores (`packed`).
Gives   the numbers of the pieces that together have the highest score (SentencePiece's unigram model, Kudo
        2018), between the marks for begin and end.
Knows   nothing of what they mean.
"""

import re

from houvast.language.understanding.packed import Packed

ASKED = "query: "
"""What the model was taught to find before a question."""
SPACE = "\u2581"
"""Where a word begins: no piece goes on beyond the begin of its word."""
UNKNOWN_COSTS = 10.0
"""So much less than the poorest piece a sign scores that is in no piece."""
_SPACES = re.compile("  +")
_BEGIN = SPACE.encode()


class Pieces:
    """Cuts texts as the model was taught."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._longest = max(map(len, packed.pieces))
        self._unknown = min(packed.scores) - UNKNOWN_COSTS

    def of(self, text: str, most: int | None = None) -> list[int]:
        """The numbers of the pieces with both marks, at most `most` or as many as the model can read."""
        signs = [sign.encode() for sign in self._written(text)]
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        """Up to each sign: the score, where the last piece begins, and its number."""
        for end in range(1, len(signs) + 1):
            best.append(self._last(signs, end, best))
        found, at = [], len(signs)
        while at:
            _, at, number = best[at]
            found.append(number)
        room = min(most or self._packed.longest, self._packed.longest) - 2
        return [self._packed.begin, *found[::-1][:room], self._packed.end]

    def _last(
        self, signs: list[bytes], end: int, best: list[tuple[float, int, int]]
    ) -> tuple[float, int, int]:
        """The best last piece of the first `end` signs."""
        chosen = (best[end - 1][0] + self._unknown, end - 1, self._packed.unknown)
        piece = b""
        for begin in range(end - 1, -1, -1):
            piece = signs[begin] + piece
            if len(piece) > self._longest:
                break
            number = self._packed.pieces.get(piece)
            if number is not None and number != self._packed.unknown:
                score = best[begin][0] + self._packed.scores[number]
                if score > chosen[0]:
                    chosen = (score, begin, number)
            if signs[begin] == _BEGIN:
                break
        return chosen

    def _written(self, text: str) -> str:
        """With the signs that the model knows, one space at a time, and a mark for each space."""
        known = _SPACES.sub(" ", (ASKED + text).translate(self._packed.stand_for))
        return (known if known.startswith(" ") else f" {known}").replace(" ", SPACE)
