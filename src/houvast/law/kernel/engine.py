"""A plain function from a batch of households to a batch of outcomes: `Kernel.run`.

Takes   a corpus, a day, schemes; then record batches in the layout of `layout`.
Gives   record batches: `household`, and per scheme `<scheme>.recht` and `<scheme>.bedrag`, exact to the cent.
Knows   nothing of files, threads or machines, so that it runs the same on one core or inside a distributed
        engine.

A scheme that could not be compiled with a proof (`Kernel.by_hand`) is computed by the exact engine,
household by household.
"""

import dataclasses
import datetime
import functools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from houvast.law.binding import bind
from houvast.law.corpus import Corpus
from houvast.law.kernel import calendar
from houvast.law.kernel.build import make_code
from houvast.law.kernel.columns import cents_array, truth_array
from houvast.law.kernel.compiled import cache_folder, compile_all, sources
from houvast.law.kernel.emit import Code
from houvast.law.kernel.incoming import BadPopulation, Incoming, incoming
from houvast.law.kernel.layout import HOUSEHOLD
from houvast.law.kernel.rows import situation
from houvast.law.kernel.stored import HOUSEHOLDS, PERSONS, UNKNOWN
from houvast.law.sharpen import verdict
from houvast.law.situation import MOST


@dataclasses.dataclass(frozen=True)
class Kernel:
    """The compiled laws of one day. Make one with `kernel`; it may be used by many threads at once."""

    corpus: Corpus
    on: datetime.date
    schemes: tuple[str, ...]
    code: Code
    functions: tuple[Any, ...]
    schema: pa.Schema

    @property
    def by_hand(self) -> Mapping[str, str]:
        """The schemes that the exact engine computes, and why they could not be compiled."""
        return self.code.failed

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that a population must have as columns, for these schemes on this day."""
        named = set(self.code.facts) - {"role"}
        return tuple(sorted(named | self._facts_by_hand))

    @functools.cached_property
    def _facts_by_hand(self) -> frozenset[str]:
        if not self.code.failed:
            return frozenset()
        program = self.corpus.program(self.corpus.segment(self.on), tuple(self.code.failed), traced=False)
        return frozenset(program.household_facts) | frozenset(program.person_facts)

    def run(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The outcomes of a batch. Raises `BadPopulation`, naming the column and the household."""
        facts = [self.corpus.facts[name] for name in self.facts]
        taken = incoming(batch, facts, self.code.facts, self.code.words, self.on)
        rights = np.zeros((len(self.code.outputs), len(batch)), np.uint8)
        cents = np.zeros((len(self.code.outputs), len(batch)), np.int64)
        self._compute(taken, rights, cents)
        columns: dict[str, pa.Array] = {HOUSEHOLD: taken.household}
        for place, output in enumerate(self.code.outputs):
            columns[f"{output.scheme}.recht"] = truth_array(rights[place], in_doubt=output.in_doubt)
            if output.amount is not None:
                name = f"{output.scheme}.bedrag"
                kind = self.schema.field(name).type
                columns[name] = cents_array(cents[place], kind, in_doubt=output.in_doubt, unknown=UNKNOWN)
        if self.code.failed:
            columns |= self._by_hand(taken)
        return pa.RecordBatch.from_arrays([columns[name] for name in self.schema.names], schema=self.schema)

    def _compute(self, taken: Incoming, rights: npt.NDArray[np.uint8], cents: npt.NDArray[np.int64]) -> None:
        from houvast.law.kernel import runtime

        addresses = np.array([function.address for function in self.functions], np.int64)
        rows = np.array(
            [(out.right, -1 if out.amount is None else out.amount) for out in self.code.outputs], np.int64
        )
        ended, column, place = runtime.run(
            taken.offsets, taken.columns, taken.bounds, taken.words, addresses,
            np.array(list(MOST.values()), np.int64), float(calendar.as_number(self.on)),
            rows.reshape(-1, 2), rights, cents,
            self.code.household_rows * HOUSEHOLDS, self.code.person_rows * PERSONS,
        )  # fmt: skip
        if ended == runtime.OUTSIDE:
            raise BadPopulation.outside(taken, int(column), int(place))
        if ended == runtime.PEOPLE:
            raise BadPopulation.people(taken, int(place))

    def _by_hand(self, taken: Incoming) -> dict[str, pa.Array]:
        """The schemes that were not compiled, by the exact engine."""
        program = self.corpus.program(self.corpus.segment(self.on), tuple(self.code.failed), traced=False)
        found: dict[str, list[Any]] = {
            name: [] for name in self.schema.names if name.split(".")[0] in self.code.failed
        }
        for place in range(len(taken.batch)):
            bound = bind(program, self.corpus.facts, situation(taken.batch, place, self.corpus), on=self.on)
            program.run(bound.row)
            for scheme in self.code.failed:
                right, amount = verdict(program, bound.row, self.corpus.laws[scheme])
                found[f"{scheme}.recht"].append(right if isinstance(right, bool) else None)
                if f"{scheme}.bedrag" in found:
                    scale = self.corpus.step((scheme, str(self.corpus.laws[scheme].amount))).unit.scale
                    found[f"{scheme}.bedrag"].append(in_cents(amount, scale))
        return {name: self._column(name, values) for name, values in found.items()}

    def _column(self, name: str, values: list[Any]) -> pa.Array:
        kind = self.schema.field(name).type
        if pa.types.is_boolean(kind):
            return pa.array(values, kind)
        cents = np.array([UNKNOWN if value is None else value for value in values], np.int64)
        return cents_array(cents, kind, in_doubt=True, unknown=UNKNOWN)


def in_cents(amount: Any, scale: Any) -> int | None:
    """An exact amount in whole cents, halves up; None when it is in doubt."""
    return int((200 * amount / scale + 1) // 2) if isinstance(amount, int | Fraction) else None


def kernel(
    corpus: Corpus,
    *,
    on: datetime.date,
    schemes: Sequence[str] | None = None,
    cache: Path | None = None,
    processes: int = 2,
) -> Kernel:
    """The compiled laws of a day: from disk when they were compiled before, else compiled now.

    Raises `OutsideCorpus` for a day that nobody checked.
    """
    names = corpus.schemes_on(on) if schemes is None else tuple(schemes)
    for name in names:
        corpus.law_on(name, on)
    code = make_code(corpus, names, on)
    modules = sources(code.functions, code.household_rows, code.person_rows)
    functions = compile_all(modules, cache or cache_folder(), processes=processes)
    return Kernel(corpus, on, names, code, tuple(functions), outcome_schema(corpus, names, code))


def outcome_schema(corpus: Corpus, schemes: Sequence[str], code: Code) -> pa.Schema:
    """The columns of outcomes: null only where nobody knows a value of the law."""
    compiled = {output.scheme: output for output in code.outputs}
    fields = [pa.field(HOUSEHOLD, pa.int64(), nullable=False)]
    for name in schemes:
        output, law = compiled.get(name), corpus.laws[name]
        fields.append(pa.field(f"{name}.recht", pa.bool_(), nullable=output is None or output.in_doubt))
        if law.amount is not None:
            unit = law.steps[law.amount].unit.name
            kind = (
                pa.decimal32(9, 2) if output and max(map(abs, output.cents)) < 10**9 else pa.decimal64(18, 2)
            )
            nullable = output is None or output.in_doubt
            fields.append(pa.field(f"{name}.bedrag", kind, nullable=nullable, metadata={"unit": unit}))
    return pa.schema(fields)
