"""Putting a household's facts into the rows of a program; what nobody told goes in as doubt.

Takes   a program, the definitions of facts, a situation and a day.
Gives   a filled household row, and what each bit of doubt stands for.
Knows   nothing of formulas or outcomes.
"""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

from houvast.law.aggregates import Phantom
from houvast.law.doubt import Maybe, OneOf, span
from houvast.law.facts import FactDefinition
from houvast.law.functions import years_between
from houvast.law.ir import Plain
from houvast.law.program import PERSONS, Program, Row
from houvast.law.situation import MOST, Person, Situation
from houvast.law.units import UNSCALED, Kind


@dataclasses.dataclass(frozen=True, order=True, slots=True)
class Missing:
    """Something nobody told: a fact of a person (None: of the household), or whether there is anybody in a
    role.
    """

    name: str
    person: str | None = None
    is_role: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Hole:
    """A place in the rows where a fact is unknown: the person's number (-1: the household), the slot, and
    its bit.
    """

    fact: FactDefinition
    person: int
    slot: int
    missing: Missing
    bit: int


@dataclasses.dataclass(frozen=True, slots=True)
class Bound:
    """A household in rows. `missing[i]` is what bit i of a doubt stands for: unknown parameters first,
    then facts.

    `granted` tells which facts were taken for granted, by fact and person id (None: the household).
    `holes` are the
    places of the household and its real persons where nothing was told.
    """

    row: Row
    missing: tuple[Missing | tuple[str, str], ...]
    granted: Mapping[tuple[str, str | None], Plain]
    persons: tuple[Person, ...]
    holes: tuple[Hole, ...]

    def named(self, bits: int) -> list[Missing | tuple[str, str]]:
        """What these bits stand for."""
        found = []
        while bits:
            lowest = bits & -bits
            found.append(self.missing[lowest.bit_length() - 1])
            bits ^= lowest
        return found


def bind(
    program: Program, facts: Mapping[str, FactDefinition], situation: Situation, *, on: datetime.date
) -> Bound:
    """The rows of this household on that day."""
    return _Binder(program, facts, on).bind(situation)


def everything_unknown(program: Program, facts: Mapping[str, FactDefinition], *, on: datetime.date) -> Row:
    """The rows of a household of which nothing is known at all."""
    nobody = Situation({}, (Person("aanvrager", "aanvrager", {}),), frozenset(MOST) - {"aanvrager"})
    return _Binder(program, facts, on, grants=False).bind(nobody).row


class _Binder:
    def __init__(
        self, program: Program, facts: Mapping[str, FactDefinition], on: datetime.date, *, grants: bool = True
    ) -> None:
        self.program, self.facts, self.on, self.grants = program, facts, on, grants
        self.missing: list[Missing | tuple[str, str]] = list(program.unknown_values)
        self.granted: dict[tuple[str, str | None], Plain] = {}
        self.holes: list[Hole] = []

    def bind(self, situation: Situation) -> Bound:
        """Fill the household's row, a row for each person, and one for each role of which we know too
        little.
        """
        row = self.program.new_household(self.on)
        for name, slot in self.program.household_facts.items():
            self._fill(row, slot, self.facts[name], situation.household, None, -1)
        for person in situation.persons:
            self._person(row, person)
        for role in sorted(situation.unknown_roles):
            self._phantom(row, role, sum(person.role == role for person in situation.persons))
        return Bound(row, tuple(self.missing), self.granted, situation.persons, tuple(self.holes))

    def _person(self, row: Row, person: Person) -> None:
        own = self.program.new_person(row, person.role)
        number = len(row[PERSONS]) - 1
        for name, slot in self.program.person_facts.items():
            self._fill(own, slot, self.facts[name], person.facts, person, number)

    def _phantom(self, row: Row, role: str, already: int) -> None:
        most = MOST[role] - already
        if most <= 0:
            return
        bit = self._bit(Missing(role, None, is_role=True))
        own = self.program.new_person(row, role, Phantom(most, bit))
        for name, slot in self.program.person_facts.items():
            fact = self.facts[name]
            value = self._for_granted(fact, role, None)
            own[slot] = self._doubt(fact, bit) if value is None else scaled(fact, value)

    def _fill(
        self,
        row: Row,
        slot: int,
        fact: FactDefinition,
        told: Mapping[str, Plain],
        person: Person | None,
        number: int,
    ) -> None:
        """What was told, else what may be taken for granted, else doubt."""
        if fact.name in told:
            row[slot] = scaled(fact, told[fact.name])
            return
        who = person.id if person else None
        value = self._for_granted(
            fact, person.role if person else None, told.get("geboortedatum") if person else None
        )
        if value is not None:
            self.granted[fact.name, who] = value
            row[slot] = scaled(fact, value)
            return
        missing = Missing(fact.name, who)
        bit = self._bit(missing)
        row[slot] = self._doubt(fact, bit)
        self.holes.append(Hole(fact, number, slot, missing, bit))

    def _for_granted(self, fact: FactDefinition, role: str | None, born: Any) -> Plain | None:
        if role is not None and fact.applies_to and role not in fact.applies_to:
            return fact.otherwise
        age = years_between(born, self.on) if isinstance(born, datetime.date) else None
        for default in fact.defaults if self.grants else ():
            if default.holds_for(role, age):
                return default.value
        return None

    def _bit(self, missing: Missing) -> int:
        self.missing.append(missing)
        return 1 << (len(self.missing) - 1)

    def _doubt(self, fact: FactDefinition, bit: int) -> Any:
        match fact.unit.kind:
            case Kind.BOOL:
                return Maybe(bit)
            case Kind.CHOICE:
                return OneOf(frozenset(fact.choices), bit)
            case Kind.DATE:
                return span(fact.low, fact.latest(self.on), bit)
        low, high = scaled(fact, fact.low), scaled(fact, fact.high)
        return span(low, high, bit)


def scaled(fact: FactDefinition, value: Any) -> Any:
    """A told value as it computes: 13.73 % becomes 0.1373."""
    if fact.unit.scale is UNSCALED or value is None:
        return value
    return value * fact.unit.scale
