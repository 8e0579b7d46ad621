"""One question about several people stands on one screen, and nothing that was filled in is lost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from houvast.conversation.models import Draft
from houvast.conversation.tests.test_the_way_through import ON, answer_all, begin
from houvast.web import clock

ADDRESS = "/vraag/nettoloon_maand/"


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: ON)


@pytest.fixture
def couple(visitor: Client) -> Client:
    """Somebody who told that a partner lives there."""
    begin(visitor)
    visitor.post("/vraag/thuis/", {"wie": ["partner"]})
    return visitor


def test_the_same_question_about_two_people_is_one_screen(couple: Client) -> None:
    page = couple.get(ADDRESS).content.decode()

    assert "Dezelfde vraag voor iedereen" in page
    assert page.count('name="antwoord.') == 2
    assert 'name="antwoord.partner"' in page


def test_both_are_told_with_one_answer(couple: Client) -> None:
    posted = couple.post(ADDRESS, {"antwoord.aanvrager": "1.200", "antwoord.partner": "0"})

    back = couple.get("/vraag/begrepen/").content.decode()
    assert posted.status_code == 302
    assert "1.200" in back
    assert f'href="{ADDRESS}?terug=begrepen"' in back


def test_a_fault_stands_beside_the_one_whom_it_is_about(couple: Client) -> None:
    page = couple.post(ADDRESS, {"antwoord.aanvrager": "1200", "antwoord.partner": "veel"}).content.decode()

    assert 'href="#antwoord.partner"' in page
    assert 'href="#antwoord.aanvrager"' not in page
    assert 'value="1200"' in page
    assert 'value="veel"' in page


def test_weet_ik_niet_keeps_what_was_filled_in(couple: Client) -> None:
    couple.post(ADDRESS, {"antwoord.aanvrager": "1200", "antwoord.partner": "", "weet-niet": "1"})

    page = couple.get(ADDRESS).content.decode()
    assert 'value="1200"' in page
    assert "Weet ik niet" in couple.get("/vraag/begrepen/").content.decode()


def test_weet_ik_niet_keeps_what_was_ticked_of_a_list(visitor: Client) -> None:
    begin(visitor)
    visitor.post("/vraag/thuis/", {"wie": ["alleen"]})

    visitor.post("/vraag/groep-situatie/", {"past": ["heeft_schulden"], "weet-niet": "1"})

    boxes = visitor.get("/vraag/groep-situatie/").content.decode().split("<input")
    ticked = [box for box in boxes if 'type="checkbox"' in box and " checked" in box]
    assert len(ticked) == 1
    assert "heeft_schulden" in ticked[0]


def test_each_chooses_from_an_own_list(couple: Client) -> None:
    page = couple.get("/vraag/uitkering/").content.decode()

    assert page.count("<fieldset") >= 2
    assert 'type="radio" name="antwoord.partner"' in page


def test_a_couple_is_asked_everything_once(couple: Client) -> None:
    answers: dict[str, Any] = {
        "thuis": {"wie": ["partner"]},
        "geboortedatum": {"antwoord.aanvrager": "3-2-1988", "antwoord.partner": "4-5-1986"},
        "uitkering": {"antwoord.aanvrager": "geen", "antwoord.partner": "geen"},
    }

    asked = answer_all(couple, answers)

    assert len(asked) == len(set(asked))
    assert not [key for key in asked if "." in key and not key.startswith("groep-")]
    assert Draft.objects.count() == 1
    assert dt.date(1986, 5, 4).strftime("%Y") in couple.get("/vraag/begrepen/").content.decode()
