"""Formulas compiled to plain Python closures, in an order in which each step finds what it needs.

Takes   the laws of one day, their formulas as nodes, the values of that day.
Gives   a `Program`: rows with slots for household and persons, `run`, which fills them, and `looked_at`.
Knows   nothing of files, texts or explanations.

A row is a list. The household's row: persons, what notes a look, day, facts, steps. A person's row: number,
phantom (None for a real person), role, facts, steps. The same closures serve exact and doubtful values; see
`doubt`.
"""

import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from houvast.law import aggregates, closures, doubt, ir, rationals, splitting
from houvast.law.closures import Closure, Known, Operand, Slot
from houvast.law.doubt import Doubt, Maybe, OneOf, Span
from houvast.law.functions import FUNCTIONS
from houvast.law.ir import Level, Node, Type
from houvast.law.units import Kind

Row = closures.Row
StepKey = tuple[str, str]
"""A step of the corpus: law and name."""

PERSONS, TRACE, DAY, HOUSEHOLD_START = 0, closures.TRACE, 2, 3
NUMBER, PHANTOM, ROLE, PERSON_START = closures.NUMBER, 1, 2, 3
PERSON_BITS, NOBODY = 6, 63
"""A look is noted as one number: what was looked at, and in the last bits whose it was."""


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """One step as it holds on the day."""

    key: StepKey
    level: Level
    node: Node


@dataclasses.dataclass(frozen=True, slots=True)
class Compiled:
    """One step ready to run: where its value goes, how it comes about, and under which look it is noted.

    In a traced program, `always` are the looks with which it begins for every household, each once; it
    `wanders` when what it looks at after those hangs on what it sees, and is noted while it runs.
    """

    key: StepKey
    personal: bool
    slot: int
    closure: Closure
    look: int
    always: tuple[int, ...] = ()
    wanders: bool = False


class Program:
    """Everything that holds on one day, ready to run for any household.

    `unknown_values` names the parameters that nobody knows on this day; each has a bit, from bit 0 up.
    """

    def __init__(
        self,
        tasks: Iterable[Task],
        values: dict[tuple[str, str], Any],
        *,
        traced: bool = False,
        on_zero: Callable[[StepKey], None] | None = None,
    ) -> None:
        self.household_facts: dict[str, int] = {}
        self.person_facts: dict[str, int] = {}
        self.slots: dict[StepKey, int] = {}
        self.unknown_values: list[tuple[str, str]] = []
        self.traced, self._values, self._on_zero = traced, values, on_zero
        self.looks: list[tuple[str, Any]] = []
        self._looks: dict[tuple[str, Any], int] = {}
        tasks = list(tasks)
        for task in tasks:  # all of them now: later, several threads may run this program
            self.look("step", task.key)
        self._place(tasks)
        self._whole, self._whole_steps = set[splitting.Spot](), set[StepKey]()
        self.steps = [self._compiled(task) for task in tasks]
        self.by_look = {step.look: step for step in self.steps}
        """Each step by its look without a person; looks at facts and parameters are not among them."""
        self._named = {task.key: list(ir.leaves(task.node)) for task in tasks}
        self._gather = {task.key for task in tasks if _gathers(task.node)}
        self._after: dict[str, list[Compiled]] = {}
        self._of_laws: dict[frozenset[str], list[Compiled]] = {}

    def _place(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            for leaf in ir.leaves(task.node):
                if isinstance(leaf, ir.Fact) and leaf.name not in {"role", "day"}:
                    place = self.person_facts if leaf.level is Level.PERSON else self.household_facts
                    start = PERSON_START if leaf.level is Level.PERSON else HOUSEHOLD_START
                    place.setdefault(leaf.name, start + len(place))
        personal, common = PERSON_START + len(self.person_facts), HOUSEHOLD_START + len(self.household_facts)
        for task in tasks:
            if task.level is Level.PERSON:
                self.slots[task.key], personal = personal, personal + 1
            else:
                self.slots[task.key], common = common, common + 1
        self.person_size, self.household_size = personal, common

    def _compiled(self, task: Task) -> Compiled:
        self._current, self._always, self._wanders, self._steady = task.key, dict[int, None](), False, True
        personal, slot = task.level is Level.PERSON, self.slots[task.key]
        closure, look = self._closure(task.node), self.look("step", task.key)
        if again := [self._spot(leaf) for leaf in splitting.named_again(task.node, task.level)]:
            closure = splitting.sharper(closure, again, self._whole, self._seen(task))
        if splitting.is_whole(task.node, self._whole_steps):
            self._whole_steps.add(task.key)
            self._whole.add((personal, slot))
        return Compiled(task.key, personal, slot, closure, look, tuple(self._always), self._wanders)

    def _seen(self, task: Task) -> list[splitting.Spot] | None:
        """Every place that a formula reads; None when those are of several persons."""
        named = [leaf for leaf in ir.leaves(task.node) if not isinstance(leaf, ir.Parameter)]
        if task.level is not Level.PERSON and any(leaf.level is Level.PERSON for leaf in named):
            return None
        return None if _gathers(task.node) else list(dict.fromkeys(map(self._spot, named)))

    def _spot(self, leaf: ir.Fact | ir.StepValue) -> splitting.Spot:
        """Where the value of a fact or step stands."""
        personal = leaf.level is Level.PERSON
        if isinstance(leaf, ir.StepValue):
            return personal, self.slots[leaf.law, leaf.name]
        if leaf.name in {"role", "day"}:
            return (True, ROLE) if leaf.name == "role" else (False, DAY)
        return personal, (self.person_facts if personal else self.household_facts)[leaf.name]

    def new_household(self, day: datetime.date) -> Row:
        """An empty household row for that day."""
        return [[], _forget, day, *([None] * (self.household_size - HOUSEHOLD_START))]

    def new_person(self, household: Row, role: str, phantom: "aggregates.Phantom | None" = None) -> Row:
        """An empty person row, added to the household."""
        row: Row = [len(household[PERSONS]), phantom, role, *([None] * (self.person_size - PERSON_START))]
        household[PERSONS].append(row)
        return row

    def run(self, household: Row, steps: Iterable[Compiled] | None = None) -> None:
        """Fill in every step's value, for the household and each person."""
        persons = household[PERSONS]
        for step in self.steps if steps is None else steps:
            closure, slot = step.closure, step.slot
            if step.personal:
                for person in persons:
                    person[slot] = closure(household, person)
            else:
                household[slot] = closure(household, None)

    def steps_after(self, fact: str) -> list[Compiled]:
        """The steps whose value can change when this fact (or `role`, for who is there at all) changes,
        in order.
        """
        if fact not in self._after:
            touched = set(self._gather) if fact == "role" else set[StepKey]()
            for step in self.steps:
                if any(_touches(leaf, fact, touched) for leaf in self._named[step.key]):
                    touched.add(step.key)
            self._after[fact] = [step for step in self.steps if step.key in touched]
        return self._after[fact]

    def steps_of(self, laws: frozenset[str]) -> list[Compiled]:
        """The steps of these laws, in order."""
        if laws not in self._of_laws:
            self._of_laws[laws] = [step for step in self.steps if step.key[0] in laws]
        return self._of_laws[laws]

    def looked_at(self, household: Row, look: int) -> list[int]:
        """What the step of this look really looked at for its person, as numbers of `looks`, when every value
        stands in the row; what it looked at again may stand there twice. For a program that is traced.
        """
        step, number = self.by_look[look & ~NOBODY], look & NOBODY
        trace, person = list[int](), None
        looks = list(step.always)
        if step.personal:
            person = household[PERSONS][number]
            looks = [each | number for each in looks]  # those at the household keep all their bits
        if step.wanders:
            household[TRACE] = trace.append
            try:
                step.closure(household, person)
            finally:
                household[TRACE] = _forget
        return looks + trace

    def look(self, kind: str, name: Any) -> int:
        """The number under which a trace notes a look at this step, fact or parameter; add the person's
        number.
        """
        if (kind, name) not in self._looks:
            self._looks[kind, name] = len(self.looks)
            self.looks.append((kind, name))
        return self._looks[kind, name] << PERSON_BITS

    # From here on: one small closure for each sort of node. Operands are made in the order in which they run.

    def _closure(self, node: Node) -> Closure:
        return closures.closed(self._operand(node))

    def _operand(self, node: Node) -> Operand:  # noqa: C901 - one case for each sort of node
        match node:
            case ir.Const(value=value):
                return Known(value)
            case ir.Fact() | ir.StepValue():
                return self._leaf(node)
            case ir.Parameter():
                return self._parameter(node)
            case ir.Arithmetic():
                return self._arithmetic(node)
            case ir.Compare(operator=operator, left=left, right=right):
                plain, doubtful = rationals.COMPARE[operator], doubt.COMPARE[operator][1]
                return closures.binary(plain, doubtful, self._operand(left), self._operand(right))
            case ir.Logic(operator=operator, parts=(first, *others)):
                parts = [self._closure(first), *self._unsteady(*others)]
                return closures.logic(operator == "or", parts)
            case ir.Not(part=part):
                return closures.opposite(self._closure(part))
            case ir.Choose(condition=condition, then=then, otherwise=otherwise):
                chosen = self._closure(condition)
                return closures.choose(chosen, *self._unsteady(then, otherwise))
            case ir.Call():
                return self._call(node)
            case ir.Aggregate():
                return self._aggregate(node)
        raise AssertionError("every node has a closure")

    def _unsteady(self, *nodes: Node) -> list[Closure]:
        """These, which do not run for every household; neither does all that comes after them."""
        self._steady = False
        return [self._closure(node) for node in nodes]

    def _aggregate(self, node: ir.Aggregate) -> Closure:
        if node.function != "applicant":  # that one looks at the first person, whoever else is there
            self._steady = False
        value, where = (None if part is None else self._closure(part) for part in (node.value, node.where))
        return aggregates.closure(node.function, value, where)

    def _leaf(self, node: ir.Fact | ir.StepValue) -> Operand:
        personal, look = node.level is Level.PERSON, None
        if isinstance(node, ir.StepValue):
            slot, look = self.slots[node.law, node.name], self.look("step", (node.law, node.name))
        elif node.name in {"role", "day"}:
            slot = ROLE if node.name == "role" else DAY
        else:
            slot = (self.person_facts if personal else self.household_facts)[node.name]
            look = self.look("fact", node.name)
        if look is None or self._is_noted(look if personal else look | NOBODY):
            return Slot(personal, slot)
        if personal:
            return closures.noted_person(slot, look)
        return closures.noted_household(slot, look | NOBODY)

    def _is_noted(self, look: int) -> bool:
        """Whether nothing need be noted at run time: nobody wants to know, or it is looked at always."""
        if self.traced and self._steady:
            self._always[look] = None
        elif self.traced:
            self._wanders = True
            return False
        return True

    def _parameter(self, node: ir.Parameter) -> Operand:
        key = (node.law, node.name)
        value = self._values[key]
        if _has_hole(value):
            if key not in self.unknown_values:
                self.unknown_values.append(key)
            value = filled(value, node.type, 1 << self.unknown_values.index(key))
        look = self.look("parameter", key) | NOBODY
        if not self._is_noted(look):
            return closures.noted_value(value, look)
        return (lambda household, person: value) if isinstance(value, Doubt) else Known(value)

    def _arithmetic(self, node: ir.Arithmetic) -> Closure:
        plain, doubtful = rationals.ARITHMETIC[node.operator], doubt.ARITHMETIC[node.operator][1]
        left, right = self._operand(node.left), self._operand(node.right)
        if node.operator == "/" and self._on_zero is not None:
            zero = functools.partial(self._on_zero, self._current)
            return closures.watched(closures.closed(left), closures.closed(right), zero)
        return closures.binary(plain, doubtful, left, right)

    def _call(self, node: ir.Call) -> Closure:
        exact, lifted = FUNCTIONS[node.function].exact, doubt.LIFTED[node.function]
        arguments = [self._operand(argument) for argument in node.arguments]
        if len(arguments) == 2:
            return closures.binary(exact, lifted, *arguments)
        return closures.called(exact, lifted, [closures.closed(argument) for argument in arguments])


def _gathers(node: Node) -> bool:
    """Whether a formula goes over the persons: who is there then matters, whatever it asks of them."""
    return any(isinstance(inner, ir.Aggregate) and inner.function != "applicant" for inner in ir.walk(node))


def _touches(leaf: ir.Leaf, fact: str, touched: set[StepKey]) -> bool:
    if isinstance(leaf, ir.Fact):
        return leaf.name == fact
    return isinstance(leaf, ir.StepValue) and (leaf.law, leaf.name) in touched


def _forget(look: int) -> None:
    """Where looks go when nobody wants to know them."""


def _has_hole(value: Any) -> bool:
    return value is None or (isinstance(value, tuple) and any(row[1] is None for row in value))


def filled(value: Any, type_: Type, bit: int) -> Any:
    """The parameter with its unknown values in doubt without bounds."""
    if isinstance(value, tuple):
        return tuple((key, Span(None, None, bit) if beside is None else beside) for key, beside in value)
    match type_.kind:
        case Kind.BOOL:
            return Maybe(bit)
        case Kind.CHOICE:
            return OneOf(type_.choices, bit)
        case Kind.DATE:
            return Span(datetime.date.min, datetime.date.max, bit)
        case Kind.TABLE if isinstance(type_.by, frozenset):
            return tuple((key, Span(None, None, bit)) for key in sorted(type_.by))
        case Kind.TABLE:
            return ((0, Span(None, None, bit)),)
    return Span(None, None, bit)
