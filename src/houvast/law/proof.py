"""The proof, once per corpus, that no household within the bounds can make a formula divide by zero.

Takes   a corpus.
Gives   a fault for each step whose divisor may be zero, or whose values nobody can compute.
Knows   nothing of real households: it runs every step with every fact unknown, on each day that something
        changes.
"""

import datetime
from typing import TYPE_CHECKING

from houvast.law import ir
from houvast.law.binding import everything_unknown
from houvast.law.errors import Fault
from houvast.law.ir import Node
from houvast.law.program import Program, StepKey

if TYPE_CHECKING:
    from houvast.law.corpus import Corpus


def divisions_by_zero(corpus: "Corpus") -> list[Fault]:
    """A fault for each step whose divisor may be zero for some household within bounds."""
    found: dict[StepKey, None] = {}
    dividing = {
        key[0] for key in corpus.order if any(_divides(dated.node) for dated in corpus.step(key).formulas)
    }
    for day in corpus.changes:
        names = tuple(name for name in dividing if corpus.laws[name].covers_day(day))
        if names:
            _run(corpus, day, names, found)
    faults = []
    for law, name in found:
        step = corpus.step((law, name))
        faults.append(
            Fault(
                f"{corpus.laws[law].file}, {step.article}, {step.name}",
                "What it divides by may be zero.",
                "Write max(1, x) for a count, or share(a, b), which is 0 when b is 0.",
            )
        )
    return faults


def _divides(node: Node | None) -> bool:
    """Whether a formula divides by anything but a written number (which is never zero)."""
    return node is not None and any(
        isinstance(inner, ir.Arithmetic) and inner.operator == "/" and not isinstance(inner.right, ir.Const)
        for inner in ir.walk(node)
    )


def _run(corpus: "Corpus", day: datetime.date, names: tuple[str, ...], found: dict[StepKey, None]) -> None:
    program = Program(
        corpus.tasks_on(day, names), corpus.values_on(day), on_zero=lambda key: found.setdefault(key)
    )
    program.run(everything_unknown(program, corpus.facts, on=day))
