"""Values that hang on a parameter that nobody knows, in generated code: the same rules as
`houvast.law.doubt`.

Takes   `Number` and `Truth` of what is known, `Span` and `Maybe` of what is not, mixed.
Gives   the operations of the language on them. A value is known wherever the doubt cannot matter, for each
        household
        apart; else its outcome stays unknown. Every rule here mirrors one in `houvast.law.doubt`, also
        where that one is
        wider than it need be: both must be in doubt about the same households.
Knows   nothing of facts: in a population every fact is known, so the only doubt is about values of the law
        itself.
"""

import dataclasses
from collections.abc import Callable, Sequence
from fractions import Fraction

from houvast.law.kernel import exact, logic
from houvast.law.kernel.exact import Number
from houvast.law.kernel.whole import Body, Whole


class NotCompiled(NotImplementedError):
    """This step cannot be compiled with a proof; the law is computed by the exact engine instead. Says
    why."""


@dataclasses.dataclass(frozen=True, slots=True)
class Truth:
    """Code for yes or no."""

    code: str


@dataclasses.dataclass(frozen=True, slots=True)
class Maybe:
    """Code for whether it may be yes, and whether it may be no; at least one holds."""

    yes: str
    no: str


@dataclasses.dataclass(frozen=True, slots=True)
class End:
    """One end of a span: its value where `there` holds; elsewhere there is no bound."""

    value: Number
    there: str


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A number or date between two ends; known where both are there and equal."""

    low: End
    high: End


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Code for one of some words, by number."""

    whole: Whole


Quantity = Number | Span
Verdict = Truth | Maybe
Value = Number | Span | Truth | Maybe | Choice

NOWHERE = End(exact.known(0), "False")
ANYTHING = Span(NOWHERE, NOWHERE)
EITHER = Maybe("True", "True")
_NOTHING = exact.known(0)


def ends(value: Quantity) -> tuple[End, End]:
    """Both ends; the same for what is known."""
    return (End(value, "True"), End(value, "True")) if isinstance(value, Number) else (value.low, value.high)


def chances(body: Body, value: Verdict) -> tuple[str, str]:
    """Whether it may be yes, and whether it may be no."""
    return (
        (value.code, logic.opposite(body, value.code)) if isinstance(value, Truth) else (value.yes, value.no)
    )


def verdict(yes: str, no: str) -> Verdict:
    """The verdict of two chances; a plain truth when it is the same for everybody."""
    return Truth(yes) if "False" in (yes, no) else Maybe(yes, no)


def both(body: Body, left: Verdict, right: Verdict) -> Verdict:
    """left and right: no as soon as one is no."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        return Truth(logic.both(body, left.code, right.code))
    (yes, no), (yes2, no2) = chances(body, left), chances(body, right)
    return verdict(logic.both(body, yes, yes2), logic.either(body, no, no2))


def either(body: Body, left: Verdict, right: Verdict) -> Verdict:
    """left or right."""
    return opposite(body, both(body, opposite(body, left), opposite(body, right)))


def opposite(body: Body, part: Verdict) -> Verdict:
    """not part."""
    return Maybe(part.no, part.yes) if isinstance(part, Maybe) else Truth(logic.opposite(body, part.code))


def add(body: Body, left: Quantity, right: Quantity) -> Quantity:
    """left + right."""
    if isinstance(left, Number) and isinstance(right, Number):
        return exact.add(body, left, right)
    (low, high), (low2, high2) = ends(left), ends(right)
    return Span(_joined(body, exact.add, low, low2), _joined(body, exact.add, high, high2))


def subtract(body: Body, left: Quantity, right: Quantity) -> Quantity:
    """left - right."""
    if isinstance(left, Number) and isinstance(right, Number):
        return exact.subtract(body, left, right)
    (low, high), (low2, high2) = ends(left), ends(right)
    return Span(_joined(body, exact.subtract, low, high2), _joined(body, exact.subtract, high, low2))


def multiply(body: Body, left: Quantity, right: Quantity) -> Quantity:
    """left * right; nothing times anything is nothing."""
    if isinstance(left, Number) and isinstance(right, Number):
        return exact.multiply(body, left, right)
    span, known = (left, right) if isinstance(left, Span) else (right, left)
    assert isinstance(span, Span)
    if isinstance(known, Span):
        return _multiply_spans(body, span, known)
    low, high = (exact.multiply(body, end.value, known) for end in (span.low, span.high))
    bounded = logic.both(body, span.low.there, span.high.there)
    positive = exact.compare(body, ">=", known, _NOTHING)
    not_negative = logic.both(body, positive, exact.compare(body, ">=", span.low.value, _NOTHING))
    nothing = exact.compare(body, "==", known, _NOTHING)
    low_there = logic.either(body, bounded, logic.both(body, span.low.there, not_negative))
    least = exact.choose(body, bounded, exact.extreme(body, "<", (low, high)), low)
    most = exact.extreme(body, ">", (low, high))
    return Span(
        End(exact.choose(body, nothing, _NOTHING, least), logic.either(body, nothing, low_there)),
        End(exact.choose(body, nothing, _NOTHING, most), logic.either(body, nothing, bounded)),
    )


def _multiply_spans(body: Body, left: Span, right: Span) -> Span:
    """The product of two values that nobody knows: between its corners, where all four are there."""
    corners = [exact.multiply(body, one.value, other.value) for one in ends(left) for other in ends(right)]
    nothing = logic.either(body, *(_is_nothing(body, span) for span in (left, right)))
    bounded, not_negative = "True", "True"
    for end in (*ends(left), *ends(right)):
        bounded = logic.both(body, bounded, end.there)
    for end in (left.low, right.low):
        above = logic.both(body, end.there, exact.compare(body, ">=", end.value, _NOTHING))
        not_negative = logic.both(body, not_negative, above)
    least = exact.choose(body, bounded, exact.extreme(body, "<", corners), corners[0])
    most = exact.extreme(body, ">", corners)
    known = logic.either(body, nothing, bounded)
    return Span(
        End(exact.choose(body, nothing, _NOTHING, least), logic.either(body, known, not_negative)),
        End(exact.choose(body, nothing, _NOTHING, most), known),
    )


def _is_nothing(body: Body, span: Span) -> str:
    """Where a value is surely zero."""
    found = logic.both(body, span.low.there, span.high.there)
    for end in ends(span):
        found = logic.both(body, found, exact.compare(body, "==", end.value, _NOTHING))
    return found


def divide(body: Body, left: Quantity, right: Quantity) -> Quantity:
    """left / right, for a known divisor that cannot be zero."""
    if isinstance(right, Span):
        raise NotCompiled("a divisor that nobody knows")
    if isinstance(left, Number):
        return exact.divide(body, left, right)
    low, high = (exact.divide(body, end.value, right) for end in (left.low, left.high))
    bounded = logic.both(body, left.low.there, left.high.there)
    not_negative = logic.both(body, left.low.there, exact.compare(body, ">=", left.low.value, _NOTHING))
    not_negative = logic.both(body, not_negative, exact.compare(body, ">", right, _NOTHING))
    least = exact.choose(body, bounded, exact.extreme(body, "<", (low, high)), _NOTHING)
    return Span(
        End(least, logic.either(body, bounded, not_negative)),
        End(exact.extreme(body, ">", (low, high)), bounded),
    )


def share(body: Body, part: Quantity, total: Quantity) -> Quantity:
    """part / total, or nothing where total is zero; of a total that nobody knows, nothing is known."""
    if isinstance(part, Number) and isinstance(total, Number):
        return exact.share(body, part, total)
    if isinstance(total, Span):
        if total.low.there == total.high.there == "False":
            return ANYTHING
        raise NotCompiled("a share of something of which nobody knows how much there is")
    assert isinstance(part, Span)
    low, high = (exact.share(body, end.value, total) for end in (part.low, part.high))
    empty = exact.compare(body, "==", total, _NOTHING)
    bounded = logic.both(body, logic.both(body, part.low.there, part.high.there), logic.opposite(body, empty))
    not_negative = logic.both(body, part.low.there, exact.compare(body, ">=", part.low.value, _NOTHING))
    not_negative = logic.both(body, not_negative, exact.compare(body, ">=", total, _NOTHING))
    least = exact.choose(body, bounded, exact.extreme(body, "<", (low, high)), _NOTHING)
    most = exact.extreme(body, ">", (low, high))
    return Span(End(least, logic.either(body, bounded, not_negative)), End(most, bounded))


def _joined(body: Body, operate: Callable[[Body, Number, Number], Number], one: End, other: End) -> End:
    return End(operate(body, one.value, other.value), logic.both(body, one.there, other.there))


def compare(body: Body, operator: str, left: Quantity, right: Quantity) -> Verdict:
    """A comparison."""
    if isinstance(left, Number) and isinstance(right, Number):
        return Truth(exact.compare(body, operator, left, right))
    if operator in {">", "<="}:
        before = compare(body, "<", right, left)
        return before if operator == ">" else opposite(body, before)
    if operator in {">=", "!="}:
        return opposite(body, compare(body, {">=": "<", "!=": "=="}[operator], left, right))
    (low, high), (low2, high2) = ends(left), ends(right)
    above = _surely(body, ">=" if operator == "<" else ">", low, high2)
    below = _surely(body, "<", high, low2)
    if operator == "<":
        return verdict(logic.opposite(body, above), logic.opposite(body, below))
    apart = logic.either(body, above, below)
    # Equal only where both are known; the rules of doubt say "maybe" for two spans that meet.
    same = logic.both(body, _known_code(body, left), _known_code(body, right))
    return verdict(logic.opposite(body, apart), logic.either(body, apart, logic.opposite(body, same)))


def _surely(body: Body, operator: str, one: End, other: End) -> str:
    there = logic.both(body, one.there, other.there)
    return logic.both(body, there, exact.compare(body, operator, one.value, other.value))


def _known_code(body: Body, value: Quantity) -> str:
    """Where a quantity is known after all."""
    if isinstance(value, Number):
        return "True"
    there = logic.both(body, value.low.there, value.high.there)
    return logic.both(body, there, exact.compare(body, "==", value.low.value, value.high.value))


def settled(body: Body, value: Quantity) -> tuple[Number, str]:
    """A number, and where it is known."""
    return (value, "True") if isinstance(value, Number) else (value.low.value, _known_code(body, value))


def choose(body: Body, condition: Verdict, then: Value, otherwise: Value) -> Value:
    """then if condition else otherwise, for any kind of value; the join of both where the condition is in
    doubt."""
    match then, otherwise:
        case Number() | Span(), Number() | Span():
            return _choose_quantity(body, condition, then, otherwise)
        case Truth() | Maybe(), Truth() | Maybe():
            return _choose_verdict(body, condition, then, otherwise)
        case Choice(), Choice() if isinstance(condition, Truth):
            return Choice(body.choose(condition.code, then.whole, otherwise.whole))
    raise NotCompiled("a choice of words that hangs on a value that nobody knows")


def _choose_verdict(body: Body, condition: Verdict, then: Verdict, otherwise: Verdict) -> Verdict:
    if isinstance(condition, Truth) and isinstance(then, Truth) and isinstance(otherwise, Truth):
        return Truth(logic.chosen(body, condition.code, then.code, otherwise.code))
    yes, no = chances(body, condition)
    (yes2, no2), (yes3, no3) = chances(body, then), chances(body, otherwise)
    return verdict(
        logic.either(body, logic.both(body, yes, yes2), logic.both(body, no, yes3)),
        logic.either(body, logic.both(body, yes, no2), logic.both(body, no, no3)),
    )


def _choose_quantity(body: Body, condition: Verdict, then: Quantity, otherwise: Quantity) -> Quantity:
    if isinstance(condition, Truth) and isinstance(then, Number) and isinstance(otherwise, Number):
        return exact.choose(body, condition.code, then, otherwise)
    if isinstance(condition, Truth) and condition.code in ("True", "False"):
        return then if condition.code == "True" else otherwise
    yes, no = chances(body, condition)
    (low, high), (low2, high2) = ends(then), ends(otherwise)
    return Span(_either_end(body, "<", yes, no, low, low2), _either_end(body, ">", yes, no, high, high2))


def _either_end(body: Body, operator: str, yes: str, no: str, then: End, otherwise: End) -> End:
    """The end that holds whichever of the two it is: the outer one where both may be."""
    outer = exact.extreme(body, operator, (then.value, otherwise.value))
    value = exact.choose(body, yes, exact.choose(body, no, outer, then.value), otherwise.value)
    both_there = logic.both(body, then.there, otherwise.there)
    return End(
        value, logic.chosen(body, yes, logic.chosen(body, no, both_there, then.there), otherwise.there)
    )


def extreme(body: Body, operator: str, values: Sequence[Quantity]) -> Quantity:
    """The smallest (`<`) or largest (`>`) of several."""
    plain = [value for value in values if isinstance(value, Number)]
    if len(plain) == len(values):
        return exact.extreme(body, operator, plain)
    lows, highs = [ends(value)[0] for value in values], [ends(value)[1] for value in values]
    if operator == ">":
        return Span(_any_end(body, operator, lows), _every_end(body, operator, highs))
    return Span(_every_end(body, operator, lows), _any_end(body, operator, highs))


def _any_end(body: Body, operator: str, found: Sequence[End]) -> End:
    """The best of the ends that are there."""
    best = found[0]
    for end in found[1:]:
        better = exact.extreme(body, operator, (best.value, end.value))
        value = exact.choose(body, best.there, exact.choose(body, end.there, better, best.value), end.value)
        best = End(value, logic.either(body, best.there, end.there))
    return best


def _every_end(body: Body, operator: str, found: Sequence[End]) -> End:
    there = "True"
    for end in found:
        there = logic.both(body, there, end.there)
    return End(exact.extreme(body, operator, [end.value for end in found]), there)


def rounded(body: Body, direction: str, value: Quantity, step: Fraction) -> Quantity:
    """A multiple of `step`."""
    if isinstance(value, Number):
        return exact.rounded(body, direction, value, step)
    low, high = (End(exact.rounded(body, direction, end.value, step), end.there) for end in ends(value))
    return Span(low, high)


def plain(value: Quantity, what: str) -> Number:
    """A quantity that must be known here."""
    if isinstance(value, Span):
        raise NotCompiled(f"{what} of a value that nobody knows")
    return value
