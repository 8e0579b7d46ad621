"""A conversation stops, and goes on later: here or elsewhere, with a code and with nothing else."""

import datetime as dt
import itertools

import pytest
from django.test import Client

from houvast.conversation import drafts
from houvast.conversation.models import Draft, Pause
from houvast.conversation.tests.test_the_way_through import ON, PARENT, begin
from houvast.language.api import Kind
from houvast.people.models import Attempts
from houvast.web import clock

pytestmark = pytest.mark.django_db
WRONG = "0000 0000 0000 00"


@pytest.fixture(autouse=True)
def a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: ON)


def code_of(visitor: Client) -> str:
    return " ".join(visitor.post("/vraag/pauze/").context["groups"])


def test_the_conversation_goes_on_on_another_telephone(visitor: Client) -> None:
    begin(visitor, "ik kom niet rond")
    visitor.post("/vraag/thuis/", {"wie": ["alleen"]})
    elsewhere = Client()

    on = elsewhere.post("/verder/", {"code": code_of(visitor).lower()})

    assert on.headers["Location"] == "/vraag/verder/"
    page = elsewhere.get("/vraag/begrepen/").content.decode()
    assert "ik kom niet rond" in page
    assert "U woont alleen" in page


def test_what_is_answered_there_is_known_here(visitor: Client) -> None:
    begin(visitor)
    elsewhere = Client()
    elsewhere.post("/verder/", {"code": code_of(visitor)})

    elsewhere.post("/vraag/kale_huur/", {"antwoord": "652,10"})

    here, there = (each.get("/vraag/begrepen/").context["rows"] for each in (visitor, elsewhere))
    assert here == there
    assert 65210 in [row["amount"] * 100 for row in here if row["amount"]]


def test_the_database_alone_opens_nothing(visitor: Client) -> None:
    begin(visitor, "mijn geheim verhaal")
    code = code_of(visitor)

    pause = Pause.objects.get()

    kept = pause.pk.encode() + bytes(pause.sealed) + bytes(pause.draft.sealed)
    assert code.replace(" ", "").encode() not in kept
    assert visitor.cookies["vraag"].value.partition(".")[2].encode() not in kept
    assert b"geheim" not in kept


def test_a_pause_lasts_a_week_and_no_longer(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(visitor)
    code = code_of(visitor)

    monkeypatch.setattr(clock, "now", lambda: ON + dt.timedelta(days=6))
    assert Client().post("/verder/", {"code": code}).headers["Location"] == "/vraag/verder/"
    monkeypatch.setattr(clock, "now", lambda: ON + dt.timedelta(days=8))
    assert Client().post("/verder/", {"code": code}).headers["Location"] == "/volg/"
    drafts.forget_expired(at=ON + dt.timedelta(days=8))
    assert Draft.objects.count() == Pause.objects.count() == 0


def test_an_answer_does_not_make_a_pause_shorter(visitor: Client) -> None:
    begin(visitor)
    code_of(visitor)

    visitor.post("/vraag/thuis/", {"wie": ["alleen"]})

    assert Draft.objects.get().expires_at == ON + drafts.PAUSED


def test_a_second_code_ends_the_first(visitor: Client) -> None:
    begin(visitor)
    first, second = code_of(visitor), code_of(visitor)

    assert Client().post("/verder/", {"code": first}).headers["Location"] == "/volg/"
    assert Client().post("/verder/", {"code": second}).headers["Location"] == "/vraag/verder/"


def test_guessing_is_stopped_before_anything_is_looked_at(visitor: Client) -> None:
    begin(visitor)
    code = code_of(visitor)
    for _ in range(10):
        Client().post("/verder/", {"code": WRONG})

    refused = Client().post("/verder/", {"code": code})

    assert refused.status_code == 429
    assert "Dit ging te vaak mis." in refused.content.decode()


def test_a_slip_is_explained_and_not_counted(visitor: Client) -> None:
    refused = visitor.post("/verder/", {"code": "7K3M 9QX2"})

    assert refused.status_code == 422
    assert 'value="7K3M 9QX2"' in refused.content.decode()
    assert Attempts.objects.count() == 0


def test_the_code_of_a_kept_question_is_good_here_too(visitor: Client, duo: object) -> None:
    begin(visitor)
    visitor.post("/bewaren/", {"naam": "Samira"})
    code = " ".join(visitor.get("/bewaren/code/").context["groups"])

    followed = Client().post("/verder/", {"code": code}, follow=True)

    assert followed.redirect_chain == [("/volg/", 307), ("/volg/", 302)]
    assert followed.status_code == 200


def test_wiping_here_leaves_it_for_the_code(visitor: Client) -> None:
    begin(visitor)
    code = code_of(visitor)

    visitor.post("/vraag/pauze/hier-weg/")

    assert visitor.get("/vraag/gehoord/").status_code == 404
    assert visitor.post("/verder/", {"code": code}, follow=True).status_code == 200


def test_wiping_everything_ends_the_code_too(visitor: Client) -> None:
    begin(visitor)
    code = code_of(visitor)

    visitor.post("/vraag/weg/")

    assert Pause.objects.count() == 0
    assert Client().post("/verder/", {"code": code}).headers["Location"] == "/volg/"


def test_nothing_of_a_pause_stands_in_an_address(visitor: Client) -> None:
    begin(visitor)
    page = visitor.post("/vraag/pauze/").content.decode()
    code = "".join(visitor.post("/vraag/pauze/").context["groups"])

    assert f"={code[:4]}" not in page
    assert Client().get("/verder/", {"code": code}).status_code == 200, "an address opens nothing"


def test_a_conversation_that_breaks_off_at_every_step_is_picked_up_at_every_step(
    visitor: Client, duo: object
) -> None:
    """Each step is answered on another device in another language, which knew nothing before; the one before
    it stops at once."""
    begin(visitor, "ik kom niet rond")
    languages = itertools.cycle(["ar", "nl", "tr", "en"])
    visitor = picked_up(visitor, "/vraag/gehoord/", "nl")
    steps = []

    for language in itertools.islice(languages, 60):
        here = visitor.get("/vraag/verder/").headers["Location"]
        assert "/vraag/verder/" in visitor.get("/").content.decode(), "the same browser finds it again"
        visitor = picked_up(visitor, here, language)
        assert visitor.get("/vraag/verder/").headers["Location"] == here
        steps.append(here)
        if here == "/vraag/begrepen/":
            break
        key = here.removeprefix("/vraag/").rstrip("/")
        onward = visitor.post(here, PARENT.get(key, {"weet-niet": "1"}))
        assert onward.status_code == 302
        if key == "thuis":
            visitor = picked_up(visitor, "/vraag/kinderen/", next(languages))
            assert visitor.post("/vraag/kinderen/", PARENT["kinderen"]).status_code == 302
    for last in ("/stoppenkast/", "/vraag/hulpvraag/", "/bewaren/"):
        visitor = picked_up(visitor, last, next(languages))

    visitor.post("/bewaren/", {"naam": "Samira"})
    assert visitor.get("/bewaren/code/").status_code == 200
    assert steps[-1] == "/vraag/begrepen/"
    assert len(steps) == len(set(steps)) > 8


def test_a_conversation_that_breaks_off_in_danger_is_picked_up_there(visitor: Client) -> None:
    begin(visitor, "wij hebben niets te eten vandaag")

    elsewhere = picked_up(visitor, "/vraag/nood/", "ar")

    assert elsewhere.post("/vraag/nood/", {"klopt": "food"}).headers["Location"] == "/vraag/nood/"
    dangers = picked_up(elsewhere, "/vraag/nood/", "nl").get("/vraag/nood/").context["dangers"]
    assert [each["answer"].kind for each in dangers if each["confirmed"]] == [Kind.FOOD]


def picked_up(visitor: Client, here: str, language: str) -> Client:
    """The same conversation on a device that knew nothing, in this language, standing at this page; the
    device before it wiped itself."""
    elsewhere = Client()
    elsewhere.cookies["taal"] = language
    elsewhere.post("/verder/", {"code": code_of(visitor)})
    visitor.post("/vraag/pauze/hier-weg/")
    page = elsewhere.get(here)
    assert page.status_code == 200, here
    assert f'<html lang="{language}"' in page.content.decode(), here
    return elsewhere
