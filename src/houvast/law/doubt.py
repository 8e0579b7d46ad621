"""Values of which we know only the bounds, and arithmetic that never loses the truth.

Takes   plain exact values and values in doubt, mixed.
Gives   a plain value wherever the doubt cannot matter, else bounds that surely hold the true value, with
        what it hangs on.
Knows   nothing of laws or facts: what is missing is a set of bits (`hangs_on`) that the caller gives a
        meaning.

A `Span` is a number or date between two inclusive bounds (None: no bound), a `Maybe` is a yes or no, a
`OneOf` is one of some choices. Plain values and these mix freely: `3 + Span(0, 5, bit)` is `Span(3, 8, bit)`.
"""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from houvast.law import functions, rationals
from houvast.law.functions import Function
from houvast.law.rationals import less, same


class Doubt:
    """Any value that is not known exactly. `hangs_on` are the bits of what is missing."""

    __slots__ = ("hangs_on",)
    hangs_on: int


class Span(Doubt):
    """A number or date that lies between `low` and `high`, both included; None is no bound."""

    __slots__ = ("high", "low")

    def __init__(self, low: Any, high: Any, hangs_on: int) -> None:
        self.low, self.high, self.hangs_on = low, high, hangs_on

    def __repr__(self) -> str:
        return f"Span({self.low}, {self.high}, {self.hangs_on:b})"


class Maybe(Doubt):
    """A yes or a no."""

    __slots__ = ()

    def __init__(self, hangs_on: int) -> None:
        self.hangs_on = hangs_on

    def __repr__(self) -> str:
        return f"Maybe({self.hangs_on:b})"


class OneOf(Doubt):
    """One of several choices."""

    __slots__ = ("choices",)

    def __init__(self, choices: frozenset[str], hangs_on: int) -> None:
        self.choices, self.hangs_on = choices, hangs_on

    def __repr__(self) -> str:
        return f"OneOf({sorted(self.choices)}, {self.hangs_on:b})"


def span(low: Any, high: Any, hangs_on: int) -> Any:
    """The value between two bounds; the plain value when the bounds meet."""
    return low if low is not None and high is not None and same(low, high) else Span(low, high, hangs_on)


def bounds(value: Any) -> tuple[Any, Any, int]:
    """Lowest, highest and what it hangs on, for a plain value or a span."""
    if type(value) is Span:
        return value.low, value.high, value.hangs_on
    return value, value, 0


def hangs_on(value: Any) -> int:
    """What a value hangs on; 0 for a plain one."""
    return value.hangs_on if isinstance(value, Doubt) else 0


def add(left: Any, right: Any) -> Any:
    """left + right."""
    low, high, bits = bounds(left)
    low2, high2, bits2 = bounds(right)
    return span(
        None if low is None or low2 is None else rationals.add(low, low2),
        None if high is None or high2 is None else rationals.add(high, high2),
        bits | bits2,
    )


def subtract(left: Any, right: Any) -> Any:
    """left - right."""
    low, high, bits = bounds(left)
    low2, high2, bits2 = bounds(right)
    return span(
        None if low is None or high2 is None else rationals.subtract(low, high2),
        None if high is None or low2 is None else rationals.subtract(high, low2),
        bits | bits2,
    )


def multiply(left: Any, right: Any) -> Any:
    """left * right; nothing times anything is nothing."""
    low, high, bits = bounds(left)
    low2, high2, bits2 = bounds(right)
    if _nothing(low, high) or _nothing(low2, high2):
        return 0
    not_negative = low is not None and low2 is not None and low.numerator >= 0 and low2.numerator >= 0
    if not_negative:  # each end with its like: most products, and a quarter of the work
        least = rationals.multiply(low, low2)
        if high is None or high2 is None:
            return Span(least, None, bits | bits2)
        return span(least, rationals.multiply(high, high2), bits | bits2)
    if None in (low, high, low2, high2):
        return Span(None, None, bits | bits2)
    corners = [rationals.multiply(a, b) for a in (low, high) for b in (low2, high2)]
    return span(rationals.least(corners), rationals.most(corners), bits | bits2)


def _nothing(low: Any, high: Any) -> bool:
    """Whether a number between these bounds is surely zero."""
    return low is not None and high is not None and low.numerator == 0 and high.numerator == 0


def divide(left: Any, right: Any) -> Any:
    """left / right, for a divisor that may not be zero; without bounds when it might be."""
    low, high, bits = bounds(left)
    low2, high2, bits2 = bounds(right)
    if _nothing(low, high):
        return 0
    if may_be_zero(right):
        return Span(None, None, bits | bits2)
    if None in (low, high, low2, high2):
        not_negative = low is not None and low.numerator >= 0 and low2 is not None and low2.numerator > 0
        return Span(0 if not_negative else None, None, bits | bits2)
    corners = [rationals.divide(a, b) for a in (low, high) for b in (low2, high2)]
    return span(rationals.least(corners), rationals.most(corners), bits | bits2)


def may_be_zero(value: Any) -> bool:
    """Whether zero lies within the bounds."""
    low, high, _ = bounds(value)
    return (low is None or low.numerator <= 0) and (high is None or high.numerator >= 0)


def _before(left: Any, right: Any) -> Any:
    low, high, bits = bounds(left)
    low2, high2, bits2 = bounds(right)
    if high is not None and low2 is not None and less(high, low2):
        return True
    if low is not None and high2 is not None and not less(low, high2):
        return False
    return Maybe(bits | bits2)


def _equal(left: Any, right: Any) -> Any:
    bits = hangs_on(left) | hangs_on(right)
    if isinstance(left, OneOf | str):
        return Maybe(bits) if _choices(left) & _choices(right) else False
    if isinstance(left, bool | Maybe):
        return Maybe(bits)
    low, high, _ = bounds(left)
    low2, high2, _ = bounds(right)
    apart = (high is not None and low2 is not None and less(high, low2)) or (
        low is not None and high2 is not None and less(high2, low)
    )
    return False if apart else Maybe(bits)


def _choices(value: Any) -> frozenset[str]:
    return value.choices if type(value) is OneOf else frozenset({value})


def negate(value: Any) -> Any:
    """not value."""
    return value if type(value) is Maybe else not value


COMPARE: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "<": (operator.lt, _before),
    ">": (operator.gt, lambda left, right: _before(right, left)),
    ">=": (operator.ge, lambda left, right: negate(_before(left, right))),
    "<=": (operator.le, lambda left, right: negate(_before(right, left))),
    "==": (operator.eq, _equal),
    "!=": (operator.ne, lambda left, right: negate(_equal(left, right))),
}
"""Per operator: for plain values, and for values in doubt."""
ARITHMETIC: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "+": (operator.add, add),
    "-": (operator.sub, subtract),
    "*": (operator.mul, multiply),
    "/": (functions.divide, divide),
}


def join(one: Any, other: Any, bits: int) -> Any:
    """The value that is either of two, hanging on `bits`; plain when both are the same."""
    if type(one) is type(other) and not isinstance(one, Doubt) and same(one, other):
        return one
    bits |= hangs_on(one) | hangs_on(other)
    if isinstance(one, bool | Maybe):
        return Maybe(bits)
    if isinstance(one, str | OneOf):
        return OneOf(_choices(one) | _choices(other), bits)
    low, high, _ = bounds(one)
    low2, high2, _ = bounds(other)
    return span(
        None if low is None or low2 is None else (low2 if less(low2, low) else low),
        None if high is None or high2 is None else (high2 if less(high, high2) else high),
        bits,
    )


def largest(values: Sequence[Any]) -> Any:
    """The largest of several, where what surely is not the largest does not count."""
    lows = [low for value in values if (low := bounds(value)[0]) is not None]
    low = rationals.most(lows) if lows else None
    matter = [value for value in values if low is None or _may_be_above(bounds(value)[1], low)]
    if not matter:
        return low
    highs = [bounds(value)[1] for value in matter]
    bits = 0
    for value in matter:
        bits |= hangs_on(value)
    return span(low, None if None in highs else rationals.most(highs), bits)


def smallest(values: Sequence[Any]) -> Any:
    """The smallest of several, where what surely is not the smallest does not count."""
    highs = [high for value in values if (high := bounds(value)[1]) is not None]
    high = rationals.least(highs) if highs else None
    matter = [value for value in values if high is None or _may_be_below(bounds(value)[0], high)]
    if not matter:
        return high
    lows = [bounds(value)[0] for value in matter]
    bits = 0
    for value in matter:
        bits |= hangs_on(value)
    return span(None if None in lows else rationals.least(lows), high, bits)


def _may_be_above(high: Any, value: Any) -> bool:
    return high is None or less(value, high)


def _may_be_below(low: Any, value: Any) -> bool:
    return low is None or less(low, value)


def absolute(value: Any) -> Any:
    """The distance to zero."""
    low, high, bits = bounds(value)
    if low is not None and low.numerator >= 0:
        return value
    if high is not None and high.numerator <= 0:
        return subtract(0, value)
    return Span(0, None if low is None or high is None else max(-low, high), bits)


def not_below_zero(value: Any) -> Any:
    """A value of which something else tells that it is not below zero."""
    if type(value) is Span and (value.low is None or value.low < 0):
        return Span(0, value.high, value.hangs_on)
    return value


def share(part: Any, total: Any) -> Any:
    """`functions.share` with doubt: nothing is known of it when the total may be zero, save its sign."""
    if not may_be_zero(total):
        return divide(part, total)
    low, low2 = bounds(part)[0], bounds(total)[0]
    not_negative = low is not None and low2 is not None and low >= 0 and low2 >= 0
    return Span(0 if not_negative else None, None, hangs_on(part) | hangs_on(total))


def month(day: Any) -> Any:
    """The month of a date between bounds."""
    low, high, bits = bounds(day)
    return span(low.month, high.month, bits) if low.year == high.year else Span(1, 12, bits)


def bracket(value: Any, table: Any) -> Any:
    """The values that can stand beside `value`."""
    low, high, bits = bounds(value)
    rows = [
        beside
        for number, (bound, beside) in enumerate(table)
        if (number == 0 or high is None or bound <= high)
        and (number + 1 == len(table) or low is None or table[number + 1][0] > low)
    ]
    return _any_of(rows, bits)


def lookup(choice: Any, table: Any) -> Any:
    """The values that can stand beside the possible choices."""
    return _any_of([beside for name, beside in table if name in _choices(choice)], hangs_on(choice))


def _any_of(values: list[Any], bits: int) -> Any:
    found = values[0]
    for value in values[1:]:
        found = join(found, value, bits)
    return found


def by_corners(function: Function) -> Callable[..., Any]:
    """The function for values in doubt, when it rises or falls in each argument."""

    def lifted(*arguments: Any) -> Any:
        ends = [bounds(argument) for argument in arguments]
        bits, lows, highs = 0, [], []
        for place, (low, high, argument_bits) in enumerate(ends):
            falls = function.falls and place == 0
            bits |= argument_bits
            lows.append(high if falls else low)
            highs.append(low if falls else high)
        return span(
            None if None in lows else function.exact(*lows),
            None if None in highs else function.exact(*highs),
            bits,
        )

    return lifted


LIFTED: dict[str, Callable[..., Any]] = {
    name: by_corners(function) for name, function in functions.FUNCTIONS.items()
} | {
    "min": lambda *values: smallest(values),
    "max": lambda *values: largest(values),
    "abs": absolute,
    "share": share,
    "bracket": bracket,
    "lookup": lookup,
    "month": month,
}
"""Each function of the language for values in doubt. Plain arguments give plain results."""
