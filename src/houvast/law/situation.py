"""A household as somebody told it: facts, persons, and what we know that we do not know.

Takes   a mapping from a file, a form or the HTTP API.
Gives   a frozen `Situation`, or `BadSituation` with every fault and its mend.
Knows   nothing of laws; of facts only their definitions.

A fact that is absent or null is unknown. A role in `unknown_roles` is one of which we do not know whether
there are (more) such persons; a role that is not there and not in `unknown_roles` is surely absent.
"""

import dataclasses
import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from houvast.law.errors import BadSituation, Fault, closest
from houvast.law.facts import FactDefinition, refusal
from houvast.law.fitting import ROLES, whole
from houvast.law.ir import Level, Plain
from houvast.law.units import Kind

MOST = {"aanvrager": 1, "partner": 1, "kind": 15, "medebewoner": 15}
"""How many persons of each role a household may have."""
MAX_NAME = 80

_NUMBER = re.compile(r"[-+]?[0-9]{1,15}([.,][0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the household.

    `id` is `aanvrager`, `partner`, `kind-1`, ...; `name` is for reading only.
    """

    id: str
    role: str
    facts: Mapping[str, Plain]
    name: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Situation:
    """A household. The applicant is the first person."""

    household: Mapping[str, Plain]
    persons: tuple[Person, ...]
    unknown_roles: frozenset[str] = frozenset()

    def person(self, person_id: str) -> Person:
        """The person with this id. Raises `LookupError` for nobody."""
        for person in self.persons:
            if person.id == person_id:
                return person
        raise LookupError(f"There is no person {person_id!r} in this situation.")

    def with_fact(self, name: str, value: Plain | None, *, person: str | None = None) -> "Situation":
        """The same with one fact told; None takes it back."""
        if person is None:
            return dataclasses.replace(self, household=_changed(self.household, name, value))
        self.person(person)
        persons = tuple(
            dataclasses.replace(each, facts=_changed(each.facts, name, value)) if each.id == person else each
            for each in self.persons
        )
        return dataclasses.replace(self, persons=persons)

    def with_person(
        self, role: str, facts: Mapping[str, Plain] | None = None, *, name: str = ""
    ) -> "Situation":
        """The same with one person more; a second applicant or partner is the caller's mistake
        (`ValueError`).
        """
        number = sum(person.role == role for person in self.persons) + 1
        if number > MOST[role]:
            raise ValueError(f"A household has at most {MOST[role]} of the role {role}.")
        person_id = role if MOST[role] == 1 else f"{role}-{self._free_number(role)}"
        return dataclasses.replace(
            self, persons=(*self.persons, Person(person_id, role, dict(facts or {}), name))
        )

    def _free_number(self, role: str) -> int:
        taken = {person.id for person in self.persons}
        return next(number for number in range(1, len(taken) + 2) if f"{role}-{number}" not in taken)

    def without_person(self, person_id: str) -> "Situation":
        """The same without somebody."""
        gone = self.person(person_id)
        return dataclasses.replace(self, persons=tuple(each for each in self.persons if each is not gone))

    def knowing_roles(self, *roles: str) -> "Situation":
        """The same, with nobody more in these roles than the persons named."""
        return dataclasses.replace(self, unknown_roles=self.unknown_roles - set(roles))


def _changed(facts: Mapping[str, Plain], name: str, value: Plain | None) -> dict[str, Plain]:
    kept = {key: fact for key, fact in facts.items() if key != name}
    return kept if value is None else {**kept, name: value}


class KnowsFacts(Protocol):
    """A corpus, or whatever else knows the definitions of facts."""

    @property
    def facts(self) -> Mapping[str, FactDefinition]:
        """The definitions by name."""


Checked = dict[Level, dict[tuple[str, type, Any], Plain]]
"""What was told and checked before, by level, and then by the fact with the sort and value that was given
(which can be a key)."""


def read_situation(
    content: Any, corpus: KnowsFacts, *, on: datetime.date | None = None, checked: Checked | None = None
) -> Situation:
    """A situation from a mapping `{household: {...}, persons: [{role, name, ...}], unknown: [role, ...]}`.

    Numbers may be int, Decimal, Fraction or text (`1234.56`); days may be dates or text. `on` bounds what
    cannot lie in the future, such as a birth. With `checked`, to be handed over again with the same `corpus`
    and `on`, what many households tell alike is checked once. Raises `BadSituation`.
    """
    faults: list[Fault] = []
    if not isinstance(content, Mapping):
        raise BadSituation(
            [Fault("situation", "This is not a situation.", "Write household:, persons: and unknown:.")]
        )
    for key in content.keys() - {"household", "persons", "unknown"}:
        faults.append(
            Fault("situation", f"We do not know {str(key)[:60]!r}.", "Use household, persons and unknown.")
        )
    reader = _Reader(corpus.facts, on, faults, checked)
    household = reader.facts_of(content.get("household") or {}, Level.HOUSEHOLD, "household")
    persons = reader.persons(content.get("persons") or [])
    unknown = _roles(content.get("unknown") or [], faults)
    _check_crowd(persons, faults)
    if faults:
        raise BadSituation(faults)
    return Situation(household, persons, unknown)


def _roles(content: Any, faults: list[Fault]) -> frozenset[str]:
    if not isinstance(content, list | tuple | set | frozenset):
        faults.append(Fault("unknown", "This is not a list of roles.", "Write [partner, kind, medebewoner]."))
        return frozenset()
    for role in content:
        if role not in ROLES[1:]:
            faults.append(
                Fault("unknown", f"{str(role)[:60]!r} is not a role.", f"Use: {', '.join(ROLES[1:])}.")
            )
    return frozenset(role for role in content if role in ROLES[1:])


def _check_crowd(persons: Iterable[Person], faults: list[Fault]) -> None:
    counts = dict.fromkeys(ROLES, 0)
    for person in persons:
        counts[person.role] += 1
    if counts["aanvrager"] == 0:
        faults.append(Fault("persons", "There is no aanvrager.", "Add a person with `role: aanvrager`."))
    for role, most in MOST.items():
        if counts[role] > most:
            faults.append(
                Fault(
                    "persons",
                    f"There are {counts[role]} persons with the role {role}.",
                    f"At most {most} can be.",
                )
            )


class _Reader:
    def __init__(
        self,
        facts: Mapping[str, FactDefinition],
        on: datetime.date | None,
        faults: list[Fault],
        checked: Checked | None,
    ) -> None:
        self.facts, self.on, self.faults, self.checked = facts, on, faults, checked

    def persons(self, content: Any) -> tuple[Person, ...]:
        """The persons, the applicant first."""
        if not isinstance(content, list | tuple):
            self.faults.append(
                Fault("persons", "This is not a list of persons.", "Begin each with `- role:`.")
            )
            return ()
        if len(content) > sum(MOST.values()):
            self.faults.append(
                Fault(
                    "persons",
                    f"There are {len(content)} persons.",
                    f"We compute for {sum(MOST.values())} at most.",
                )
            )
            return ()
        counts = dict.fromkeys(ROLES, 0)
        found = []
        for number, item in enumerate(content, 1):
            person = self._person(item, number, counts)
            if person is not None:
                found.append(person)
        return tuple(sorted(found, key=lambda person: person.role != "aanvrager"))

    def _person(self, item: Any, number: int, counts: dict[str, int]) -> Person | None:
        where = f"person {number}"
        role = item.get("role") if isinstance(item, Mapping) else None
        if role not in ROLES:
            self.faults.append(
                Fault(
                    where,
                    f"{str(role)[:60]!r} is not a role.",
                    f"Write `role:` with one of: {', '.join(ROLES)}.",
                )
            )
            return None
        counts[role] += 1
        person_id = role if MOST[role] == 1 else f"{role}-{counts[role]}"
        told = {key: value for key, value in item.items() if key not in {"role", "name", "id"}}
        return Person(
            person_id, role, self.facts_of(told, Level.PERSON, person_id), self._name(item, person_id)
        )

    def _name(self, item: Mapping[Any, Any], where: str) -> str:
        name = item.get("name")
        if name is None:
            return ""
        if not isinstance(name, str) or len(name) > MAX_NAME:
            self.faults.append(
                Fault(f"{where}, name", "This is not a name.", f"Use at most {MAX_NAME} signs.")
            )
            return ""
        return "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip()

    def facts_of(self, content: Any, level: Level, where: str) -> dict[str, Plain]:
        """The facts that were told, each checked; null ones are left out, being unknown."""
        if not isinstance(content, Mapping):
            self.faults.append(Fault(where, "These are not facts.", "Write `name: value` lines."))
            return {}
        found: dict[str, Plain] = {}
        before = None if self.checked is None else self.checked.setdefault(level, {})
        for name, raw in content.items():
            value = None if before is None else before.get((name, type(raw), raw))
            if value is None:
                value = self._value(name, raw, level, where)
                if before is not None and value is not None:
                    before[name, type(raw), raw] = value
            if value is not None:
                found[name] = value
        return found

    def _value(self, name: Any, raw: Any, level: Level, where: str) -> Plain | None:
        """What was told of one fact; None for nothing, and for what cannot be."""
        fact = self._known(name, level, where)
        if fact is None or raw is None:
            return None
        value: Plain = parsed(fact, raw)
        if problem := refusal(fact, value, on=self.on):
            shown = f"{str(raw)[:40]!r}: {problem.what}"
            self.faults.append(Fault(f"{where}, {name}", shown, problem.mend))
            return None
        return value

    def _known(self, name: Any, level: Level, where: str) -> FactDefinition | None:
        fact = self.facts.get(name) if isinstance(name, str) else None
        if fact is None:
            same_level = [known.name for known in self.facts.values() if known.level is level]
            self.faults.append(
                Fault(where, f"We do not know the fact {str(name)[:60]!r}.", closest(str(name), same_level))
            )
            return None
        if fact.level is not level:
            place = "under `household:`" if fact.level is Level.HOUSEHOLD else "with a person"
            self.faults.append(
                Fault(where, f"The fact {fact.name!r} stands in the wrong place.", f"Put it {place}.")
            )
            return None
        return fact


def parsed(fact: FactDefinition, raw: Any) -> Any:
    """What somebody gave, in the kind that the fact has; itself when it cannot be (and is then refused)."""
    match fact.unit.kind:
        case Kind.NUMBER:
            return _number(raw)
        case Kind.DATE if isinstance(raw, str) and _DATE.fullmatch(raw):
            try:
                return datetime.date.fromisoformat(raw)
            except ValueError:
                return raw
        case Kind.BOOL if raw in ("true", "ja", "yes"):
            return True
        case Kind.BOOL if raw in ("false", "nee", "no"):
            return False
    return raw


def _number(raw: Any) -> Any:
    if isinstance(raw, str) and _NUMBER.fullmatch(raw.strip()):
        return whole(Fraction(raw.strip().replace(",", ".")))
    if isinstance(raw, Decimal | float):
        text = format(Decimal(repr(raw)) if isinstance(raw, float) else raw, "f")
        return whole(Fraction(text)) if len(text) < 40 and _NUMBER.match(text) else raw
    if isinstance(raw, Fraction):
        return whole(raw)
    return raw
