"""No number and no right in an answer that cannot be traced: over all schemes, and over answers by chance.

`HOUVAST_ANSWERS=10000` generates so many; without it enough to have met every scheme twice.
"""

import dataclasses
import os
from fractions import Fraction

import pytest

from houvast.answers.composed import Line, Part, SchemeAnswer
from houvast.answers.tests.generating import generated, numbers_in, untraceable
from houvast.rights.api import Said, corpus, life_events

HOW_MANY = int(os.environ.get("HOUVAST_ANSWERS", "200"))


@pytest.fixture(scope="module")
def answers() -> list[SchemeAnswer]:
    """Answers by chance, the same every time."""
    made = (generated(number) for number in range(HOW_MANY * 2))
    return [answer for answer in made if answer is not None][:HOW_MANY]


def test_every_number_and_right_is_traceable(answers: list[SchemeAnswer]) -> None:
    found = [fault for answer in answers for fault in untraceable(answer)]

    assert len(answers) == HOW_MANY
    assert found == []


def test_the_answers_meet_every_kind_of_line_and_of_right(answers: list[SchemeAnswer]) -> None:
    parts = {line.part for answer in answers for line in answer.lines}
    rights = {answer.outcome.answer for answer in answers if answer.outcome}
    amounts = [line for answer in answers for line in answer.of(Part.FOR_YOU) if "€" in line.says.text]

    assert parts == set(Part)
    assert len(rights) == 3
    assert len(amounts) > HOW_MANY / 20


@pytest.mark.parametrize(
    "wrong",
    [
        Line(Part.FOR_YOU, Said("€ 1.234,56 per maand", "nl"), "Wzt 2"),
        Line(Part.VALUES, Said("grens: € 98.765", "nl"), "Wzt 2", "rijksoverheid.nl"),
        Line(Part.NEXT, Said("U heeft 3 weken.", "nl")),
        Line(Part.JUDGED, Said("De gemeente kijkt naar uw situatie.", "nl")),
        Line(Part.SHORT, Said("Iedereen heeft hier recht op.", "nl"), "Wzt 2"),
        Line(Part.DEPENDS, Said("Heeft u meer dan 77777 euro?", "nl")),
        Line(Part.DEPENDS, Said("Gaat uw kind 7 naar school?", "nl")),
    ],
    ids=lambda line: line.part.value,
)
def test_what_comes_from_nowhere_is_found(answers: list[SchemeAnswer], wrong: Line) -> None:
    answer = next(each for each in answers if each.outcome is not None)
    lied = dataclasses.replace(answer, lines=(*answer.lines, wrong))

    assert untraceable(lied) != []


def test_another_right_than_the_engine_says_is_found(answers: list[SchemeAnswer]) -> None:
    answer = next(each for each in answers if each.outcome and each.outcome.answer.value == "no")
    first = answer.of(Part.FOR_YOU)[0]
    lie = dataclasses.replace(first, says=Said("Dit past bij wat u vertelde.", "nl"))
    lied = dataclasses.replace(answer, lines=tuple(lie if line is first else line for line in answer.lines))

    assert [fault for fault in untraceable(lied) if "another right" in fault]


def test_a_number_in_a_life_event_has_its_article_or_stands_in_a_sourced_line_of_its_scheme() -> None:
    lines = [line for event in life_events() for part in event.parts.values() for line in part]
    told = [line for line in lines if not line.article and numbers_in(line.says["nl"])]

    assert [
        line.says["nl"] for line in told if not numbers_in(line.says["nl"]) <= _sourced(line.schemes)
    ] == []


def _sourced(schemes: tuple[str, ...]) -> set[Fraction]:
    parts = [part for name in schemes for part in corpus().laws[name].getting_it.values()]
    return {
        number
        for part in parts
        if isinstance(part, dict) and part.get("source")
        for number in numbers_in(str(part.get("nl", "")))
    }


def test_every_scheme_has_a_short_answer_with_its_law() -> None:
    assert [law.name for law in corpus().laws.values() if not law.summary or not law.official] == []
