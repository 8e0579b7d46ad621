"""The small closures that a program is made of: one for each sort of node, made for what stands beside it.

Takes   operands: what is `Known` beforehand, a `Slot` of a row, or any closure; and what to do with them.
Gives   closures over the household's row and the person's row (None in a formula of the household).
Knows   nothing of laws or nodes. Plain values go the short way; values in doubt go through `doubt`.

Most of the time of an assessment is spent in calls. What is known or stands in a row is therefore read on the
spot, not by a closure of its own.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from houvast.law import doubt
from houvast.law.doubt import Doubt, Maybe, Span

Row = list[Any]
Closure = Callable[[Row, Any], Any]
Operate = Callable[[Any, Any], Any]

TRACE, NUMBER = 1, 0
"""Where the household's row has what notes a look, and where a person's row has the person's number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """A value that is the same for everybody, and not in doubt."""

    value: Any


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """A place in the row of the person, or of the household."""

    personal: bool
    slot: int


Operand = Known | Slot | Closure


def closed(operand: Operand) -> Closure:
    """The operand as a closure."""
    match operand:
        case Known(value=value):
            return lambda household, person: value
        case Slot(personal=True, slot=slot):
            return lambda household, person: person[slot]
        case Slot(slot=slot):
            return lambda household, person: household[slot]
    return operand


def noted_person(slot: int, look: int) -> Closure:
    """A person's value, of which it is noted that it was looked at."""

    def read(household: Row, person: Any) -> Any:
        household[TRACE](look | person[NUMBER])
        return person[slot]

    return read


def noted_household(slot: int, look: int) -> Closure:
    """The same for a value of the household."""

    def read(household: Row, person: Any) -> Any:
        household[TRACE](look)
        return household[slot]

    return read


def noted_value(value: Any, look: int) -> Closure:
    """The same for a value of the law."""

    def read(household: Row, person: Any) -> Any:
        household[TRACE](look)
        return value

    return read


def binary(plain: Operate, doubtful: Operate, left: Operand, right: Operand) -> Closure:
    """Two values brought together."""
    match left, right:
        case Slot(), Known(value=value):
            return _slot_and_known(plain, doubtful, left, value)
        case Slot(), Slot() if left.personal == right.personal:
            return _two_slots(plain, doubtful, left, right)
        case _, Known(value=value):
            return _first(plain, doubtful, closed(left), value)
        case Known(value=value), _:
            return _second(plain, doubtful, value, closed(right))
    return _both(plain, doubtful, closed(left), closed(right))


def _slot_and_known(plain: Operate, doubtful: Operate, left: Slot, value: Any) -> Closure:
    slot = left.slot
    if left.personal:

        def apply(household: Row, person: Any) -> Any:
            one = person[slot]
            return doubtful(one, value) if isinstance(one, Doubt) else plain(one, value)

    else:

        def apply(household: Row, person: Any) -> Any:
            one = household[slot]
            return doubtful(one, value) if isinstance(one, Doubt) else plain(one, value)

    return apply


def _two_slots(plain: Operate, doubtful: Operate, left: Slot, right: Slot) -> Closure:
    first, second = left.slot, right.slot
    if left.personal:

        def apply(household: Row, person: Any) -> Any:
            one, other = person[first], person[second]
            if isinstance(one, Doubt) or isinstance(other, Doubt):
                return doubtful(one, other)
            return plain(one, other)

    else:

        def apply(household: Row, person: Any) -> Any:
            one, other = household[first], household[second]
            if isinstance(one, Doubt) or isinstance(other, Doubt):
                return doubtful(one, other)
            return plain(one, other)

    return apply


def _first(plain: Operate, doubtful: Operate, left: Closure, value: Any) -> Closure:
    def apply(household: Row, person: Any) -> Any:
        one = left(household, person)
        return doubtful(one, value) if isinstance(one, Doubt) else plain(one, value)

    return apply


def _second(plain: Operate, doubtful: Operate, value: Any, right: Closure) -> Closure:
    def apply(household: Row, person: Any) -> Any:
        other = right(household, person)
        return doubtful(value, other) if isinstance(other, Doubt) else plain(value, other)

    return apply


def _both(plain: Operate, doubtful: Operate, left: Closure, right: Closure) -> Closure:
    def apply(household: Row, person: Any) -> Any:
        one, other = left(household, person), right(household, person)
        if isinstance(one, Doubt) or isinstance(other, Doubt):
            return doubtful(one, other)
        return plain(one, other)

    return apply


def watched(left: Closure, right: Closure, on_zero: Callable[[], None]) -> Closure:
    """A quotient that tells when its divisor may be zero."""

    def apply(household: Row, person: Any) -> Any:
        divisor = right(household, person)
        if doubt.may_be_zero(divisor):
            on_zero()
            return Span(None, None, 1)
        return doubt.divide(left(household, person), divisor)

    return apply


def called(exact: Callable[..., Any], lifted: Callable[..., Any], arguments: list[Closure]) -> Closure:
    """A function of any number of values."""
    if len(arguments) == 1:
        only = arguments[0]

        def apply_one(household: Row, person: Any) -> Any:
            value = only(household, person)
            return lifted(value) if isinstance(value, Doubt) else exact(value)

        return apply_one

    def apply(household: Row, person: Any) -> Any:
        values = [argument(household, person) for argument in arguments]
        for value in values:
            if isinstance(value, Doubt):
                return lifted(*values)
        return exact(*values)

    return apply


def opposite(part: Closure) -> Closure:
    """`not`."""

    def apply(household: Row, person: Any) -> Any:
        value = part(household, person)
        return value if value.__class__ is Maybe else not value

    return apply


def logic(decisive: bool, parts: list[Closure]) -> Closure:
    """`or` is decided by one True, `and` by one False."""

    def apply(household: Row, person: Any) -> Any:
        bits = 0
        for part in parts:
            value = part(household, person)
            if value is decisive:
                return decisive
            if value.__class__ is Maybe:
                bits |= value.hangs_on
        return Maybe(bits) if bits else not decisive

    return apply


def choose(condition: Closure, then: Closure, otherwise: Closure) -> Closure:
    """`then if condition else otherwise`."""

    def apply(household: Row, person: Any) -> Any:
        chosen = condition(household, person)
        if chosen is True:
            return then(household, person)
        if chosen is False:
            return otherwise(household, person)
        return doubt.join(then(household, person), otherwise(household, person), chosen.hangs_on)

    return apply
