"""From own words to a kept question, as a browser without JavaScript meets it."""

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from houvast.casework.api import HelpRequest
from houvast.conversation import drafts
from houvast.conversation.models import Draft
from houvast.conversation.story import Story
from houvast.conversation.tests.conftest import with_story
from houvast.language.api import Kind
from houvast.web import clock

ON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=clock.AMSTERDAM)
PARENT = {
    "thuis": {"wie": ["kind"]},
    "kinderen": {"antwoord": "5"},
    "geboortedatum": {"antwoord": "3-2-1988"},
    "geboortedatum-kinderen": {
        f"dag.kind-{number}": day
        for number, day in enumerate(["4-3-2011", "5-4-2013", "6-5-2015", "7-6-2019", "8-7-2022"], 1)
    },
    "woongemeente": {"antwoord": "amsterdam"},
    "woonvorm": {"antwoord": "huur_zelfstandig"},
    "kale_huur": {"antwoord": "€ 652,10"},
    "toetsingsinkomen": {"antwoord": "20.500"},
    "vermogen_1_januari": {"antwoord": "0"},
    "vermogen_nu": {"antwoord": "0"},
    "zorgverzekering": {"antwoord": "nederlands"},
    "fiscaal_gezinsinkomen_vorig_jaar": {"antwoord": "20500"},
    "nettoloon_maand": {"antwoord": "0"},
    "andere_inkomsten_maand": {"antwoord": "0"},
    "groep-over_u": {"past": ["verblijfsrecht"]},
    "krijgt-u-al": {"past": ["kinderbijslag"]},
}


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: ON)


def begin(visitor: Client, words: str = "ik kom niet rond") -> Any:
    return visitor.post("/", {"woorden": words}, follow=True)


def answer_all(visitor: Client, answers: dict[str, Any]) -> list[str]:
    """Answer whatever is asked until nothing is; "weet ik niet" to what is not in `answers`. The asked
    screens.
    """
    asked: list[str] = []
    for _ in range(60):
        response = visitor.get("/vraag/verder/", follow=True)
        key = response.request["PATH_INFO"].strip("/").removeprefix("vraag/")
        if key == "begrepen":
            return asked
        for name in ["thuis", "kinderen"] if key == "thuis" and key in answers else [key]:
            typed = answers.get(name, {"weet-niet": "1"})
            asked.append(name)
            posted = visitor.post(f"/vraag/{name}/", typed)
            assert posted.status_code == 302, name
    raise AssertionError(f"the questions never end: {asked}")


def test_words_lead_to_a_recognition_and_then_to_the_people_at_home(visitor: Client) -> None:
    heard = begin(visitor)

    first = visitor.get("/vraag/verder/", follow=True)

    assert heard.redirect_chain == [("/vraag/gehoord/", 302)]
    assert "ik kom niet rond" in heard.content.decode()
    assert "Wie wonen er bij u in huis?" in first.content.decode()


def test_a_danger_in_the_words_goes_before_everything(visitor: Client) -> None:
    response = begin(visitor, "ik heb 5 kinderen en geen eten voor het weekend")

    assert response.redirect_chain == [("/vraag/nood/", 302)]
    assert "tel:14020" in response.content.decode()


def test_nothing_typed_and_nothing_chosen_is_explained_beside_the_field(visitor: Client) -> None:
    response = visitor.post("/", {"woorden": "  "})

    assert "Vertel iets, of kies een plaatje hieronder." in response.content.decode()
    assert Draft.objects.count() == 0


@pytest.mark.one_database
def test_only_what_can_change_something_is_asked_and_nothing_twice(visitor: Client) -> None:
    begin(visitor)

    asked = answer_all(visitor, PARENT)

    assert len(asked) == len(set(asked))
    assert "partnerband" not in asked
    assert "geboortedatum-kinderen" in asked


def test_the_fuse_box_shows_what_there_is_with_articles(visitor: Client) -> None:
    begin(visitor)
    answer_all(visitor, PARENT)

    box = visitor.get("/stoppenkast/").content.decode()
    why = visitor.get("/stoppenkast/kindgebonden_budget/").content.decode()

    assert "Kindgebonden budget" in box
    assert "Staat aan" in box
    assert "Ligt klaar voor u" in box
    assert "Wkb" in why


@pytest.mark.one_database
def test_weet_ik_niet_is_an_answer_to_everything(visitor: Client) -> None:
    begin(visitor)

    answer_all(visitor, {"krijgt-u-al": {"weet-niet": "1"}})
    box = visitor.get("/stoppenkast/")

    assert box.status_code == 200
    assert "Weten we nog niet" in box.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("99999999", "Dit is hoger dan kan."),
        ("1,234", "Dit kan twee dingen betekenen."),
        ("veel", "We kunnen dit bedrag niet lezen."),
        ("", "Vul een getal in"),
        ("🙂", "We kunnen dit bedrag niet lezen."),
    ],
)
def test_a_wrong_amount_is_explained_and_stays_in_its_field(visitor: Client, typed: str, says: str) -> None:
    begin(visitor)

    response = visitor.post("/vraag/kale_huur/", {"antwoord": typed})

    page = response.content.decode()
    assert says in page
    assert f'value="{typed}"' in page or not typed


def test_a_birth_in_the_future_is_explained(visitor: Client) -> None:
    begin(visitor)

    response = visitor.post("/vraag/geboortedatum/", {"antwoord": "1-1-2030"})

    assert "Deze dag is nog niet geweest." in response.content.decode()


def test_a_line_can_be_changed_and_one_comes_back_to_the_summary(visitor: Client) -> None:
    begin(visitor)
    answer_all(visitor, PARENT)

    changed = visitor.post("/vraag/kale_huur/?terug=begrepen", {"antwoord": "700"}, follow=True)

    assert changed.redirect_chain == [("/vraag/begrepen/", 302)]
    assert "700" in changed.content.decode()


def test_fewer_children_forget_only_the_ones_who_left(visitor: Client) -> None:
    begin(visitor)
    answer_all(visitor, PARENT)

    visitor.post("/vraag/kinderen/?terug=begrepen", {"antwoord": "2"})
    page = visitor.get("/vraag/begrepen/").content.decode()

    assert "2 kinderen" in page
    assert "5 april 2013" in page
    assert "8 juli 2022" not in page


def test_keeping_nothing_really_deletes(visitor: Client) -> None:
    begin(visitor)

    gone = visitor.post("/vraag/weg/", follow=True)

    assert "Alles is gewist" in gone.content.decode()
    assert Draft.objects.count() == 0
    assert visitor.get("/stoppenkast/").status_code == 404


def test_a_form_sent_twice_makes_one_request(visitor: Client, duo: Any) -> None:
    begin(visitor)
    answer_all(visitor, PARENT)

    first = visitor.post("/bewaren/", {"naam": "Samira 🌷 محمد", "telefoon": "06 12345678"}, follow=True)
    second = visitor.post("/bewaren/", {"naam": "Samira"}, follow=True)

    assert HelpRequest.objects.count() == 1
    assert first.context["groups"] == second.context["groups"]
    assert first.redirect_chain == [("/bewaren/code/", 302)]


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_four_times_at_once_makes_one_request(client: Client, duo: Any) -> None:
    begin(client)
    cookie = client.cookies["vraag"].value

    def send(_: int) -> int:
        impatient = Client()
        impatient.cookies["vraag"] = cookie
        try:
            return impatient.post("/bewaren/", {"naam": "Samira"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fingers:
        answers = list(fingers.map(send, range(4)))

    assert answers == [302] * 4
    assert HelpRequest.objects.count() == 1


def test_without_anybody_to_hold_it_nothing_is_kept_and_nothing_lost(visitor: Client) -> None:
    begin(visitor, "mijn verhaal")

    response = visitor.post("/bewaren/", {"naam": "Samira"})

    assert "Er is nu niemand om uw vraag aan te nemen." in response.content.decode()
    assert 'value="Samira"' in response.content.decode()
    assert "mijn verhaal" in visitor.get("/vraag/gehoord/").content.decode()


def test_a_storage_that_is_away_gives_back_what_was_typed(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(visitor)
    away = sqlite3.OperationalError("database is locked")
    away.sqlite_errorname = "SQLITE_BUSY"

    def locked(*_: Any) -> None:
        raise OperationalError from away

    monkeypatch.setattr(drafts, "change", locked)
    response = visitor.post("/vraag/kale_huur/", {"antwoord": "652,10"})

    assert response.status_code == 503
    assert "652,10" in response.content.decode()


def test_the_code_is_there_until_it_is_put_away(visitor: Client, duo: Any) -> None:
    begin(visitor)
    visitor.post("/bewaren/", {})

    visitor.post("/bewaren/klaar/")

    assert visitor.get("/bewaren/code/").status_code == 404
    assert Draft.objects.count() == 0
    assert HelpRequest.objects.count() == 1


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar"])
def test_the_paper_is_an_accessible_pdf_in_every_language(visitor: Client, duo: Any, language: str) -> None:
    visitor.cookies["taal"] = language
    begin(visitor, "ik heb geen geld 🙂 لا مال ağŞİ")
    answer_all(visitor, PARENT)
    visitor.post("/bewaren/", {"naam": "Samira 🌷 محمد"})

    response = visitor.get("/bewaren/papier.pdf")

    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert b"pdfuaid:part" in response.content


def test_nobody_can_read_a_story_with_the_database_alone(visitor: Client) -> None:
    begin(visitor, "mijn geheim verhaal")

    draft = Draft.objects.get()

    assert b"geheim" not in bytes(draft.sealed)
    assert Client().get("/vraag/gehoord/").status_code == 404


def test_a_story_disappears_when_its_day_is_over(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(visitor)

    monkeypatch.setattr(clock, "now", lambda: ON + dt.timedelta(hours=25))

    assert visitor.get("/vraag/gehoord/").status_code == 404


@pytest.mark.parametrize("cookie", ["", "x", "a.b", f"{'0' * 32}.{'A' * 44}", "é.é"])
def test_a_broken_cookie_is_no_story_and_no_fault(visitor: Client, cookie: str) -> None:
    visitor.cookies["vraag"] = cookie

    assert visitor.get("/vraag/gehoord/").status_code == 404


def test_a_page_with_a_story_is_kept_by_no_browser(visitor: Client) -> None:
    assert begin(visitor).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_danger_has_its_own_page_without_any_story(client: Client, kind: str) -> None:
    response = client.get(f"/nood/{kind}/")

    assert response.status_code == 200
    assert 'href="tel:' in response.content.decode()


def test_a_heard_danger_is_asked_and_only_a_yes_makes_it_certain(visitor: Client, duo: object) -> None:
    begin(visitor, "ik heb 5 kinderen en geen eten voor het weekend")

    asked = visitor.get("/vraag/nood/").content.decode()
    lines = visitor.get("/vraag/begrepen/").content.decode()
    agreed = visitor.post("/vraag/nood/", {"klopt": "food"}, follow=True).content.decode()
    certain = visitor.get("/vraag/begrepen/").content.decode()

    assert "Is dit nu zo: «Ik heb geen eten»?" in asked
    assert "Misschien dringend" in lines
    assert "U zei: dit is nu zo." in agreed
    assert "Nu dringend" in certain
    assert "Misschien dringend" not in certain


def test_a_yes_to_a_danger_that_was_not_heard_changes_nothing(visitor: Client) -> None:
    begin(visitor)

    visitor.post("/vraag/nood/", {"klopt": "suicide"})

    assert "dringend" not in visitor.get("/vraag/begrepen/").content.decode()


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ({"about": "zorgtoeslag", "dangers": ("suicide",)}, "Zorgtoeslag"),
        ({"about": "zorgtoeslag", "dangers": ("suicide",), "confirmed": ("suicide",)}, "Zorgtoeslag"),
        ({"dangers": ("suicide",)}, "Een vraag in eigen woorden"),
        ({"dangers": ("suicide",), "confirmed": ("suicide",)}, "Ik wil niet meer leven"),
        ({"topic": "wonen", "dangers": ("eviction",)}, "Wonen, stroom of gas"),
    ],
)
def test_a_heard_danger_never_names_the_request(
    visitor: Client, duo: object, said: dict[str, Any], headline: str
) -> None:
    with_story(visitor, Story(words="help", **said))

    visitor.post("/bewaren/", {})

    held = HelpRequest.objects.get()
    assert held.subject == headline
    assert held.urgency in {"emergency", "threat"}, "the alarm itself stays as loud"


def test_what_is_heard_faintly_is_asked_gently(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.conversation.views.front.danger_to_ask", lambda _: Kind.VIOLENCE)
    begin(visitor)

    page = visitor.get("/vraag/gehoord/").content.decode()

    assert "Zie wie u nu kunt bellen" in page
    assert 'href="/nood/violence/"' in page
