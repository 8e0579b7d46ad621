"""Sharper bounds within one formula: what it names more than once, and may be few things, is tried out.

Takes   the closure of a step's formula, and which places it reads more than once.
Gives   a closure that gives the same for plain values, and for values in doubt the hull of the cases.
Knows   nothing of laws or facts.

Bounds forget that a value is the same wherever a formula names it: of `share(4 + 3 * n, n)` with n from 1 to
20 they would say anything up to 64, and the truth is never more than 7.
"""

import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from houvast.law import doubt, ir
from houvast.law.doubt import Doubt, Maybe, OneOf, Span
from houvast.law.ir import Level, Node
from houvast.law.units import Kind

Row = list[Any]
Closure = Callable[[Row, Any], Any]
Place = tuple[str, str | None]
"""What a formula names: a fact (with None) or a step (with its law)."""
Spot = tuple[bool, int]
"""Where its value stands: in the person's row or not, and at which place."""

MOST_VALUES = 48
"""A count with more values than this is not tried out."""
MOST_CASES = 64
MOST_KEPT = 128
"""So many different households are remembered, for each formula that is tried out."""

_WHOLE_CALLS = frozenset(
    {"age", "age_in_months", "years_between", "months_between", "days_between", "year", "month"}
)


def named_again(node: Node, level: Level) -> list[ir.Fact | ir.StepValue]:
    """What this formula names more than once and that has one value in it, not one for each person."""
    seen: dict[tuple[Any, ...], list[ir.Fact | ir.StepValue]] = {}
    for leaf in ir.leaves(node):
        if isinstance(leaf, ir.Parameter) or leaf.name in {"role", "day"}:
            continue
        if leaf.level is not Level.PERSON or level is Level.PERSON:
            law = leaf.law if isinstance(leaf, ir.StepValue) else None
            seen.setdefault((law, leaf.name), []).append(leaf)
    return [leaves[0] for leaves in seen.values() if len(leaves) > 1 and leaves[0].type.kind is not Kind.DATE]


def is_whole(node: Node, whole_steps: Collection[tuple[str, str]]) -> bool:
    """Whether a formula surely gives a whole number, when these steps do."""
    match node:
        case ir.Const(value=value):
            return isinstance(value, int)
        case ir.StepValue(law=law, name=name):
            return (law, name) in whole_steps
        case ir.Arithmetic(operator=operator, left=left, right=right):
            return operator != "/" and is_whole(left, whole_steps) and is_whole(right, whole_steps)
        case ir.Choose(then=then, otherwise=otherwise):
            return is_whole(then, whole_steps) and is_whole(otherwise, whole_steps)
        case ir.Aggregate(function="count"):
            return True
        case ir.Aggregate(value=ir.StepValue() as value):
            return is_whole(value, whole_steps)
        case ir.Call(function="min" | "max" | "abs", arguments=arguments):
            return all(is_whole(argument, whole_steps) for argument in arguments)
        case ir.Call(function=function):
            return function in _WHOLE_CALLS
    return False


def sharper(
    closure: Closure, spots: Sequence[Spot], whole: Collection[Spot], sees: Sequence[Spot] | None = None
) -> Closure:
    """The closure; where its value is in doubt, the hull over the few values that these spots may have.

    `sees` is every spot that the formula reads, where it reads no more than these: what was tried out for the
    very same values (another scheme asks again, and so does the next stranger) is then not tried out again.
    """
    kept: dict[tuple[Any, ...], Any] = {}

    def tried(said: Any, household: Row, person: Any) -> Any:
        cases = list(_cases(spots, whole, household, person))
        return _hull(closure, cases, household, person) if cases else said

    def apply(household: Row, person: Any) -> Any:
        said = closure(household, person)
        if not isinstance(said, Doubt):
            return said
        if sees is None:
            return tried(said, household, person)
        told = tuple([_told((person if personal else household)[slot]) for personal, slot in sees])
        found = kept.get(told)
        if found is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            found = kept[told] = tried(said, household, person)
        return found

    return apply


def _told(value: Any) -> Any:
    """A value as part of a key; what is in doubt by its bounds and what it hangs on."""
    match value:
        case Span(low=low, high=high, hangs_on=bits):
            return low, high, bits
        case OneOf(choices=choices, hangs_on=bits):
            return choices, bits
        case Maybe(hangs_on=bits):
            return (bits,)
    return value


def _cases(
    spots: Sequence[Spot], whole: Collection[Spot], household: Row, person: Any
) -> Iterator[tuple[Spot, tuple[Any, ...], int]]:
    """The spots in doubt that may be few things: with those things and what it hangs on."""
    total = 1
    for spot in spots:
        value = (person if spot[0] else household)[spot[1]]
        values = few(value, whole=spot in whole)
        if values and total * len(values) <= MOST_CASES:
            total *= len(values)
            yield spot, values, value.hangs_on


def few(value: Any, *, whole: bool) -> tuple[Any, ...]:
    """All values that a value in doubt may have, when they are few; else none."""
    if type(value) is Maybe:
        return False, True
    if type(value) is OneOf:
        return tuple(sorted(value.choices))
    known = type(value) is Span and isinstance(value.low, int) and isinstance(value.high, int)
    if whole and known and value.high - value.low < MOST_VALUES:
        return tuple(range(value.low, value.high + 1))
    return ()


def _hull(
    closure: Closure, cases: Sequence[tuple[Spot, tuple[Any, ...], int]], household: Row, person: Any
) -> Any:
    """Every case computed, and joined: what each gives, hanging also on what was tried out."""
    rows = [person if spot[0] else household for spot, _, _ in cases]
    before = [row[spot[1]] for row, (spot, _, _) in zip(rows, cases, strict=True)]
    bits, found, joined = 0, False, None
    for _, _, hangs_on in cases:
        bits |= hangs_on
    try:
        for way in itertools.product(*(values for _, values, _ in cases)):
            for row, (spot, _, _), value in zip(rows, cases, way, strict=True):
                row[spot[1]] = value
            said = closure(household, person)
            joined, found = (doubt.join(joined, said, bits) if found else said), True
    finally:
        for row, (spot, _, _), value in zip(rows, cases, before, strict=True):
            row[spot[1]] = value
    return joined
