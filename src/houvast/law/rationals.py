"""Exact sums, products and comparisons of whole numbers and fractions, at the pace of whole numbers.

Takes   ints and Fractions, in lowest terms.
Gives   what `fractions` gives, with an int for every whole number; and comparisons also of dates and words.
Knows   nothing of doubt, units or laws.

Python's own `Fraction` asks of every operand what sort of number it is, and makes each result the long way. A
third of the time of an assessment went into that. Here both are known to be ints or Fractions. Of a Fraction
the parts are read where it keeps them: to ask for `numerator` is a call of Python each time.
"""

import operator
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import gcd
from typing import Any

from houvast.law.ir import Number

_new: Callable[[type[Fraction]], Any] = object.__new__
EXACT: Any = Fraction
"""Of one of these `_numerator` and `_denominator` may be read, in lowest terms."""


def over(numerator: int, denominator: int) -> Number:
    """The quotient of two ints in lowest terms, for a denominator above zero; an int when it is whole."""
    common = gcd(numerator, denominator)
    if common == denominator:
        return numerator // denominator
    return _lowest(numerator // common, denominator // common)


def _lowest(numerator: int, denominator: int) -> Fraction:
    """A fraction that is in lowest terms already."""
    made = _new(Fraction)
    made._numerator, made._denominator = numerator, denominator
    found: Fraction = made
    return found


def _reckoned(
    plain: Callable[[int, int], int], parts: Callable[[int, int, int, int], int]
) -> Callable[[Any, Any], Number]:
    """Of two ints what `plain` says; of n/d and m/e `parts` makes the numerator over d * e."""

    def reckon(left: Any, right: Any) -> Number:
        if left.__class__ is int and right.__class__ is int:
            return plain(left, right)
        n, d = (
            (left._numerator, left._denominator)
            if left.__class__ is EXACT
            else (left.numerator, left.denominator)
        )
        m, e = (
            (right._numerator, right._denominator)
            if right.__class__ is EXACT
            else (right.numerator, right.denominator)
        )
        return over(parts(n, d, m, e), d * e)

    return reckon


add = _reckoned(operator.add, lambda n, d, m, e: n * e + m * d)
subtract = _reckoned(operator.sub, lambda n, d, m, e: n * e - m * d)
multiply = _reckoned(operator.mul, lambda n, d, m, e: n * m)


def divide(value: Number, by: Number) -> Number:
    """value / by, for a divisor that is not zero."""
    numerator, denominator = value.numerator * by.denominator, value.denominator * by.numerator
    return over(numerator, denominator) if denominator > 0 else over(-numerator, -denominator)


def down_to(value: Number, step: Number) -> Number:
    """The greatest multiple of `step` (above zero) that is not above `value`."""
    if value.__class__ is int and step.__class__ is int:
        return value // step * step
    p, q = step.numerator, step.denominator
    return over(value.numerator * q // (p * value.denominator) * p, q)


def up_to(value: Number, step: Number) -> Number:
    """The smallest multiple of `step` (above zero) that is not below `value`."""
    p, q = step.numerator, step.denominator
    return over(-(-value.numerator * q // (p * value.denominator)) * p, q)


def half_up_to(value: Number, step: Number) -> Number:
    """The nearest multiple of `step` (above zero); halfway goes up."""
    p, q, d = step.numerator, step.denominator, value.denominator
    return over((2 * value.numerator * q + p * d) // (2 * p * d) * p, q)


def _compared(plain: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compare(left: Any, right: Any) -> bool:
        if left.__class__ is EXACT:
            if right.__class__ is EXACT:
                return plain(left._numerator * right._denominator, right._numerator * left._denominator)
            return plain(left._numerator, right * left._denominator)
        if right.__class__ is EXACT:
            return plain(left * right._denominator, right._numerator)
        return plain(left, right)

    return compare


def same(left: Any, right: Any) -> bool:
    """left == right."""
    if left.__class__ is EXACT and right.__class__ is EXACT:
        return bool(left._numerator == right._numerator and left._denominator == right._denominator)
    return bool(left == right)


def least(values: Iterable[Any]) -> Any:
    """The smallest of several, at least one."""
    found, *others = values
    for value in others:
        if less(value, found):
            found = value
    return found


def most(values: Iterable[Any]) -> Any:
    """The largest of several, at least one."""
    found, *others = values
    for value in others:
        if less(found, value):
            found = value
    return found


less = _compared(operator.lt)
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": add, "-": subtract, "*": multiply, "/": divide}
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": less,
    "<=": _compared(operator.le),
    ">": _compared(operator.gt),
    ">=": _compared(operator.ge),
    "==": same,
    "!=": lambda left, right: not same(left, right),
}
