"""What would turn an outcome: the smallest change of one fact, and the day on which time itself turns it.

Takes   a corpus, a situation, a day and a scheme.
Gives   `Flip`s, nearest first; each was computed, so each is true: with that one change the answer is the
        other one.
Knows   nothing of wording. It tries one fact at a time; what only two changes together would turn is not
        found.
"""

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from houvast.law.assessing import Answer, assess
from houvast.law.binding import Bound, bind, scaled
from houvast.law.corpus import Corpus
from houvast.law.explain import Reason
from houvast.law.facts import FactDefinition
from houvast.law.fitting import whole
from houvast.law.functions import add_months, first_of_month
from houvast.law.ir import Number, Plain
from houvast.law.program import PERSONS, Compiled, Program, Row
from houvast.law.situation import Situation
from houvast.law.units import Kind

LOOK_AHEAD = 24
"""Months within which a day is looked for."""


@dataclasses.dataclass(frozen=True, slots=True)
class Flip:
    """One change that turns the answer from `before` to `after`.

    Either a fact (`fact`, `person`, its value `now`, the nearest value `then` that turns it), or a `day`.
    """

    scheme: str
    before: Answer
    after: Answer
    fact: str | None = None
    person: str | None = None
    now: Plain | None = None
    then: Plain | None = None
    day: datetime.date | None = None


def flips(corpus: Corpus, situation: Situation, *, on: datetime.date, scheme: str) -> tuple[Flip, ...]:
    """What would turn this scheme's answer; nothing while the answer is not settled. Raises as `assess`
    does.
    """
    outcome = assess(corpus, situation, on=on, schemes=(scheme,)).outcomes[0]
    if outcome.answer is Answer.DEPENDS:
        return ()
    search = _Search(corpus, situation, on, scheme)
    reasons = [reason for top in outcome.because for reason in top.walk() if reason.kind == "fact"]
    used = {(reason.name, reason.person): reason for reason in reasons}
    found = [flip for reason in used.values() if (flip := search.by_fact(reason)) is not None]
    if (day := search.by_day()) is not None:
        found.append(day)
    return tuple(sorted(found, key=_nearness))


def _nearness(flip: Flip) -> tuple[int, Fraction, str]:
    """Days first, then yes/no and choices, then numbers by how much they must change in proportion."""
    if flip.day is not None:
        return 0, Fraction(0), ""
    if isinstance(flip.then, bool | str) or not isinstance(flip.then, int | Fraction):
        return 1, Fraction(0), flip.fact or ""
    assert isinstance(flip.now, int | Fraction)
    change = abs(Fraction(flip.then) - Fraction(flip.now))
    return 2, change / max(Fraction(1), abs(Fraction(flip.now))), flip.fact or ""


class _Search:
    def __init__(self, corpus: Corpus, situation: Situation, on: datetime.date, scheme: str) -> None:
        self.corpus, self.situation, self.on, self.law = corpus, situation, on, corpus.laws[scheme]
        self.program: Program = corpus.program(corpus.segment(on), (scheme,), traced=False)
        self.slot = self.program.slots[scheme, str(self.law.right)]
        self.bound: Bound = bind(self.program, corpus.facts, situation, on=on)
        self.program.run(self.bound.row)
        self.right: bool = self.bound.row[self.slot]
        self.numbers = {person.id: number for number, person in enumerate(self.bound.persons)}

    def by_fact(self, reason: Reason) -> Flip | None:
        """The nearest value of one known fact that turns the answer."""
        fact = self.corpus.facts[reason.name]
        told = self.situation.household if reason.person is None else self._facts_of(reason.person)
        if fact.name not in told:
            return None
        row, slot = self._place(fact, reason.person)
        steps = self.program.steps_after(fact.name)
        before = row[slot]
        then = self._nearest(
            fact, told[fact.name], lambda value: self._turns(row, slot, scaled(fact, value), steps)
        )
        row[slot] = before
        self.program.run(self.bound.row, steps)
        if then is None:
            return None
        return Flip(
            self.law.name, _answer(self.right), _answer(not self.right),
            fact=fact.name, person=reason.person, now=told[fact.name], then=then,
        )  # fmt: skip

    def _facts_of(self, person: str) -> Any:
        return self.situation.person(person).facts if person in self.numbers else {}

    def _place(self, fact: FactDefinition, person: str | None) -> tuple[Row, int]:
        if person is None:
            return self.bound.row, self.program.household_facts[fact.name]
        return self.bound.row[PERSONS][self.numbers[person]], self.program.person_facts[fact.name]

    def _turns(self, row: Row, slot: int, value: Any, steps: list[Compiled]) -> bool:
        row[slot] = value
        self.program.run(self.bound.row, steps)
        return self.bound.row[self.slot] is (not self.right)

    def _nearest(self, fact: FactDefinition, now: Plain, turns: Callable[[Any], bool]) -> Plain | None:
        match fact.unit.kind:
            case Kind.BOOL:
                return (not now) if turns(not now) else None
            case Kind.CHOICE:
                return next((choice for choice in fact.choices if choice != now and turns(choice)), None)
            case Kind.DATE:
                return None
        assert isinstance(now, int | Fraction)
        found = [value for direction in (-1, 1) if (value := _first(fact, now, direction, turns)) is not None]
        return min(found, key=lambda value: abs(Fraction(value) - Fraction(now)), default=None)

    def by_day(self) -> Flip | None:
        """The first day within the coming months on which the same facts give the other answer."""
        month = self.on
        for number in range(1, LOOK_AHEAD + 1):
            following = first_of_month(add_months(self.on, number))
            if not self.law.covers_day(following):
                return None
            if self._right_on(following) is (not self.right):
                return Flip(
                    self.law.name,
                    _answer(self.right),
                    _answer(not self.right),
                    day=self._first_day(month, following),
                )
            month = following
        return None

    def _first_day(self, before: datetime.date, after: datetime.date) -> datetime.date:
        """Bisection between a day that does not turn the answer and one that does."""
        while (after - before).days > 1:
            middle = before + (after - before) // 2
            if self._right_on(middle) is (not self.right):
                after = middle
            else:
                before = middle
        return after

    def _right_on(self, day: datetime.date) -> Any:
        program = self.corpus.program(self.corpus.segment(day), (self.law.name,), traced=False)
        bound = bind(program, self.corpus.facts, self.situation, on=day)
        program.run(bound.row)
        return bound.row[program.slots[self.law.name, str(self.law.right)]]


def _answer(right: bool) -> Answer:
    return Answer.YES if right else Answer.NO


def _first(fact: FactDefinition, now: Number, direction: int, turns: Callable[[Any], bool]) -> Number | None:
    """The nearest value in this direction that turns the answer, in whole units; found by doubling, then
    halving.
    """
    near = now
    for far in _further(fact, now, direction):
        if turns(far):
            return _between(near, far, turns)
        near = far
    return None


def _further(fact: FactDefinition, now: Number, direction: int) -> Iterator[Number]:
    end = fact.low if direction < 0 else fact.high
    assert isinstance(end, int | Fraction)
    step = 1
    while (end - now) * direction > step:
        yield whole(now + direction * step)
        step *= 2
    if end != now:
        yield end


def _between(near: Number, far: Number, turns: Callable[[Any], bool]) -> Number:
    """`far` turns the answer and `near` does not: the one nearest to `near` that does, a whole unit apart."""
    direction = 1 if far > near else -1
    low, high = 0, int(abs(Fraction(far) - Fraction(near)) // 1)
    if not high or not turns(whole(near + direction * high)):
        return far
    while high - low > 1:
        middle = (low + high) // 2
        if turns(whole(near + direction * middle)):
            high = middle
        else:
            low = middle
    return whole(near + direction * high)
