"""Sums, counts and the like over the persons of a household, also when we do not know who lives there.

Takes   closures for the value and the condition, and the persons' rows.
Gives   a closure for the household's value.
Knows   nothing of laws.

A phantom stands for persons of a role of whom we do not know whether there are any: none up to `most` of
them, each with every fact unknown.
"""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from houvast.law import doubt, rationals
from houvast.law.doubt import Maybe

Closure = Callable[[list[Any], Any], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Phantom:
    """Persons who may be there: at most so many, hanging on this bit."""

    most: int
    hangs_on: int


def closure(function: str, value: Closure | None, where: Closure | None) -> Closure:
    """The aggregate as one closure over household and (unused) person."""
    if function == "applicant":
        assert value is not None
        return lambda household, person: value(household, household[0][0])
    combine = _COMBINE[function]
    return lambda household, person: combine(household, value, where)


def _members(household: list[Any], where: Closure | None) -> Iterator[tuple[Any, int, int]]:
    """The persons who may count: row, how many it may stand for, and what that hangs on (0: surely)."""
    for row in household[0]:
        holds = True if where is None else where(household, row)
        if holds is False:
            continue
        bits = holds.hangs_on if holds.__class__ is Maybe else 0
        phantom = row[1]
        if phantom is None:
            yield row, 1, bits
        else:
            yield row, phantom.most, bits | phantom.hangs_on


def _sum(household: list[Any], value: Any, where: Closure | None) -> Any:
    total: Any = 0
    for row, most, bits in _members(household, where):
        amount = value(household, row)
        if not bits:
            plain = total.__class__ is not doubt.Span and amount.__class__ is not doubt.Span
            total = rationals.add(total, amount) if plain else doubt.add(total, amount)
            continue
        low, high, amount_bits = doubt.bounds(doubt.multiply(amount, most))
        low = None if low is None else rationals.least((0, low))
        high = None if high is None else rationals.most((0, high))
        total = doubt.add(total, doubt.span(low, high, bits | amount_bits))
    return total


def _count(household: list[Any], value: Any, where: Closure | None) -> Any:
    low = high = hangs_on = 0
    for _, most, bits in _members(household, where):
        low, high, hangs_on = low + (not bits), high + most, hangs_on | bits
    return doubt.span(low, high, hangs_on)


def _any(household: list[Any], value: Any, where: Closure | None) -> Any:
    hangs_on = 0
    for row, _, bits in _members(household, where):
        holds = value(household, row)
        if holds is False:
            continue
        bits |= doubt.hangs_on(holds)
        if not bits:
            return True
        hangs_on |= bits
    return Maybe(hangs_on) if hangs_on else False


def _all(household: list[Any], value: Any, where: Closure | None) -> Any:
    hangs_on = 0
    for row, _, bits in _members(household, where):
        holds = value(household, row)
        if holds is True:
            continue
        bits |= doubt.hangs_on(holds)
        if not bits:
            return False
        hangs_on |= bits
    return Maybe(hangs_on) if hangs_on else True


def _extreme(choose: Callable[[list[Any]], Any]) -> Callable[[list[Any], Any, Closure | None], Any]:
    def combine(household: list[Any], value: Any, where: Closure | None) -> Any:
        sure, unsure, hangs_on = [], [], 0
        for row, _, bits in _members(household, where):
            amount = value(household, row)
            if bits:
                hangs_on |= bits
                unsure.append(amount)
            else:
                sure.append(amount)
        if not unsure:
            return choose(sure) if sure else 0
        found: Any = choose(sure) if sure else 0
        for amount in unsure:
            # Each of the unsure ones may join those who are already there, or (nobody else being there)
            # stand alone.
            alone = amount if not sure else found
            found = doubt.join(doubt.join(found, choose([found, amount]), hangs_on), alone, hangs_on)
        return found

    return combine


_COMBINE: dict[str, Callable[[list[Any], Any, Closure | None], Any]] = {
    "sum": _sum,
    "count": _count,
    "any": _any,
    "all": _all,
    "largest": _extreme(doubt.largest),
    "smallest": _extreme(doubt.smallest),
}
