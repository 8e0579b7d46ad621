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
class Period:
    """Days, both included, on which a scheme goes equally far."""

    since: datetime.date
    until: datetime.date
    standing: Standing
    confidence: str
    unknown: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Coverage:
    """One scheme at the end of the days that somebody checked.

    `confidence` is the lowest of the values behind its outcome, "" without any.
    """

    law: Law
    standing: Standing
    confidence: str
    unknown: tuple[str, ...]
    """The parameters behind the outcome that nobody knows, as `law.name`."""
    periods: tuple[Period, ...]
    """The days that somebody checked, newest first, cut where the standing or what is unknown changes."""

    def on(self, day: datetime.date) -> Period | None:
        """The period of that day; None when nobody checked it."""
        return next((period for period in self.periods if period.since <= day <= period.until), None)


@dataclasses.dataclass(frozen=True, slots=True)
class NotHere:
    """A scheme that we know of and do not have, and why not."""

    name: str
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Proof:
    """What was run against a scheme. `validation` names the published cases that test its computation;
    `others` counts look-ups, rules and our own derivations, which prove less.
    """

    validation: tuple[str, ...] = ()
    others: int = 0


def proven_by(laws: Path) -> dict[str, Proof]:
    """Per scheme what was run against it (`proven.yaml`)."""
    file = laws / "proven.yaml"
    content = strict_yaml.read_file(file) if file.is_file() else {}
    return {
        scheme: Proof(tuple(told.get("validation") or ()), told.get("others") or 0)
        for scheme, told in content.items()
    }


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
    periods = tuple(_periods(corpus, law))
    last = periods[0]
    return Coverage(law, last.standing, last.confidence, last.unknown, periods)


def _periods(corpus: Corpus, law: Law) -> list[Period]:
    """The periods of one scheme, newest first."""
    turning = {day for name in corpus.needed((law.name,)) for day in corpus.days_of(name)}
    days = {law.covers[0], *(day for day in turning if law.covers_day(day))}
    found: list[Period] = []
    until = law.covers[1]
    for day in sorted(days, reverse=True):
        period = _period(corpus, law, day, until)
        if found and dataclasses.replace(period, until=found[-1].until) == dataclasses.replace(
            found[-1], since=day
        ):
            found[-1] = dataclasses.replace(found[-1], since=day)
        else:
            found.append(period)
        until = day - datetime.timedelta(days=1)
    return found


def _period(corpus: Corpus, law: Law, since: datetime.date, until: datetime.date) -> Period:
    values = _values_behind(corpus, law, since)
    unknown = tuple(sorted(f"{of}.{name}" for (of, name), value in values.items() if value.value is None))
    known = [value.confidence for value in values.values() if value.value is not None]
    if law.described:
        standing = Standing.DESCRIBED
    else:
        standing = Standing.PARTLY if unknown or law.open_norms else Standing.COMPUTED
    return Period(since, until, standing, max(known, default=""), unknown)


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
