"""Between households in columns and situations that the exact engine and a person can read, exactly.

Takes   a record batch and a place in it, or situations.
Gives   a `Situation` with the very facts that were computed with, or a record batch.
Knows   nothing of laws.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from houvast.law.corpus import Corpus
from houvast.law.facts import FactDefinition
from houvast.law.ir import Level
from houvast.law.kernel.layout import HOUSEHOLD, PERSONS, ROLE, population_schema
from houvast.law.situation import Situation, read_situation


def situation(batch: pa.RecordBatch, place: int, corpus: Corpus) -> Situation:
    """The household at this place. Columns that are no facts (its number, a label) are left out.

    Raises `BadSituation` for values outside their bounds.
    """
    return next(read_rows(batch.slice(place, 1), corpus))


def read_rows(batch: pa.RecordBatch, corpus: Corpus) -> Iterator[Situation]:
    """Every household of a batch in turn. Raises `BadSituation` as `situation` does."""
    facts = corpus.facts
    for row in batch.to_pylist():
        persons = [_known(person, facts) | {ROLE: person[ROLE]} for person in row[PERSONS]]
        yield read_situation({"household": _known(row, facts), "persons": persons}, corpus)


def _known(row: Mapping[str, Any], facts: Mapping[str, FactDefinition]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in facts}


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
