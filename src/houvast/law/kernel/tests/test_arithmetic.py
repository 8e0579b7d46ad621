"""Generated arithmetic is exact: for every formula and every value it gives what fractions give."""

import datetime
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from houvast.law.functions import FUNCTIONS
from houvast.law.kernel import calendar, exact
from houvast.law.kernel.exact import Number
from houvast.law.kernel.whole import Body, TooLarge, Whole

OPERATORS = (
    "add",
    "subtract",
    "multiply",
    "divide",
    "min",
    "max",
    "round_down",
    "round_up",
    "round_half_up",
    "choose",
)
STEPS = (Fraction(1), Fraction(1, 100), Fraction(25), Fraction(5, 2))


def word(value: Any) -> int:
    """A pair of machine words as a whole number."""
    return value[0] % 2**64 + (value[1] << 64) if isinstance(value, tuple) else int(value)


PLAIN: dict[str, Any] = {
    "np": np,
    "choose": lambda condition, one, other: one if condition else other,
    "w_choose": lambda condition, one, other: one if condition else other,
    "w_from": int,
    "w_float": float,
    "w_add": lambda a, b: word(a) + word(b),
    "w_sub": lambda a, b: word(a) - word(b),
    "w_mul": lambda a, b: word(a) * word(b),
    "w_product": lambda a, b: int(a) * int(b),
    "w_cmp": lambda a, b: (word(a) > word(b)) - (word(a) < word(b)),
    "w_floordiv": lambda a, b: float(word(a) // word(b)),
}
"""The same operations as compiled code has, in plain Python."""


def run(body: Body, number: Number, **given_values: float) -> Fraction:
    """The value of generated code."""
    names = dict(PLAIN) | given_values
    exec("\n".join(body.lines), names)  # noqa: S102 - the code that this very test makes
    numerator, divisor = (eval(whole.code, names) for whole in (number.numerator, number.divisor))  # noqa: S307 - ours
    return Fraction(word(numerator), number.scale * word(divisor))


@st.composite
def formulas(draw: st.DrawFn, body: Body, depth: int = 4) -> tuple[Number, Fraction, dict[str, float]]:
    """Code, the exact value that it should have, and the values of its variables."""
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        if draw(st.booleans()):
            value = draw(st.fractions(-500, 500, max_denominator=1000).filter(lambda found: found != 0))
            return exact.known(value), value, {}
        cents, name = draw(st.integers(-10_000_000, 10_000_000)), f"x{draw(st.integers(0, 10**6))}"
        bound = draw(st.sampled_from([abs(cents), 10_000_000, 10**9]))
        whole = Whole(name, -bound, bound)
        return (
            Number(whole, 100, Fraction(-bound, 100), Fraction(bound, 100)),
            Fraction(cents, 100),
            {name: float(cents)},
        )
    left, one, names = draw(formulas(body, depth - 1))
    right, other, more = draw(formulas(body, depth - 1))
    assume(not (names.keys() & more.keys()))
    number, value = _operate(
        draw(st.sampled_from(OPERATORS)), body, left, right, one, other, draw(st.sampled_from(STEPS))
    )
    return number, value, names | more


def _operate(
    name: str, body: Body, left: Number, right: Number, one: Fraction, other: Fraction, step: Fraction
) -> tuple[Number, Fraction]:
    match name:
        case "add" | "subtract" | "multiply":
            plain = {"add": one + other, "subtract": one - other, "multiply": one * other}[name]
            return getattr(exact, name)(body, left, right), plain
        case "divide":
            return exact.share(body, left, right), one / other if other else Fraction(0)
        case "min" | "max":
            return exact.extreme(body, "<" if name == "min" else ">", [left, right]), (
                min if name == "min" else max
            )(one, other)
        case "choose":
            return exact.choose(
                body, exact.compare(body, "<=", left, right), left, right
            ), one if one <= other else other
    return exact.rounded(body, name, left, step), Fraction(FUNCTIONS[name].exact(one, step))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_code_for_any_formula_gives_exactly_what_fractions_give(data: st.DataObject) -> None:
    body = Body("v")
    try:
        number, expected, names = data.draw(formulas(body))
    except TooLarge:
        assume(False)
    found = run(body, number, **names)

    assert found == expected
    assert number.low <= expected <= number.high


DATES = st.dates(datetime.date(1880, 1, 1), datetime.date(2110, 12, 31))


@settings(max_examples=150, deadline=None)
@given(
    DATES,
    DATES,
    st.integers(-800, 800),
    st.sampled_from(sorted(n for n, f in FUNCTIONS.items() if f.check == "dated")),
)
def test_code_for_any_date_function_gives_what_the_function_gives(
    one: datetime.date, other: datetime.date, count: int, name: str
) -> None:
    body = Body("v")
    low, high = datetime.date(1880, 1, 1), datetime.date(2110, 12, 31)
    first, second = (
        calendar.date(body, Whole(key, calendar.as_number(low), calendar.as_number(high)), low, high)
        for key in "ab"
    )
    number = Number(Whole("n", -800, 800), 1, Fraction(-800), Fraction(800))
    values: dict[str, float] = {"a": calendar.as_number(one), "b": calendar.as_number(other), "n": count}
    arguments: tuple[tuple[Number, Any], ...] = ((first, one), (second, other))
    if name in {"add_months", "add_years"}:
        arguments = ((first, one), (number, count))
        assume(name == "add_months" or count > -300)
    if name == "make_date":
        year = Number(Whole("y", 1900, 2100), 1, Fraction(1900), Fraction(2100))
        arguments, values = ((year, one.year), (number, count), (number, count)), values | {"y": one.year}
        assume(1900 <= one.year <= 2100)
    size = len(arguments) if name == "make_date" else FUNCTIONS[name].most
    try:
        found = calendar.call(body, name, tuple(argument for argument, _ in arguments[:size]))
    except TooLarge:
        assume(False)
    expected = FUNCTIONS[name].exact(*(value for _, value in arguments[:size]))
    shown = calendar.as_number(expected) if isinstance(expected, datetime.date) else expected

    assert run(body, found, **{key: float(value) for key, value in values.items()}) == shown


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(*[st.integers(-(2**52), 2**52)] * 2, st.integers(1, 2**40), st.integers(1, 2**40))
def test_compiled_words_compute_as_whole_numbers_do(a: int, b: int, c: int, d: int) -> None:
    from houvast.law.kernel.tests.words import wide

    assume(abs(a * b // (c * d)) < 2**52)
    quotient, order, back = wide(float(a), float(b), float(c), float(d))

    assert quotient == a * b // (c * d)
    assert order == (a * b > c * d) - (a * b < c * d)
    assert back == a


def test_what_could_become_too_large_is_refused_when_the_code_is_made() -> None:
    body, huge = Body("v"), Number(Whole("x", 0, 2**100), 1, Fraction(0), Fraction(2**100))

    with pytest.raises(TooLarge):
        exact.multiply(body, huge, huge)
