"""Recognise first that somebody is in danger today; everything else comes later.

Takes   what somebody typed, in any of the languages under `emergency_rules/`, however it is spelt.
Gives   the dangers that it may speak of, the gravest first, each with the phrase that gave it away.
Knows   nothing of what is done about it (`emergency_answers`). It would rather alarm than miss: a false
        alarm costs one tap, a miss can cost a life. It never says that somebody is *not* in danger.
"""

import dataclasses
import enum
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from houvast.language.normal import undisguised, words
from houvast.language.phrases import Phrases, phrases, vocabulary

RULES = Path(__file__).parent / "emergency_rules"
SHORTEST_REPAIRED = 6


class Kind(enum.StrEnum):
    """What is dangerous, the gravest first."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    SHELTER = "shelter"
    FOOD = "food"
    EVICTION = "eviction"
    CUT_OFF = "cut_off"


@dataclasses.dataclass(frozen=True)
class Danger:
    """One danger that a text may speak of, and the rule that found it (`language: line`)."""

    kind: Kind
    because: str


@dataclasses.dataclass(frozen=True)
class _Rules:
    language: str
    everyday: Phrases
    kinds: tuple[tuple[Kind, Phrases], ...]
    words: frozenset[str]


def dangers(text: str) -> tuple[Danger, ...]:
    """Every danger that `text` may speak of, the gravest first; empty when no rule of any language fits.

    All languages are tried on every text: people mix them, and nobody should first have to choose one.
    """
    heard = words(text)
    readings = [heard, _repaired([undisguised(word) for word in heard])]
    found: dict[Kind, Danger] = {}
    for rules in _all_rules():
        for reading in readings:
            for danger in _found(rules, reading):
                found.setdefault(danger.kind, danger)
    return tuple(found[kind] for kind in Kind if kind in found)


def _found(rules: _Rules, reading: Sequence[str]) -> Iterable[Danger]:
    left = rules.everyday.without(reading)
    for kind, lines in rules.kinds:
        line = lines.find(left)
        if line is not None:
            yield Danger(kind, f"{rules.language}: {line}")


@functools.cache
def _all_rules() -> tuple[_Rules, ...]:
    return tuple(_read(path) for path in sorted(RULES.glob("*.yaml")))


def _read(path: Path) -> _Rules:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    kinds = tuple((Kind(name), phrases(lines)) for name, lines in data["kinds"].items())
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
