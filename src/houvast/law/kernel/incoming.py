"""Taking in a batch of households: every column checked before anything is computed.

Takes   a record batch, the facts that are wanted, and the rows that the compiled laws expect them in.
Gives   `Incoming`: addresses of the columns, with bounds; or `BadPopulation`, naming column, household and
        the mend.
Knows   nothing of laws or outcomes.
"""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from houvast.law.facts import FactDefinition, spell
from houvast.law.fitting import ROLES
from houvast.law.ir import Level
from houvast.law.kernel import calendar
from houvast.law.kernel.layout import CHOICE, HOUSEHOLD, PERSONS, ROLE, arrow_type, decimals
from houvast.law.kernel.runtime import BITS, CHOICES, DATES, DECIMALS, INTEGERS, LONG
from houvast.law.kernel.stored import Stored
from houvast.law.units import Kind

Ints = npt.NDArray[np.int64]


class BadPopulation(ValueError):
    """These households cannot be computed as they stand: nothing of them is. Says where, what and the
    mend."""

    @classmethod
    def outside(cls, taken: "Incoming", column: int, place: int) -> Self:
        """A value outside the bounds of its fact."""
        name = taken.names[column]
        fact = taken.facts.get(name)
        if fact is None or fact.unit.kind is Kind.CHOICE:
            mend = f"Use one of: {', '.join(fact.choices if fact else ROLES)}."
        elif fact.unit.kind is Kind.BOOL:
            mend = "Use true or false."
        else:
            most = "the day itself" if fact.high is None else spell(fact.high)
            mend = f"Give a value from {spell(fact.low)} to {most}."
        return cls(
            f"Household {taken.household[place]}: `{name}` holds a value that we do not believe. {mend}"
        )

    @classmethod
    def people(cls, taken: "Incoming", place: int) -> Self:
        """A household whose persons cannot be."""
        count = taken.offsets[place + 1] - taken.offsets[place]
        return cls(
            f"Household {taken.household[place]}, with {count} persons, cannot be. "
            "Give one `aanvrager`, who comes first, at most one `partner`, and at most 15 of each other role."
        )


@dataclasses.dataclass(frozen=True)
class Incoming:
    """A batch ready to compute with. Holds on to the batch, so that its buffers stay where they are."""

    batch: pa.RecordBatch
    household: pa.Array
    offsets: npt.NDArray[np.int32]
    names: tuple[str, ...]
    facts: Mapping[str, FactDefinition]
    columns: Ints
    bounds: npt.NDArray[np.float64]
    words: npt.NDArray[np.float64]
    kept: tuple[pa.Array, ...]


def incoming(
    batch: pa.RecordBatch,
    facts: Sequence[FactDefinition],
    rows: Mapping[str, Stored],
    words: Mapping[str, int],
    on: datetime.date,
) -> Incoming:
    """Check the columns of a batch and find their buffers. Raises `BadPopulation` for what is missing,
    null or misshapen."""
    household = _column(batch, HOUSEHOLD, pa.int64(), "the household's number")
    lists = _persons(batch)
    people = lists.values
    fields = dict(zip([field.name for field in people.type], people.flatten(), strict=True))
    own = dict(zip(batch.schema.names, batch.columns, strict=True))
    named = {fact.name: fact for fact in facts}
    order = [ROLE, *sorted(set(rows) - {ROLE})]
    kept: list[pa.Array] = []
    lines: list[tuple[int, int, int, bool, int]] = []
    bounds: list[tuple[float, float]] = []
    tables: list[list[float]] = []
    for fact in facts:
        source = fields if fact.level is Level.PERSON else own
        _fitting(source, fact.name, arrow_type(fact), fact)
    for name in order:
        known = named.get(name)
        kind = CHOICE if known is None else arrow_type(known)
        source = fields if rows[name].personal else own
        array = _fitting(source, name, kind, known)
        table: list[float] = []
        if kind == CHOICE:
            array, table = _coded(array, ROLES if known is None else known.choices, words)
        kept.append(array)
        tables.append(table)
        lines.append((*_place(array, kind), rows[name].personal, rows[name].rows[0]))
        bounds.append(_bounds(known, on))
    width = max(map(len, tables), default=1) or 1
    padded = np.full((len(tables), width), -1.0)
    for line, table in enumerate(tables):
        padded[line, : len(table)] = table
    columns = np.array(
        [(kind, personal, address, start, row) for kind, address, start, personal, row in lines], np.int64
    )
    offsets = np.frombuffer(lists.buffers()[1], np.int32)[lists.offset : lists.offset + len(lists) + 1]
    return Incoming(
        batch, household, offsets, tuple(order), named, columns, np.array(bounds), padded, tuple(kept),
    )  # fmt: skip


def _persons(batch: pa.RecordBatch) -> pa.ListArray:
    if PERSONS not in batch.schema.names:
        raise BadPopulation(f"The column `{PERSONS}` is missing. Give each household a list of its persons.")
    lists = batch.column(PERSONS)
    if pa.types.is_large_list(lists.type):
        lists = lists.cast(pa.list_(lists.type.value_field))
    if not pa.types.is_list(lists.type) or not pa.types.is_struct(lists.type.value_type):
        raise BadPopulation(
            f"The column `{PERSONS}` is {lists.type}. Make it a list of structs, one per person."
        )
    if lists.null_count or lists.values.null_count:
        raise BadPopulation(
            f"The column `{PERSONS}` holds nulls. Give every household its persons, and no empty person."
        )
    return lists


def _column(batch: pa.RecordBatch, name: str, kind: pa.DataType, what: str) -> pa.Array:
    if name not in batch.schema.names:
        raise BadPopulation(f"The column `{name}` is missing. It holds {what}.")
    return _as_kind(batch.column(name), name, kind)


def _fitting(
    source: Mapping[str, pa.Array], name: str, kind: pa.DataType, fact: FactDefinition | None
) -> pa.Array:
    where = "persons" if fact is None or fact.level is Level.PERSON else "household"
    if name not in source:
        unit = "" if fact is None else f" in {fact.unit.name}"
        raise BadPopulation(f"The {where} column `{name}` is missing. The laws of this day need it{unit}.")
    return _as_kind(source[name], name, kind)


def _as_kind(array: pa.Array, name: str, kind: pa.DataType) -> pa.Array:
    """The column in the type that we compute with, exactly; a float is refused, because it is not exact."""
    if array.null_count:
        place = array.is_null().index(True).as_py()
        raise BadPopulation(
            f"The column `{name}` holds a null (place {place}). A population must be complete."
        )
    if array.type == kind or _readable(array.type, kind):
        return array
    if pa.types.is_floating(array.type):
        raise BadPopulation(f"The column `{name}` is {array.type}. Write it as {kind}: a float is not exact.")
    if pa.types.is_integer(array.type) and not (pa.types.is_integer(kind) or pa.types.is_decimal(kind)):
        # Arrow would take a 2 for a yes and a number of days for a date.
        raise BadPopulation(f"The column `{name}` is {array.type}. Write it as {kind}: we never guess.")
    try:
        if kind == CHOICE:
            array = array.cast(pa.string()).dictionary_encode()
            return pa.DictionaryArray.from_arrays(array.indices.cast(pa.int8()), array.dictionary)
        return array.cast(pa.decimal128(38, kind.scale) if pa.types.is_decimal(kind) else kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise BadPopulation(f"The column `{name}` is {array.type}. Write it as {kind}. ({error})") from None


def _readable(found: pa.DataType, kind: pa.DataType) -> bool:
    """Whether a decimal can be read as it stands: in the same step, and not wider than sixteen bytes."""
    return (
        pa.types.is_decimal(found)
        and pa.types.is_decimal(kind)
        and found.scale == kind.scale
        and not pa.types.is_decimal256(found)
    )


def _coded(array: pa.DictionaryArray, choices: Any, words: Mapping[str, int]) -> tuple[pa.Array, list[float]]:
    """The codes, and which word each code is; -1 for what is not one of the choices."""
    table = [float(words[word]) if word in choices else -1.0 for word in array.dictionary.to_pylist()]
    return array.indices, table


def _place(array: pa.Array, kind: pa.DataType) -> tuple[int, int, int]:
    """How to read a buffer, its address, and its first element."""
    tests = {
        CHOICES: pa.types.is_dictionary(kind),
        BITS: pa.types.is_boolean(kind),
        DATES: pa.types.is_date(kind),
        LONG: pa.types.is_decimal64(array.type),
        DECIMALS: pa.types.is_decimal128(array.type),
    }
    sort = next((sort for sort, found in tests.items() if found), INTEGERS)
    buffer = array.buffers()[1]
    return sort, buffer.address if buffer else 0, array.offset


def _bounds(fact: FactDefinition | None, on: datetime.date) -> tuple[float, float]:
    if fact is None or fact.unit.kind is Kind.CHOICE:
        return 0.0, np.inf
    if fact.unit.kind is Kind.BOOL:
        return 0.0, 1.0
    if fact.unit.kind is Kind.DATE:
        low, high = (
            calendar.as_number(end if isinstance(end, datetime.date) else otherwise)
            for end, otherwise in ((fact.low, datetime.date.min), (fact.high, on))
        )
        return float(low), float(high)
    ends = [
        end * 10 ** decimals(fact.unit) for end in (fact.low, fact.high) if isinstance(end, int | Fraction)
    ]
    return float(ends[0]), float(ends[1])
