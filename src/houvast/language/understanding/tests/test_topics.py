"""The questions that people ask: complete, and each with one topic."""

from pathlib import Path

import pytest

from houvast.language.understanding.learned import Known, read
from houvast.language.understanding.topics import (
    OUTSIDE,
    BadQuestions,
    Kind,
    Topic,
    heard,
    outside,
    read_topics,
)
from houvast.language.understanding.understand import VECTORS
from houvast.law.api import load_corpus, read_life_events

ENOUGH = 15
MOST_PARTS_NEW = 10


def test_every_topic_has_fifteen_phrasings_in_dutch(topics: tuple[Topic, ...]) -> None:
    assert [topic.name for topic in topics if len(topic.asked.get("nl", ())) < ENOUGH] == []


def test_every_scheme_that_people_can_ask_for_and_every_life_event_is_a_topic(
    topics: tuple[Topic, ...], laws: Path
) -> None:
    corpus = load_corpus(laws, city="amsterdam")
    asked_for = {name for name, law in corpus.laws.items() if law.getting_it.get("words")}
    events = {event.name for event in read_life_events(laws, corpus)}

    names = {topic.name for topic in topics}

    assert asked_for - names == set()
    assert events - names == set()


def test_every_general_topic_has_a_title_in_four_languages(topics: tuple[Topic, ...]) -> None:
    general = [topic for topic in topics if topic.kind is Kind.GENERAL]

    assert general
    assert [topic.name for topic in general if set(topic.title) != {"nl", "en", "tr", "ar"}] == []


def test_a_text_that_stands_with_two_topics_is_refused_by_name(tmp_path: Path, laws: Path) -> None:
    folder = tmp_path / "questions" / "general"
    folder.mkdir(parents=True)
    for name in ("een", "twee"):
        (folder / f"{name}.yaml").write_text(
            f"title: {{nl: {name}}}\nasked: {{nl: [Hoe  dan]}}\n", encoding="utf-8"
        )
    corpus = load_corpus(laws, city="amsterdam")

    with pytest.raises(BadQuestions, match="een and with twee"):
        read_topics(corpus, (), tmp_path)


def test_the_vectors_beside_the_questions_know_nearly_every_question(
    topics: tuple[Topic, ...], laws: Path
) -> None:
    """`houvast topics --learn` makes them; the first start makes what lacks, at 15 ms for each text."""
    known = Known.read(laws / "questions" / VECTORS)
    texts = {read(text) for topic in topics for text in topic.sayings} | {
        read(text) for text in outside(laws)
    }

    assert len(known.lacks(sorted(texts))) <= len(texts) / MOST_PARTS_NEW, "run `houvast topics --learn`"


def test_every_text_of_another_author_names_topics_that_are_there(
    laws: Path, topics: tuple[Topic, ...]
) -> None:
    names = {topic.name for topic in topics} | {OUTSIDE}
    said = heard(laws)

    assert said
    assert [one.text for one in said if not set(one.topics) <= names] == []


def test_the_sixty_most_asked_topics_have_fifteen_phrasings_in_turkish_and_arabic(
    topics: tuple[Topic, ...],
) -> None:
    enough = [
        topic.name
        for topic in topics
        if min(len(topic.asked.get(language, ())) for language in ("tr", "ar")) >= ENOUGH
    ]

    assert len(enough) >= 60
    assert [topic.name for topic in topics if not {"en", "tr", "ar"} <= set(topic.asked)] == []
