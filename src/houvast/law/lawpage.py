"""A law as a readable page, and what changed in it between two days: for jurists.

Takes   a corpus, a law's name, one or two days.
Gives   Dutch text: facts, values with their sources, steps with articles and formulas, gaps, open norms.
Knows   nothing of households.
"""

import datetime
from collections.abc import Iterator

from houvast.law.corpus import Corpus
from houvast.law.lawfile import Law, StepDefinition
from houvast.law.parameters import DatedValue, ParameterDefinition
from houvast.law.values import Table, day_in_dutch, in_dutch, shown

_LEVELS = {"person": "per persoon", "pair": "voor het paar", "household": "voor het huishouden"}
_CONFIDENCE = {
    "A": "twee bronnen of officiële tekst",
    "B": "één bron",
    "C": "niet bevestigd",
}


def law_as_text(corpus: Corpus, name: str, *, on: datetime.date) -> str:
    """The law as it holds on that day. Raises `LookupError`, `OutsideCorpus`."""
    law = corpus.law_on(name, on)
    return (
        "\n".join(
            [*_head(law, on), *_facts(corpus, law), *_values(law, on), *_steps(law, on), *_left_open(law)]
        )
        + "\n"
    )


def _head(law: Law, on: datetime.date) -> Iterator[str]:
    yield f"{law.title} ({law.official}, {law.id})"
    yield f"Zoals het geldt op {day_in_dutch(on)}. Uitvoering: {law.authority}."
    yield f"Nagekeken voor {day_in_dutch(law.covers[0])} tot en met {day_in_dutch(law.covers[1])}."
    if law.summary:
        yield law.summary["nl"]
    if law.uses:
        yield f"Bouwt op: {', '.join(law.uses)}."
    if law.right:
        yield f"Uitkomst: recht = {law.right}" + (f", bedrag = {law.amount}" if law.amount else "")


def _facts(corpus: Corpus, law: Law) -> Iterator[str]:
    if law.facts:
        yield "\nGegevens"
    for name in law.facts:
        fact = corpus.facts[name]
        unit = ", ".join(fact.choices) if fact.choices else fact.unit.name
        register = f"; staat in: {fact.register}" if fact.register else ""
        yield f"  {name} ({unit}{register}): {fact.question['nl']['zelf']}"


def _values(law: Law, on: datetime.date) -> Iterator[str]:
    if law.parameters:
        yield "\nBedragen en grenzen"
    for parameter in law.parameters.values():
        yield from _value(parameter, on)


def _value(parameter: ParameterDefinition, on: datetime.date) -> Iterator[str]:
    dated = parameter.on(on)
    value = shown(dated.value, parameter.unit)
    yield f"  {parameter.name}: {in_dutch(value, parameter.unit)} ({parameter.article})"
    if isinstance(value, Table):
        for key, beside in value.rows:
            label = f"vanaf {key}" if not isinstance(key, str) else key
            yield f"      {label}: {in_dutch(beside, parameter.unit)}"
    checked = f", nagekeken op {day_in_dutch(dated.checked)}" if dated.checked else ""
    source = dated.source or "geen: niemand weet dit"
    yield f"      Sinds {day_in_dutch(dated.since)}. Bron: {source}{checked}."
    yield f"      Zekerheid {dated.confidence}: {_CONFIDENCE[dated.confidence]}."
    yield from (f"      {note}" for note in (parameter.note, dated.note) if note)


def _steps(law: Law, on: datetime.date) -> Iterator[str]:
    yield "\nStappen"
    for step in law.steps.values():
        yield from _step(step, on)


def _step(step: StepDefinition, on: datetime.date) -> Iterator[str]:
    formula = step.on(on)
    since = f", sinds {day_in_dutch(formula.since)}" if len(step.formulas) > 1 else ""
    yield f"  {step.name} ({step.article}; {step.unit.name}, {_LEVELS[step.level.value]}{since})"
    yield f"      {step.says['nl']}"
    yield f"      = {formula.text}"
    if step.note:
        yield f"      {step.note}"


def _left_open(law: Law) -> Iterator[str]:
    if law.open_norms:
        yield "\nDaarover beslist een mens"
    yield from (f"  {norm.name} ({norm.article}): {norm.says['nl']}" for norm in law.open_norms)
    if law.gaps:
        yield "\nDit rekenen we niet uit"
    yield from (f"  {gap.article}: {gap.says['nl']}" for gap in law.gaps)
    if law.note:
        yield f"\n{law.note}"


def law_changes(corpus: Corpus, first: datetime.date, second: datetime.date) -> Iterator[str]:
    """What differs between two days: laws that begin or end, values, formulas. Lines of Dutch text."""
    for law in corpus.laws.values():
        if law.covers_day(first) != law.covers_day(second):
            day = second if law.covers_day(first) else first
            yield f"{law.name}: niet nagekeken voor {day_in_dutch(day)}"
            continue
        for parameter in law.parameters.values():
            before, after = parameter.on(first), parameter.on(second)
            if before.value != after.value:
                was, now = (value_in_dutch(parameter, dated) for dated in (before, after))
                source = after.source or "geen"
                yield f"{law.name}.{parameter.name} ({parameter.article}): {was} -> {now}, bron: {source}"
        for step in law.steps.values():
            was_text, now_text = step.on(first).text, step.on(second).text
            if was_text != now_text:
                yield f"{law.name}.{step.name} ({step.article}):\n    {was_text}\n -> {now_text}"


def value_in_dutch(parameter: ParameterDefinition, dated: DatedValue) -> str:
    """One value of a parameter in one line: "€ 2.119 per jaar", a table as its rows, or that nobody knows."""
    seen = shown(dated.value, parameter.unit)
    if not isinstance(seen, Table):
        return in_dutch(seen, parameter.unit)
    return "{" + ", ".join(f"{key}: {in_dutch(beside, parameter.unit)}" for key, beside in seen.rows) + "}"
