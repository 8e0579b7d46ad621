"""Whole numbers in generated code, each with proven bounds: the ground of exactness.

Takes   pieces of code that stand for whole numbers, with the least and the greatest value they can have.
Gives   code for sums, products, quotients and comparisons that is exact by construction: a whole number
        below 2**53 is
        carried in a float64 (which holds it exactly, and which processors compute with fastest); one below
        2**126 in two
        machine words (`wide`). The bounds decide which, when the code is made; never the values when it runs.
Knows   nothing of laws, units or fractions. What could become larger still is refused here (`TooLarge`).
"""

import dataclasses

NARROW, WIDE = 2**53, 2**126


class TooLarge(ArithmeticError):
    """Exactness cannot be proven: a whole number could become too large. Use the exact engine for this
    law."""


@dataclasses.dataclass(frozen=True, slots=True)
class Whole:
    """Code for a whole number between `low` and `high`. `wide`: its value is a pair of machine words."""

    code: str
    low: int
    high: int
    wide: bool = False

    @property
    def constant(self) -> bool:
        """Whether it can have one value only."""
        return self.low == self.high

    @property
    def size(self) -> int:
        """The greatest distance to zero."""
        return max(abs(self.low), abs(self.high))


@dataclasses.dataclass
class Body:
    """Lines of code in the making; equal expressions get one name."""

    prefix: str
    lines: list[str] = dataclasses.field(default_factory=list)
    names: dict[str, str] = dataclasses.field(default_factory=dict)

    def name(self, expression: str) -> str:
        """A name for the value of this expression."""
        if expression not in self.names:
            self.names[expression] = f"{self.prefix}{len(self.names)}"
            self.lines.append(f"{self.names[expression]} = {expression}")
        return self.names[expression]

    def whole(self, expression: str, low: int, high: int) -> Whole:
        """The whole number that this expression computes."""
        if low == high:
            return constant(low)
        return Whole(self.name(expression), low, high, needs_wide(low, high))

    def add(self, left: Whole, right: Whole) -> Whole:
        """left + right."""
        if left.constant and left.low == 0:
            return right
        if right.constant and right.low == 0:
            return left
        return self._both("+", "w_add", left, right, left.low + right.low, left.high + right.high)

    def subtract(self, left: Whole, right: Whole) -> Whole:
        """left - right."""
        if right.constant and right.low == 0:
            return left
        return self._both("-", "w_sub", left, right, left.low - right.high, left.high - right.low)

    def multiply(self, left: Whole, right: Whole) -> Whole:
        """left * right."""
        if left.constant and left.low == 1:
            return right
        if right.constant and right.low == 1:
            return left
        corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        low, high = min(corners), max(corners)
        if needs_wide(low, high) and not left.wide and not right.wide:
            return self.whole(f"w_product({left.code}, {right.code})", low, high)
        return self._both("*", "w_mul", left, right, low, high)

    def _both(self, sign: str, function: str, left: Whole, right: Whole, low: int, high: int) -> Whole:
        if left.wide or right.wide or needs_wide(low, high):
            found = self.whole(f"{function}({self.as_wide(left)}, {self.as_wide(right)})", low, high)
            # A difference of wide numbers may fit a float again, but is still a pair of words.
            return found if found.constant else self.narrowed(dataclasses.replace(found, wide=True))
        return self.whole(f"{left.code} {sign} {right.code}", low, high)

    def as_wide(self, value: Whole) -> str:
        """Code of the same number as a pair of words."""
        return value.code if value.wide else self.name(f"w_from({value.code})")

    def narrowed(self, value: Whole) -> Whole:
        """The same number as a float, when its bounds allow."""
        if not value.wide or needs_wide(value.low, value.high):
            return value
        return Whole(self.name(f"w_float({value.code})"), value.low, value.high)

    def within(self, value: Whole, low: int, high: int) -> Whole:
        """The same number, known to lie within tighter bounds."""
        low, high = max(low, value.low), min(high, value.high)
        if low >= high:
            return constant(low) if low == high else value
        return self.narrowed(dataclasses.replace(value, low=low, high=high))

    def floor_divide(self, value: Whole, by: Whole) -> Whole:
        """The greatest whole number not above value / by, for a divisor above zero.

        With floats: both are whole and below 2**53, so the rounded quotient never crosses a whole number.
        """
        assert by.low > 0
        corners = [a // b for a in (value.low, value.high) for b in (by.low, by.high)]
        low, high = min(corners), max(corners)
        if value.wide or by.wide:
            if needs_wide(low, high):
                raise TooLarge(f"a quotient may reach {max(abs(low), abs(high)):.0e}")
            return self.whole(f"w_floordiv({self.as_wide(value)}, {self.as_wide(by)})", low, high)
        return self.whole(f"np.floor({value.code} / {by.code})", low, high)

    def compare(self, operator: str, left: Whole, right: Whole) -> str:
        """Code for a comparison; True or False when the bounds decide it."""
        decided = _decided(operator, left, right)
        if decided is not None:
            return decided
        if left.wide or right.wide:
            difference = f"w_cmp({self.as_wide(left)}, {self.as_wide(right)})"
            return self.name(f"{self.name(difference)} {operator} 0")
        return self.name(f"{left.code} {operator} {right.code}")

    def choose(self, condition: str, then: Whole, otherwise: Whole) -> Whole:
        """then if condition else otherwise."""
        if condition in ("True", "False"):
            return then if condition == "True" else otherwise
        if then == otherwise:
            return then
        low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
        if then.wide or otherwise.wide:
            one, other = self.as_wide(then), self.as_wide(otherwise)
            return Whole(self.name(f"w_choose({condition}, {one}, {other})"), low, high, wide=True)
        return self.whole(f"choose({condition}, {then.code}, {otherwise.code})", low, high)


def needs_wide(low: int, high: int) -> bool:
    """Whether a whole number between these bounds needs two words. Raises `TooLarge` when even those are
    too few."""
    size = max(abs(low), abs(high))
    if size >= WIDE:
        raise TooLarge(f"a whole number may reach {size:.0e}, above 2**126")
    return size >= NARROW


def constant(value: int) -> Whole:
    """A whole number that is known."""
    if needs_wide(value, value):
        low_word = value & (2**64 - 1)
        signed = low_word - 2**64 if low_word >= 2**63 else low_word
        return Whole(f"({signed}, {value >> 64})", value, value, wide=True)
    return Whole(f"{float(value)!r}" if value >= 0 else f"({float(value)!r})", value, value)


def _decided(operator: str, left: Whole, right: Whole) -> str | None:
    """What the bounds alone decide."""
    if left.high < right.low:
        return str(operator in ("<", "<=", "!="))
    if left.low > right.high:
        return str(operator in (">", ">=", "!="))
    if left.constant and right.constant:
        return str(operator in ("<=", ">=", "=="))
    if operator in ("<=", ">") and left.high == right.low:
        return str(operator == "<=")
    if operator in (">=", "<") and left.low == right.high:
        return str(operator == ">=")
    return None
