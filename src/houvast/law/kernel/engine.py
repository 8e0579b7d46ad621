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
from houvast.law.kernel.emit import Code, Output
from houvast.law.kernel.incoming import BadPopulation, Incoming, incoming
from houvast.law.kernel.layout import HOUSEHOLD
from houvast.law.kernel.rows import situation
from houvast.law.kernel.runtime import HOUSEHOLDS, PERSONS, UNKNOWN
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
        found = self._compute(taken)
        columns: dict[str, pa.Array] = {HOUSEHOLD: taken.household}
        for output, place, right in zip(self.code.outputs, self._places, found.rights, strict=True):
            columns[f"{output.scheme}.recht"] = truth_array(right, in_doubt=output.in_doubt)
            if output.amount is not None:
                name = f"{output.scheme}.bedrag"
                cents = (found.small if place[0] else found.large)[place[1]]
                kind = self.schema.field(name).type
                columns[name] = cents_array(cents, kind, in_doubt=output.in_doubt, unknown=UNKNOWN)
        if self.code.failed:
            columns |= self._by_hand(taken)
        return pa.RecordBatch.from_arrays([columns[name] for name in self.schema.names], schema=self.schema)

    @functools.cached_property
    def _places(self) -> list[tuple[bool, int]]:
        """Per scheme: whether its cents are in the narrow table, and in which line."""
        found, counts = [], [0, 0]
        for output in self.code.outputs:
            narrow = is_narrow(output)
            found.append((narrow, counts[narrow]))
            counts[narrow] += output.amount is not None
        return found

    @functools.cached_property
    def _rows(self) -> npt.NDArray[np.int64]:
        """Per scheme: the rows of right and amount, and the place of its cents."""
        lines = [
            (output.right, -1 if output.amount is None else output.amount, *place)
            for output, place in zip(self.code.outputs, self._places, strict=True)
        ]
        return np.array(lines, np.int64).reshape(-1, 4)

    @functools.cached_property
    def _addresses(self) -> npt.NDArray[np.int64]:
        return np.array([function.address for function in self.functions], np.int64)

    def _compute(self, taken: Incoming) -> "_Found":
        from houvast.law.kernel import runtime

        size, count = len(taken.batch), len(self.code.outputs)
        narrow = sum(narrow for narrow, _ in self._places)
        found = _Found(
            np.empty((count, size), np.uint8),
            np.empty((narrow, size), np.int32),
            np.empty((count - narrow, size), np.int64),
        )
        ended, column, place = runtime.run(
            taken.offsets, taken.columns, taken.bounds, taken.words, self._addresses,
            np.array(list(MOST.values()), np.int64), float(calendar.as_number(self.on)),
            self._rows, found.rights, found.small, found.large,
            self.code.household_rows * HOUSEHOLDS, self.code.person_rows * PERSONS,
        )  # fmt: skip
        if ended == runtime.OUTSIDE:
            raise BadPopulation.outside(taken, int(column), int(place))
        if ended == runtime.PEOPLE:
            raise BadPopulation.people(taken, int(place))
        return found

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


@dataclasses.dataclass(frozen=True)
class _Found:
    """Answers (1 yes, 2 no, 3 depends) and cents, a line per scheme."""

    rights: npt.NDArray[np.uint8]
    small: npt.NDArray[np.int32]
    large: npt.NDArray[np.int64]


def is_narrow(output: Output) -> bool:
    """Whether every amount of a scheme fits nine digits of cents."""
    return max(map(abs, output.cents)) < 10**9


def in_cents(amount: Any, scale: Any) -> int | None:
    """An exact amount in whole cents, halves up; None when it is in doubt."""
    if amount.__class__ is int and scale == 1:
        return int(amount * 100)
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
