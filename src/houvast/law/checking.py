"""What a jurist must mend or know, beyond what keeps a corpus from loading.

Takes   a loaded corpus, and the day on which somebody looks (None: nothing is said about what expires).
Gives   faults (a scheme that nobody can use in practice) and warnings (what expires, what is unsure, what
        nobody knows).
Knows   nothing of the clock or of terminals.
"""

import datetime
from collections.abc import Iterator

from houvast.law.corpus import Corpus
from houvast.law.coverage import coverage
from houvast.law.errors import Fault
from houvast.law.lawfile import Law

SOON = datetime.timedelta(days=60)
PRACTICE = ("pays", "granted", "where", "evidence", "terms", "objection", "words")
"""What somebody must be told of every scheme before it is of use: see docs/how-to/write-a-law.md."""


def practical_faults(corpus: Corpus) -> Iterator[Fault]:
    """Schemes whose practical side is missing or has a hole. Notions that schemes share need none."""
    for law in corpus.laws.values():
        if law.kind == "begrip":
            continue
        missing = [part for part in PRACTICE if part not in law.getting_it]
        if missing:
            yield Fault(
                law.file,
                f"The practical side lacks {', '.join(missing)}.",
                "Add it under `getting_it`; null, with a note, says that nobody knows.",
            )


def warnings(corpus: Corpus, *, on: datetime.date | None) -> Iterator[str]:
    """One line each: what expires within 60 days of `on`, what rests on less than two sources, and what
    nobody knows.
    """
    if on:
        yield from (line for law in corpus.laws.values() for line in _expiry(law, on))
    for one in coverage(corpus):
        if one.confidence > "A":
            yield f"Confidence {one.confidence} decides an outcome: {one.law.name}"
    for law in corpus.laws.values():
        for parameter in law.parameters.values():
            for value in parameter.values:
                if value.value is None:
                    yield f"Nobody knows: {law.name}.{parameter.name} from {value.since}"


def _expiry(law: Law, on: datetime.date) -> Iterator[str]:
    last = law.covers[1]
    if last < on:
        yield f"Expired: {law.name} was checked until {last}. Every day after it is refused."
    elif last <= on + SOON:
        yield f"Expires: {law.name} was checked until {last}, {(last - on).days} days from {on}."
