"""The embedding model itself: what a text means, as numbers, reckoned in layers.

Takes   a text, and the model's numbers (`packed`).
Gives   the numbers of each piece of the text halfway, and at the end one unit vector for the text.
Knows   nothing of topics or danger. The lower layers are reckoned once for whoever listens: topics go on
        through the model's own upper layers, danger through upper layers that learned about danger
        (`alarm/tuned`).

multilingual-e5-small (Wang et al. 2024): twelve layers of a BERT encoder (Devlin et al. 2019), the mean of
the pieces, of length one. Reckoned by numpy: half the time of the package's own engine on a long text, on any
processor, and no scratch memory that two threads could mix (docs/decisions/0020).
"""

import dataclasses
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from houvast.language.understanding.packed import Floats, Packed
from houvast.language.understanding.pieces import Pieces

SHARED = 6
"""So many layers, the lower ones, are the same for everybody."""
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""What asks, what answers, what is told, how it is put together; there and back halfway."""
NORMS = ("aln", "oln")
Texts = Sequence[slice]
"""Where the pieces of each text stand, when some are reckoned together."""
ALL: Texts = (slice(None),)
_TAIL = np.float32(40)
_BEND = np.array((-0.0003515169225755614, 0.03700564689075046, 0.7975078832737041), np.float32)
"""What x is taken times, from x squared (at most `_TAIL`), so that its tanh is erf(x / sqrt(2)): fitted to
math.erf by least squares."""


@dataclasses.dataclass(frozen=True)
class Layer:
    """The numbers of one layer. `pull`: by matrix, shape (before, after); `start`: what is always added;
    `norms`: by norm, how strong each number is and what is added. `heads` look at the text apart.
    """

    pull: dict[str, Floats]
    start: dict[str, Floats]
    norms: dict[str, tuple[Floats, Floats]]
    heads: int
    little: float

    def through(self, seen: Floats, texts: Texts = ALL) -> Floats:
        """The pieces one layer higher, shape (pieces, width). Each hears those of its own text."""
        told = self._put("ao", self._attended(seen, texts))
        told += seen
        seen = evened(told, *self.norms["aln"], self.little)
        told = self._put("fo", _gelu(self._put("fi", seen)))
        told += seen
        return evened(told, *self.norms["oln"], self.little)

    def _attended(self, seen: Floats, texts: Texts) -> Floats:
        """For each piece what the others of its text tell it, as much as it asks of each."""
        asks, answers, tells = (self._in_heads(self._put(of, seen)) for of in "qkv")
        heard = np.empty_like(seen)
        for text in texts:
            score = asks[:, text] @ answers[:, text].transpose(0, 2, 1)
            score *= np.float32(asks.shape[-1] ** -0.5)
            score -= score.max(axis=-1, keepdims=True)
            raised = np.exp(score, out=score)
            raised /= raised.sum(axis=-1, keepdims=True)
            self._in_heads(heard[text])[:] = raised @ tells[:, text]
        return heard

    def _in_heads(self, seen: Floats) -> Floats:
        return seen.reshape(len(seen), self.heads, -1).transpose(1, 0, 2)

    def _put(self, matrix: str, seen: Floats) -> Floats:
        put: Floats = seen @ self.pull[matrix]
        put += self.start[matrix]
        return put


class Encoder:
    """The model, read from its file."""

    def __init__(self, file: Path) -> None:
        self._packed = Packed(file)
        self._pieces = Pieces(self._packed)
        self._places = (
            self._packed.numbers("emb.pos", (-1, self._packed.width))
            + self._packed.numbers("emb.type", (-1, self._packed.width))[:1]
        )
        self._first = self._packed.numbers("emb.ln.w"), self._packed.numbers("emb.ln.b")
        self.width: int = self._packed.width
        self.layers = tuple(layer(self._packed, number) for number in range(self._packed.layers))

    def query(self, text: str) -> Floats:
        """The unit vector of one text, shape (width,)."""
        return self.meant(self.halfway([text]))[0]

    def halfway(self, texts: Sequence[str]) -> list[Floats]:
        """What the pieces of each text mean after the `SHARED` layers, shape (pieces, width)."""
        return _together(self.layers[:SHARED], [self.begun(self.pieces(text)) for text in texts])

    def pieces(self, text: str, *, most: int | None = None) -> list[int]:
        """The numbers of a text's pieces, at most so many, the last being the end."""
        return self._pieces.of(text, most)

    def meant(self, halfway: Sequence[Floats]) -> list[Floats]:
        """The unit vector that the model's own upper layers make of each text."""
        return [middle(seen) for seen in _together(self.layers[SHARED:], halfway)]

    def begun(self, pieces: Sequence[int]) -> Floats:
        """Each piece by itself and its place, before the first layer; shape (pieces, width)."""
        seen = self._packed.words(pieces) + self._places[: len(pieces)]
        return evened(seen, *self._first, self._packed.little)


def layer(packed: Packed, number: int) -> Layer:
    """One layer of the model, the lowest is 0."""
    shapes = {"fi": (packed.inner, packed.width), "fo": (packed.width, packed.inner)}
    square = (packed.width, packed.width)
    return Layer(
        {
            of: np.ascontiguousarray(packed.numbers(f"l{number}.{of}.w", shapes.get(of, square)).T)
            for of in MATRICES
        },
        {of: packed.numbers(f"l{number}.{of}.b") for of in MATRICES},
        {of: (packed.numbers(f"l{number}.{of}.w"), packed.numbers(f"l{number}.{of}.b")) for of in NORMS},
        packed.heads,
        packed.little,
    )


def through(layers: Sequence[Layer], seen: Floats, texts: Texts = ALL) -> Floats:
    """The pieces of a text, or of some behind each other, after all these layers."""
    for each in layers:
        seen = each.through(seen, texts)
    return seen


def _together(layers: Sequence[Layer], texts: Sequence[Floats]) -> list[Floats]:
    """Each text after all these layers. Short ones together take less than half the time: most of it goes
    into fetching the model's numbers.
    """
    ends = list(itertools.accumulate(map(len, texts)))
    places = [slice(end - len(text), end) for end, text in zip(ends, texts, strict=True)]
    seen = through(layers, np.concatenate(texts), places)
    return [seen[place] for place in places]


def middle(seen: Floats) -> Floats:
    """The mean of the pieces, of length one."""
    mean = seen.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


def evened(seen: Floats, strength: Floats, start: Floats, little: float) -> Floats:
    """Each piece with mean 0 and spread 1, then as strong as was learned (Ba et al. 2016)."""
    apart: Floats = seen - seen.mean(axis=-1, keepdims=True)
    size = np.einsum("pw,pw->p", apart, apart)[:, None] / np.float32(apart.shape[1])
    apart /= np.sqrt(size + np.float32(little))
    apart *= strength
    apart += start
    return apart


def _gelu(seen: Floats) -> Floats:
    """x times the chance that a normal draw is below x, in the place of x, within 3e-5."""
    square = seen * seen
    np.minimum(square, _TAIL, out=square)
    bent = square * _BEND[0]
    for factor in _BEND[1:-1]:
        bent += factor
        bent *= square
    bent += _BEND[-1]
    bent *= seen
    np.tanh(bent, out=bent)
    bent += np.float32(1)
    seen *= bent
    seen *= np.float32(0.5)
    return seen
