"""What was told goes into the rows as it is, what was not goes in as doubt, and each bit has a name."""

import dataclasses
import datetime
from fractions import Fraction
from typing import Any

import pytest

from houvast.law import ir
from houvast.law.binding import Bound, Missing, bind, everything_unknown
from houvast.law.doubt import Maybe, OneOf, Span, hangs_on
from houvast.law.facts import Default, FactDefinition
from houvast.law.formula import read_formula
from houvast.law.ir import Level
from houvast.law.program import Program, Task
from houvast.law.situation import MOST, Situation
from houvast.law.tests.households import DAY, village

FACTS = village().facts
NAMES = ("huur", "gehuwd", "woning", "inkomen", "geboortedatum", "spaargeld", "werkdeel")
TEXTS = {name: name if FACTS[name].level is Level.HOUSEHOLD else f"applicant({name})" for name in NAMES}


def meaning(name: str, law: str | None) -> ir.Leaf:
    return ir.Fact(FACTS[name].type, name, FACTS[name].level)


def program(*texts: str) -> Program:
    """A program with a step for each of these formulas."""
    return Program(
        [
            Task(("wet", text), Level.HOUSEHOLD, read_formula(text, level=Level.HOUSEHOLD, scope=meaning))
            for text in texts
        ],
        {},
    )


def bound(told: Situation, facts: dict[str, FactDefinition] | None = None) -> tuple[Program, Bound]:
    ready = program(*TEXTS.values())
    return ready, bind(ready, facts or dict(FACTS), told, on=DAY)


def value(ready: Program, row: list[Any], name: str, person: int = 0) -> Any:
    """What stands in the rows for this fact."""
    if name in ready.household_facts:
        return row[ready.household_facts[name]]
    return row[0][person][ready.person_facts[name]]


TOLD = Situation({"huur": 800, "gehuwd": True, "woning": "huis"}, ()).with_person(
    "aanvrager",
    {"inkomen": 1, "geboortedatum": datetime.date(1990, 5, 1), "spaargeld": 2, "werkdeel": 50},
)


def test_what_was_told_goes_in_as_it_is_and_a_percentage_as_it_computes() -> None:
    ready, rows = bound(TOLD)

    said = [value(ready, rows.row, name) for name in NAMES]
    assert said == [800, True, "huis", 1, datetime.date(1990, 5, 1), 2, Fraction(1, 2)]
    assert (rows.missing, rows.holes, rows.granted) == ((), (), {})


def test_what_was_not_told_goes_in_within_its_bounds() -> None:
    ready, rows = bound(Situation({}, ()).with_person("aanvrager", {}))
    found = {name: value(ready, rows.row, name) for name in NAMES}

    def ends(name: str) -> tuple[Any, Any]:
        return found[name].low, found[name].high

    assert ends("huur") == (0, 3000)
    assert ends("werkdeel") == (0, 1)
    assert ends("geboortedatum") == (datetime.date(1900, 1, 1), DAY)
    assert (type(found["gehuwd"]), type(found["woning"])) == (Maybe, OneOf)
    assert found["woning"].choices == {"huis", "kamer", "boot"}
    assert [rows.named(hangs_on(found[name]))[0] for name in NAMES[:3]] == [
        Missing(name, None) for name in NAMES[:3]
    ]
    assert [rows.named(hangs_on(found[name]))[0] for name in NAMES[3:]] == [
        Missing(name, "aanvrager") for name in NAMES[3:]
    ]


def test_every_hole_tells_where_it_is() -> None:
    ready, rows = bound(Situation({"huur": 800, "woning": "huis"}, ()).with_person("aanvrager", {}))

    for hole in rows.holes:
        row = rows.row if hole.person < 0 else rows.row[0][hole.person]
        assert hangs_on(row[hole.slot]) == hole.bit
        assert rows.named(hole.bit) == [hole.missing]
    assert [hole.fact.name for hole in rows.holes] == ["gehuwd", *NAMES[3:]]
    assert [hole.person for hole in rows.holes] == [-1, 0, 0, 0, 0]
    assert ready.household_facts["gehuwd"] == rows.holes[0].slot


def test_several_bits_are_named_together() -> None:
    _, rows = bound(Situation({}, ()).with_person("aanvrager", {}))

    first, second, third = (hole.bit for hole in rows.holes[:3])
    assert [each.name for each in rows.named(first | third)] == ["huur", "woning"]  # type: ignore[union-attr]  # facts
    assert rows.named(0) == []
    assert (first, second, third) == (1, 2, 4)


def test_a_fact_that_is_not_for_a_role_is_as_it_is_otherwise() -> None:
    ready, rows = bound(TOLD.with_person("partner", {"spaargeld": 9}).with_person("kind", {}))

    assert [value(ready, rows.row, "spaargeld", person) for person in (0, 1, 2)] == [2, 9, 0]
    assert FACTS["spaargeld"].otherwise == 0
    assert rows.granted["spaargeld", rows.persons[2].id] == 0


@pytest.mark.parametrize(("age", "known"), [(15, True), (16, False)])
def test_what_may_be_taken_for_granted_hangs_on_the_age_on_the_day(age: int, known: bool) -> None:
    born = DAY.replace(year=DAY.year - age)

    ready, rows = bound(TOLD.with_person("kind", {"geboortedatum": born}))

    income = value(ready, rows.row, "inkomen", 1)
    assert (income == 0) is known
    assert isinstance(income, Span) is not known
    assert (("inkomen", rows.persons[1].id) in rows.granted) is known


def test_of_a_household_of_which_nothing_is_known_nothing_is_taken_for_granted() -> None:
    """Else a division by it would seem safe, and is not for who tells otherwise."""
    usual = dataclasses.replace(FACTS["huur"], defaults=(Default(700),))
    facts = {**FACTS, "huur": usual}

    ready, rows = bound(Situation({}, ()).with_person("aanvrager", {}), facts)
    unknown = everything_unknown(ready, facts, on=DAY)

    assert value(ready, rows.row, "huur") == 700
    assert rows.granted == {("huur", None): 700}
    assert isinstance(value(ready, unknown, "huur"), Span)
    assert [(person[2], person[1].most) for person in unknown[0][1:]] == [
        (role, MOST[role]) for role in sorted(set(MOST) - {"aanvrager"})
    ]
    assert (unknown[0][0][1], unknown[0][0][2]) == (None, "aanvrager")


def count(told: Situation, role: str) -> Any:
    """How many persons of a role there are, as far as is known."""
    text = f"count(where=role == '{role}')"
    ready = program(text, "applicant(inkomen)")
    rows = bind(ready, FACTS, told, on=DAY)
    ready.run(rows.row)
    said = rows.row[ready.slots["wet", text]]
    if isinstance(said, Span):
        assert rows.named(said.hangs_on) == [Missing(role, None, is_role=True)]
        return said.low, said.high
    return said


def test_there_may_be_as_many_more_as_a_role_leaves_room_for() -> None:
    perhaps = dataclasses.replace(TOLD, unknown_roles=frozenset({"kind"}))

    assert count(TOLD, "kind") == 0
    assert count(perhaps, "kind") == (0, MOST["kind"])
    assert count(perhaps.with_person("kind", {}).with_person("kind", {}), "kind") == (2, MOST["kind"])
    assert count(perhaps.with_person("kind", {}), "partner") == 0


def test_where_a_role_is_full_nobody_more_may_be_there() -> None:
    """Also no bit is kept for somebody: of who is there everything may be known."""
    full = dataclasses.replace(TOLD.with_person("partner", {}), unknown_roles=frozenset({"partner"}))
    ready = program("any(role == 'partner')")

    rows = bind(ready, FACTS, full, on=DAY)

    assert (rows.missing, len(rows.row[0])) == ((), 2)
    assert count(full, "partner") == 1


def test_somebody_who_may_be_there_is_unknown_in_everything_that_is_not_granted() -> None:
    ready, rows = bound(dataclasses.replace(TOLD, unknown_roles=frozenset({"kind"})))
    income, savings = value(ready, rows.row, "inkomen", 1), value(ready, rows.row, "spaargeld", 1)

    assert (income.low, income.high, savings) == (-10000, 1000000, 0)
    assert rows.named(income.hangs_on) == [Missing("kind", None, is_role=True)]
    assert rows.holes == ()
    assert rows.granted == {}
