"""Exact fractions in generated code: a whole number over a scale that is known, and rarely over a count
that is not.

Takes   whole numbers of `whole`.
Gives   `Number`: the value numerator / (scale * divisor). Every operation of the language of formulas on
        it is exact:
        the scale is a static product of decimals and periods, so sums are brought under one scale,
        comparisons are
        multiplied crosswise, and rounding is one whole division.
Knows   nothing of laws or facts.
"""

import dataclasses
import math
from collections.abc import Sequence
from fractions import Fraction

from houvast.law import functions
from houvast.law.kernel.whole import Body, Whole, constant

ONE = constant(1)


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """numerator / (scale * divisor), surely between `low` and `high`. `divisor` is above zero; mostly 1."""

    numerator: Whole
    scale: int
    low: Fraction
    high: Fraction
    divisor: Whole = ONE

    @property
    def constant(self) -> bool:
        """Whether it can have one value only."""
        return self.low == self.high


def known(value: Fraction | int) -> Number:
    """A number that is known."""
    value = Fraction(value)
    return Number(constant(value.numerator), value.denominator, value, value)


def number(
    body: Body, numerator: Whole, scale: int, low: Fraction, high: Fraction, divisor: Whole = ONE
) -> Number:
    """A number with its bounds as tight as both sides know."""
    if low == high:
        return known(low)
    if divisor.constant:
        scale *= divisor.low
        numerator = body.within(numerator, math.ceil(low * scale), math.floor(high * scale))
        low, high = max(low, Fraction(numerator.low, scale)), min(high, Fraction(numerator.high, scale))
        if low == high:
            return known(low)
        divisor = ONE
    return Number(numerator, scale, low, high, divisor)


def under_one_scale(body: Body, left: Number, right: Number) -> tuple[Whole, Whole, int, Whole]:
    """Both numerators under one scale and one divisor."""
    scale = math.lcm(left.scale, right.scale)
    one = body.multiply(left.numerator, constant(scale // left.scale))
    other = body.multiply(right.numerator, constant(scale // right.scale))
    if left.divisor == right.divisor:
        return one, other, scale, left.divisor
    one, other = body.multiply(one, right.divisor), body.multiply(other, left.divisor)
    return one, other, scale, body.multiply(left.divisor, right.divisor)


def add(body: Body, left: Number, right: Number) -> Number:
    """left + right."""
    one, other, scale, divisor = under_one_scale(body, left, right)
    return number(body, body.add(one, other), scale, left.low + right.low, left.high + right.high, divisor)


def subtract(body: Body, left: Number, right: Number) -> Number:
    """left - right."""
    one, other, scale, divisor = under_one_scale(body, left, right)
    return number(
        body, body.subtract(one, other), scale, left.low - right.high, left.high - right.low, divisor
    )


def multiply(body: Body, left: Number, right: Number) -> Number:
    """left * right. A known factor is reduced against the scale of the other."""
    if right.constant:
        left, right = right, left
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    factor, scale = left.numerator, right.scale
    if left.constant and left.low != 0:
        common = math.gcd(factor.low, scale)
        factor, scale = constant(factor.low // common), scale // common
    numerator = body.multiply(factor, right.numerator)
    divisor = body.multiply(left.divisor, right.divisor)
    return number(body, numerator, left.scale * scale, min(corners), max(corners), divisor)


def divide(body: Body, left: Number, right: Number) -> Number:
    """left / right for a divisor of which the bounds prove that it is not zero."""
    if right.constant:
        return multiply(body, left, known(1 / right.low))
    if right.low <= 0 <= right.high:
        raise ArithmeticError("the bounds of a divisor hold zero")
    corners = [a / b for a in (left.low, left.high) for b in (right.low, right.high)]
    return _over(body, left, right, min(corners), max(corners))


def share(body: Body, part: Number, total: Number) -> Number:
    """part / total, or zero when total is zero."""
    if total.low > 0 or total.high < 0:
        return divide(body, part, total)
    least = Fraction(1, total.scale * total.divisor.high)
    most = max(abs(part.low), abs(part.high)) / least
    low = Fraction(0) if part.low >= 0 and total.low >= 0 else -most
    quotient = _over(body, part, total, low, most)
    return choose(body, compare(body, "==", total, known(0)), known(0), quotient)


def _over(body: Body, left: Number, right: Number, low: Fraction, high: Fraction) -> Number:
    common = math.gcd(right.scale, left.scale)
    numerator = body.multiply(left.numerator, constant(right.scale // common))
    numerator = body.multiply(numerator, right.divisor)
    by = right.numerator
    if by.low <= 0:
        negative = body.compare("<", by, constant(0))
        numerator = body.choose(negative, body.subtract(constant(0), numerator), numerator)
        size = body.choose(negative, body.subtract(constant(0), by), by)
        size = body.choose(body.compare("==", by, constant(0)), ONE, size)
        by = dataclasses.replace(size, low=1, high=max(1, by.size))
    return number(body, numerator, left.scale // common, low, high, body.multiply(left.divisor, by))


def compare(body: Body, operator: str, left: Number, right: Number) -> str:
    """Code for a comparison."""
    one, other, _, _ = under_one_scale(body, left, right)
    return body.compare(operator, one, other)


def choose(body: Body, condition: str, then: Number, otherwise: Number) -> Number:
    """then if condition else otherwise."""
    if condition in ("True", "False"):
        return then if condition == "True" else otherwise
    one, other, scale, divisor = under_one_scale(body, then, otherwise)
    low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
    return number(body, body.choose(condition, one, other), scale, low, high, divisor)


def extreme(body: Body, operator: str, values: Sequence[Number]) -> Number:
    """The smallest (`<`) or largest (`>`) of several."""
    best = min if operator == "<" else max
    found = values[0]
    for value in values[1:]:
        chosen = choose(body, compare(body, operator, found, value), found, value)
        low, high = best(found.low, value.low), best(found.high, value.high)
        found = number(
            body, chosen.numerator, chosen.scale, max(low, chosen.low), min(high, chosen.high), chosen.divisor
        )
    return found


def absolute(body: Body, value: Number) -> Number:
    """The distance to zero."""
    return extreme(body, ">", (value, subtract(body, known(0), value)))


def rounded(body: Body, direction: str, value: Number, step: Fraction) -> Number:
    """A multiple of `step`: `round_down`, `round_up` or `round_half_up`."""
    exact = functions.FUNCTIONS[direction].exact
    low, high = Fraction(exact(value.low, step)), Fraction(exact(value.high, step))
    common = math.gcd(step.denominator, value.scale)
    numerator = body.multiply(value.numerator, constant(step.denominator // common))
    by = body.multiply(value.divisor, constant(value.scale // common * step.numerator))
    if not (by.constant and by.low == 1):
        if direction == "round_up":
            negative = body.subtract(constant(0), numerator)
            numerator = body.subtract(constant(0), body.floor_divide(negative, by))
        elif direction == "round_down":
            numerator = body.floor_divide(numerator, by)
        else:
            twice = body.add(body.multiply(numerator, constant(2)), by)
            numerator = body.floor_divide(twice, body.multiply(by, constant(2)))
    return number(body, body.multiply(numerator, constant(step.numerator)), step.denominator, low, high)
