"""Sharper bounds where little is unknown: each remaining yes/no and choice is tried out, and the outcomes
joined.

Takes   a program that ran for a household, and one law.
Gives   the law's verdict; plain where every way to answer gives the same, and never outside what it was.
Knows   nothing of how the verdict is told.

Bounds alone lose what belongs together: "married, then too rich; not married, then earns too much" is no
either way.
"""

import itertools
from collections.abc import Mapping
from typing import Any

from houvast.law import completing, doubt
from houvast.law.binding import Bound, Hole
from houvast.law.doubt import Doubt
from houvast.law.lawfile import Law
from houvast.law.program import Program, Row
from houvast.law.units import Kind

MOST_WAYS = 8
MOST_MISSING = 4

Verdict = tuple[Any, Any]


def verdict(program: Program, row: Row, law: Law) -> Verdict:
    """Right (True, False or in doubt) and amount (0 for a no; None without an amount step), as computed."""
    right = row[program.slots[law.name, str(law.right)]]
    if law.amount is None:
        return right, None
    amount = row[program.slots[law.name, law.amount]]
    if right is True:
        return right, amount
    return right, 0 if right is False else doubt.join(0, amount, right.hangs_on)


def sharpened(program: Program, bound: Bound, law: Law, needed: frozenset[str]) -> Verdict:
    """The verdict, after trying out what few yes/no and choices it hangs on. `needed` are the laws it
    builds on.
    """
    first = verdict(program, bound.row, law)
    bits = doubt.hangs_on(first[0]) | doubt.hangs_on(first[1])
    if not bits or bits.bit_count() > MOST_MISSING:
        return first
    split = [
        hole for hole in bound.holes if hole.bit & bits and hole.fact.unit.kind in {Kind.BOOL, Kind.CHOICE}
    ]
    if not split or _ways(split) > MOST_WAYS:
        return first
    found = _tried(program, bound, law, needed, split)
    matter = 0
    for number, hole in enumerate(split):
        if not _never_matters(found, number):
            matter |= hole.bit
    right, amount = _joined([each[0] for each in found.values()], matter), first[1]
    if amount is not None:
        amount = _joined([each[1] for each in found.values()], matter)
    return right, amount


def _values(hole: Hole) -> tuple[Any, ...]:
    return (False, True) if hole.fact.unit.kind is Kind.BOOL else tuple(hole.fact.choices)


def _ways(split: list[Hole]) -> int:
    ways = 1
    for hole in split:
        ways *= len(_values(hole))
    return ways


def _tried(
    program: Program, bound: Bound, law: Law, needed: frozenset[str], split: list[Hole]
) -> dict[tuple[Any, ...], Verdict]:
    after = {step.key for hole in split for step in program.steps_after(hole.fact.name)}
    steps = [step for step in program.steps_of(needed) if step.key in after]
    row, found = completing.copied(bound.row), {}
    for way in itertools.product(*(_values(hole) for hole in split)):
        for hole, value in zip(split, way, strict=True):
            completing.put(row, hole, value)
        program.run(row, steps)
        found[way] = verdict(program, row, law)
    return found


def _never_matters(found: Mapping[tuple[Any, ...], Verdict], number: int) -> bool:
    """Whether this answer makes no difference whatever the others are: known for sure only of plain
    outcomes.
    """
    together: dict[tuple[Any, ...], set[Verdict]] = {}
    for way, each in found.items():
        if isinstance(each[0], Doubt) or isinstance(each[1], Doubt):
            return False
        together.setdefault(way[:number] + way[number + 1 :], set()).add(each)
    return all(len(outcomes) == 1 for outcomes in together.values())


def _joined(values: list[Any], bits: int) -> Any:
    joined = values[0]
    for value in values[1:]:
        joined = doubt.join(joined, value, bits)
    return joined
