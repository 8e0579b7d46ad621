"""No amount is below zero that cannot be, and no lower bound of one: not of an outcome, nor of a step on the
way. A step that takes two things apart that belong together forgets that; `max(0, ...)` tells it.
"""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import Level, Person, Situation
from houvast.law.binding import bind
from houvast.law.doubt import Span
from houvast.law.program import PERSONS, Program
from houvast.law.tests.households import situations, with_less_known
from tests.laws.test_engine_on_all_laws import corpus

DAYS = [datetime.date(2024, 7, 1), datetime.date(2025, 1, 1), datetime.date(2026, 7, 1)]
COMPANIES = [["aanvrager", "kind", "kind"], ["aanvrager", "partner", "kind", "kind", "medebewoner"]]
MAY_BE_BELOW = {
    ("aio", "tekort"): "the norm less an income above it",
    ("algemene_bijstand", "tekort"): "the norm less an income above it",
    ("awir", "toetsingsinkomen_samen"): "a loss is an income below zero",
    ("betalingscapaciteit", "besteedbaar"): "costs may be above the income",
    ("huurhuishouden", "inkomen_telt"): "a loss is an income below zero",
    ("huurhuishouden", "rekeninkomen"): "a loss is an income below zero",
    ("inkomstenbelasting", "netto"): "a loss is an income below zero",
    ("inkomstenbelasting", "netto_na_zvw"): "a loss is an income below zero",
}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("roles", COMPANIES, ids=len)
def test_who_told_nothing_is_never_told_an_amount_below_zero(roles: list[str], day: datetime.date) -> None:
    persons = tuple(Person(f"p{at}" if at else "aanvrager", role, {}) for at, role in enumerate(roles))

    found = api.assess(corpus(), Situation({}, persons), on=day).outcomes

    assert [(each.scheme, each.low) for each in found if each.low is not None and each.low < 0] == []


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_no_step_in_money_has_a_lower_bound_below_zero_unless_it_may(data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(DAYS))
    full = data.draw(situations(corpus(), on=day))
    household = data.draw(st.just(full) | with_less_known(full, corpus(), on=day))

    below = {(law, step) for law, step, low in lows(household, day) if low is not None and low < 0}

    assert below - set(MAY_BE_BELOW) == set()


def lows(household: Situation, day: datetime.date) -> Iterator[tuple[str, str, Fraction | int | None]]:
    """The lower bound of every step in euros, of each person where the step is personal."""
    program = everything(day)
    row = bind(program, corpus().facts, household, on=day).row
    program.run(row)
    for (law, name), slot in program.slots.items():
        step = corpus().laws[law].steps.get(name)
        if step is None or not step.unit.name.startswith("euro"):
            continue
        for each in row[PERSONS] if step.level is Level.PERSON else [row]:
            yield law, name, low_of(each[slot])


@cache
def everything(day: datetime.date) -> Program:
    """All schemes of that day in one program."""
    return corpus().program(corpus().segment(day), tuple(corpus().schemes_on(day)), traced=False)


def low_of(value: Any) -> Fraction | int | None:
    """The lower bound of a value in doubt, or the value itself; None where nobody knows."""
    bound = value.low if type(value) is Span else value
    return bound if isinstance(bound, int | Fraction) else None
