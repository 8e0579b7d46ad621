"""Texts as bundles of short letter runs, so that a slip of the pen costs little.

Takes   texts in any script.
Gives   how alike a new text and each known text are, by the runs of three to five letters that they share,
        each weighed by how telling it is.
Knows   nothing of words' meaning.
"""

import collections
import dataclasses
import re
import unicodedata
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

RUNS = (3, 4, 5)
_WORD = re.compile(r"\w+")
_ARABIC = str.maketrans("ةىیکٱأإآ", "هييكاااا", "\u0640")
ROWS = 256
"""So many texts are compared with all others at a time, so that it takes little room."""
Floats = NDArray[np.float64]


def plain(text: str) -> str:
    """Lower case, without marks and signs, one space between words."""
    bare = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign)).translate(_ARABIC)
    return " ".join(_WORD.findall(bare))


def runs(text: str) -> collections.Counter[str]:
    """How often each run of letters occurs; a space counts as a letter, so word edges tell something."""
    line = f" {plain(text)} "
    return collections.Counter(
        line[at : at + length] for length in RUNS for at in range(len(line) - length + 1)
    )


@dataclasses.dataclass(frozen=True)
class Spellings:
    """Known texts, ready to be compared with a new one.

    Run number r (`number[run]`) stands in the texts `places[begins[r]:begins[r + 1]]`, with these `shares`.
    """

    count: int
    number: Mapping[str, int]
    weight: Floats
    begins: NDArray[np.int64]
    places: NDArray[np.int32]
    shares: Floats

    def likeness(self, text: str) -> Floats:
        """The cosine of `text` with each known text, shape (count,), from 0 to 1.

        Runs that no known text holds weigh as much as the rarest, so that a strange text stays strange.
        """
        bundle = runs(text)
        rarest = float(self.weight.max(initial=1.0))
        raw = {
            run: (1 + np.log(count)) * (self.weight[self.number[run]] if run in self.number else rarest)
            for run, count in bundle.items()
        }
        length = float(np.sqrt(sum(share * share for share in raw.values()))) or 1.0
        found = np.zeros(self.count)
        for run, share in raw.items():
            if run in self.number:
                at = self.number[run]
                here = slice(self.begins[at], self.begins[at + 1])
                found[self.places[here]] += share / length * self.shares[here]
        return found

    def among(self) -> NDArray[np.float32]:
        """The likeness of each known text with each other, shape (count, count); 1 with itself."""
        found = np.zeros((self.count, self.count), np.float32)
        shares = self.shares.astype(np.float32)
        for begin, end in zip(self.begins[:-1], self.begins[1:], strict=True):
            if end - begin > 1:
                places, parts = self.places[begin:end], shares[begin:end]
                for at in range(0, len(places), ROWS):
                    rows = slice(at, at + ROWS)
                    found[places[rows, None], places] += np.outer(parts[rows], parts)
        np.fill_diagonal(found, 1)
        return found

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All that `from_arrays` needs, ready to be kept in a file."""
        names = np.frombuffer("\n".join(self.number).encode(), np.uint8)
        return {
            "runs": names,
            "weight": self.weight,
            "begins": self.begins,
            "places": self.places,
            "shares": self.shares,
        }


def from_arrays(count: int, kept: Mapping[str, NDArray[np.generic]]) -> Spellings:
    """What `Spellings.arrays` kept."""
    names = kept["runs"].tobytes().decode().split("\n")
    return Spellings(
        count,
        {run: at for at, run in enumerate(names)},
        np.asarray(kept["weight"], np.float64),
        np.asarray(kept["begins"], np.int64),
        np.asarray(kept["places"], np.int32),
        np.asarray(kept["shares"], np.float64),
    )


def learn(texts: Sequence[str]) -> Spellings:
    """Compare with these texts from now on."""
    bundles = [runs(text) for text in texts]
    seen = collections.Counter(run for bundle in bundles for run in bundle)
    weight = {run: float(np.log((1 + len(texts)) / (1 + count)) + 0.3) for run, count in seen.items()}
    places: dict[str, list[int]] = {run: [] for run in seen}
    shares: dict[str, list[float]] = {run: [] for run in seen}
    for place, bundle in enumerate(bundles):
        raw = {run: (1 + float(np.log(count))) * weight[run] for run, count in bundle.items()}
        length = float(np.sqrt(sum(share * share for share in raw.values()))) or 1.0
        for run, share in raw.items():
            places[run].append(place)
            shares[run].append(share / length)
    return Spellings(
        len(texts),
        {run: at for at, run in enumerate(seen)},
        np.array([weight[run] for run in seen]),
        np.cumsum([0, *(len(places[run]) for run in seen)]),
        np.concatenate([np.array(places[run], np.int32) for run in seen]),
        np.concatenate([np.array(shares[run]) for run in seen]),
    )
