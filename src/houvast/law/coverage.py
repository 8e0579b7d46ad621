"""How far each scheme goes: computed, partly, or only described, and how sure its values are.

Takes   a corpus.
Gives   per scheme a frozen `Coverage`, for the page, the JSON and `docs/coverage.md`.
Knows   nothing of households or of published cases.
"""

import dataclasses
import datetime
import enum
from pathlib import Path

from houvast.law import ir, strict_yaml
from houvast.law.corpus import Corpus
from houvast.law.lawfile import Law
from houvast.law.parameters import DatedValue


class Standing(enum.Enum):
    """How far a scheme goes at the end of the days that somebody checked."""

    COMPUTED = "computed"
    PARTLY = "partly"
    """An amount or limit is known to nobody, or a person's judgement decides."""
    DESCRIBED = "described"


@dataclasses.dataclass(frozen=True, slots=True)
class Coverage:
    """One scheme. `confidence` is the lowest of the values behind its outcome, "" without any."""

    law: Law
    standing: Standing
    confidence: str
    unknown: tuple[str, ...]
    """The parameters behind the outcome that nobody knows, as `law.name`."""


@dataclasses.dataclass(frozen=True, slots=True)
class NotHere:
    """A scheme that we know of and do not have, and why not."""

    name: str
    why: str


def proven_by(laws: Path) -> dict[str, tuple[str, ...]]:
    """Per scheme the names of the published cases that prove its computation (`proven.yaml`)."""
    file = laws / "proven.yaml"
    content = strict_yaml.read_file(file) if file.is_file() else {}
    return {scheme: tuple(cases) for scheme, cases in content.items()}


def not_here(laws: Path) -> tuple[NotHere, ...]:
    """The schemes that we know of and do not have (`not_here.yaml`)."""
    file = laws / "not_here.yaml"
    content = strict_yaml.read_file(file) if file.is_file() else []
    return tuple(NotHere(item["name"], item["why"]) for item in content)


def coverage(corpus: Corpus) -> tuple[Coverage, ...]:
    """Every scheme of the corpus (not the notions that schemes share), the furthest first."""
    found = [_cover(corpus, law) for law in corpus.laws.values() if law.kind != "begrip"]
    order = list(Standing)
    return tuple(sorted(found, key=lambda one: (order.index(one.standing), one.law.title)))


def _cover(corpus: Corpus, law: Law) -> Coverage:
    values = _values_behind(corpus, law, law.covers[1])
    unknown = tuple(sorted(f"{of}.{name}" for (of, name), value in values.items() if value.value is None))
    known = [value.confidence for value in values.values() if value.value is not None]
    if law.described:
        standing = Standing.DESCRIBED
    else:
        standing = Standing.PARTLY if unknown or law.open_norms else Standing.COMPUTED
    return Coverage(law, standing, max(known, default=""), unknown)


def _values_behind(corpus: Corpus, law: Law, day: datetime.date) -> dict[tuple[str, str], DatedValue]:
    """Every value that the outcome rests on that day, also those of other laws, by law and name."""
    waiting = [(law.name, step) for step in (law.right, law.amount) if step]
    seen, found = set(waiting), {}
    while waiting:
        name, step = waiting.pop()
        node = corpus.laws[name].steps[step].on(day).node
        for leaf in ir.leaves(node) if node else ():
            if isinstance(leaf, ir.Parameter):
                found[leaf.law, leaf.name] = corpus.laws[leaf.law].parameters[leaf.name].on(day)
            elif isinstance(leaf, ir.StepValue) and (leaf.law, leaf.name) not in seen:
                seen.add((leaf.law, leaf.name))
                waiting.append((leaf.law, leaf.name))
    return found
