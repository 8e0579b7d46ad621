"""What must be computed for the outcomes, once each, and in which loop.

Takes   the steps that hold on a day, in the corpus's order, and the schemes whose outcomes are wanted.
Gives   items in order: steps, aggregates, and what several laws compute alike; each with its phase. Phases
        alternate:
        even ones loop over persons, odd ones over households. Whatever no outcome needs is left out.
Knows   nothing of code or values.
"""

import collections
import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from houvast.law import ir
from houvast.law.ir import Level
from houvast.law.kernel.lower import DATE_FUNCTIONS
from houvast.law.program import StepKey, Task

Key = StepKey | ir.Node
"""A step by law and name, or a node that is computed once and used often."""


@dataclasses.dataclass(frozen=True)
class Item:
    """One thing to compute, in the function of `law`. `personal`: a value for each person (or a sum over
    persons)."""

    key: Key
    law: str
    node: ir.Node
    personal: bool
    needs: tuple[Key, ...]
    phase: int = 0

    @property
    def aggregate(self) -> bool:
        """Whether it runs over persons and gives one value for the household."""
        return isinstance(self.node, ir.Aggregate) and self.key == self.node


def plan(tasks: Sequence[Task], outcomes: Iterable[StepKey]) -> list[Item]:
    """Every item that the outcomes need, in order, with its phase."""
    wanted = _reachable({task.key: task for task in tasks}, outcomes)
    kept = [task for task in tasks if task.key in wanted]
    alike = _alike(kept)
    items: dict[Key, Item] = {}
    for task in kept:
        for node in _ready_made(task.node, alike):
            if node not in items:
                personal = isinstance(node, ir.Aggregate) or _personal(node)
                _add(items, Item(node, task.key[0], node, personal, tuple(_needs(node, alike, inside=True))))
        needs = tuple(_needs(task.node, alike))
        _add(items, Item(task.key, task.key[0], task.node, task.level is Level.PERSON, needs))
    return list(items.values())


def _add(items: dict[Key, Item], item: Item) -> None:
    items[item.key] = dataclasses.replace(item, phase=_phase(item, items))


def _phase(item: Item, items: Mapping[Key, Item]) -> int:
    """The first phase of the fitting parity in which all that it needs is there."""
    phase = 0 if item.personal else 1
    for key in item.needs:
        needed = items[key]
        if needed.law != item.law:
            continue
        same_loop = needed.personal == item.personal and not needed.aggregate
        phase = max(phase, needed.phase if same_loop else needed.phase + 1)
    return phase + (phase % 2 == item.personal)


def _reachable(tasks: Mapping[StepKey, Task], outcomes: Iterable[StepKey]) -> set[StepKey]:
    found: set[StepKey] = set()
    waiting = list(outcomes)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(
                (leaf.law, leaf.name) for leaf in ir.leaves(tasks[key].node) if isinstance(leaf, ir.StepValue)
            )
    return found


def walk(node: ir.Node) -> Iterator[ir.Node]:
    """The node and all below it, what is below first."""
    for child in ir.children(node):
        yield from walk(child)
    yield node


def _alike(tasks: Iterable[Task]) -> frozenset[ir.Node]:
    """What persons' dates give alike in several laws: ages, birthdays to come."""
    laws: dict[ir.Node, set[str]] = collections.defaultdict(set)
    for task in tasks:
        for node in walk(task.node):
            if isinstance(node, ir.Call) and node.function in DATE_FUNCTIONS and _personal(node):
                laws[node].add(task.key[0])
    return frozenset(node for node, named in laws.items() if len(named) > 1 and not _names_steps(node))


def _personal(node: ir.Node) -> bool:
    return any(not isinstance(leaf, ir.Parameter) and leaf.level is Level.PERSON for leaf in ir.leaves(node))


def _names_steps(node: ir.Node) -> bool:
    return any(isinstance(leaf, ir.StepValue) for leaf in ir.leaves(node))


def _ready_made(node: ir.Node, alike: frozenset[ir.Node]) -> Iterator[ir.Node]:
    """The nodes within that are computed before: aggregates, and what laws have alike; inner ones first."""
    for inner in walk(node):
        if is_loop(inner) or inner in alike:
            yield inner


def is_loop(node: ir.Node) -> bool:
    """Whether a node is computed in a loop of its own: every aggregate, save the applicant's own value."""
    return isinstance(node, ir.Aggregate) and node.function != "applicant"


def _needs(node: ir.Node, alike: frozenset[ir.Node], *, inside: bool = False) -> Iterator[Key]:
    if not inside and (is_loop(node) or node in alike):
        yield node
        return
    if isinstance(node, ir.StepValue):
        yield (node.law, node.name)
    for child in ir.children(node):
        yield from _needs(child, alike)
