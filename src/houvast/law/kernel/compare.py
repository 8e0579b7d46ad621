"""Two runs over one population side by side: who gains, who loses, what it costs, how many more are reached.

Takes   two files of outcomes (today's laws and a reform) and the population that both were computed from.
Gives   a `Comparison` by household type, income group and scheme. Counts below 10 are hidden in every text.
Knows   nothing of laws; of files only what their receipts say.
"""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from houvast.law.fitting import ROLES
from houvast.law.kernel.layout import HOUSEHOLD, PERSONS, ROLE
from houvast.law.kernel.parquet import ROW_GROUP
from houvast.law.kernel.receipt import PopulationReceipt, footer_digest
from houvast.law.kernel.report import count_text, euros_text, table

Ints = npt.NDArray[np.int64]
TYPES = ("alleenstaand", "eenouder", "paar zonder kinderen", "paar met kinderen")
BANDS = (0, 15_000, 25_000, 40_000, 60_000)
"""Lower bounds of income groups, in euros a year of all persons together: for showing only, not from a
law."""
INCOME = "toetsingsinkomen"
TIMES_A_YEAR = {"jaar": 1, "kwartaal": 4, "maand": 12, "week": 52, "dag": 365, "": 1}
"""How often an amount comes in a year; one that comes once counts once. Weeks and days: about."""


class NotComparable(LookupError):
    """These two runs are not about the same households. Compare nothing; says what differs."""


@dataclasses.dataclass
class Change:
    """What a reform does to one group of households. `cents` is what it costs more a year."""

    households: int = 0
    gain: int = 0
    lose: int = 0
    unknown: int = 0
    cents: int = 0

    def add(self, changes: Ints, known: npt.NDArray[np.bool_]) -> None:
        """Add households: their change in cents a year, and where it is known."""
        self.households += len(changes)
        self.gain += int((known & (changes > 0)).sum())
        self.lose += int((known & (changes < 0)).sum())
        self.unknown += int((~known).sum())
        self.cents += int(changes[known].sum())


@dataclasses.dataclass
class Reach:
    """One scheme before and after: households with a right, and what it costs more a year."""

    before: int = 0
    after: int = 0
    cents: int = 0


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Everything that differs, in totals only: nobody can be found in it."""

    before: PopulationReceipt
    after: PopulationReceipt
    everybody: Change
    by_type: dict[str, Change]
    by_income: dict[str, Change]
    by_scheme: dict[str, Reach]

    def as_text(self) -> str:
        """The tables."""
        head = ["group", "households", "gain", "lose", "unknown", "euros a year"]
        rows = [head, _row("everybody", self.everybody)]
        rows += [_row(name, change) for name, change in (*self.by_type.items(), *self.by_income.items())]
        reach = [["scheme", "before", "after", "euros a year"]]
        reach += [
            [
                name,
                count_text(each.before),
                count_text(each.after),
                _cost(each.cents, abs(each.after - each.before)),
            ]
            for name, each in self.by_scheme.items()
            if each != Reach(each.before, each.before, 0)
        ]
        what = f"{self.after.reform or 'other laws'}, {self.after.on}"
        synthetic = "A synthetic population: nobody in it exists.\n" if self.after.synthetic else ""
        changed = table(reach) if len(reach) > 1 else "No scheme changes."
        return f"{what}\n{synthetic}\n{table(rows)}\n\n{changed}"


def _row(name: str, change: Change) -> list[str]:
    counts = (change.households, change.gain, change.lose, change.unknown)
    return [name, *map(count_text, counts), _cost(change.cents, change.gain + change.lose)]


def _cost(cents: int, about: int) -> str:
    return euros_text(cents, about) or "hidden"


def compare_files(before: Path, after: Path, population: Path) -> Comparison:
    """Compare two runs. Raises `NotComparable`, `NoReceipt`."""
    papers = (PopulationReceipt.of(before), PopulationReceipt.of(after))
    for paper, path in zip(papers, (before, after), strict=True):
        if paper.population_digest != footer_digest(population):
            raise NotComparable(
                f"{path.name} was not computed from {population.name}. Take the population of both."
            )
    found = Comparison(*papers, Change(), {name: Change() for name in TYPES}, {}, {})
    bands = [_band_name(place) for place in range(len(BANDS))]
    found.by_income.update({name: Change() for name in bands})
    files = [pq.ParquetFile(path) for path in (before, after, population)]
    columns = [None, None, _people_columns(files[2])]
    streams = [
        file.iter_batches(ROW_GROUP, columns=names) for file, names in zip(files, columns, strict=True)
    ]
    for old, new, people in zip(*streams, strict=True):
        _add(found, old, new, people, bands)
    return found


def _people_columns(file: pq.ParquetFile) -> list[str]:
    paths = [file.schema.column(number).path for number in range(file.metadata.num_columns)]
    return [
        path
        for path in paths
        if path == HOUSEHOLD or (path.startswith(PERSONS) and path.split(".")[-1] in {ROLE, INCOME})
    ]


def _band_name(place: int) -> str:
    low = BANDS[place]
    return f"€ {low:,} and more" if place == len(BANDS) - 1 else f"€ {low:,} to {BANDS[place + 1]:,}"


def _add(
    found: Comparison, old: pa.RecordBatch, new: pa.RecordBatch, people: pa.RecordBatch, bands: list[str]
) -> None:
    if not old.column(HOUSEHOLD).equals(new.column(HOUSEHOLD)):
        raise NotComparable(
            "The two runs have other households, or another order. Run both over one population."
        )
    changes, known = np.zeros(len(old), np.int64), np.ones(len(old), np.bool_)
    for scheme, before, after in _schemes(old, new):
        reach = found.by_scheme.setdefault(scheme, Reach())
        difference, both = after.cents - before.cents, before.known & after.known
        reach.before += int(before.right.sum())
        reach.after += int(after.right.sum())
        reach.cents += int(difference[both].sum())
        # An amount that nobody knows, before as after, says nothing about the reform.
        same_doubt = ~before.known & ~after.known
        known &= both | same_doubt
        changes += np.where(both, difference, 0)
    found.everybody.add(changes, known)
    kinds, groups = _types(people), _groups(people)
    for number, name in enumerate(TYPES):
        found.by_type[name].add(changes[kinds == number], known[kinds == number])
    for number, name in enumerate(bands):
        found.by_income[name].add(changes[groups == number], known[groups == number])


@dataclasses.dataclass(frozen=True)
class _Column:
    right: npt.NDArray[np.bool_]
    cents: Ints
    known: npt.NDArray[np.bool_]


def _schemes(old: pa.RecordBatch, new: pa.RecordBatch) -> Iterator[tuple[str, _Column, _Column]]:
    names = dict.fromkeys(
        name.removesuffix(".recht")
        for name in (*old.schema.names, *new.schema.names)
        if name.endswith(".recht")
    )
    for name in names:
        yield name, _column(old, name), _column(new, name)


def _column(batch: pa.RecordBatch, scheme: str) -> _Column:
    """One scheme of a run, in cents a year; nothing where the scheme was not there."""
    nothing = _Column(
        np.zeros(len(batch), np.bool_), np.zeros(len(batch), np.int64), np.ones(len(batch), np.bool_)
    )
    if f"{scheme}.recht" not in batch.schema.names:
        return nothing
    rights = batch.column(f"{scheme}.recht")
    right = rights.fill_null(False).to_numpy(zero_copy_only=False)
    known = rights.is_valid().to_numpy(zero_copy_only=False)
    if f"{scheme}.bedrag" not in batch.schema.names:
        return _Column(right, nothing.cents, known)
    field = batch.schema.field(f"{scheme}.bedrag")
    amounts = batch.column(field.name)
    whole = pa.int32() if pa.types.is_decimal32(field.type) else pa.int64()
    times = TIMES_A_YEAR[(field.metadata or {}).get(b"unit", b"").decode().partition("/")[2]]
    cents = amounts.view(whole).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64) * times
    return _Column(right, cents, known & amounts.is_valid().to_numpy(zero_copy_only=False))


def _types(people: pa.RecordBatch) -> Ints:
    role = _field(people, ROLE).cast(pa.string()).to_numpy(zero_copy_only=False)
    partner, child = (_per_household(people, role == name) > 0 for name in ROLES[1:3])
    return np.where(partner, np.where(child, 3, 2), np.where(child, 1, 0)).astype(np.int64)


def _groups(people: pa.RecordBatch) -> Ints:
    lists = people.column(PERSONS)
    if INCOME not in [field.name for field in lists.type.value_type]:
        return np.full(len(people), -1, np.int64)
    income = _field(people, INCOME).cast(pa.float64()).to_numpy(zero_copy_only=False)
    total = _per_household(people, income)
    return np.clip(np.searchsorted(np.array(BANDS), total, side="right") - 1, 0, len(BANDS) - 1).astype(
        np.int64
    )


def _field(people: pa.RecordBatch, name: str) -> pa.Array:
    values = people.column(PERSONS).flatten()
    names = [field.name for field in values.type]
    return values.flatten()[names.index(name)]


def _per_household(people: pa.RecordBatch, column: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    lists = people.column(PERSONS)
    counts = lists.value_lengths().to_numpy(zero_copy_only=False)
    owners = np.repeat(np.arange(len(counts)), counts)
    found: npt.NDArray[np.float64] = np.bincount(owners, column.astype(np.float64), len(counts)).astype(
        np.float64
    )
    return found
