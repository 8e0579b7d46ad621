"""Is the kernel's answer the exact engine's answer, to the cent, and is that what is explained?

Takes   a kernel and a batch of households.
Gives   each scheme of each household on which the compiled and the exact run are not the same, and each step
        on which the exact run and the one that notes what it looks at (from which explanations are made)
        are not.
Knows   nothing of which laws these are.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from houvast.law.assessing import Answer, Outcome, assess
from houvast.law.binding import bind
from houvast.law.kernel.engine import Kernel, in_cents
from houvast.law.kernel.rows import read_rows
from houvast.law.kernel.tests.twice import Twice
from houvast.law.program import Row
from houvast.law.sharpen import verdict
from houvast.law.situation import Situation

Cents = tuple[bool | None, int | None]
"""Whether there is a right, and how much in whole cents; None for what nobody knows."""


def differences(compiled: Kernel, batch: pa.RecordBatch, explained: int = 0) -> list[tuple[Any, ...]]:
    """Every scheme of every household on which they differ. One in `explained` is explained in full, too."""
    return Comparison(compiled).differences(batch, explained)


class Comparison:
    """A kernel beside both exact programs; what they gave before is kept from one batch to the next."""

    def __init__(self, compiled: Kernel) -> None:
        self.compiled = compiled
        self._twice = Twice(compiled.corpus, compiled.on, compiled.schemes)

    def differences(self, batch: pa.RecordBatch, explained: int = 0) -> list[tuple[Any, ...]]:
        """As the function of that name."""
        compiled, found = self.compiled, list[tuple[Any, ...]]()
        written = _written(compiled, batch)
        for place, told in enumerate(read_rows(batch, compiled.corpus)):
            row = bind(self._twice.program, compiled.corpus.facts, told, on=compiled.on).row
            found += [(step, place, "noted") for step in self._twice.run(row)]
            for scheme, got in written.items():
                expected = self._cents(scheme, row)
                if expected != got[place]:
                    found.append((scheme, place, expected, got[place]))
            if explained and place % explained == 0:
                found += self._explained(told, place, written)
        return found

    def _explained(self, told: Situation, place: int, written: Mapping[str, list[Cents]]) -> Iterator[Any]:
        """The same household by the door that people use, with every reason."""
        compiled = self.compiled
        for outcome in assess(compiled.corpus, told, on=compiled.on, schemes=compiled.schemes).outcomes:
            if _told(outcome) != written[outcome.scheme][place]:
                yield outcome.scheme, place, "told", _told(outcome)

    def _cents(self, scheme: str, row: Row) -> Cents:
        law = self.compiled.corpus.laws[scheme]
        right, amount = verdict(self._twice.program, row, law)
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
