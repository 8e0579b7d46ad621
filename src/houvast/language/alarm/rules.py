"""Which written rules a text fits: phrases of danger in every language, tried on every text.

Takes   what somebody typed, and `emergency_rules/*.yaml`.
Gives   each kind that a rule speaks of, with the first line of each language that fits.
Knows   nothing of how much a rule is worth: that is learned.
"""

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from houvast.language.normal import undisguised, words
from houvast.language.phrases import Phrases, phrases, vocabulary
from houvast.language.turn import once

RULES = Path(__file__).parents[1] / "emergency_rules"
SHORTEST_REPAIRED = 6


@dataclasses.dataclass(frozen=True)
class Fit:
    """A kind of danger, and the line that speaks of it (`language: line`)."""

    kind: str
    line: str


@dataclasses.dataclass(frozen=True)
class _Rules:
    language: str
    everyday: Phrases
    kinds: tuple[tuple[str, Phrases], ...]
    words: frozenset[str]


def fitting(text: str) -> tuple[Fit, ...]:
    """For each kind the first line that fits, whatever the language: people mix them."""
    return once(("rules of danger", text), lambda: _fitting(text))


def _fitting(text: str) -> tuple[Fit, ...]:
    heard = words(text)
    readings = [heard, _repaired([undisguised(word) for word in heard])]
    found: dict[str, Fit] = {}
    for rules in _all_rules():
        for reading in readings:
            for fit in _found(rules, reading):
                found.setdefault(fit.kind, fit)
    return tuple(found[kind] for kind in sorted(found))


def _found(rules: _Rules, reading: Sequence[str]) -> Iterable[Fit]:
    left = rules.everyday.without(reading)
    for kind, lines in rules.kinds:
        line = lines.find(left)
        if line is not None:
            yield Fit(kind, f"{rules.language}: {line}")


@functools.cache
def _all_rules() -> tuple[_Rules, ...]:
    return tuple(_read(path) for path in sorted(RULES.glob("*.yaml")))


def _read(path: Path) -> _Rules:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    kinds = tuple((name, phrases(lines)) for name, lines in data["kinds"].items())
    every_line = [*data["everyday"], *(line for lines in data["kinds"].values() for line in lines)]
    return _Rules(data["language"], phrases(data["everyday"]), kinds, vocabulary(every_line))


def _repaired(heard: Sequence[str]) -> list[str]:
    """Long words that are one slip away from a word of the rules become that word (`hogner`: honger)."""
    known, near = _spellings()
    return [
        _nearest(word, near) if len(word) >= SHORTEST_REPAIRED and word not in known else word
        for word in heard
    ]


@functools.cache
def _spellings() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    known = frozenset().union(*(rules.words for rules in _all_rules()))
    near: dict[str, list[str]] = {}
    for word in sorted(known):
        if len(word) >= SHORTEST_REPAIRED:
            for key in _shortened(word):
                near.setdefault(key, []).append(word)
    return known, {key: tuple(found) for key, found in near.items()}


def _nearest(word: str, near: dict[str, tuple[str, ...]]) -> str:
    candidates = {found for key in _shortened(word) for found in near.get(key, ())}
    return min((found for found in candidates if _one_slip(word, found)), default=word)


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_slip(left: str, right: str) -> bool:
    """Whether one letter was added, left out or replaced, or two neighbours changed places."""
    if len(left) != len(right):
        shorter, longer = sorted((left, right), key=len)
        return len(longer) - len(shorter) == 1 and shorter in _shortened(longer)
    unlike = [at for at, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(unlike) == 2 and unlike[1] == unlike[0] + 1:
        return left[unlike[0]] == right[unlike[1]] and left[unlike[1]] == right[unlike[0]]
    return len(unlike) <= 1
