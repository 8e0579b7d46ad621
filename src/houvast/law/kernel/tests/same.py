"""Is the kernel's answer the exact engine's answer, to the cent, and is that what is explained?

Takes   a kernel and a batch of households.
Gives   each scheme of each household on which the compiled run, the exact run and the run that notes what it
        looks at (from which an explanation is made) are not all the same.
Knows   nothing of which laws these are.
"""

from typing import Any

import pyarrow as pa

from houvast.law.assessing import Answer, Outcome, assess
from houvast.law.binding import bind
from houvast.law.kernel.engine import Kernel, in_cents
from houvast.law.kernel.rows import read_rows
from houvast.law.program import Program
from houvast.law.sharpen import Verdict, verdict
from houvast.law.situation import Situation

Cents = tuple[bool | None, int | None]
"""Whether there is a right, and how much in whole cents; None for what nobody knows."""


def differences(compiled: Kernel, batch: pa.RecordBatch, explained: int = 0) -> list[tuple[Any, ...]]:
    """Every scheme of every household on which they differ. One in `explained` is explained in full, too."""
    corpus, segment = compiled.corpus, compiled.corpus.segment(compiled.on)
    exact, noted = (corpus.program(segment, compiled.schemes, traced=traced) for traced in (False, True))
    written = _written(compiled, batch)
    found: list[tuple[Any, ...]] = []
    for place, told in enumerate(read_rows(batch, corpus)):
        one, other = _run(compiled, exact, told), _run(compiled, noted, told)
        for number, scheme in enumerate(compiled.schemes):
            if one[number] != other[number]:
                found.append((scheme, place, "explained", one[number], other[number]))
            expected, got = _cents(compiled, scheme, one[number]), written[scheme][place]
            if expected != got:
                found.append((scheme, place, expected, got))
        if explained and place % explained == 0:
            for outcome in assess(corpus, told, on=compiled.on, schemes=compiled.schemes).outcomes:
                if _told(outcome) != written[outcome.scheme][place]:
                    found.append((outcome.scheme, place, "told", _told(outcome)))
    return found


def _run(compiled: Kernel, program: Program, told: Situation) -> list[Verdict]:
    """The verdicts of a household, scheme by scheme."""
    row = bind(program, compiled.corpus.facts, told, on=compiled.on).row
    if program.traced:
        program.run_traced(row)
    else:
        program.run(row)
    return [_comparable(verdict(program, row, compiled.corpus.laws[scheme])) for scheme in compiled.schemes]


def _comparable(found: Verdict) -> Verdict:
    """Doubt has no equality of its own: its text says its bounds."""
    right, amount = (
        each if each is None or isinstance(each, bool | int) or hasattr(each, "denominator") else repr(each)
        for each in found
    )
    return right, amount


def _cents(compiled: Kernel, scheme: str, found: Verdict) -> Cents:
    law = compiled.corpus.laws[scheme]
    right, amount = found
    known = right if isinstance(right, bool) else None
    return known, None if law.amount is None else in_cents(amount, law.steps[law.amount].unit.scale)


def _told(outcome: Outcome) -> Cents:
    right = None if outcome.answer is Answer.DEPENDS else outcome.answer is Answer.YES
    return right, None if outcome.unit is None else in_cents(outcome.amount, 1)


def _written(compiled: Kernel, batch: pa.RecordBatch) -> dict[str, list[Cents]]:
    """What the compiled run says of each scheme, household by household."""
    outcomes = compiled.run(batch)
    found = {}
    for scheme in compiled.schemes:
        rights = outcomes.column(f"{scheme}.recht").to_pylist()
        cents: list[int | None] = [None] * len(batch)
        if f"{scheme}.bedrag" in compiled.schema.names:
            column = outcomes.column(f"{scheme}.bedrag")
            cents = column.view(pa.int32() if pa.types.is_decimal32(column.type) else pa.int64()).to_pylist()
        found[scheme] = list(zip(rights, cents, strict=True))
    return found
