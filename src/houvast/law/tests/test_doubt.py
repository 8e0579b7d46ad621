"""Arithmetic with doubt: the true result lies within, as tightly as can be, and hangs on what it must."""

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.law import aggregates, doubt, functions
from houvast.law.aggregates import Phantom
from houvast.law.doubt import ARITHMETIC, COMPARE, LIFTED, Doubt, Maybe, OneOf, Span

NUMBERS = st.integers(-40, 40) | st.fractions(-40, 40, max_denominator=8)
DATES = st.dates(datetime.date(1940, 1, 1), datetime.date(2030, 12, 31))
BORN, TODAY = datetime.date(2000, 3, 1), datetime.date(2026, 2, 1)
TABLE = ((-10, 3), (0, 7), (5, 1), (20, 9))


@st.composite
def known_within(draw: st.DrawFn, values: st.SearchStrategy[Any], bit: int) -> tuple[Any, Any]:
    """A true value, and what is known of it: itself, or bounds around it (sometimes open)."""
    truth = draw(values)
    if draw(st.booleans()):
        return truth, truth
    low, high = sorted([truth, draw(values)])
    if draw(st.booleans()):
        low, high = min(low, draw(values)), max(high, draw(values))
    return truth, doubt.span(low, high, bit)


def holds(truth: Any, said: Any) -> bool:
    """Whether what is said leaves room for the truth."""
    if isinstance(said, Span):
        return (said.low is None or said.low <= truth) and (said.high is None or truth <= said.high)
    if isinstance(said, OneOf):
        return truth in said.choices
    return isinstance(said, Maybe) or bool(said == truth)


@given(known_within(NUMBERS, 1), known_within(NUMBERS, 2), st.sampled_from("+-*"))
def test_the_true_sum_difference_and_product_lie_within(one: Any, other: Any, sign: str) -> None:
    plain, doubtful = ARITHMETIC[sign]

    assert holds(plain(one[0], other[0]), doubtful(one[1], other[1]))


@given(known_within(NUMBERS, 1), known_within(NUMBERS.filter(bool), 2))
def test_the_true_quotient_and_share_lie_within(one: Any, other: Any) -> None:
    assert holds(functions.divide(one[0], other[0]), doubt.divide(one[1], other[1]))
    assert holds(functions.share(one[0], other[0]), doubt.share(one[1], other[1]))


@given(known_within(NUMBERS, 1), known_within(NUMBERS, 2), st.sampled_from(sorted(COMPARE)))
def test_a_comparison_is_decided_only_when_it_cannot_be_otherwise(one: Any, other: Any, sign: str) -> None:
    plain, doubtful = COMPARE[sign]

    said = doubtful(one[1], other[1]) if isinstance(one[1], Doubt) or isinstance(other[1], Doubt) else None

    assert said is None or isinstance(said, Maybe) or said is plain(one[0], other[0])


@pytest.mark.parametrize(
    ("sign", "decided"),
    [
        ("<", (True, False)),
        ("<=", (True, False)),
        (">", (False, True)),
        (">=", (False, True)),
        ("==", (False, False)),
        ("!=", (True, True)),
    ],
)
def test_a_comparison_that_cannot_be_otherwise_is_decided(sign: str, decided: tuple[bool, bool]) -> None:
    below, above = Span(0, 4, 1), Span(5, 9, 2)

    assert (COMPARE[sign][1](below, above), COMPARE[sign][1](above, below)) == decided


def test_comparisons_that_touch_are_decided_where_they_can_be() -> None:
    assert COMPARE["<"][1](Span(5, 9, 1), 5) is False
    assert COMPARE[">="][1](Span(5, 9, 1), 5) is True
    assert COMPARE["<="][1](Span(0, 5, 1), 5) is True
    assert COMPARE[">"][1](Span(0, 5, 1), 5) is False
    assert COMPARE["<"][1](Span(0, 5, 1), 5).hangs_on == 1
    assert COMPARE["=="][1](Span(5, 9, 1), 5).hangs_on == 1


@given(
    st.sampled_from([name for name in sorted(LIFTED) if name.startswith("round")]),
    known_within(NUMBERS, 1),
    st.sampled_from([1, 25, Fraction(1, 100)]),
)
def test_the_true_rounding_lies_within(name: str, one: Any, step: Any) -> None:
    assert holds(functions.FUNCTIONS[name].exact(one[0], step), LIFTED[name](one[1], step))


@given(
    st.sampled_from(["min", "max"]),
    known_within(NUMBERS, 1),
    known_within(NUMBERS, 2),
    known_within(NUMBERS, 4),
)
def test_the_true_extreme_lies_within(name: str, one: Any, two: Any, three: Any) -> None:
    truth = functions.FUNCTIONS[name].exact(one[0], two[0], three[0])

    assert holds(truth, LIFTED[name](one[1], two[1], three[1]))


@given(known_within(NUMBERS, 1))
def test_the_true_distance_and_table_value_lie_within(one: Any) -> None:
    assert holds(abs(one[0]), doubt.absolute(one[1]))
    assert holds(functions.bracket(one[0], TABLE), doubt.bracket(one[1], TABLE))


@given(known_within(DATES, 1), known_within(DATES, 2))
def test_true_ages_and_dates_lie_within(one: Any, other: Any) -> None:
    for name in ("age", "age_in_months", "years_between", "months_between", "days_between"):
        assert holds(functions.FUNCTIONS[name].exact(one[0], other[0]), LIFTED[name](one[1], other[1]))
    for name in ("first_of_month", "first_of_quarter", "first_of_year", "year", "month"):
        assert holds(functions.FUNCTIONS[name].exact(one[0]), LIFTED[name](one[1]))


@given(known_within(DATES, 1), known_within(st.integers(-500, 500), 2))
def test_a_true_date_so_much_later_lies_within(day: Any, count: Any) -> None:
    for name in ("add_months", "add_years"):
        assert holds(functions.FUNCTIONS[name].exact(day[0], count[0]), LIFTED[name](day[1], count[1]))


@given(
    known_within(st.integers(-5, 12_000), 1),
    known_within(st.integers(-5, 20), 2),
    known_within(st.integers(-5, 40), 4),
)
def test_a_true_date_from_parts_lies_within(year: Any, month: Any, day: Any) -> None:
    truth = functions.make_date(year[0], month[0], day[0])

    assert holds(truth, LIFTED["make_date"](year[1], month[1], day[1]))


@pytest.mark.parametrize(
    ("say", "low", "high", "hangs_on"),
    [
        (lambda: doubt.add(Span(1, 2, 1), Span(10, 20, 2)), 11, 22, 3),
        (lambda: doubt.subtract(Span(1, 2, 1), Span(10, 20, 2)), -19, -8, 3),
        (lambda: doubt.add(Span(1, None, 1), Span(None, 5, 2)), None, None, 3),
        (lambda: doubt.add(Span(1, None, 1), 2), 3, None, 1),
        (lambda: doubt.add(2, Span(None, 5, 1)), None, 7, 1),
        (lambda: doubt.subtract(Span(1, None, 1), 2), -1, None, 1),
        (lambda: doubt.subtract(2, Span(1, None, 1)), None, 1, 1),
        (lambda: doubt.subtract(2, Span(None, 5, 1)), -3, None, 1),
        (lambda: doubt.subtract(Span(None, 5, 1), 2), None, 3, 1),
        (lambda: doubt.multiply(Span(-2, 3, 1), Span(4, 5, 2)), -10, 15, 3),
        (lambda: doubt.multiply(Span(2, None, 1), 3), 6, None, 1),
        (lambda: doubt.multiply(Span(-2, None, 1), 3), None, None, 1),
        (lambda: doubt.multiply(Span(0, None, 1), Span(0, 2, 2)), 0, None, 3),
        (lambda: doubt.divide(Span(0, None, 1), Span(1, 2, 2)), 0, None, 3),
        (lambda: doubt.divide(Span(-1, None, 1), Span(1, 2, 2)), None, None, 3),
        (lambda: doubt.share(Span(0, 1, 1), Span(0, 4, 2)), 0, None, 3),
        (lambda: doubt.divide(Span(6, 12, 1), Span(2, 3, 2)), 2, 6, 3),
        (lambda: doubt.divide(6, Span(-1, 3, 2)), None, None, 2),
        (lambda: doubt.divide(Span(6, None, 1), 2), 0, None, 1),
        (lambda: doubt.share(Span(1, 2, 1), Span(0, 4, 2)), 0, None, 3),
        (lambda: doubt.share(Span(-1, 2, 1), Span(0, 4, 2)), None, None, 3),
        (lambda: doubt.largest([Span(0, 5, 1), Span(6, 8, 2), 7]), 7, 8, 2),
        (lambda: doubt.smallest([Span(0, 5, 1), Span(6, 8, 2), 3]), 0, 3, 1),
        (lambda: doubt.largest([Span(0, None, 1), 4]), 4, None, 1),
        (lambda: doubt.largest([Span(0, 5, 1), Span(1, 9, 2)]), 1, 9, 3),
        (lambda: doubt.smallest([Span(0, 5, 1), Span(1, 9, 2)]), 0, 5, 3),
        (lambda: doubt.largest([Span(0, 5, 4), Span(1, 9, 8)]), 1, 9, 12),
        (lambda: doubt.smallest([Span(0, 5, 4), Span(1, 9, 8)]), 0, 5, 12),
        (lambda: doubt.not_below_zero(Span(-3, 5, 1)), 0, 5, 1),
        (lambda: doubt.not_below_zero(Span(None, 5, 1)), 0, 5, 1),
        (lambda: doubt.not_below_zero(Span(3, 5, 1)), 3, 5, 1),
        (lambda: doubt.not_below_zero(Span(Fraction(1, 2), 5, 1)), Fraction(1, 2), 5, 1),
        (lambda: doubt.smallest([Span(None, 3, 1), 4]), None, 3, 1),
        (lambda: doubt.absolute(Span(-3, 2, 1)), 0, 3, 1),
        (lambda: doubt.absolute(Span(-3, -2, 1)), 2, 3, 1),
        (lambda: doubt.absolute(Span(-3, 1, 1)), 0, 3, 1),
        (lambda: doubt.absolute(Span(-1, 3, 1)), 0, 3, 1),
        (lambda: doubt.absolute(Span(-3, Fraction(1, 3), 1)), 0, 3, 1),
        (lambda: doubt.absolute(Span(None, 2, 1)), 0, None, 1),
        (lambda: doubt.join(3, 5, 4), 3, 5, 4),
        (lambda: doubt.join(Span(1, 2, 1), Span(0, 9, 2), 4), 0, 9, 7),
        (lambda: doubt.join(Span(None, 2, 1), 3, 0), None, 3, 1),
        (lambda: doubt.bracket(Span(1, 6, 1), TABLE), 1, 7, 1),
        (lambda: doubt.bracket(Span(0, 5, 1), TABLE), 1, 7, 1),
        (lambda: doubt.bracket(Span(None, 1, 1), TABLE), 3, 7, 1),
        (lambda: doubt.lookup(OneOf(frozenset("ab"), 1), (("a", 1), ("b", 4), ("c", 9))), 1, 4, 1),
        (lambda: LIFTED["year"](Span(BORN, TODAY, 4)), 2000, 2026, 4),
        (lambda: LIFTED["age"](BORN, Span(TODAY, None, 4)), 25, None, 4),
        (lambda: LIFTED["age"](Span(BORN, None, 4), TODAY), None, 25, 4),
        (lambda: doubt.month(Span(datetime.date(2026, 3, 1), datetime.date(2026, 5, 9), 1)), 3, 5, 1),
        (lambda: doubt.month(Span(datetime.date(2025, 3, 1), datetime.date(2026, 5, 9), 1)), 1, 12, 1),
    ],
)  # fmt: skip
def test_bounds_are_as_tight_as_can_be(say: Callable[[], Span], low: Any, high: Any, hangs_on: int) -> None:
    said = say()

    assert (said.low, said.high, said.hangs_on) == (low, high, hangs_on)


def test_doubt_that_cannot_matter_goes_away() -> None:
    unknown = Span(0, 9, 1)

    assert doubt.multiply(unknown, 0) == 0
    assert doubt.not_below_zero(-4) == -4
    assert doubt.multiply(0, unknown) == 0
    assert doubt.multiply(Span(None, None, 1), 0) == doubt.multiply(0, Span(None, 4, 1)) == 0
    assert doubt.divide(0, Span(None, None, 1)) == 0
    assert doubt.divide(0, unknown) == 0
    assert doubt.largest([unknown, 9]) == 9
    assert doubt.smallest([unknown, 0]) == 0
    assert doubt.join("a", "a", 1) == "a"
    assert doubt.join(True, True, 1) is True
    assert doubt.bracket(Span(1, 4, 1), TABLE) == 7
    assert doubt.bracket(Span(5, 6, 1), TABLE) == 1
    assert LIFTED["round_down"](Span(Fraction(1, 4), Fraction(3, 4), 1), 1) == 0
    assert doubt.share(0, unknown) == 0 or doubt.bounds(doubt.share(0, unknown))[0] == 0
    assert COMPARE["=="][1](OneOf(frozenset("ab"), 1), "c") is False


@pytest.mark.parametrize(
    ("value", "maybe"),
    [
        (0, True),
        (3, False),
        (-3, False),
        (Span(0, 3, 1), True),
        (Span(-3, 0, 1), True),
        (Span(-3, 3, 1), True),
        (Span(1, 3, 1), False),
        (Span(-3, -1, 1), False),
        (Span(None, -1, 1), False),
        (Span(None, 0, 1), True),
        (Span(-1, None, 1), True),
        (Span(1, None, 1), False),
        (Span(None, None, 1), True),
    ],
)
def test_what_may_be_zero_is_known(value: Any, maybe: bool) -> None:
    assert doubt.may_be_zero(value) is maybe


def test_choices_in_doubt_are_joined_and_compared_as_choices() -> None:
    joined = doubt.join("a", OneOf(frozenset("bc"), 1), 4)

    assert (joined.choices, joined.hangs_on) == (frozenset("abc"), 5)
    assert doubt.join("a", "b", 4).choices == frozenset("ab")
    assert (type(doubt.join(True, False, 4)), doubt.join(Maybe(1), True, 4).hangs_on) == (Maybe, 5)
    assert COMPARE["=="][1](OneOf(frozenset("ab"), 1), OneOf(frozenset("bc"), 2)).hangs_on == 3
    assert COMPARE["!="][1]("c", OneOf(frozenset("ab"), 1)) is True
    assert COMPARE["=="][1](Maybe(1), True).hangs_on == 1
    assert COMPARE["=="][1](True, Maybe(2)).hangs_on == 2


def household(*persons: tuple[Any, Any, Phantom | None]) -> list[Any]:
    """Rows of persons: value, condition, phantom."""
    return [
        [[number, phantom, "kind", value, where] for number, (value, where, phantom) in enumerate(persons)],
        [],
    ]


def total(function: str, *persons: tuple[Any, Any, Phantom | None]) -> Any:
    """An aggregate over these persons."""
    value: Callable[[Any, Any], Any] = lambda rows, person: person[3]  # noqa: E731 - as short as a closure in a program
    where: Callable[[Any, Any], Any] = lambda rows, person: person[4]  # noqa: E731 - read beside its use
    return aggregates.closure(function, None if function == "count" else value, where)(
        household(*persons), None
    )


GHOST = Phantom(3, 8)


@pytest.mark.parametrize(
    ("say", "low", "high", "hangs_on"),
    [
        (lambda: total("sum", (5, True, None), (7, Maybe(1), None)), 5, 12, 1),
        (lambda: total("sum", (5, True, None), (-7, Maybe(1), None)), -2, 5, 1),
        (lambda: total("sum", (5, True, None), (Span(2, 4, 2), True, GHOST)), 5, 17, 10),
        (lambda: total("sum", (5, True, None), (Span(2, 4, 2), True, None)), 7, 9, 2),
        (
            lambda: total("count", (5, True, None), (7, Maybe(1), None), (1, True, GHOST), (1, False, None)),
            1,
            5,
            9,
        ),
        (lambda: total("largest", (5, True, None), (7, Maybe(1), None), (3, True, None)), 5, 7, 1),
        (lambda: total("largest", (-7, Maybe(1), None)), -7, 0, 1),
        (lambda: total("smallest", (5, True, None), (3, Maybe(1), None)), 3, 5, 1),
        (lambda: total("largest", (Span(2, 4, 2), True, GHOST)), 0, 4, 10),
    ],
)
def test_persons_who_may_be_there_widen_a_total(
    say: Callable[[], Span], low: Any, high: Any, hangs_on: int
) -> None:
    said = say()

    assert (said.low, said.high, said.hangs_on) == (low, high, hangs_on)


def test_persons_who_may_be_there_leave_open_only_what_they_can_change() -> None:
    assert total("any", (True, True, None), (Maybe(1), True, GHOST)) is True
    assert total("any", (False, True, None), (True, False, None), (False, Maybe(1), None)) is False
    assert total("any", (False, True, None), (True, Maybe(1), None)).hangs_on == 1
    assert total("any", (True, True, GHOST)).hangs_on == 8
    assert total("all", (True, True, None), (False, False, None)) is True
    assert total("all", (True, True, None), (False, Maybe(1), None)).hangs_on == 1
    assert total("all", (False, True, None), (Maybe(2), True, None)) is False
    assert total("all", (Maybe(2), True, GHOST)).hangs_on == 10
    assert total("sum", (0, Maybe(1), None), (4, True, None)) == 4
    assert total("count", (1, True, None), (1, False, None)) == 1
    assert total("largest") == total("sum") == total("count") == 0
    assert total("smallest", (5, True, None), (6, Maybe(1), None)) == 5
