"""Cliffs: where one smallest step (a cent more, a month more, a day later) moves what comes in by a leap.

Takes   a corpus, a situation, a day; and which schemes and facts to look at.
Gives   `Cliff`s, each computed on both sides, with what it does to all schemes of the household together.
Knows   nothing of wording. It moves one fact at a time, within reach of what was told. Two leaps that undo
        each other between two points that it looks at are not found.
"""

import dataclasses
import datetime
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from houvast.law.assessing import Answer, read_verdict
from houvast.law.binding import Bound, bind, scaled
from houvast.law.corpus import Corpus
from houvast.law.doubt import Doubt
from houvast.law.errors import OutsideCorpus
from houvast.law.facts import FactDefinition
from houvast.law.fitting import whole
from houvast.law.functions import add_months, first_of_month
from houvast.law.ir import Number, Plain
from houvast.law.lawfile import Law
from houvast.law.program import PERSONS, Compiled, Program
from houvast.law.questions import FactOf
from houvast.law.sharpen import verdict
from houvast.law.situation import Situation
from houvast.law.units import WHOLE, Kind, other_period

PAYING = frozenset({"toeslag", "uitkering", "gemeentelijk", "kwijtschelding"})
"""Kinds of law that bring something in; rules about debts or tax are never added to it."""
LEAST = Fraction(5)
"""Euros a month. Schemes round to whole euros, each its own way: a smaller leap may be rounding alone."""
LOOK_AHEAD = 24
"""Months within which a day is looked for."""
_ROUNDED = Fraction(3, 2)
_POINTS = 12
_REACH = {
    "euro": 3000, "euro/jaar": 3000, "euro/kwartaal": 750, "euro/maand": 250, "euro/week": 60, "euro/dag": 12,
    "euro/uur": 2, "uur/maand": 20, "uur/week": 8, "%": 10,
}  # fmt: skip
"""How far from what was told we look, at least; a tenth of it when that is further."""


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """What the leap does to one scheme: its answer, and what it brings in euros a month, before and after."""

    scheme: str
    before: Answer
    after: Answer
    brought: Fraction
    brings: Fraction


@dataclasses.dataclass(frozen=True, slots=True)
class Cliff:
    """One leap. From the value `near` to `then`, one smallest step further from what was told (`now`), or
    from the day before `day` to that day, all schemes together bring `difference` euros a month more (less
    when below 0). A choice or a yes/no has no steps: `near` is then what was told.
    """

    difference: Fraction
    changes: tuple[Change, ...]
    fact: str | None = None
    person: str | None = None
    now: Plain | None = None
    near: Plain | None = None
    then: Plain | None = None
    day: datetime.date | None = None

    @property
    def goes_up(self) -> bool:
        """Whether the leap lies above what was told; meant for numbers only."""
        one, other = self.near, self.then
        return isinstance(one, int | Fraction) and isinstance(other, int | Fraction) and one < other

    @property
    def turns(self) -> frozenset[str]:
        """The schemes whose answer is another one beyond it."""
        return frozenset(each.scheme for each in self.changes if each.before is not each.after)


Incoming = Sequence[Fraction | None]
"""Per scheme what it brings, in euros a month; None where that is not known."""


def cliffs(
    corpus: Corpus,
    situation: Situation,
    *,
    on: datetime.date,
    schemes: Collection[str] | None = None,
    facts: Iterable[FactOf] | None = None,
) -> tuple[Cliff, ...]:
    """The leaps of these schemes (None: all) within reach of these facts (None: all that were told), nearest
    first; days come before facts, and choices last. A leap in one scheme that others make up for is no cliff.

    Raises `OutsideCorpus` for a day that nobody checked.
    """
    search = _Search(corpus, situation, on, schemes)
    found = list(search.by_day())
    for name, person in sorted(_told(situation) if facts is None else set(facts), key=str):
        found.extend(search.by_fact(name, person))
    return tuple(sorted(found, key=_nearness))


def _told(situation: Situation) -> set[FactOf]:
    persons = {(name, person.id) for person in situation.persons for name in person.facts}
    return {(name, None) for name in situation.household} | persons


def _nearness(cliff: Cliff) -> tuple[int, Fraction, str, str]:
    if cliff.day is not None:
        return 0, Fraction(cliff.day.toordinal()), "", ""
    if isinstance(cliff.now, bool | str) or not isinstance(cliff.now, int | Fraction):
        return 2, cliff.difference, str(cliff.fact), str(cliff.then)
    assert isinstance(cliff.then, int | Fraction)
    far = abs(Fraction(cliff.then) - Fraction(cliff.now)) / max(Fraction(1), abs(Fraction(cliff.now)))
    return 1, far, str(cliff.fact), str(cliff.person)


class Household:
    """One household on one day, in rows, ready to be computed again with one fact otherwise."""

    def __init__(self, corpus: Corpus, situation: Situation, on: datetime.date) -> None:
        names = corpus.schemes_on(on)
        self.program: Program = corpus.program(corpus.segment(on), names, traced=False)
        self.bound: Bound = bind(self.program, corpus.facts, situation, on=on)
        self.program.run(self.bound.row)
        self.laws = [law for name in names if _per_month(law := corpus.laws[name]) is not None]
        self.laws = [law for law in self.laws if law.kind in PAYING]

    def incoming(self, laws: Sequence[Law]) -> list[Fraction | None]:
        """What these bring a month, as it was last computed."""
        return [self._amount(law) for law in laws]

    def _amount(self, law: Law) -> Fraction | None:
        right, amount = verdict(self.program, self.bound.row, law)
        if isinstance(right, Doubt) or isinstance(amount, Doubt):
            return None
        return Fraction(amount) * (_per_month(law) or 0)

    def answers(self) -> list[Answer]:
        """The answers, as they were last computed."""
        return [read_verdict(law, *verdict(self.program, self.bound.row, law))[0] for law in self.laws]


def _per_month(law: Law) -> Fraction | None:
    """What makes an amount of this law one a month; None where it has none, or cannot be turned exactly."""
    if law.amount is None:
        return None
    found = other_period(law.steps[law.amount].type.dimensions, "maand")
    return found[1] if found else None


class _Search:
    def __init__(
        self, corpus: Corpus, situation: Situation, on: datetime.date, schemes: Collection[str] | None
    ) -> None:
        self.corpus, self.situation, self.on = corpus, situation, on
        self.here = Household(corpus, situation, on)
        self.looked = [law for law in self.here.laws if schemes is None or law.name in schemes]
        self.needed = corpus.needed(tuple(law.name for law in self.looked))
        self.numbers = {person.id: number for number, person in enumerate(self.here.bound.persons)}

    def by_fact(self, name: str, person: str | None) -> Iterator[Cliff]:
        """The leaps of one fact that was told."""
        fact = self.corpus.facts[name]
        told = self._facts(person).get(name)
        places = self.here.program.household_facts if person is None else self.here.program.person_facts
        if told is None or name not in places or fact.unit.kind is Kind.DATE:
            return
        after = self.here.program.steps_after(name)
        mine = [step for step in after if step.key[0] in self.needed]
        if not mine:
            return
        row = self.here.bound.row
        place = row if person is None else row[PERSONS][self.numbers[person]]

        def put(value: Plain, steps: list[Compiled]) -> None:
            place[places[name]] = scaled(fact, value)
            self.here.program.run(row, steps)

        for near, then in list(self._leaps(fact, told, lambda value: put(value, mine))):
            yield from self._across(Cliff(Fraction(0), (), name, person, told, near, then), put, after)
        put(told, after)

    def _facts(self, person: str | None) -> Any:
        if person is None:
            return self.situation.household
        return self.situation.person(person).facts if person in self.numbers else {}

    def _leaps(
        self, fact: FactDefinition, now: Plain, put: Callable[[Plain], None]
    ) -> Iterator[tuple[Plain, Plain]]:
        def at(value: Plain) -> Incoming:
            put(value)
            return self.here.incoming(self.looked)

        if fact.unit.kind is not Kind.NUMBER:
            here = at(now)
            others = [not now] if fact.unit.kind is Kind.BOOL else [c for c in fact.choices if c != now]
            yield from ((now, other) for other in others if abs(_between(here, at(other))) >= LEAST)
            return
        assert isinstance(now, int | Fraction)
        step = 1 if fact.unit.name in WHOLE else Fraction(1, 100)
        for direction in (1, -1):
            values = _Steps(now, direction * step, _steps_within(fact, now, direction, step), at)
            yield from ((values.value(place), values.value(place + 1)) for place in values.leaps())

    def _across(
        self, found: Cliff, put: Callable[[Plain, list[Compiled]], None], steps: list[Compiled]
    ) -> Iterator[Cliff]:
        """The leap with what it does to every scheme together; nothing when they make up for it."""
        sides = []
        for value in (found.near, found.then):
            assert value is not None
            put(value, steps)
            sides.append((self.here.incoming(self.here.laws), self.here.answers()))
        yield from _measured(found, self.here.laws, *sides)

    def by_day(self) -> Iterator[Cliff]:
        """The days within the coming months on which the same facts bring another amount."""
        days = [
            self.on,
            *(first_of_month(add_months(self.on, number)) for number in range(1, LOOK_AHEAD + 1)),
        ]
        names = tuple(law.name for law in self.looked)
        if not names:
            return
        known = list(itertools.takewhile(lambda day: all(law.covers_day(day) for law in self.looked), days))
        seen = {day: self._on(day, names) for day in known}
        for before, after in itertools.pairwise(known):
            if abs(_between(seen[before], seen[after])) >= LEAST:
                yield from self._day_between(before, after, seen[before], names)

    def _on(self, day: datetime.date, names: tuple[str, ...]) -> Incoming:
        program = self.corpus.program(self.corpus.segment(day), names, traced=False)
        bound = bind(program, self.corpus.facts, self.situation, on=day)
        program.run(bound.row)
        found: list[Fraction | None] = []
        for law in self.looked:
            right, amount = verdict(program, bound.row, law)
            unsure = isinstance(right, Doubt) or isinstance(amount, Doubt)
            found.append(None if unsure else Fraction(amount) * (_per_month(law) or 0))
        return found

    def _day_between(
        self, before: datetime.date, after: datetime.date, was: Incoming, names: tuple[str, ...]
    ) -> Iterator[Cliff]:
        """Bisection to the day itself."""
        while (after - before).days > 1:
            middle = before + (after - before) // 2
            if abs(_between(was, self._on(middle, names))) >= LEAST:
                after = middle
            else:
                before = middle
        try:
            both = [Household(self.corpus, self.situation, day) for day in (before, after)]
        except OutsideCorpus:
            return
        shared = {law.name for law in both[0].laws} & {law.name for law in both[1].laws}
        for household in both:
            household.laws = [law for law in household.laws if law.name in shared]
        sides = [(each.incoming(each.laws), each.answers()) for each in both]
        yield from _measured(Cliff(Fraction(0), (), day=after), both[0].laws, *sides)


def _measured(
    found: Cliff,
    laws: Sequence[Law],
    near: tuple[list[Fraction | None], list[Answer]],
    then: tuple[list[Fraction | None], list[Answer]],
) -> Iterator[Cliff]:
    difference = _between(near[0], then[0])
    if abs(difference) < LEAST:
        return
    sides = zip(laws, near[1], then[1], near[0], then[0], strict=True)
    changes = [
        Change(law.name, before, after, brought, brings)
        for law, before, after, brought, brings in sides
        if brought is not None and brings is not None and (before, brought) != (after, brings)
    ]
    yield dataclasses.replace(found, difference=difference, changes=tuple(changes))


def _between(one: Incoming, other: Incoming) -> Fraction:
    """How much more the other brings, over the schemes of which both are known."""
    pairs = zip(one, other, strict=True)
    return sum((b - a for a, b in pairs if a is not None and b is not None), Fraction(0))


def _steps_within(fact: FactDefinition, now: Number, direction: int, step: Number) -> int:
    end = fact.low if direction < 0 else fact.high
    assert isinstance(end, int | Fraction)
    reach = max(Fraction(_REACH.get(fact.unit.name, 3)), abs(Fraction(now)) / 10)
    return int(min(reach, abs(Fraction(end) - Fraction(now))) / step)


@dataclasses.dataclass
class _Steps:
    """The values from `now` on, a step apart: where do they leap?"""

    now: Number
    step: Number
    most: int
    at: Callable[[Plain], Incoming]
    seen: dict[int, Incoming] = dataclasses.field(default_factory=dict)

    def value(self, place: int) -> Number:
        """The value so many steps from now."""
        return whole(Fraction(self.now) + place * Fraction(self.step))

    def leaps(self) -> Iterator[int]:
        """The places after which the next step is a leap."""
        points = sorted({self.most * number // _POINTS for number in range(_POINTS + 1)})
        for low, high in itertools.pairwise(points):
            yield from self._leaps(low, high)

    def _leaps(self, low: int, high: int) -> Iterator[int]:
        if abs(_between(self._at(low), self._at(high))) < LEAST:
            return
        if high - low == 1:
            yield low
        elif not self._is_straight(low, high):
            middle = (low + high) // 2
            yield from self._leaps(low, middle)
            yield from self._leaps(middle, high)

    def _is_straight(self, low: int, high: int) -> bool:
        """Whether two points in between lie where a straight line has them, but for rounding."""
        if high - low < 2 * _POINTS:
            return False
        start, whole_way = self._at(low), _between(self._at(low), self._at(high))
        for place in ((low + high) // 2, low + 3 * (high - low) // 8):
            share = Fraction(place - low, high - low)
            if abs(_between(start, self._at(place)) - share * whole_way) > _ROUNDED:
                return False
        return True

    def _at(self, place: int) -> Incoming:
        if place not in self.seen:
            self.seen[place] = self.at(self.value(place))
        return self.seen[place]
