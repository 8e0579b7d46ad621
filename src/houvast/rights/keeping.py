"""A household goes into the vault and comes out again as the same situation.

Takes   a situation of the law engine, or what the vault knows of a resident.
Gives   new facts, each with its unit; or the situation that the engine reads.
Knows   nothing of screens. What a law no longer knows as a fact stays in the vault and is left out of the
        situation.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from houvast.law.api import MOST, Person, Plain, Situation, refusal
from houvast.people.api import Actor, Resident
from houvast.rights.corpora import corpus
from houvast.vault.api import NAME, Facts, Member, NewFact, StoredFact, add_member, remember_all

RECEIVES = "krijgt_al:"
MAYBE = "misschien_in_huis:"
"""Before a role of which we do not know whether there are such people: not knowing is not the same as
nobody.
"""
PURPOSE = "uw vraag bewaren"


def remember_situation(
    resident: Resident,
    situation: Situation,
    *,
    receiving: Iterable[str],
    unknown: Iterable[tuple[str, str | None]],
    at: dt.datetime,
    by: Actor,
) -> None:
    """Keep a household that the resident told: people, facts, which schemes come in, and what they do not
    know.
    """
    members = {
        person.id: add_member(resident, role=person.role, order=order)
        for order, person in enumerate(situation.persons)
    }
    facts = [
        *_told(situation.household, None),
        *(fact for person in situation.persons for fact in _of_person(person, members[person.id])),
        *(_fact(name, None, members[person] if person else None) for name, person in unknown),
        *(NewFact(fact=f"{RECEIVES}{scheme}", value=True, source="resident") for scheme in receiving),
        *(NewFact(fact=f"{MAYBE}{role}", value=True, source="resident") for role in situation.unknown_roles),
    ]
    remember_all(resident, facts, at=at, by=by, purpose=PURPOSE)


def _of_person(person: Person, member: Member) -> Iterable[NewFact]:
    if person.name:
        yield NewFact(fact=NAME, value=person.name, source="resident", member=member)
    yield from _told(person.facts, member)


def _told(facts: Mapping[str, Plain], member: Member | None) -> Iterable[NewFact]:
    return (_fact(name, value, member) for name, value in facts.items())


def _fact(name: str, value: Plain | None, member: Member | None) -> NewFact:
    return NewFact(
        fact=name, value=value, unit=corpus().facts[name].unit.name, source="resident", member=member
    )


def situation_of(facts: Facts) -> Situation:
    """The situation that these facts tell. Without members: an applicant of whom nothing is known."""
    if not facts.members:
        others = frozenset(MOST) - {"aanvrager"}
        return Situation(_plain(facts.household), (Person("aanvrager", "aanvrager", {}),), others)
    people: list[Person] = []
    counts: dict[str, int] = {}
    for member in facts.members:
        counts[member.role] = counts.get(member.role, 0) + 1
        single = member.role in {"aanvrager", "partner"}
        name = member.facts[NAME].value if NAME in member.facts else ""
        people.append(
            Person(
                member.role if single else f"{member.role}-{counts[member.role]}",
                member.role,
                _plain(member.facts),
                str(name or ""),
            )
        )
    maybe = frozenset(name.removeprefix(MAYBE) for name in facts.household if name.startswith(MAYBE))
    ordered = tuple(sorted(people, key=lambda one: one.role != "aanvrager"))
    return Situation(_plain(facts.household), ordered, maybe)


def receiving_of(facts: Facts) -> frozenset[str]:
    """Which schemes this household said that it gets already."""
    return frozenset(
        name.removeprefix(RECEIVES)
        for name, stored in facts.household.items()
        if name.startswith(RECEIVES) and stored.value is True
    )


def _plain(stored: Mapping[str, StoredFact]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for name, fact in stored.items():
        definition = corpus().facts.get(name)
        value = _exact(fact.value)
        if definition is not None and value is not None and refusal(definition, value, on=None) is None:
            found[name] = value
    return found


def _exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, Decimal) else value
