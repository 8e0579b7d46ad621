"""Several questions in one text are kept apart, the most urgent first; one question stays one."""

import datetime as dt
from pathlib import Path

import pytest

from houvast.language.understanding.several import Part, Urgency, pieces, pressing
from houvast.language.understanding.topics import Topic
from houvast.language.understanding.understand import Decision, Understander

DAY = dt.date(2026, 11, 23)


def parts(ready: Understander, text: str) -> tuple[Part, ...]:
    return ready.understand(text, on=DAY).parts


def test_two_questions_are_kept_apart_in_their_own_words(ready: Understander) -> None:
    found = parts(ready, "Ik heb huurachterstand en mijn zoon wordt 18.")

    assert [(part.candidates[0].topic, part.text) for part in found] == [
        ("huurachterstand", "Ik heb huurachterstand"),
        ("achttien_worden", "en mijn zoon wordt 18"),
    ]


def test_what_cannot_wait_comes_first(ready: Understander) -> None:
    found = parts(ready, "Ik wil een Stadspas aanvragen. En hoe maak ik bezwaar tegen de afwijzing?")

    assert [(part.candidates[0].topic, part.urgency) for part in found] == [
        ("bezwaar_maken", Urgency.SOON),
        ("stadspas", Urgency.USUAL),
    ]


def test_what_is_told_before_also_is_a_question_of_its_own(ready: Understander) -> None:
    found = parts(ready, "Mijn koelkast is kapot. Ook wil ik weten hoe ik zorgtoeslag aanvraag.")

    assert {part.candidates[0].topic for part in found} == {"witgoed", "zorgtoeslag"}


def test_a_question_that_is_told_in_two_halves_is_heard_by_its_sentence(ready: Understander) -> None:
    found = parts(
        ready, "Mijn huur is 700 en ik loop twee maanden achter. Ook wordt mijn zoon 18, wat verandert er?"
    )

    assert {part.candidates[0].topic for part in found} == {"huurachterstand", "achttien_worden"}


def test_a_few_words_of_a_text_without_danger_hold_none(ready: Understander) -> None:
    found = parts(
        ready,
        "Ik word volgende week 18 en ik zorg voor mijn moeder die ziek is. "
        "Ik krijg brieven over mijn zorgverzekering en snap het niet.",
    )

    assert len(found) > 1
    assert Urgency.EMERGENCY not in {part.urgency for part in found}


def test_danger_comes_before_all_else(ready: Understander) -> None:
    found = parts(
        ready, "Hoe vraag ik zorgtoeslag aan? En vandaag word ik uit mijn huis gezet, de ontruiming."
    )

    assert found[0].urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "zorgtoeslag almak istiyorum ve stadspas nasıl alınır",
        "أريد بدل الإيجار. كيف أطلب بطاقة المدينة",
        "how do I get rent benefit, and how do I apply for child benefit",
    ],
)
def test_other_languages_join_questions_in_their_own_way(ready: Understander, text: str) -> None:
    assert len(parts(ready, text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mijn man is ziek. Hij krijgt minder loon. Wat kunnen we doen?",
        "Ik heb een koophuis en wat spaargeld, mag ik dan bijstand?",
        "ik woon samen en mijn vriend verdient 1.200 euro, krijg ik dan huurtoeslag",
    ],
)
def test_one_question_with_a_story_stays_whole(ready: Understander, text: str) -> None:
    (whole,) = parts(ready, text)

    assert whole.text == text


def test_several_questions_are_never_answered_as_if_they_were_one(ready: Understander) -> None:
    found = ready.understand("hoe vraag ik zorgtoeslag aan en hoe zit het met kinderbijslag?", on=DAY)

    assert found.decision is Decision.ASK
    assert {one.topic for one in found.candidates[:2]} == {"zorgtoeslag", "kinderbijslag"}


def test_an_amount_or_a_day_is_not_cut_in_two() -> None:
    text = "ik betaal 1.250,50 per 1.1.2026"

    assert pieces(text) == [(0, len(text))]


def test_every_topic_that_cannot_wait_is_a_topic(laws: Path, topics: tuple[Topic, ...]) -> None:
    assert set(pressing(laws)) - {topic.name for topic in topics} == set()
