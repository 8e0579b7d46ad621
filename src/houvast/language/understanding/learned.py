"""Which topic a text is about, learned from what people ask.

Takes   topics with their sayings, what is outside, and the embedding model when it is here.
Gives   for any text the chance of each topic, and of being outside.
Knows   nothing of what is done with it (`understand`).

Two likenesses are added up: shared letter runs, and closeness in the embedding. On both rests a kernel
ridge regression with one target per topic (Saunders et al. 1998), to which the nearest known texts of each
topic are added. Without the model only the letters count. There is no chance in it: the same texts teach the
same.
"""

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from houvast.language.understanding.embedding import Embedder, Vectors, vectors
from houvast.language.understanding.solving import solved
from houvast.language.understanding.spellings import ROWS, Floats, Spellings, from_arrays, learn, plain
from houvast.language.understanding.topics import OUTSIDE, Topic

VERSION = "2"
MOST_SIGNS = 400
"""More of a text is not read for its topic: the model's time grows with the square of its length."""
BEGINNING = 120
"""So much is read of the beginning of a longer text; the question tends to stand at its end."""


@dataclasses.dataclass(frozen=True)
class Weights:
    """How much each likeness counts, chosen on the development set (docs/understanding.md)."""

    letters: float
    meaning: float
    ridge: float
    near_letters: float
    near_meaning: float
    sharpness: float


WITH_MODEL = Weights(letters=0.5, meaning=1.0, ridge=0.5, near_letters=0.3, near_meaning=1.0, sharpness=1.0)
LETTERS_ONLY = Weights(letters=1.0, meaning=0.0, ridge=1.0, near_letters=0.5, near_meaning=0.0, sharpness=1.0)


@dataclasses.dataclass(frozen=True)
class Learned:
    """Ready to be asked. `names` are the topics and, last, `OUTSIDE`; `owner` tells whose each saying is."""

    names: tuple[str, ...]
    sayings: tuple[str, ...]
    owner: np.ndarray
    spellings: Spellings
    meanings: Vectors | None
    middle: Vectors
    pull: Floats

    def heard(self, text: str, model: Embedder | None) -> "Heard":
        """How each of `names` fits `text`."""
        return self.all_heard([text], model)[0]

    def all_heard(self, texts: Sequence[str], model: Embedder | None) -> "list[Heard]":
        """How each of `names` fits each of `texts`."""
        said = [read(text) for text in texts]
        letters = np.stack([self.spellings.likeness(text) for text in said])
        if self.meanings is None or model is None:
            return [
                weighed(learned, self._nearest(own), None)
                for learned, own in zip(letters @ self.pull, letters, strict=True)
            ]
        meaning = _centred(vectors(model, said), self.middle) @ self.meanings.T
        near = WITH_MODEL.letters * letters + WITH_MODEL.meaning * meaning
        return [
            weighed(learned, self._nearest(own), self._nearest(meant))
            for learned, own, meant in zip(near @ self.pull, letters, meaning, strict=True)
        ]

    def _nearest(self, likeness: Floats) -> Floats:
        return nearest(likeness, self.owner, len(self.names))


@dataclasses.dataclass(frozen=True)
class Heard:
    """How each topic, and last "no question for us", fits one text.

    `learned` is what the regression says, `letters` and `meaning` are how near the nearest sayings are,
    `score` is all of it together.
    """

    score: Floats
    learned: Floats
    letters: Floats
    meaning: Floats | None

    @property
    def chances(self) -> Floats:
        """The shares of the topics, adding up to 1: an order, not yet a probability (`sureness`)."""
        sharp = np.exp(self.score - self.score.max())
        return np.asarray(sharp / sharp.sum())


def weighed(learned: Floats, letters: Floats, meaning: Floats | None) -> Heard:
    """What was learned and what is near, together."""
    weights = LETTERS_ONLY if meaning is None else WITH_MODEL
    learned = _standard(learned)
    score = learned + weights.near_letters * _standard(letters)
    if meaning is not None:
        score = score + weights.near_meaning * _standard(meaning)
    return Heard(weights.sharpness * score, learned, letters, meaning)


def nearest(likeness: Floats, owner: np.ndarray, count: int) -> Floats:
    """For each topic how near its three nearest sayings are; the nearest counts for sixty per cent.

    `owner` is in order, as `study` makes it. A topic with fewer sayings has its last one count again.
    """
    begins = np.searchsorted(owner, np.arange(count))
    left = likeness.copy()
    ranked: list[Floats] = []
    for _ in range(3):
        best = np.maximum.reduceat(left, begins)
        ranked.append(np.where(np.isneginf(best), ranked[-1] if ranked else best, best))
        places = np.flatnonzero(left == best[owner])
        left[places[np.unique(owner[places], return_index=True)[1]]] = -np.inf
    first, second, third = ranked
    return np.asarray(0.6 * first + 0.2 * second + 0.2 * third)


def study(
    topics: Sequence[Topic], outside: Sequence[str], model: Embedder | None, known: "Known | None" = None
) -> Learned:
    """Learn from every saying. A few seconds; `keep` and `remembered` spare them the next time."""
    names = (*(topic.name for topic in topics), OUTSIDE)
    sayings = [read(text) for topic in topics for text in topic.sayings]
    owner = [place for place, topic in enumerate(topics) for _ in topic.sayings]
    sayings += [read(text) for text in outside]
    owner += [len(topics)] * len(outside)
    spellings = learn(sayings)
    weights = LETTERS_ONLY if model is None else WITH_MODEL
    near = spellings.among()
    near *= np.float32(weights.letters)
    meanings, middle = None, np.zeros(1, np.float32)
    if model is not None:
        bare = (known or Known.none()).vectors(model, sayings)
        middle = bare.mean(axis=0)
        meanings = _centred(bare, middle)
        for at in range(0, len(near), ROWS):  # all at once would take twice the room
            near[at : at + ROWS] += np.float32(weights.meaning) * (meanings[at : at + ROWS] @ meanings.T)
    target = np.zeros((len(sayings), len(names)), np.float32)
    target[np.arange(len(sayings)), owner] = 1
    near[np.diag_indices_from(near)] += weights.ridge
    pull = solved(near, target - target.mean(axis=0)).astype(np.float64)
    return Learned(names, tuple(sayings), np.array(owner), spellings, meanings, middle, pull)


@dataclasses.dataclass(frozen=True)
class Known:
    """Vectors that were made before, by the digest of their text: `laws/questions/vectors.npz`.

    Kept as whole numbers from -127 to 127 with a scale for each text: a quarter of the size. What is learned
    rests on them, so it is the same wherever it is learned.
    """

    digests: np.ndarray
    whole: np.ndarray
    scale: np.ndarray

    @classmethod
    def none(cls) -> "Known":
        """Nothing was made before."""
        return cls(np.zeros(0, np.uint64), np.zeros((0, 384), np.int8), np.zeros(0, np.float32))

    @classmethod
    def read(cls, file: Path) -> "Known":
        """What `write` kept; nothing when there is no such file."""
        if not file.is_file():
            return cls.none()
        with np.load(file, allow_pickle=False) as kept:
            return cls(kept["digests"], kept["whole"], kept["scale"])

    def write(self, file: Path) -> None:
        """Keep them, by digest, so that the same texts give the same file."""
        with file.open("wb") as stream:
            np.savez_compressed(stream, digests=self.digests, whole=self.whole, scale=self.scale)

    def lacks(self, texts: Sequence[str]) -> list[str]:
        """Those of `texts` that were not made before."""
        have = set(self.digests.tolist())
        return [text for text in dict.fromkeys(texts) if _digest(text) not in have]

    def vectors(self, model: Embedder, texts: Sequence[str]) -> Vectors:
        """The vector of each text: from here, else from the model."""
        place = {digest: at for at, digest in enumerate(self.digests.tolist())}
        made = {text: _shrunk(vectors(model, [text])[0]) for text in self.lacks(texts)}
        found = []
        for text in texts:
            at = place.get(_digest(text))
            whole, scale = made[text] if at is None else (self.whole[at], self.scale[at])
            found.append(whole.astype(np.float32) * scale)
        return np.stack(found)

    def renewed(self, model: Embedder, texts: Sequence[str]) -> "Known":
        """Exactly these texts: what was here, and what was not made anew."""
        digests = sorted({_digest(text): text for text in texts}.items())
        shrunk = [_shrunk(vector) for vector in self.vectors(model, [text for _, text in digests])]
        return Known(
            np.array([digest for digest, _ in digests], np.uint64),
            np.stack([whole for whole, _ in shrunk]),
            np.array([scale for _, scale in shrunk], np.float32),
        )


def keep(learned: Learned, file: Path) -> None:
    """Write what was learned beside its name and put it in place at once, so that nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{id(learned)}.part")
    meanings = {} if learned.meanings is None else {"meanings": learned.meanings}
    with beside.open("wb") as stream:
        np.savez(stream, pull=learned.pull, middle=learned.middle, **learned.spellings.arrays(), **meanings)  # type: ignore[arg-type]  # numpy's stub knows no ** of arrays
    beside.replace(file)


def remembered(topics: Sequence[Topic], outside: Sequence[str], file: Path) -> Learned | None:
    """What `keep` wrote for these very texts; None when it is not there or cannot be read."""
    if not file.is_file():
        return None
    sayings = [read(text) for topic in topics for text in topic.sayings]
    owner = [place for place, topic in enumerate(topics) for _ in topic.sayings]
    try:
        with np.load(file, allow_pickle=False) as kept:
            spellings = from_arrays(len(sayings) + len(outside), kept)
            meanings = kept.get("meanings")
            pull, middle = kept["pull"], kept["middle"]
    except (OSError, ValueError, KeyError):
        return None
    return Learned(
        (*(topic.name for topic in topics), OUTSIDE),
        (*sayings, *(read(text) for text in outside)),
        np.array([*owner, *([len(topics)] * len(outside))]),
        spellings,
        meanings,
        middle,
        pull,
    )


def digest(topics: Sequence[Topic], outside: Sequence[str], *, with_model: bool) -> str:
    """The name of what these texts teach."""
    told = hashlib.sha256(f"{VERSION} {with_model} {WITH_MODEL} {LETTERS_ONLY}".encode())
    for topic in topics:
        told.update("\n".join((topic.name, *topic.sayings, "")).encode())
    told.update("\n".join(outside).encode())
    return told.hexdigest()[:32]


def read(text: str) -> str:
    """The part of a text that is read for its topic, in plain letters: of a long story mostly its end."""
    told = plain(text)
    if len(told) <= MOST_SIGNS:
        return told
    return f"{told[:BEGINNING]} {told[BEGINNING + 1 - MOST_SIGNS :]}"


def _standard(score: Floats) -> Floats:
    return np.asarray((score - score.mean()) / (score.std() or 1.0))


def _centred(found: Vectors, middle: Vectors) -> Vectors:
    """Without what all texts have in common: the model's vectors lie in a narrow cone."""
    moved = found - middle
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _shrunk(vector: Vectors) -> tuple[np.ndarray, np.float32]:
    scale = np.float32(np.abs(vector).max() / 127)
    return np.rint(vector / scale).astype(np.int8), scale
