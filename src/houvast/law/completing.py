"""Households that could be this one: what is unknown filled in, plausibly and reproducibly.

Takes   a program, a household in rows in which facts are in doubt, and where to draw values from.
Gives   copies of the rows in which nothing is in doubt save parameters that nobody knows.
Knows   nothing of outcomes or questions. A value that is drawn here never enters an outcome that somebody
        sees.

Mostly what is usual is drawn (see `priors`). Where nothing is known of that, and sometimes elsewhere too,
numbers are drawn around the values in the laws with the same unit: there, outcomes turn.
"""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from houvast.law import ir
from houvast.law.binding import Hole, scaled
from houvast.law.doubt import Doubt
from houvast.law.facts import FactDefinition, refusal
from houvast.law.fitting import whole
from houvast.law.ir import Node
from houvast.law.lawfile import Law
from houvast.law.priors import OF_HOUSEHOLD, Priors
from houvast.law.program import NUMBER, PERSONS, PHANTOM, ROLE, Program, Row
from houvast.law.units import Dimensions, Kind, bare_number_fits

_FACTORS = (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20), Fraction(21, 20), Fraction(3, 2))
_AGES = {"kind": (0, 21), "aanvrager": (18, 80), "partner": (18, 80), "medebewoner": (18, 80)}
_TYPICAL = 0.7
_LANDMARKS = 12
_DAYS_AGO = (0, 40, 200, 500, 1200, 4000, 12000, 26000)


class Pools:
    """Values to draw from, per fact, on one day."""

    def __init__(
        self, facts: Mapping[str, FactDefinition], laws: Sequence[Law], on: datetime.date, priors: Priors
    ) -> None:
        self.facts, self.on, self.priors = facts, on, priors
        self.landmarks = _landmarks(laws, on)
        self._values: dict[str, tuple[Any, ...]] = {}

    def values(self, fact: FactDefinition) -> tuple[Any, ...]:
        """All values that this fact is tried with, as they compute."""
        if fact.name not in self._values:
            found = dict.fromkeys(
                value for value in self._plain(fact) if refusal(fact, value, on=self.on) is None
            )
            self._values[fact.name] = tuple(scaled(fact, value) for value in found)
        return self._values[fact.name]

    def draw(self, fact: FactDefinition, role: str | None, chance: random.Random) -> Any:
        """One value: mostly a usual one, else one where an outcome may turn."""
        if fact.name == "geboortedatum" and role is not None and chance.random() < _TYPICAL:
            youngest, oldest = _AGES[role]
            born = self.on - datetime.timedelta(days=chance.randrange(youngest * 365 + 1, oldest * 365 + 300))
            return born if refusal(fact, born, on=self.on) is None else fact.low
        usual = self.priors.get(fact.name, {}).get(role or OF_HOUSEHOLD)
        if usual and chance.random() < _TYPICAL:
            return scaled(fact, chance.choice(usual))
        return chance.choice(self.values(fact))

    def _plain(self, fact: FactDefinition) -> list[Any]:
        match fact.unit.kind:
            case Kind.BOOL:
                return [False, True]
            case Kind.CHOICE:
                return list(fact.choices)
            case Kind.DATE:
                return [*(_ago(self.on, days) for days in _DAYS_AGO), *self._anniversaries()]
        if fact.usual:
            return [0, *fact.usual]
        near = self.landmarks.get(fact.unit.dimensions, ())
        if bare_number_fits(fact.unit.dimensions) and fact.unit.scale == 1:
            return [0, fact.high, *(whole(mark + more) for mark in near for more in (-1, 0, 1))]
        return [
            0,
            fact.low,
            fact.high,
            *(_rounded(mark / fact.unit.scale * by) for mark in near for by in _FACTORS),
        ]

    def _anniversaries(self) -> list[datetime.date]:
        """The days on which somebody just has, or just has not, an age that the laws name."""
        ages = self.landmarks.get((("jaar", 1),), ())
        return [_ago(self.on, int(age * Fraction(36525, 100)) + days) for age in ages for days in (-20, 20)]


def _ago(on: datetime.date, days: int) -> datetime.date:
    return on - datetime.timedelta(days=days)


def _rounded(value: Fraction) -> Any:
    return whole(Fraction(round(value)))


def _landmarks(laws: Sequence[Law], on: datetime.date) -> dict[Dimensions, tuple[Fraction, ...]]:
    """The numbers of the day in these laws, by unit; some of them when there are many."""
    found: dict[Dimensions, set[Fraction]] = {}
    for law in laws:
        for parameter in law.parameters.values():
            value = parameter.on(on).value
            if isinstance(value, int | Fraction) and not isinstance(value, bool) and value > 0:
                found.setdefault(parameter.unit.dimensions, set()).add(Fraction(value))
        for step in law.steps.values():
            for dimensions, value in _compared(step.on(on).node):
                found.setdefault(dimensions, set()).add(value)
    return {dimensions: _spread(sorted(values)) for dimensions, values in found.items()}


def _compared(node: Node | None) -> Iterator[tuple[Dimensions, Fraction]]:
    """The written numbers with which something is compared, such as an age."""
    for inner in ir.walk(node) if node is not None else ():
        if isinstance(inner, ir.Compare):
            for one, other in ((inner.left, inner.right), (inner.right, inner.left)):
                if isinstance(one, ir.Const) and one.type.bare:
                    yield other.type.dimensions, Fraction(one.type.bare)


def _spread(values: list[Fraction]) -> tuple[Fraction, ...]:
    if len(values) <= _LANDMARKS:
        return tuple(values)
    return tuple(values[index * (len(values) - 1) // (_LANDMARKS - 1)] for index in range(_LANDMARKS))


def copied(row: Row) -> Row:
    """The rows, to be changed without touching the first."""
    copy = row.copy()
    copy[PERSONS] = [person.copy() for person in row[PERSONS]]
    return copy


def put(row: Row, hole: Hole, value: Any) -> None:
    """Fill one place."""
    (row if hole.person < 0 else row[PERSONS][hole.person])[hole.slot] = value


def taken(row: Row, hole: Hole) -> Any:
    """What stands in one place."""
    return (row if hole.person < 0 else row[PERSONS][hole.person])[hole.slot]


def role_of(row: Row, hole: Hole) -> str | None:
    """Whose place it is."""
    return None if hole.person < 0 else row[PERSONS][hole.person][ROLE]


def completed(row: Row, empty: Sequence[Hole], program: Program, pools: Pools, chance: random.Random) -> Row:
    """A copy in which every hole is filled, and each person who may be there is there or not."""
    copy = copied(row)
    for hole in empty:
        put(copy, hole, pools.draw(hole.fact, role_of(copy, hole), chance))
    present = [
        settled(person, program, pools, chance) for person in copy[PERSONS] if _is_there(person, chance)
    ]
    for number, person in enumerate(present):
        person[NUMBER] = number
    copy[PERSONS] = present
    return copy


def _is_there(person: Row, chance: random.Random) -> bool:
    return person[PHANTOM] is None or chance.random() < 0.5


def settled(person: Row, program: Program, pools: Pools, chance: random.Random) -> Row:
    """A person who may be there as one who is, with drawn facts."""
    if person[PHANTOM] is None:
        return person
    real = person.copy()
    real[PHANTOM] = None
    born = program.person_facts.get("geboortedatum")
    for name, slot in program.person_facts.items():
        if slot == born or isinstance(real[slot], Doubt):
            real[slot] = pools.draw(pools.facts[name], real[ROLE], chance)
    return real
