"""What changed in a scheme between two days: values and formulas, each with its article.

Takes   a scheme and two days.
Gives   the rows that differ, and how many stayed as they were.
Knows   nothing of pages or households.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator

from houvast.answers.composed import NoAnswer
from houvast.law.api import Law, OutsideCorpus, value_in_dutch
from houvast.rights.api import corpus


@dataclasses.dataclass(frozen=True)
class Row:
    """One value or formula on both days; `source` is where the later one was found."""

    name: str
    article: str
    before: str
    after: str
    source: str


@dataclasses.dataclass(frozen=True)
class Compared:
    """What differs between two days; `same` counts the values and formulas that did not change."""

    rows: tuple[Row, ...]
    same: int


def compared(scheme: str, *, first: dt.date, second: dt.date) -> Compared:
    """The differences. Raises `NoAnswer` when nobody checked the scheme for one of the days."""
    try:
        law = corpus().law_on(scheme, first)
        corpus().law_on(scheme, second)
    except (LookupError, OutsideCorpus) as error:
        raise NoAnswer(str(error)) from error
    every = [*_values(law, first, second), *_formulas(law, first, second)]
    rows = tuple(row for row in every if row.before != row.after)
    return Compared(rows, len(every) - len(rows))


def _values(law: Law, first: dt.date, second: dt.date) -> Iterator[Row]:
    for parameter in law.parameters.values():
        before, after = parameter.on(first), parameter.on(second)
        yield Row(
            parameter.name.replace("_", " "),
            parameter.article,
            value_in_dutch(parameter, before),
            value_in_dutch(parameter, after),
            after.source,
        )


def _formulas(law: Law, first: dt.date, second: dt.date) -> Iterator[Row]:
    for step in law.steps.values():
        yield Row(step.name.replace("_", " "), step.article, step.on(first).text, step.on(second).text, "")
