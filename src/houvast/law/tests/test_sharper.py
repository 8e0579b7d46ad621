"""Bounds are as sharp as what belongs together allows, and the truth stays inside."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api, closures, doubt, functions, ir, splitting
from houvast.law.api import Answer, Situation
from houvast.law.doubt import Maybe, OneOf, Span
from houvast.law.ir import Level, Type
from houvast.law.tests.households import DAY, family, situations, village, with_less_known
from houvast.law.units import Kind

NUMBER, BOOL = Type(Kind.NUMBER), Type(Kind.BOOL)
COUNT = ir.StepValue(NUMBER, "wet", "personen", Level.HOUSEHOLD)
KNOWN = ir.Const(NUMBER, 3)
RENT = ir.Fact(NUMBER, "huur", Level.HOUSEHOLD)


def per_person(household: list[Any], person: Any) -> Any:
    """(40 + 30 n) / n, and nothing for nobody: what each of n people who share a house gets."""
    number = household[0]
    part = doubt.add(40, doubt.multiply(30, number))
    return doubt.share(part, number) if isinstance(number, Span) else functions.share(part, number)


def sharp(closure: Callable[..., Any], value: Any, *, whole: bool = True) -> Any:
    """What the sharper closure says of a household with this in its one place."""
    spot = (False, 0)
    row = [value]
    said = splitting.sharper(closure, [spot], {spot} if whole else set())(row, None)
    assert row == [value]
    return said


def test_a_count_that_is_named_twice_is_tried_out() -> None:
    said = sharp(per_person, Span(1, 20, 4))

    assert (said.low, said.high, said.hangs_on) == (32, 70, 4)
    assert doubt.bounds(per_person([Span(1, 20, 4)], None))[1] == 640


def test_nobody_is_tried_out_too_where_there_may_be_nobody() -> None:
    assert doubt.bounds(sharp(per_person, Span(0, 20, 4)))[:2] == (0, 70)


def test_what_is_no_count_or_too_large_a_one_is_left_as_it_was() -> None:
    for value, whole in ((Span(1, 20, 4), False), (Span(1, 100, 4), True), (Span(1, None, 4), True)):
        assert doubt.bounds(sharp(per_person, value, whole=whole))[1] in {640, 3040, None}


def test_no_more_cases_than_can_be_counted_are_tried_out() -> None:
    """Of two counts with 20 values each, 400 cases, only the first is tried out; with a yes/no both."""

    def difference(household: list[Any], person: Any) -> Any:
        one, other, three = household
        least = doubt.subtract(doubt.add(one, other), doubt.add(one, other))
        return doubt.add(least, 0) if three is None else doubt.join(least, 0, 0)

    spots = [(False, 0), (False, 1), (False, 2)]

    def said(*values: Any) -> tuple[Any, ...]:
        return doubt.bounds(splitting.sharper(difference, spots, set(spots))(list(values), None))

    assert said(Span(1, 20, 1), Span(1, 20, 2), None) == (-19, 19, 3)
    assert said(Span(1, 20, 1), Span(1, 3, 2), Maybe(4)) == (0, 0, 0)
    assert said(Span(1, 8, 1), Span(1, 8, 2), None) == (0, 0, 0)
    assert said(Span(1, 8, 1), Span(1, 9, 2), None) == (-8, 8, 3)


def test_what_is_remembered_hangs_on_what_is_asked_now() -> None:
    def rent(household: list[Any], person: Any) -> Any:
        value = household[0]
        return doubt.join(3, 5, value.hangs_on) if isinstance(value, doubt.Doubt) else 3 + len(str(value))

    remembering = splitting.sharper(rent, [(False, 0)], set(), [(False, 0)])

    for bit in (1, 2, 1):
        assert remembering([Maybe(bit)], None).hangs_on == bit
        assert remembering([OneOf(frozenset({"a", "bcd"}), bit)], None).hangs_on == bit
    assert remembering([OneOf(frozenset({"a", "b"}), 1)], None) == 4


def test_a_plain_value_is_not_tried_out() -> None:
    assert sharp(per_person, 2) == 50


def test_a_yes_or_no_that_is_named_twice_cannot_be_both() -> None:
    def both(household: list[Any], person: Any) -> Any:
        return closures.logic(False, [lambda rows, one: rows[0], lambda rows, one: doubt.negate(rows[0])])(
            household, person
        )

    assert sharp(both, Maybe(2)) is False


@pytest.mark.parametrize(
    ("value", "whole", "few"),
    [
        (Maybe(1), False, (False, True)),
        (OneOf(frozenset({"b", "a"}), 1), False, ("a", "b")),
        (Span(2, 4, 1), True, (2, 3, 4)),
        (Span(40, 42, 1), True, (40, 41, 42)),
        (Span(2, 4, 1), False, ()),
        (Span(0, splitting.MOST_VALUES - 1, 1), True, tuple(range(splitting.MOST_VALUES))),
        (Span(0, splitting.MOST_VALUES, 1), True, ()),
        (Span(None, 4, 1), True, ()),
        (7, True, ()),
    ],
)
def test_few_things_are_listed(value: Any, whole: bool, few: tuple[Any, ...]) -> None:
    assert splitting.few(value, whole=whole) == few


@pytest.mark.parametrize(
    ("node", "whole"),
    [
        (COUNT, True),
        (ir.StepValue(NUMBER, "wet", "bedrag", Level.HOUSEHOLD), False),
        (KNOWN, True),
        (ir.Fact(NUMBER, "huur", Level.HOUSEHOLD), False),
        (ir.Arithmetic(NUMBER, "+", COUNT, KNOWN), True),
        (ir.Arithmetic(NUMBER, "*", COUNT, KNOWN), True),
        (ir.Arithmetic(NUMBER, "/", COUNT, KNOWN), False),
        (ir.Arithmetic(NUMBER, "+", COUNT, ir.Fact(NUMBER, "huur", Level.HOUSEHOLD)), False),
        (ir.Choose(NUMBER, ir.Fact(BOOL, "gehuwd", Level.HOUSEHOLD), COUNT, KNOWN), True),
        (ir.Choose(NUMBER, ir.Fact(BOOL, "gehuwd", Level.HOUSEHOLD), COUNT, RENT), False),
        (ir.Choose(NUMBER, ir.Fact(BOOL, "gehuwd", Level.HOUSEHOLD), RENT, COUNT), False),
        (ir.Arithmetic(NUMBER, "-", RENT, COUNT), False),
        (ir.Call(NUMBER, "min", (RENT, COUNT)), False),
        (ir.Call(NUMBER, "days_between", (RENT, RENT)), True),
        (ir.Const(NUMBER, Fraction(1, 2)), False),
        (ir.Aggregate(NUMBER, "count", None, None), True),
        (ir.Aggregate(NUMBER, "sum", COUNT, None), True),
        (ir.Aggregate(NUMBER, "sum", ir.Fact(NUMBER, "inkomen", Level.PERSON), None), False),
        (ir.Call(NUMBER, "max", (COUNT, KNOWN)), True),
        (ir.Call(NUMBER, "share", (COUNT, KNOWN)), False),
        (ir.Call(NUMBER, "age", (ir.Fact(Type(Kind.DATE), "geboortedatum", Level.PERSON),)), True),
    ],
)
def test_what_is_surely_whole_is_known(node: ir.Node, whole: bool) -> None:
    assert splitting.is_whole(node, {("wet", "personen")}) is whole


def test_a_formula_names_again_what_stands_in_it_twice_with_one_value() -> None:
    income = ir.Fact(NUMBER, "inkomen", Level.PERSON)
    twice = ir.Arithmetic(NUMBER, "+", ir.Arithmetic(NUMBER, "-", COUNT, income), COUNT)
    persons = ir.Arithmetic(NUMBER, "+", income, income)

    assert splitting.named_again(twice, Level.HOUSEHOLD) == [COUNT]
    assert splitting.named_again(persons, Level.HOUSEHOLD) == []
    assert splitting.named_again(persons, Level.PERSON) == [income]
    assert splitting.named_again(ir.Arithmetic(NUMBER, "+", KNOWN, KNOWN), Level.PERSON) == []


def test_a_date_a_role_the_day_or_a_value_of_the_law_is_not_tried_out() -> None:
    def twice(leaf: ir.Leaf) -> ir.Node:
        return ir.Logic(BOOL, "and", (ir.Compare(BOOL, "==", leaf, leaf), ir.Compare(BOOL, "<", leaf, leaf)))

    for leaf in (
        ir.Fact(Type(Kind.DATE), "geboortedatum", Level.HOUSEHOLD),
        ir.Fact(Type(Kind.DATE), "day", Level.HOUSEHOLD),
        ir.Fact(Type(Kind.CHOICE), "role", Level.PERSON),
        ir.Parameter(NUMBER, "wet", "grens"),
    ):
        assert splitting.named_again(twice(leaf), Level.PERSON) == []
    assert splitting.named_again(twice(COUNT), Level.PERSON) == [COUNT]


def test_a_step_and_a_fact_of_one_name_are_two_things() -> None:
    fact = ir.Fact(NUMBER, "personen", Level.HOUSEHOLD)
    other = ir.StepValue(NUMBER, "ander", "personen", Level.HOUSEHOLD)

    each = ir.Arithmetic(NUMBER, "+", ir.Arithmetic(NUMBER, "+", COUNT, fact), other)

    assert splitting.named_again(each, Level.HOUSEHOLD) == []


def test_an_amount_that_must_be_above_zero_has_no_bound_below_it() -> None:
    corpus = village()
    poor = family(inkomen=None, huur=None)

    outcome = api.assess(corpus, poor, on=DAY).outcome("woonhulp")

    assert corpus.laws["woonhulp"].pays_above_zero
    assert not corpus.laws["pas"].pays_above_zero
    assert outcome.answer is Answer.DEPENDS
    assert outcome.low == 0


def test_whether_there_is_a_partner_is_tried_out() -> None:
    """A partner of whom all that matters is known to be unmarried changes nothing, whoever it is."""
    alone = Situation(
        {"huur": 800, "woning": "huis", "gehuwd": False}, (), frozenset({"partner"})
    ).with_person("aanvrager", family().person("aanvrager").facts)

    outcome = api.assess(village(), alone, on=DAY).outcome("woonhulp")

    assert outcome.missing == ()
    assert outcome.amount == 800 - 21


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_bound_of_a_village_law_is_below_zero_and_the_truth_is_inside(data: st.DataObject) -> None:
    corpus = village()
    full = data.draw(situations(corpus))
    less = data.draw(with_less_known(full))

    true = api.assess(corpus, full, on=DAY).outcome("woonhulp")
    said = api.assess(corpus, less, on=DAY).outcome("woonhulp")

    assert said.low is not None
    assert said.high is not None
    assert true.low is not None
    assert 0 <= said.low <= true.low <= said.high
