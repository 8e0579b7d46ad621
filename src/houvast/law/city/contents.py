"""Households of the synthetic city as somebody would write them in a situation file.

Takes   facts, how many, a seed and the day of the ages.
Gives   a label and the content of a situation file for each.
Knows   nothing of laws. Nobody in this city exists.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from houvast.law.city.build import city
from houvast.law.facts import FactDefinition
from houvast.law.kernel.layout import HOUSEHOLD, PERSONS, ROLE


def households(
    facts: Mapping[str, FactDefinition], count: int, seed: int, *, on: datetime.date
) -> Iterator[tuple[str, dict[str, Any]]]:
    """So many households of this city, in order, each labelled `city 0`, `city 1`, ..."""
    for batch in city(facts, count, seed, on=on):
        for row in batch.to_pylist():
            persons = [_known(person, facts) | {ROLE: person[ROLE]} for person in row[PERSONS]]
            yield f"city {row[HOUSEHOLD]}", {"household": _known(row, facts), "persons": persons}


def _known(row: Mapping[str, Any], facts: Mapping[str, FactDefinition]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in facts}
