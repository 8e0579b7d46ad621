"""Sums, products, comparisons and rounding are those of `fractions`, and whole numbers are ints."""

import datetime
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from houvast.law import rationals
from houvast.law.ir import Number

NUMBERS = st.integers(-(10**9), 10**9) | st.fractions(max_denominator=12_000)
STEPS = st.integers(1, 1000) | st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)
PLAIN: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def same(found: Number, expected: Fraction) -> bool:
    """The same number, in lowest terms, and an int when it is whole."""
    terms = (found.numerator, found.denominator) == (expected.numerator, expected.denominator)
    return terms and isinstance(found, int) == (expected.denominator == 1)


@pytest.mark.parametrize("sign", sorted(rationals.ARITHMETIC))
@given(left=NUMBERS, right=NUMBERS)
def test_arithmetic_is_that_of_fractions(sign: str, left: Number, right: Number) -> None:
    assume(sign != "/" or right != 0)

    assert same(rationals.ARITHMETIC[sign](left, right), PLAIN[sign](Fraction(left), right))


@pytest.mark.parametrize("sign", sorted(rationals.COMPARE))
@given(left=NUMBERS, right=NUMBERS)
def test_comparisons_are_those_of_fractions(sign: str, left: Number, right: Number) -> None:
    for one, other in ((left, right), (left, left), (left, Fraction(left))):
        assert rationals.COMPARE[sign](one, other) is PLAIN[sign](one, other)


@given(values=st.lists(NUMBERS, min_size=1))
def test_the_least_and_the_most_are_those_of_python(values: list[Number]) -> None:
    assert rationals.least(values) == min(values)
    assert rationals.most(values) == max(values)


@pytest.mark.parametrize(("one", "other"), [("huur", "koop"), (True, False)])
def test_words_and_yes_or_no_are_the_same_or_not(one: Any, other: Any) -> None:
    assert rationals.COMPARE["=="](one, one) is True
    assert rationals.COMPARE["=="](one, other) is rationals.COMPARE["!="](one, one) is False
    assert rationals.COMPARE["!="](one, other) is True


@given(value=NUMBERS, step=STEPS)
def test_rounding_is_that_of_fractions(value: Number, step: Number) -> None:
    exact = Fraction(value)

    assert same(rationals.down_to(value, step), Fraction(exact // step * step))
    assert same(rationals.up_to(value, step), Fraction(-(-exact // step) * step))
    assert same(rationals.half_up_to(value, step), Fraction((2 * exact + step) // (2 * step) * step))


def test_what_comes_out_whole_is_an_int() -> None:
    half = Fraction(1, 2)
    whole = [
        *(rationals.add(half, half), rationals.add(half, Fraction(3, 2)), rationals.subtract(half, half)),
        *(rationals.multiply(2, half), rationals.multiply(half, 2), rationals.divide(half, half)),
        *(rationals.down_to(half, 1), rationals.up_to(half, 1), rationals.half_up_to(half, 1)),
        *(rationals.down_to(7, half), rationals.up_to(7, half), rationals.half_up_to(7, half)),
    ]

    assert whole == [1, 2, 0, 1, 1, 1, 0, 1, 1, 7, 7, 7]
    assert {type(number) for number in whole} == {int}


def test_days_are_compared_as_days() -> None:
    earlier, later = datetime.date(2026, 7, 1), datetime.date(2026, 7, 2)

    assert [rationals.COMPARE[sign](earlier, later) for sign in ("<", "<=", "==", "!=", ">=", ">")] == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]
    assert [rationals.COMPARE[sign](later, later) for sign in ("<", "<=", ">=", ">")] == [
        False,
        True,
        True,
        False,
    ]
