"""The coming months: what a household has a right to, when that changes, and why.

Takes   a corpus, a situation, a first day, and events that are planned (a job, a birth, a move).
Gives   a `Timeline`: per month an assessment, and every turn of an outcome with its causes.
Knows   nothing of the clock or of screens. A month that nobody has checked the laws for is said to be so,
        never guessed.
"""

import dataclasses
import datetime
import itertools
from collections.abc import Iterable, Mapping

from houvast.law.assessing import Answer, Assessment, Outcome, assess, read_verdict
from houvast.law.binding import bind
from houvast.law.corpus import Corpus
from houvast.law.errors import OutsideCorpus
from houvast.law.functions import add_months, first_of_month, years_between
from houvast.law.ir import Number, Plain
from houvast.law.sharpen import sharpened
from houvast.law.situation import Situation


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """Something that is planned: from `on`, these facts hold, these persons join (role, facts) or leave
    (id).
    """

    on: datetime.date
    name: str
    household: Mapping[str, Plain] = dataclasses.field(default_factory=dict)
    persons: Mapping[str, Mapping[str, Plain]] = dataclasses.field(default_factory=dict)
    joins: tuple[tuple[str, Mapping[str, Plain]], ...] = ()
    leaves: tuple[str, ...] = ()

    def applied(self, situation: Situation) -> Situation:
        """The situation after this event."""
        for name, value in self.household.items():
            situation = situation.with_fact(name, value)
        for person, facts in self.persons.items():
            for name, value in facts.items():
                situation = situation.with_fact(name, value, person=person)
        for person in self.leaves:
            situation = situation.without_person(person)
        for role, facts in self.joins:
            situation = situation.with_person(role, facts)
        return situation


@dataclasses.dataclass(frozen=True, slots=True)
class Month:
    """One month, as it stands on its day. `assessment` is None when nobody has checked the laws for it."""

    on: datetime.date
    assessment: Assessment | None


@dataclasses.dataclass(frozen=True, slots=True)
class Cause:
    """Why an outcome turns. `kind` is `event` (with its name), `birthday` (person, age), `law` (a law's
    name whose values
    or rules change) or `date` (the calendar itself)."""

    kind: str
    name: str = ""
    person: str | None = None
    age: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """An outcome that differs from the month before."""

    on: datetime.date
    scheme: str
    before: Answer
    after: Answer
    low_before: Number | None
    high_before: Number | None
    low_after: Number | None
    high_after: Number | None
    causes: tuple[Cause, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    """Months in order, and every turn."""

    months: tuple[Month, ...]
    turns: tuple[Turn, ...]


def timeline(
    corpus: Corpus,
    situation: Situation,
    *,
    start: datetime.date,
    months: int = 24,
    events: Iterable[Event] = (),
) -> Timeline:
    """The first month on `start` itself, the following on their first day."""
    planned = sorted(events, key=lambda event: event.on)
    days = [start, *(first_of_month(add_months(start, number)) for number in range(1, months))]
    found = [Month(day, _assessed(corpus, situation_on(situation, planned, day), day)) for day in days]
    turns: list[Turn] = []
    for before, after in itertools.pairwise(found):
        turns.extend(_turns(corpus, before, after, planned))
    return Timeline(tuple(found), tuple(turns))


def situation_on(situation: Situation, events: Iterable[Event], day: datetime.date) -> Situation:
    """The situation after all events until that day."""
    for event in events:
        if event.on <= day:
            situation = event.applied(situation)
    return situation


def _assessed(corpus: Corpus, situation: Situation, day: datetime.date) -> Assessment | None:
    try:
        return assess(corpus, situation, on=day)
    except OutsideCorpus:
        return None


def _turns(corpus: Corpus, before: Month, after: Month, events: list[Event]) -> Iterable[Turn]:
    if before.assessment is None or after.assessment is None:
        return
    earlier = {outcome.scheme: outcome for outcome in before.assessment.outcomes}
    for now in after.assessment.outcomes:
        was = earlier.get(now.scheme)
        if was is not None and (was.answer, was.low, was.high) != (now.answer, now.low, now.high):
            causes = tuple(_causes(corpus, before.assessment, after.assessment, now, events))
            yield Turn(
                after.on, now.scheme, was.answer, now.answer, was.low, was.high, now.low, now.high, causes
            )


def _causes(
    corpus: Corpus, before: Assessment, after: Assessment, now: Outcome, events: list[Event]
) -> Iterable[Cause]:
    """What was new since, and would by its absence have left this outcome another one."""
    passed = [event for event in events if before.on < event.on <= after.on]
    if passed and _core(corpus, before.situation, after.on, after.on, now) != _core_of(now):
        yield from (Cause("event", event.name) for event in passed)
    if _core(corpus, after.situation, after.on, before.on, now) != _core_of(now):
        yield from (Cause("law", name) for name in _changed_laws(corpus, now, before.on, after.on))
    if _core(corpus, after.situation, before.on, after.on, now) != _core_of(now):
        birthdays = list(_birthdays(after.situation, before.on, after.on))
        yield from birthdays or [Cause("date")]


def _core_of(outcome: Outcome) -> tuple[object, ...]:
    return outcome.answer, outcome.low, outcome.high


def _core(
    corpus: Corpus, situation: Situation, day: datetime.date, laws_of: datetime.date, now: Outcome
) -> tuple[object, ...]:
    """The outcome if it were `day`, under the laws of another day."""
    law = corpus.laws[now.scheme]
    if not (law.covers_day(day) and law.covers_day(laws_of)):
        return ()
    program = corpus.program(corpus.segment(laws_of), (law.name,), traced=False)
    bound = bind(program, corpus.facts, situation, on=day)
    program.run(bound.row)
    right, amount = sharpened(program, bound, law, corpus.needed((law.name,)))
    return read_verdict(law, right, amount)


def _changed_laws(corpus: Corpus, now: Outcome, before: datetime.date, after: datetime.date) -> Iterable[str]:
    involved = {reason.law for top in now.because for reason in top.walk() if reason.law}
    return sorted(name for name in involved if any(before < day <= after for day in corpus.days_of(name)))


def _birthdays(situation: Situation, before: datetime.date, after: datetime.date) -> Iterable[Cause]:
    for person in situation.persons:
        born = person.facts.get("geboortedatum")
        if isinstance(born, datetime.date) and born <= after:
            age = years_between(born, after)
            if age != years_between(born, before):
                yield Cause("birthday", person=person.id, age=age)
