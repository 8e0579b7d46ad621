"""Households computed by the exact program and by the one that notes, side by side, for very many of them.

Takes   a corpus, a day, schemes; then households in rows.
Gives   the rows with every step's value, and the steps on which the two programs differ.
Knows   nothing of compiled code or of what the laws say.

A formula sees nothing but what it names. What it gave for the very same values is therefore not computed
again, as long as the same values come back often enough to be worth looking up.
"""

import dataclasses
import datetime
import operator
from collections.abc import Callable, Sequence
from typing import Any

from houvast.law import ir
from houvast.law.closures import Closure
from houvast.law.corpus import Corpus
from houvast.law.doubt import Doubt
from houvast.law.ir import Level
from houvast.law.program import PERSONS, ROLE, Program, Row, StepKey

MOST_KEPT = 20_000
SOUGHT, WORTH = 2_000, 0.6
"""After so many times: a step of which a smaller share was found is not looked up any more."""

_NEVER: Any = object()
Reader = Callable[[Row], Any]


@dataclasses.dataclass(slots=True)
class _Step:
    """One step of both programs, what it names, and what it gave: the value, and whether both gave it."""

    key: StepKey
    slot: int
    personal: bool
    exact: Closure
    noted: Closure
    of_household: Reader
    of_persons: Reader | None
    kept: dict[Any, tuple[Any, bool]] | None = dataclasses.field(default_factory=dict)
    found: int = 0
    missed: int = 0

    def told(self, household: Row) -> Any:
        """What a formula of the household names."""
        own = self.of_household(household)
        return own if self.of_persons is None else (own, self.of_persons(household[PERSONS]))

    def value(self, household: Row, person: Row | None, told: Any) -> tuple[Any, bool]:
        """What both programs give, looked up where that pays."""
        if self.kept is None:
            return self._computed(household, person)
        before = self.kept.get(told)
        if before is not None:
            self.found += 1
            return before
        self.missed += 1
        found = self._computed(household, person)
        if len(self.kept) < MOST_KEPT:
            self.kept[told] = found
        if self.missed >= SOUGHT and self.found < WORTH * (self.found + self.missed):
            self.kept = None
        return found

    def _computed(self, household: Row, person: Row | None) -> tuple[Any, bool]:
        value = self.exact(household, person)
        return value, alike(value, self.noted(household, person))


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same. Doubt has no equality of its own: its text says its bounds."""
    return repr(one) == repr(other) if isinstance(one, Doubt) else bool(one == other)


class Twice:
    """Both programs of one corpus on one day. `program` is the exact one."""

    def __init__(self, corpus: Corpus, on: datetime.date, schemes: Sequence[str]) -> None:
        segment = corpus.segment(on)
        self.program = corpus.program(segment, tuple(schemes), traced=False)
        noted = corpus.program(segment, tuple(schemes), traced=True)
        assert self.program.slots == noted.slots, "one row must serve both"
        nodes = {task.key: task.node for task in corpus.tasks_on(segment, tuple(schemes))}
        self._steps = [
            _Step(
                one.key, one.slot, one.personal, one.closure, other.closure,
                *_readers(self.program, nodes[one.key], personal=one.personal),
            )
            for one, other in zip(self.program.steps, noted.steps, strict=True)
        ]  # fmt: skip

    def run(self, household: Row) -> list[StepKey]:
        """Fill in every step's value. Gives the steps on which the programs differ."""
        differ, persons = [], household[PERSONS]
        for step in self._steps:
            if not step.personal:
                household[step.slot], same = step.value(household, None, step.told(household))
                if not same:
                    differ.append(step.key)
                continue
            own, of_person = step.of_household(household), step.of_persons
            for person in persons:
                told = (own, of_person(person)) if of_person else own
                person[step.slot], same = step.value(household, person, told)
                if not same:
                    differ.append(step.key)
        return differ


def _readers(program: Program, node: ir.Node, *, personal: bool) -> tuple[Reader, Reader | None]:
    """What reads the values that a formula names: of the household, and of the person or of all persons."""
    own, of_person = set[int](), set[int]()
    for leaf in ir.leaves(node):
        if isinstance(leaf, ir.StepValue):
            slot = program.slots[leaf.law, leaf.name]
        elif isinstance(leaf, ir.Parameter) or leaf.name == "day":
            continue
        elif leaf.name == "role":
            slot = ROLE
        else:
            slot = (program.person_facts if leaf.level is Level.PERSON else program.household_facts)[
                leaf.name
            ]
        (of_person if leaf.level is Level.PERSON else own).add(slot)
    of_household = _reader(own)
    if personal:
        return of_household, _reader(of_person) if of_person else None
    return of_household, _of_all(node, _reader(of_person))


def _reader(slots: set[int]) -> Reader:
    return operator.itemgetter(*sorted(slots)) if slots else lambda row: ()


def _of_all(node: ir.Node, read: Reader) -> Reader | None:
    """The same of all persons that a formula of the household looks at, in their order."""
    functions = {inner.function for inner in ir.walk(node) if isinstance(inner, ir.Aggregate)}
    if not functions:
        return None
    if functions == {"applicant"}:
        return lambda persons: read(persons[0])
    return lambda persons: tuple(map(read, persons))
