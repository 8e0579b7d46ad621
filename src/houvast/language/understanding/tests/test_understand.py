"""Understanding: the same words, the same outcome; it asks rather than guesses; a person when it must."""

import datetime as dt
from pathlib import Path

import pytest

from houvast.language.emergency import Kind
from houvast.language.understanding import embedding
from houvast.language.understanding import learned as learning
from houvast.language.understanding.repair import vocabulary
from houvast.language.understanding.tongue import tongue
from houvast.language.understanding.topics import Topic, outside
from houvast.language.understanding.understand import (
    Decision,
    Understander,
    Understanding,
    learned_folder,
    understander,
)

DAY = dt.date(2026, 11, 22)
FEW = 10
"""So many topics are learned in a moment."""


def heard(ready: Understander, text: str, chosen: str | None = None) -> Understanding:
    return ready.understand(text, on=DAY, chosen=chosen)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("hoe vraag ik zorgtoeslag aan?", "zorgtoeslag"),
        ("ik wil graag huurtoeslag voor mijn woning", "huurtoeslag"),
        ("Hoeveel is de kinderbijslag?", "kinderbijslag"),
        ("zorgtoeslach aanvraage", "zorgtoeslag"),
        ("stadspas", "stadspas"),
    ],
)
def test_a_plain_question_is_answered_at_once(ready: Understander, text: str, topic: str) -> None:
    found = heard(ready, text)

    assert (found.candidates[0].topic, found.decision) == (topic, Decision.ANSWER)


def test_a_question_with_two_meanings_is_asked_back(ready: Understander) -> None:
    found = heard(ready, "huur")

    assert found.decision is Decision.ASK
    assert len(found.candidates) >= 3


@pytest.mark.parametrize(
    "text", ["recept voor appeltaart", "hoe laat gaat de trein naar utrecht", "", "🙂🙂"]
)
def test_what_is_no_question_for_us_leads_to_a_person(ready: Understander, text: str) -> None:
    assert heard(ready, text).decision is Decision.PERSON


def test_an_emergency_always_leads_to_a_person(ready: Understander) -> None:
    found = heard(ready, "we hebben geen eten meer, hoe vraag ik zorgtoeslag aan?")

    assert found.dangers[0].kind is Kind.FOOD
    assert found.decision is Decision.PERSON


@pytest.mark.parametrize("text", ["bghit n3ref wach 3ndi l7e9 f huurtoeslag", "nie mam pieniędzy na czynsz"])
def test_a_language_that_we_do_not_speak_leads_to_a_person(ready: Understander, text: str) -> None:
    assert heard(ready, text).decision is Decision.PERSON


def test_the_same_words_give_the_same_outcome(
    ready: Understander, topics: tuple[Topic, ...], laws: Path, tmp_path: Path
) -> None:
    text = "me huur is te hoog en ik heb schulden van vijfduizend euro"
    first_process = understander(topics[:FEW], laws, tmp_path)
    next_process = understander(topics[:FEW], laws, tmp_path)

    assert heard(ready, text) == heard(ready, text)
    assert heard(first_process, text) == heard(next_process, text)
    assert list(tmp_path.glob("*.npz")), "what was learned was kept"


def test_what_was_kept_and_broke_is_learned_again(
    topics: tuple[Topic, ...], laws: Path, tmp_path: Path
) -> None:
    few = topics[:FEW]
    whole = understander(few, laws)
    name = learning.digest(few, outside(laws), with_model=whole.model is not None)
    (tmp_path / f"{name}.npz").write_bytes(b"half of it")

    assert heard(understander(few, laws, tmp_path), "bijstand") == heard(whole, "bijstand")


def test_everything_works_without_the_model(
    topics: tuple[Topic, ...], laws: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUVAST_UNDERSTANDING", "letters")
    embedding.embedder.cache_clear()
    try:
        bare = understander(topics, laws, learned_folder())
    finally:
        embedding.embedder.cache_clear()

    assert bare.model is None
    assert heard(bare, "hoe vraag ik zorgtoeslag aan?").candidates[0].topic == "zorgtoeslag"
    assert heard(bare, "recept voor appeltaart").decision is Decision.PERSON


def test_a_model_with_other_weights_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "WEIGHTS_SHA256", "0" * 64)
    embedding.embedder.cache_clear()
    try:
        assert embedding.embedder() is None
    finally:
        embedding.embedder.cache_clear()


def test_a_very_long_text_is_still_understood(ready: Understander) -> None:
    found = heard(ready, "ik wil weten of ik huurtoeslag kan krijgen. " * 400)

    assert found.candidates[0].topic == "huurtoeslag"


def test_words_are_mended_only_towards_the_subject() -> None:
    known = vocabulary(["zorgtoeslag", "aanmaning", "kinderbijslag"], ["ik heb recht", "ik heb geld"])

    assert (
        known.mended("Zorgtoeslach, aanmanning en kinderbeislag") == "zorgtoeslag aanmaning en kinderbijslag"
    )
    assert known.mended("de aanrander en het zwembad") == "de aanrander en het zwembad"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I cannot pay my rent this month", "en"),
        ("kiramı ödeyemiyorum ne yapmalıyım", "tr"),
        ("kiramı ödeyemiyorum", "tr"),
        ("لا أستطيع دفع الإيجار", "ar"),
        ("uitkering almak istiyorum nasıl yapabilirim", "tr"),
        ("ma 3ndich flous bach nakol", "ary"),
        ("ik heb geen geld meer", "nl"),
    ],
)
def test_the_language_is_recognised(text: str, code: str) -> None:
    assert tongue(text).code == code


def test_one_word_does_not_change_the_language_that_was_chosen() -> None:
    assert tongue("huurtoeslag", "tr").code == "tr"
    assert tongue("help", "ar").code == "ar"
    assert tongue("Ayşe Yıldız", "nl").code == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "salam bghit nakhod lmosa3ada",
        "chhal kaykhellso f kinderbijslag",
        "kifash ndir bach ntleb uitkering",
        "rajli mrid o ana makankhdemch",
        "kif fini 2addem 3al mosa3ade",
        "ma 3ande masare",
    ],
)
def test_arabic_in_latin_letters_is_recognised(text: str) -> None:
    assert tongue(text, "nl").code == "ary"


@pytest.mark.parametrize(
    "text", ["ik heb 3kids en 2x gebeld", "mn zoon wordt 18jaar", "hala param yatmadı", "I wash my had in b1"]
)
def test_digits_in_other_languages_are_no_letters(text: str) -> None:
    assert tongue(text).code != "ary"


def test_of_a_long_story_the_end_is_read() -> None:
    story = "mijn buurman heeft een hond die de hele dag blaft en " * 20

    assert learning.read(f"{story} hoe vraag ik huurtoeslag aan").endswith("hoe vraag ik huurtoeslag aan")
    assert len(learning.read(story * 9)) <= learning.MOST_SIGNS
