"""What a question is about is shown back, and the visitor has the last word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from houvast.answers import api as hearing
from houvast.casework.api import HelpRequest
from houvast.language.api import learned_folder, understander

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _prepared() -> Iterator[None]:
    """As `houvast serve` does before it answers; kept between runs."""
    laws = Path(settings.CONFIG.corpus_dir)
    understander(tuple(hearing.topics().values()), laws, learned_folder())
    hearing.understanding.cache_clear()
    yield
    hearing.understanding.cache_clear()


def say(visitor: Client, words: str) -> str:
    return visitor.post("/", {"woorden": words}, follow=True).content.decode()


def test_a_clear_question_is_named_and_leads_to_its_page(visitor: Client) -> None:
    page = say(visitor, "hoe vraag ik zorgtoeslag aan?")

    assert "Uw vraag gaat over:" in page
    assert 'href="/regelingen/zorgtoeslag/"' in page


def test_an_unclear_question_gives_three_topics_and_something_else(visitor: Client) -> None:
    page = say(visitor, "huur")

    assert "Waar gaat uw vraag over?" in page
    assert page.count('name="over"') == hearing.CHOICES + 1


def test_the_visitor_has_the_last_word(visitor: Client) -> None:
    say(visitor, "hoe vraag ik zorgtoeslag aan?")

    page = visitor.post("/vraag/gehoord/", {"over": "-"}, follow=True).content.decode()
    assert "Uw vraag gaat over:" not in page
    assert "hoe vraag ik zorgtoeslag aan?" in page, "the words stay"

    page = visitor.post("/vraag/gehoord/", {"over": "huurtoeslag"}, follow=True).content.decode()
    assert "Huurtoeslag" in page


def test_what_is_no_topic_is_no_choice(visitor: Client) -> None:
    say(visitor, "huur")

    page = visitor.post("/vraag/gehoord/", {"over": "<script>"}, follow=True).content.decode()

    assert "Uw vraag gaat over:" not in page


def test_a_conversation_goes_on_when_nothing_was_prepared(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.answers.hearing.understanding", lambda: None)

    assert "hoe vraag ik zorgtoeslag aan?" in say(visitor, "hoe vraag ik zorgtoeslag aan?")


def test_the_counsellor_reads_in_the_list_what_it_is_about(visitor: Client, duo: object) -> None:
    say(visitor, "hoe vraag ik zorgtoeslag aan?")

    visitor.post("/bewaren/", {"keuze": "bewaren"}, follow=True)

    assert HelpRequest.objects.get().subject == "Zorgtoeslag"
