"""What a jurist must mend or know, beyond what keeps a corpus from loading.

Takes   a loaded corpus with its life events, and the day on which somebody looks (None: nothing is said
        about what expires).
Gives   faults (a scheme that nobody can use in practice, a fact that nobody can answer) and warnings (what
        expires, what is unsure, what nobody knows).
Knows   nothing of the clock or of terminals.
"""

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from houvast.law.corpus import Corpus
from houvast.law.coverage import coverage
from houvast.law.errors import Fault
from houvast.law.lawfile import Law
from houvast.law.life_events import LifeEvent, dangling_events
from houvast.law.reading import LANGUAGES

SOON = datetime.timedelta(days=60)
SOURCED = ("terms", "back_payment", "reclaim", "objection")
"""Texts of the practical side that carry their own source."""
LISTS = ("evidence", "mistakes", "life_events", "related", "words")
PRACTICE = ("pays", "granted", "where", *SOURCED, *LISTS)
"""What somebody must be told of every scheme before it is of use: see docs/how-to/write-a-law.md."""
LEAST_WORDS = 4
_END = re.compile(r"[.!?؟](?=\s|$)")


def faults(corpus: Corpus, events: Collection[LifeEvent]) -> Iterator[Fault]:
    """Everything that must be mended."""
    for law in _schemes(corpus):
        yield from practical_faults(law)
        yield from description_faults(law)
    yield from fact_faults(corpus)
    yield from dangling_events(corpus, events)


def _schemes(corpus: Corpus) -> Iterator[Law]:
    """Every scheme; the notions that schemes share are nothing that one can get."""
    return (law for law in corpus.laws.values() if law.kind != "begrip")


def practical_faults(law: Law) -> Iterator[Fault]:
    """What its practical side lacks."""
    missing = [part for part in PRACTICE if not law.getting_it.get(part)]
    if missing:
        yield Fault(
            law.file,
            f"The practical side lacks {', '.join(missing)}.",
            "Add it under `getting_it`; when nobody knows, say so in words, with `source: null`.",
        )
    elif len(law.getting_it["words"]) < LEAST_WORDS:
        yield Fault(
            law.file,
            f"There are fewer than {LEAST_WORDS} `words`.",
            "Add what people really say, also misspelt.",
        )


def description_faults(law: Law) -> Iterator[Fault]:
    """What its name or its description in two sentences lacks."""
    if unnamed := [language for language in LANGUAGES if language not in law.called]:
        yield Fault(law.file, f"There is no title in {', '.join(unnamed)}.", "Add it under `called`.")
    short = [language for language, text in law.summary.items() if len(_END.findall(text)) < 2]
    if short:
        yield Fault(law.file, f"The summary in {', '.join(short)} is not two sentences.", "Add the second.")


def fact_faults(corpus: Corpus) -> Iterator[Fault]:
    """Facts of which nobody is told where to find them, and facts that ask the same as another."""
    asked: dict[str, str] = {}
    for fact in corpus.facts.values():
        where = f"{fact.file}, {fact.name}"
        if not fact.where:
            yield Fault(where, "Nobody is told where to find this.", "Add `where:`.")
        question = " ".join(re.findall(r"\w+", fact.question["nl"]["zelf"].lower()))
        if question in asked:
            yield Fault(where, f"{asked[question]} asks the same.", "Keep one.")
        asked.setdefault(question, fact.name)


def warnings(corpus: Corpus, *, on: datetime.date | None) -> Iterator[str]:
    """One line each: what expires within 60 days of `on`, what rests on less than two sources, what nobody
    knows, and what the practical side says without a source.
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
    for law in _schemes(corpus):
        if bare := [part for part in SOURCED if _without_source(law.getting_it.get(part))]:
            yield f"Said without a source: {law.name} on {', '.join(bare)}"


def _without_source(content: Mapping[str, Any] | None) -> bool:
    return bool(content) and not (content or {}).get("source")


def _expiry(law: Law, on: datetime.date) -> Iterator[str]:
    last = law.covers[1]
    if last < on:
        yield f"Expired: {law.name} was checked until {last}. Every day after it is refused."
    elif last <= on + SOON:
        yield f"Expires: {law.name} was checked until {last}, {(last - on).days} days from {on}."
