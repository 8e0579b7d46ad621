"""What a resident sees and says with nothing but a code."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from houvast.casework import acts, alarms
from houvast.casework.api import HelpRequest
from houvast.casework.clocks import Ball
from houvast.casework.follow.journey import journey
from houvast.casework.models import Contact
from houvast.casework.steps import Promise
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.ledger.api import log_of
from houvast.people.api import Resident, new_resident

TUESDAY = MONDAY + dt.timedelta(days=1)
CALL_TAXES = Promise(
    what="Fatima belt met de Belastingdienst",
    why="Zij vraagt om uitstel.",
    then="U krijgt een nieuwe brief",
    ball=Ball.OTHER,
    ball_with="Belastingdienst",
    due_on=dt.date(2026, 12, 3),
    next_contact_on=dt.date(2026, 11, 26),
)


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def coded(city: Neighbourhood) -> tuple[HelpRequest, str]:
    """A request, and the code of its resident."""
    resident, code = new_resident(at=MONDAY, language="nl")
    return opened(resident), code


@pytest.fixture
def inside(coded: tuple[HelpRequest, str]) -> Client:
    """Whoever typed that code."""
    client = Client()
    client.post("/volg/", {"code": coded[1]})
    return client


def read(client: Client, address: str = "/volg/") -> str:
    """The page as text."""
    return client.get(address).content.decode()


def address(request: HelpRequest, what: str) -> str:
    return reverse("casework:say", args=[request.pk, what])


def test_the_code_leads_to_the_request_however_it_is_typed(coded: tuple[HelpRequest, str]) -> None:
    request, code = coded
    client = Client()

    response = client.post("/volg/", {"code": f" {code[:4].lower()} {code[4:8]}-{code[8:]} "}, follow=True)

    assert request.reference in response.content.decode()


def test_coming_in_with_the_code_stands_in_the_log(inside: Client, coded: tuple[HelpRequest, str]) -> None:
    assert log_of(coded[0].resident_id)[0].purpose == "binnenkomen met uw code"


@pytest.mark.parametrize("typed", ["", "niets", "AAAA-AAAA-AAAA", "🙂" * 40, "\u202e\u0000"])
def test_a_wrong_code_is_explained_beside_the_field_and_kept(city: Neighbourhood, typed: str) -> None:
    response = Client().post("/volg/", {"code": typed})

    assert response.status_code == 422
    assert 'id="code-error"' in response.content.decode()


def test_who_guesses_codes_is_stopped_and_told_whom_to_call(
    city: Neighbourhood, coded: tuple[HelpRequest, str]
) -> None:
    client = Client()
    wrong = [new_resident(at=MONDAY, language="nl") for _ in range(11)]
    for resident, _ in wrong:
        resident.delete()

    statuses = [client.post("/volg/", {"code": code}).status_code for _, code in wrong]
    right = client.post("/volg/", {"code": coded[1]})

    assert statuses[0] == 422
    assert statuses[-1] == 429
    assert right.status_code == 429
    assert "Of bel ons" in right.content.decode()


def test_the_page_tells_what_happens_now_and_the_promised_day(inside: Client) -> None:
    page = read(inside)

    assert "Wij lezen uw vraag" in page
    assert "woensdag 25 november" in page
    assert "Nu zijn wij aan de beurt." in page
    assert "Klaar? Dat bepaalt u" in page


def test_what_the_counsellor_does_is_seen_at_once(
    inside: Client, coded: tuple[HelpRequest, str], city: Neighbourhood
) -> None:
    request, _ = coded
    acts.accept(form(request, city.fatima))
    acts.add_step(form(request, city.fatima), CALL_TAXES)
    acts.send_message(form(request, city.dennis), "Ik heb gebeld.")

    page = read(inside)

    for words in (
        "Fatima belt met de Belastingdienst",
        "Zij vraagt om uitstel.",
        "U krijgt een nieuwe brief",
        "Ik heb gebeld.",
        "tel:0201234567",
        "U hoeft nu niets te doen.",
    ):
        assert words in page


def test_both_faces_have_a_direct_number(inside: Client) -> None:
    page = read(inside)

    assert page.count("tel:0201234567") == 2
    assert "Fatima" in page
    assert "Dennis" in page


def test_a_substep_stands_under_its_step(coded: tuple[HelpRequest, str], city: Neighbourhood) -> None:
    request, _ = coded
    acts.accept(form(request, city.fatima))
    acts.add_step(form(request, city.fatima), CALL_TAXES)
    part = Promise(**{**CALL_TAXES.__dict__, "what": "Uitstel gevraagd", "beside": True})
    acts.add_step(form(request, city.fatima), part)

    stops = journey(HelpRequest.objects.get(pk=request.pk), on=MONDAY.date()).route

    assert [(stop.title, stop.state, [small.title for small in stop.substeps]) for stop in stops] == [
        ("Uw vraag is binnen", "completed", []),
        ("U heeft twee vaste mensen", "completed", []),
        ("Wij bellen u", "completed", []),
        ("Fatima belt met de Belastingdienst", "current", ["Uitstel gevraagd"]),
        ("U krijgt een nieuwe brief", "upcoming", []),
        ("Klaar? Dat bepaalt u", "upcoming", []),
    ]


def test_also_a_page_on_which_nothing_changed_says_something(
    inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: TUESDAY)

    assert "Sinds maandag 23 november is er niets veranderd." in read(inside)


def test_when_we_are_late_we_say_so_and_promise_nothing(
    inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY + dt.timedelta(days=3))

    page = read(inside)

    assert "Dat is onze fout, niet die van u." in page
    assert "U hoort uiterlijk" not in page


def test_what_is_said_about_a_standstill_is_what_the_alarms_do(
    coded: tuple[HelpRequest, str],
) -> None:
    stuck = journey(coded[0], on=MONDAY.date()).stuck

    assert alarms.LEVELS[2] == "de teamleider"
    assert f"na {alarms.RULES['silence'].climbs[2]} werkdagen" in stuck[1]


def test_a_message_sent_twice_is_there_once(inside: Client, coded: tuple[HelpRequest, str]) -> None:
    sent = {"token": "one", "woorden": "Ik vond de brief."}

    for _ in range(2):
        inside.post(address(coded[0], "bericht"), sent)

    assert Contact.objects.count() == 1
    assert "Ik vond de brief." in read(inside)


@pytest.mark.parametrize("words", ["", "a" * 5_001])
def test_a_message_with_a_fault_stays_on_the_page(
    inside: Client, coded: tuple[HelpRequest, str], words: str
) -> None:
    response = inside.post(address(coded[0], "bericht"), {"token": "one", "woorden": words})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#bericht-woorden"' in page
    assert words in page


def test_the_residents_word_closes_and_opens_it_again(inside: Client, coded: tuple[HelpRequest, str]) -> None:
    request, _ = coded
    closed = inside.post(address(request, "opgelost"), {"token": "one"}, follow=True).content.decode()
    opened_again = inside.post(
        address(request, "niet-opgelost"), {"token": "two", "woorden": "Het geld kwam niet."}, follow=True
    ).content.decode()

    assert "Toch niet opgelost?" in closed
    assert "Wij bellen u over wat nog niet goed is" in opened_again
    assert "Het geld kwam niet." in opened_again


def test_the_question_of_the_duo_can_be_answered_with_no(
    inside: Client, coded: tuple[HelpRequest, str], city: Neighbourhood
) -> None:
    request, _ = coded
    acts.accept(form(request, city.fatima))
    acts.propose_closing(form(request, city.fatima))
    assert "Wij denken dat het klaar is" in read(inside)

    inside.post(address(request, "niet-opgelost"), {"token": "one", "woorden": ""})

    assert HelpRequest.objects.get(pk=request.pk).phase == "working"


@pytest.mark.parametrize("what", ["", "bericht", "opgelost", "niet-opgelost", "verwijs"])
def test_another_residents_request_does_not_exist(
    inside: Client, coded: tuple[HelpRequest, str], what: str
) -> None:
    other = opened(new_resident(at=MONDAY, language="nl")[0], subject="Van iemand anders")
    target = f"/volg/{other.pk}/{what}/" if what else f"/volg/{other.pk}/"

    response = inside.post(target, {"token": "x", "woorden": "hoi"}) if what else inside.get(target)

    assert response.status_code == 404
    assert "Van iemand anders" not in response.content.decode()
    assert HelpRequest.objects.get(pk=other.pk).phase == "received"


def test_a_stranger_is_asked_for_the_code_and_comes_back_where_they_were(
    coded: tuple[HelpRequest, str],
) -> None:
    request, code = coded
    client = Client()
    first = client.get(f"/volg/{request.pk}/")
    onward = re.search(r'name="next" value="([^"]+)"', client.get(first["Location"]).content.decode())

    assert onward is not None
    back = client.post("/volg/", {"code": code, "next": onward[1]})

    assert back["Location"] == f"/volg/{request.pk}/"


@pytest.mark.parametrize("onward", ["//boef.example/volg/", "https://boef.example/", "/werk/"])
def test_nobody_is_sent_elsewhere_after_the_code(coded: tuple[HelpRequest, str], onward: str) -> None:
    response = Client().post("/volg/", {"code": coded[1], "next": onward})

    assert response["Location"] == "/volg/"


def test_who_looked_can_be_read(inside: Client, coded: tuple[HelpRequest, str], city: Neighbourhood) -> None:
    with pytest.raises(acts.NotYours):
        acts.accept(form(coded[0], city.ria))

    page = read(inside, "/volg/gekeken/")

    assert "Ria" in page
    assert "geweigerd: mag deze vraag niet zien" in page


def test_somebody_with_two_requests_chooses(inside: Client, coded: tuple[HelpRequest, str]) -> None:
    second = opened(coded[0].resident, subject="Nog een vraag")

    page = read(inside)

    assert f"/volg/{second.pk}/" in page
    assert "Al uw vragen" in read(inside, f"/volg/{second.pk}/")


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "It is our turn now."), ("tr", "Şimdi sıra bizde."), ("ar", "الدور الآن علينا.")],
)
def test_the_page_speaks_the_residents_language(inside: Client, code: str, words: str) -> None:
    inside.cookies["taal"] = code

    page = read(inside)

    assert words in page
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in page


@pytest.mark.parametrize("code", ["nl", "en", "tr", "ar"])
def test_every_stop_of_the_house_has_words_in_every_language(
    coded: tuple[HelpRequest, str], resident: Resident, code: str
) -> None:
    acts.say_solved(form(coded[0], coded[0].resident))

    with translation.override(code):
        stops = journey(HelpRequest.objects.get(pk=coded[0].pk), on=MONDAY.date()).route

    assert all(stop.title for stop in stops)
    assert (stops[0].title == "Uw vraag is binnen") == (code == "nl")
