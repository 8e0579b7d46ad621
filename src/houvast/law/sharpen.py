"""Sharper bounds where little is unknown: each remaining yes/no and choice is tried out, and the outcomes
joined.

Takes   a program that ran for a household, and one law.
Gives   the law's verdict; plain where every way to answer gives the same, and never outside what it was.
Knows   nothing of how the verdict is told.

Bounds alone lose what belongs together: "married, then too rich; not married, then earns too much" is no
either way.
"""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from houvast.law import completing, doubt
from houvast.law.binding import Bound, Hole
from houvast.law.doubt import Doubt
from houvast.law.lawfile import Law
from houvast.law.program import PERSONS, PHANTOM, Compiled, Program, Row
from houvast.law.units import Kind

MOST_WAYS = 8
MOST_MISSING = 4

Verdict = tuple[Any, Any]


def verdict(program: Program, row: Row, law: Law) -> Verdict:
    """Right (True, False or in doubt) and amount (0 for a no; None without an amount step), as computed.

    Where the right asks for an amount above zero, no bound is below zero.
    """
    right = row[program.slots[law.name, str(law.right)]]
    if law.amount is None:
        return right, None
    amount = row[program.slots[law.name, law.amount]]
    if right is True:
        return right, amount
    if right is False:
        return right, 0
    amount = doubt.join(0, amount, right.hangs_on)
    return right, doubt.not_below_zero(amount) if law.pays_above_zero else amount


@dataclasses.dataclass(frozen=True, slots=True)
class _Open:
    """Something that can be only a few things: an answer (a hole), or whether somebody is there (a person's
    number).
    """

    bit: int
    ways: tuple[Any, ...]
    touches: str
    """The fact that it is; `role` for who is there, which every sum and count may notice."""
    hole: Hole | None = None
    person: int = -1

    def put(self, row: Row, way: Any) -> None:
        """Let it be this."""
        if self.hole is not None:
            completing.put(row, self.hole, way)
        else:
            row[PERSONS][self.person] = way


def sharpened(program: Program, bound: Bound, law: Law, needed: frozenset[str]) -> Verdict:
    """The verdict, after trying out what few yes/no, choices and persons it hangs on. `needed` are the laws
    it builds on.
    """
    first = verdict(program, bound.row, law)
    bits = doubt.hangs_on(first[0]) | doubt.hangs_on(first[1])
    if not bits or bits.bit_count() > MOST_MISSING:
        return first
    split = _few_ways([*_answers(bound, bits), *_company(bound.row, bits)])
    if not split:
        return first
    found = _tried(program, bound, law, needed, split)
    matter = 0
    for number, each in enumerate(split):
        if not _never_matters(found, number):
            matter |= each.bit
    right, amount = _joined([each[0] for each in found.values()], matter), first[1]
    if amount is not None:
        amount = _joined([each[1] for each in found.values()], matter)
    return right, amount


def _answers(bound: Bound, bits: int) -> Iterator[_Open]:
    for hole in bound.holes:
        if hole.bit & bits and hole.fact.unit.kind in {Kind.BOOL, Kind.CHOICE}:
            ways = (False, True) if hole.fact.unit.kind is Kind.BOOL else tuple(hole.fact.choices)
            yield _Open(hole.bit, ways, hole.fact.name, hole=hole)


def _company(row: Row, bits: int) -> Iterator[_Open]:
    """A role in which at most one person may be (a partner): nobody, or one of whom nothing is known."""
    for number, person in enumerate(row[PERSONS]):
        phantom = person[PHANTOM]
        if phantom is not None and phantom.hangs_on & bits and phantom.most == 1:
            present = person.copy()
            present[PHANTOM] = None
            yield _Open(phantom.hangs_on, (None, present), "role", person=number)


def _few_ways(opens: list[_Open]) -> list[_Open]:
    """As many of these as make few ways together, those with the fewest first."""
    split, ways = [], 1
    for each in sorted(opens, key=lambda each: len(each.ways)):
        if ways * len(each.ways) <= MOST_WAYS:
            ways *= len(each.ways)
            split.append(each)
    return split


def _tried(
    program: Program, bound: Bound, law: Law, needed: frozenset[str], split: list[_Open]
) -> dict[tuple[Any, ...], Verdict]:
    steps, found = _steps_to_run(program, needed, split), {}
    for way in itertools.product(*(range(len(each.ways)) for each in split)):
        row = completing.copied(bound.row)
        for each, number in zip(split, way, strict=True):
            each.put(row, each.ways[number])
        row[PERSONS] = [person.copy() for person in row[PERSONS] if person is not None]
        program.run(row, steps)
        found[way] = verdict(program, row, law)
    return found


def _steps_to_run(program: Program, needed: frozenset[str], split: list[_Open]) -> list[Compiled]:
    after = {step.key for each in split for step in program.steps_after(each.touches)}
    return [step for step in program.steps_of(needed) if step.key in after]


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
