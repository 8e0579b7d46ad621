"""Formulas as straight lines of code over exact whole numbers.

Takes   a node of `houvast.law.ir`, and a `Leaves` that knows the code of facts, steps, parameters and
        aggregates.
Gives   its value in code: a number (also for dates: yyyymmdd), a yes or no, or one of some words; in doubt
        or not.
Knows   nothing of loops, rows or files. Raises `NotCompiled` for what cannot be proven exact.
"""

import datetime
import functools
from fractions import Fraction
from typing import Any, Protocol

from houvast.law import ir
from houvast.law.functions import FUNCTIONS
from houvast.law.kernel import calendar, doubtful, exact
from houvast.law.kernel.doubtful import Choice, Maybe, NotCompiled, Quantity, Truth, Value, Verdict
from houvast.law.kernel.whole import Body, constant
from houvast.law.units import Kind

DATE_FUNCTIONS = frozenset(name for name, function in FUNCTIONS.items() if function.check == "dated")


class Leaves(Protocol):
    """What a formula's leaves are in code, at the place where the formula stands."""

    body: Body

    def leaf(self, node: ir.Fact | ir.StepValue) -> Value:
        """A fact or a step."""
        ...

    def parameter(self, node: ir.Parameter) -> Any:
        """A parameter's value on the day: plain, or a table."""

    def aggregate(self, node: ir.Aggregate) -> Value:
        """An aggregate over the persons, computed before."""

    def word(self, choice: str) -> int:
        """The number of a choice."""

    def shared(self, node: ir.Node) -> Value | None:
        """The value of a node that was computed before, if it was."""


def lower(node: ir.Node, leaves: Leaves) -> Value:
    """The value of a node in code."""
    found = leaves.shared(node)
    return found if found is not None else _lower(node, leaves)


def _lower(node: ir.Node, leaves: Leaves) -> Value:
    body = leaves.body
    match node:
        case ir.Const(value=value):
            return plain(value, leaves)
        case ir.Fact() | ir.StepValue():
            return leaves.leaf(node)
        case ir.Parameter():
            return _parameter(node, leaves)
        case ir.Aggregate():
            return leaves.aggregate(node)
        case ir.Not(part=part):
            return doubtful.opposite(body, verdict(part, leaves))
        case ir.Logic(operator=operator, parts=parts):
            join = doubtful.both if operator == "and" else doubtful.either
            verdicts = (verdict(part, leaves) for part in parts)
            return functools.reduce(lambda left, right: join(body, left, right), verdicts)
        case ir.Arithmetic(operator=operator, left=left, right=right):
            return _ARITHMETIC[operator](body, quantity(left, leaves), quantity(right, leaves))
        case ir.Compare():
            return _compare(node, leaves)
        case ir.Choose(condition=condition, then=then, otherwise=otherwise):
            return doubtful.choose(
                body, verdict(condition, leaves), lower(then, leaves), lower(otherwise, leaves)
            )
    return _call(node, leaves)


_ARITHMETIC = {"+": doubtful.add, "-": doubtful.subtract, "*": doubtful.multiply, "/": doubtful.divide}


def quantity(node: ir.Node, leaves: Leaves) -> Quantity:
    """The value of a node that is a number or a date."""
    value = lower(node, leaves)
    assert isinstance(value, Quantity), "the corpus checked the kinds"
    return value


def verdict(node: ir.Node, leaves: Leaves) -> Verdict:
    """The value of a node that is yes or no."""
    value = lower(node, leaves)
    assert isinstance(value, Verdict), "the corpus checked the kinds"
    return value


def plain(value: Any, leaves: Leaves) -> Value:
    """A known value in code."""
    match value:
        case bool():
            return Truth(str(value))
        case int() | Fraction():
            return exact.known(value)
        case datetime.date():
            return exact.known(calendar.as_number(value))
        case str():
            return Choice(constant(leaves.word(value)))
    raise NotCompiled("a table outside bracket() and lookup()")


def _parameter(node: ir.Parameter, leaves: Leaves) -> Value:
    value = leaves.parameter(node)
    return nobody_knows(node.type) if value is None else plain(value, leaves)


def nobody_knows(type_: ir.Type) -> Value:
    """A parameter of which nobody knows the value."""
    match type_.kind:
        case Kind.BOOL:
            return doubtful.EITHER
        case Kind.NUMBER:
            return doubtful.ANYTHING
        case Kind.DATE:
            low, high = (
                exact.known(calendar.as_number(day)) for day in (datetime.date.min, datetime.date.max)
            )
            return doubtful.Span(doubtful.End(low, "True"), doubtful.End(high, "True"))
    raise NotCompiled("a choice or table of which nobody knows the value")


def _compare(node: ir.Compare, leaves: Leaves) -> Verdict:
    body, operator = leaves.body, node.operator
    left, right = lower(node.left, leaves), lower(node.right, leaves)
    match left, right:
        case Choice(), Choice():
            return Truth(body.compare(operator, left.whole, right.whole))
        case Truth() | Maybe(), Truth() | Maybe():
            same = doubtful.choose(body, left, right, doubtful.opposite(body, right))
            assert isinstance(same, Verdict)
            return same if operator == "==" else doubtful.opposite(body, same)
    assert isinstance(left, Quantity), "the corpus checked the kinds"
    assert isinstance(right, Quantity), "the corpus checked the kinds"
    return doubtful.compare(body, operator, left, right)


def _call(node: ir.Node, leaves: Leaves) -> Value:
    assert isinstance(node, ir.Call)
    body, name = leaves.body, node.function
    if name in {"bracket", "lookup"}:
        return _table(node, leaves)
    arguments = [quantity(argument, leaves) for argument in node.arguments]
    if name in {"min", "max"}:
        return doubtful.extreme(body, "<" if name == "min" else ">", arguments)
    if name == "share":
        return doubtful.share(body, arguments[0], arguments[1])
    known = [doubtful.plain(argument, f"{name}()") for argument in arguments[1:]]
    if name in {"round_down", "round_up", "round_half_up"}:
        return doubtful.rounded(body, name, arguments[0], known[0].low)
    first = doubtful.plain(arguments[0], f"{name}()")
    if name in DATE_FUNCTIONS:
        return calendar.call(body, name, (first, *known))
    if name == "abs":
        return exact.absolute(body, first)
    raise NotCompiled(f"the function {name}() has no compiled form")


def _table(node: ir.Call, leaves: Leaves) -> Value:
    """A table as a chain of choices; tables are short, and a chain has no branches."""
    table = node.arguments[1]
    assert isinstance(table, ir.Parameter)
    rows = leaves.parameter(table)
    if rows is None:
        return doubtful.ANYTHING
    key = lower(node.arguments[0], leaves)
    found: Quantity = _beside(rows[0][1])
    for bound, beside in rows[1:]:
        if isinstance(key, Choice):
            holds = leaves.body.compare("==", key.whole, constant(leaves.word(bound)))
        else:
            assert isinstance(key, Quantity)
            number = doubtful.plain(key, "bracket()")
            holds = exact.compare(leaves.body, ">=", number, exact.known(bound))
        chosen = doubtful.choose(leaves.body, Truth(holds), _beside(beside), found)
        assert isinstance(chosen, Quantity)
        found = chosen
    return found


def _beside(value: Any) -> Quantity:
    return doubtful.ANYTHING if value is None else exact.known(value)
