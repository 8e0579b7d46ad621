"""Answers for households that chance made, and what in them cannot be traced.

Takes   a number; or an answer.
Gives   an answer; or every number and right in it that does not come from the laws, a source or the engine.
Knows   nothing of how an answer is composed: it reads the YAML files itself, and computes each receipt again.
"""

import datetime as dt
import functools
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import override

from houvast.answers.composed import Line, NoAnswer, Part, SchemeAnswer, scheme_answer
from houvast.law.api import Answer, FactDefinition, Kind, Outcome, Person, Situation, replay
from houvast.rights.api import corpus

FIRST, DAYS = dt.date(2025, 1, 1), 730
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_PLACE = re.compile(r"\b[Uu]w kind (\d+)\b")
_NUMBER_WORDS = frozenset({"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "half"})
_RIGHTS = {
    "Dit past bij wat u vertelde.": Answer.YES,
    "Dit past nu niet bij wat u vertelde.": Answer.NO,
    "Dat weten we nog niet zeker.": Answer.DEPENDS,
}


def generated(number: int) -> SchemeAnswer | None:
    """The answer of this number: some scheme, day and household; None where nobody checked that day."""
    chance = random.Random(number)
    schemes = sorted(name for name, law in corpus().laws.items() if law.kind != "begrip")
    day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    situation = _household(chance, day) if chance.random() < 0.8 else None
    with override("nl"), suppress(NoAnswer):  # whatever language an earlier test left behind
        return scheme_answer(schemes[number % len(schemes)], on=day, situation=situation)
    return None


def untraceable(answer: SchemeAnswer) -> list[str]:
    """Every line with a number or a right that cannot be traced; empty is what a test wants."""
    return [
        f"{answer.law.name} {answer.on}: {fault}" for line in answer.lines for fault in _faults(answer, line)
    ]


def _faults(answer: SchemeAnswer, line: Line) -> Iterator[str]:
    numbers = numbers_in(line.says.text)
    match line.part:
        case Part.FOR_YOU:
            yield from _not_computed(answer, line, numbers)
        case Part.VALUES:
            if not line.article or not line.source:
                yield f"a value without article or source: {line.says.text}"
            yield from _not_among(numbers, _values(answer), line)
        case Part.DEPENDS:
            known = {n for fact in corpus().facts.values() for n in numbers_in(str(fact.question["nl"]))}
            yield from _not_among(numbers - _places(answer, line), known, line)
        case Part.NEXT:
            if (numbers or _NUMBER_WORDS & set(line.says.text.casefold().split())) and not line.source:
                yield f"a number without a source: {line.says.text}"
            yield from _not_in_the_file(answer, line)
        case Part.LEFT_OUT if not line.article:
            pass  # a value that nobody knows: there is no number in it
        case _:
            if not line.article:
                yield f"no article: {line.says.text}"
            yield from _not_in_the_file(answer, line)


def _places(answer: SchemeAnswer, line: Line) -> set[Fraction]:
    """The place of a person without a name, as in "uw kind 2": a number of this household."""
    persons = answer.outcome.receipt.told.persons if answer.outcome else ()
    most = sum(person.role == "kind" for person in persons)
    return {Fraction(place) for place in map(int, _PLACE.findall(line.says.text)) if 1 <= place <= most}


def _not_computed(answer: SchemeAnswer, line: Line, numbers: set[Fraction]) -> Iterator[str]:
    """The engine, asked again with the receipt, must say the same right and the same amount."""
    assert answer.outcome is not None, "a line for somebody has an outcome"
    if line.source != answer.outcome.receipt.code:
        yield f"not the receipt of this outcome: {line.says.text}"
    again = replay(corpus(), answer.outcome.receipt)
    if line.says.text in _RIGHTS:
        if _RIGHTS[line.says.text] is not again.answer:
            yield f"another right: {line.says.text}"
        return
    if again.answer is Answer.NO or not numbers:
        yield f"an amount for a no, or a line without one: {line.says.text}"
    yield from _not_among(numbers, set(_amounts(again)), line)


def _amounts(outcome: Outcome) -> Iterator[Fraction]:
    ends = (
        (outcome.amount,) if outcome.answer is Answer.YES and outcome.amount is not None else (outcome.high,)
    )
    for end in ends:
        if end is not None:
            yield from _rounded(Fraction(end))


def _values(answer: SchemeAnswer) -> set[Fraction]:
    found: set[Fraction] = set()
    for parameter in answer.law.parameters.values():
        found |= numbers_in(parameter.name.replace("_", " "))
        found |= set(_leaves(parameter.on(answer.on).value, parameter.unit.name == "%"))
    return found


def _leaves(value: Any, percent: bool) -> Iterator[Fraction]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | Fraction):
        yield from _rounded(Fraction(value) * (100 if percent else 1))
        yield from _rounded(Fraction(value))
    elif isinstance(value, dt.date):
        yield from (Fraction(value.day), Fraction(value.month), Fraction(value.year))
    elif isinstance(value, str):
        yield from numbers_in(value)
    else:
        for part in value:
            yield from _leaves(part, percent)


def _rounded(value: Fraction) -> Iterator[Fraction]:
    """As it is read: exact, in whole euros or in cents; half a cent goes up."""
    value = abs(value)
    yield value
    yield Fraction(int(value * 100 + Fraction(1, 2)), 100)
    yield Fraction(int(value + Fraction(1, 2)))


def _not_among(numbers: set[Fraction], known: set[Fraction], line: Line) -> Iterator[str]:
    about = Fraction(1, 1000) if "ongeveer" in line.says.text else 0
    for number in numbers - known:
        if not any(abs(number - one) <= one * about for one in known if about):
            yield f"{number} comes from nowhere: {line.says.text}"


def _not_in_the_file(answer: SchemeAnswer, line: Line) -> Iterator[str]:
    if line.says.text not in _texts(answer.law.file):
        yield f"not a text of the law: {line.says.text}"


@functools.cache
def _texts(file: str) -> frozenset[str]:
    path = next(Path(settings.CONFIG.corpus_dir).parent.rglob(file), None) or Path(file)
    return frozenset(
        " ".join(text.split()) for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    )


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for below in content.values():
            yield from _strings(below)
    elif isinstance(content, list):
        for below in content:
            yield from _strings(below)


def numbers_in(text: str) -> set[Fraction]:
    """The numbers that stand in a Dutch text, in digits."""
    return {Fraction(found.replace(".", "").replace(",", ".")) for found in _NUMBER.findall(text)}


def _household(chance: random.Random, day: dt.date) -> Situation:
    roles = ["aanvrager", *(["partner"] if chance.random() < 0.4 else [])]
    roles += [f"kind-{number}" for number in range(1, chance.choice((1, 1, 2, 3, 4)))]
    persons = tuple(
        Person(role, role.partition("-")[0], _told(chance, day, role.partition("-")[0])) for role in roles
    )
    household = {
        fact.name: _value(chance, fact, day)
        for fact in corpus().facts.values()
        if fact.level.value == "household" and chance.random() < 0.7
    }
    return Situation(household, persons, frozenset())


def _told(chance: random.Random, day: dt.date, role: str) -> dict[str, Any]:
    return {
        fact.name: _value(chance, fact, day, child=role == "kind")
        for fact in corpus().facts.values()
        if fact.level.value != "household"
        and (not fact.applies_to or role in fact.applies_to)
        and chance.random() < 0.7
    }


def _value(chance: random.Random, fact: FactDefinition, day: dt.date, *, child: bool = False) -> Any:
    if fact.unit.kind is Kind.BOOL:
        return chance.random() < 0.5
    if fact.unit.kind is Kind.CHOICE:
        return chance.choice(list(fact.choices))
    if fact.unit.kind is Kind.DATE:
        return day - dt.timedelta(
            days=chance.randrange(30, 6500 if child else 26000) + (0 if child else 6600)
        )
    low = fact.low if isinstance(fact.low, int) else 0
    high = fact.high if isinstance(fact.high, int) else 45_000
    return chance.randint(max(low, 0), min(high, 45_000))
