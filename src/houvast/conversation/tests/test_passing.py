"""What somebody said in passing is shown back, and fills in nothing."""

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override

from houvast.conversation.passing import MOST, said_in_passing
from houvast.conversation.story import Story
from houvast.conversation.tests.conftest import with_story

DAY = dt.date(2026, 11, 23)
WORDS = "ik ben 34, alleenstaand met 2 kinderen, ik krijg 1250 euro per maand en loop 3 maanden achter"


def plain(lines: tuple[str, ...]) -> list[str]:
    return [line.replace("\u00a0", " ") for line in lines]


def test_every_kind_of_thing_is_said_in_words() -> None:
    with override("nl"):
        found = plain(said_in_passing(WORDS, on=DAY))

    assert found == ["€ 1.250 per maand", "3 maanden", "u: 34 jaar", "2 kinderen", "u bent alleen"]


def test_a_day_without_its_year_is_only_perhaps() -> None:
    with override("nl"):
        assert said_in_passing("de zitting is 12 januari", on=DAY) == ("misschien dinsdag 12 januari 2027",)


@pytest.mark.parametrize("words", ["", "hoe krijg ik zorgtoeslag?", "bel 0612345678"])
def test_nothing_is_made_up(words: str) -> None:
    assert said_in_passing(words, on=DAY) == ()


def test_a_long_story_shows_only_the_first() -> None:
    assert len(said_in_passing(" ".join(f"{n}00 euro," for n in range(1, 30)), on=DAY)) == MOST


@pytest.mark.django_db
def test_it_stands_on_the_page_and_in_no_fact(visitor: Client) -> None:
    page = with_story(visitor, Story(words=WORDS)).get("/vraag/gehoord/").content.decode()

    assert "Dit hoorden we erbij:" in page
    assert "<bdi>u: 34 jaar</bdi>" in page
    assert "Wij vullen dit niet zelf in." in page
    assert visitor.get("/vraag/thuis/").status_code == 200, "who lives there is still asked"
