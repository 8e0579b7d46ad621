"""What a question is about is shown back, and the visitor has the last word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from houvast.answers import api as hearing
from houvast.casework.api import HelpRequest
from houvast.language.api import Danger, Kind, learned_folder, understander

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
    assert 'href="/antwoord/zorgtoeslag/"' in page


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


def test_a_false_alarm_leaves_the_question_itself(
    visitor: Client, duo: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    alarm = (Danger(Kind.SUICIDE, "learned"),)
    monkeypatch.setattr("houvast.conversation.views.front.dangers", lambda _: alarm)
    monkeypatch.setattr("houvast.language.understanding.understand.dangers", lambda _: alarm)
    first = visitor.post("/", {"woorden": "hoe vraag ik zorgtoeslag aan?"})
    page = visitor.post("/vraag/gehoord/", {}, follow=True).content.decode()

    visitor.post("/bewaren/", {}, follow=True)

    held = HelpRequest.objects.get()
    assert first.headers["Location"] == "/vraag/nood/"
    assert "Uw vraag gaat over:" in page
    assert (held.subject, held.urgency) == ("Zorgtoeslag", "usual")


TWO = "ik heb huurachterstand. mijn zoon wordt 18"


def test_several_questions_are_kept_apart_and_the_most_urgent_comes_first(visitor: Client) -> None:
    say(visitor, "hoe vraag ik zorgtoeslag aan? en ik heb huurachterstand")

    several = visitor.get("/vraag/gehoord/").context["several"]

    assert [one["value"] for one in several] == ["huurachterstand", "zorgtoeslag"]
    assert "huurachterstand" in several[0]["words"]


def test_who_helps_reads_each_question_and_how_long_it_can_wait(visitor: Client, duo: object) -> None:
    say(visitor, TWO)

    visitor.post("/bewaren/", {}, follow=True)

    held = HelpRequest.objects.get()
    sections = visitor.get(f"/volg/{held.pk}/hulpvraag/").context["sections"]
    asked = {section.key: section.items for section in sections}["vraag"]
    assert [item.text for item in asked] == ["Huur niet betaald", "18 worden"]
    assert asked[1].note == "mijn zoon wordt 18"
    assert held.subject == "Huur niet betaald"


def test_one_of_several_questions_can_be_taken_away(visitor: Client) -> None:
    say(visitor, TWO)

    page = visitor.post("/vraag/gehoord/", {"over": "achttien_worden"}, follow=True).content.decode()

    assert "Uw vraag gaat over:" in page
    assert "Huur niet betaald" in page
    assert TWO in page, "the words stay"
