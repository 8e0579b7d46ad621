"""Between households in columns and situations that the exact engine and a person can read, exactly.

Takes   a record batch and a place in it, or situations.
Gives   a `Situation` with the very facts that were computed with, or a record batch.
Knows   nothing of laws.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from houvast.law.corpus import Corpus
from houvast.law.ir import Level
from houvast.law.kernel.layout import HOUSEHOLD, PERSONS, ROLE, population_schema
from houvast.law.situation import Checked, Situation, read_situation


def situation(batch: pa.RecordBatch, place: int, corpus: Corpus) -> Situation:
    """The household at this place. Columns that are no facts (its number, a label) are left out.

    Raises `BadSituation` for values outside their bounds.
    """
    return next(read_rows(batch.slice(place, 1), corpus))


def read_rows(batch: pa.RecordBatch, corpus: Corpus) -> Iterator[Situation]:
    """Every household of a batch in turn. Raises `BadSituation` as `situation` does."""
    told, told_of = (_facts_of(names, corpus) for names in (batch.schema.names, _person_columns(batch)))
    checked: Checked = {}
    for row in batch.to_pylist():
        persons = [{name: person[name] for name in (ROLE, *told_of)} for person in row[PERSONS]]
        household = {name: row[name] for name in told}
        yield read_situation({"household": household, "persons": persons}, corpus, checked=checked)


def _person_columns(batch: pa.RecordBatch) -> list[str]:
    return [field.name for field in batch.schema.field(PERSONS).type.value_type]


def _facts_of(columns: Sequence[str], corpus: Corpus) -> list[str]:
    return [name for name in columns if name in corpus.facts]


def batch(situations: Sequence[Situation], corpus: Corpus) -> pa.RecordBatch:
    """Situations of which every fact is known, as a population.

    For persons outside `applies_to` a fact has its `otherwise`.
    """
    schema = population_schema(corpus.facts.values())
    rows = []
    for number, told in enumerate(situations):
        persons = [
            {ROLE: person.role}
            | {
                name: _plain(person.facts.get(name, fact.otherwise))
                for name, fact in corpus.facts.items()
                if fact.level is Level.PERSON
            }
            for person in told.persons
        ]
        household = {name: _plain(value) for name, value in told.household.items()}
        rows.append({HOUSEHOLD: number, PERSONS: persons} | household)
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def _plain(value: Any) -> Any:
    """A fraction as a decimal: every fraction in a situation has few decimals."""
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
