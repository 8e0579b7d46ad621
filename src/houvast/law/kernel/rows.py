"""One household of a population as a situation, exactly: what the exact engine and a person can read.

Takes   a record batch and a place in it.
Gives   a `Situation` with the very facts that were computed with.
Knows   nothing of laws.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from houvast.law.corpus import Corpus
from houvast.law.facts import FactDefinition
from houvast.law.kernel.layout import PERSONS, ROLE
from houvast.law.situation import Situation, read_situation


def situation(batch: pa.RecordBatch, place: int, corpus: Corpus) -> Situation:
    """The household at this place. Columns that are no facts (its number, a label) are left out.

    Raises `BadSituation` for values outside their bounds.
    """
    facts = corpus.facts
    row = batch.slice(place, 1).to_pylist()[0]
    persons = [_known(person, facts) | {ROLE: person[ROLE]} for person in row[PERSONS]]
    return read_situation({"household": _known(row, facts), "persons": persons}, corpus)


def _known(row: Mapping[str, Any], facts: Mapping[str, FactDefinition]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in facts}
