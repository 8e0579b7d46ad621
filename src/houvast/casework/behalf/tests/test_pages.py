"""Somebody acts for a resident: within the parts and the period, seen by the resident, over at once."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework.behalf.tests.conftest import Together, Two
from houvast.casework.models import Contact, Event
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.ledger.api import LogLine, log_of
from houvast.people.api import Mandate, Professional


def own_page(two: Two) -> str:
    return reverse("casework:follow-one", args=[two.question.pk])


def message(two: Two, client: Client, words: str = "Ik schrijf voor haar.") -> int:
    address = reverse("casework:say", args=[two.question.pk, "bericht"])
    return client.post(address, {"token": f"t-{words}", "woorden": words}).status_code


def newest(two: Two) -> LogLine:
    return log_of(two.question.resident_id)[0]


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_who_comes_in_with_the_code_is_asked_first_and_sees_nothing_before_the_yes(
    together: Together,
) -> None:
    two = together("answer")
    two.helper.post(f"/namens/{two.mandate.pk}/zelf/")

    front = two.helper.get("/volg/", follow=True)

    assert front.redirect_chain[-1][0] == "/namens/"
    assert two.helper.get(own_page(two)).status_code == 404


def test_who_acts_sees_the_question_and_the_resident_reads_who_looked(together: Together) -> None:
    two = together()

    page = two.helper.get(own_page(two))

    assert page.status_code == 200
    assert "U kijkt nu namens iemand anders" in page.content.decode()
    line = newest(two)
    assert (line.actor_kind, line.on_behalf_of) == ("resident", two.question.resident_id)
    assert "Namens u" in two.resident.get("/volg/gekeken/").content.decode()


def test_a_message_keeps_who_wrote_it_and_for_whom(together: Together, city: Neighbourhood) -> None:
    two = together("answer")

    assert message(two, two.helper) == 302

    assert Contact.objects.get().mandate == two.mandate
    event = Event.objects.get(change="message")
    assert (event.mandate, event.by_resident, event.by) == (two.mandate, True, None)
    assert newest(two).on_behalf_of == two.question.resident_id
    assert "Aylin" in two.resident.get(own_page(two)).content.decode()
    desk = signed_in(city.fatima).get(reverse("casework:request", args=[two.question.pk]))
    assert "Namens de bewoner" in desk.content.decode()


def test_a_message_on_behalf_waits_for_an_answer_as_the_residents_own_does(together: Together) -> None:
    two = together("answer")

    message(two, two.helper)

    two.question.refresh_from_db()
    assert two.question.answer_owed_since == MONDAY


@pytest.mark.parametrize("what", ["bericht", "opgelost"])
def test_outside_the_parts_nothing_exists_and_the_try_is_in_the_log(together: Together, what: str) -> None:
    two = together()
    address = reverse("casework:say", args=[two.question.pk, what])

    response = two.helper.post(address, {"token": "t", "woorden": "Doe dit."})

    assert response.status_code == 404
    assert not Contact.objects.exists()
    assert newest(two).purpose == "geweigerd: mag deze vraag niet zien"
    assert newest(two).on_behalf_of == two.question.resident_id


def test_answering_is_not_deciding(together: Together) -> None:
    two = together("answer")
    solved = reverse("casework:say", args=[two.question.pk, "opgelost"])

    assert two.helper.post(solved, {"token": "s"}).status_code == 404

    two.question.refresh_from_db()
    assert two.question.is_open


def test_who_may_decide_can_say_that_it_is_solved(together: Together) -> None:
    two = together("decide")

    two.helper.post(reverse("casework:say", args=[two.question.pk, "opgelost"]), {"token": "s"})

    two.question.refresh_from_db()
    assert not two.question.is_open


@pytest.mark.parametrize("name", ["choose", "walk-in"])
def test_an_appointment_asks_for_the_part_of_answering(together: Together, name: str) -> None:
    two = together()
    address = reverse(f"casework:appointments:{name}", args=[two.question.pk])
    form = {"token": "t", "soort": "phone", "moment": f"1.{two.question.pk}"}

    assert two.helper.get(address).status_code == 200
    assert two.helper.post(address, form).status_code == 404


def test_taking_it_back_works_at_once(together: Together) -> None:
    two = together("answer")
    assert two.helper.get(own_page(two)).status_code == 200

    two.resident.post(reverse("casework:behalf:change", args=[two.mandate.pk, "stop"]))

    assert two.helper.get(own_page(two)).status_code == 404
    assert newest(two).purpose == "geweigerd: mag deze vraag niet zien"
    assert message(two, two.helper) == 404


def test_after_the_last_day_nothing_exists(together: Together, monkeypatch: pytest.MonkeyPatch) -> None:
    two = together("answer", until="24-11-2026")
    later = MONDAY + dt.timedelta(days=2)
    assert two.helper.get(own_page(two)).status_code == 200

    monkeypatch.setattr("houvast.web.clock.now", lambda: later)

    assert two.helper.get(own_page(two)).status_code == 404
    assert message(two, two.helper) == 404


@pytest.mark.parametrize("address", ["/volg/kopie/", "/volg/gekeken/", "/volg/wissen/", "/volg/namens/"])
def test_the_own_pages_of_the_resident_stay_the_residents(together: Together, address: str) -> None:
    two = together("answer", "decide", "money")

    page = two.helper.get(address)

    assert two.question.reference not in page.content.decode()
    assert address != "/volg/namens/" or page.status_code == 404


def test_a_stranger_and_another_resident_find_no_mandate(together: Together) -> None:
    two = together("answer")
    address = reverse("casework:behalf:change", args=[two.mandate.pk, "stop"])

    assert Client().post(address).status_code == 302
    assert two.helper.post(address).status_code == 404
    assert two.mandate.ended_at is None


def test_a_bewindvoerder_who_works_here_acts_only_on_the_residents_pages(
    together: Together, city: Neighbourhood
) -> None:
    two = together()
    desk = signed_in(city.fatima)
    address = reverse("casework:behalf:desk", args=[two.question.pk])
    desk.post(
        address,
        {
            "soort": "bewindvoerder",
            "zaak": "12345 BM VERZ 26-1",
            "collega": city.ria.account.email,
            "mag": ["answer", "money"],
        },
    )
    mandate = Mandate.objects.get(kind="bewindvoerder")
    ria = signed_in(city.ria)
    assert ria.get(own_page(two)).status_code == 403

    ria.post(reverse("casework:behalf:act", args=[mandate.pk, "begin"]))

    assert ria.get(own_page(two)).status_code == 200
    assert newest(two).who == "Ria"
    assert message(two, ria) == 302
    two.question.refresh_from_db()
    assert two.question.answer_owed_since == MONDAY
    assert ria.get(reverse("casework:request", args=[two.question.pk])).status_code == 404
    assert "12345 BM VERZ 26-1" in two.resident.get("/volg/namens/").content.decode().replace("\xa0", " ")


def test_the_resident_cannot_stop_what_a_court_gave_but_the_duo_can(
    together: Together, city: Neighbourhood
) -> None:
    two = together()
    desk = signed_in(city.fatima)
    page = desk.post(
        reverse("casework:behalf:desk", args=[two.question.pk]),
        {"soort": "mentor", "zaak": "99 BM", "naam": "De heer Bos"},
    )
    mandate = Mandate.objects.get(kind="mentor")

    refused = two.resident.post(reverse("casework:behalf:change", args=[mandate.pk, "stop"]))
    ended = desk.post(reverse("casework:behalf:desk-end", args=[two.question.pk, mandate.pk]))

    mandate.refresh_from_db()
    assert "De code voor wie vertegenwoordigt" in page.content.decode()
    assert (refused.status_code, ended.status_code) == (404, 302)
    assert mandate.ended_at == MONDAY


def test_a_budgetbeheerder_asks_and_the_resident_says_yes(together: Together, city: Neighbourhood) -> None:
    two = together()
    signed_in(city.fatima).post(
        reverse("casework:behalf:desk", args=[two.question.pk]),
        {"soort": "budgetbeheerder", "collega": city.omar.account.email},
    )
    mandate = Mandate.objects.get(kind="budgetbeheerder")
    omar = signed_in(city.omar)
    assert "Voor wie u handelt" in omar.get(reverse("casework:appointments:week")).content.decode()
    omar.post(reverse("casework:behalf:act", args=[mandate.pk, "begin"]))
    assert omar.get(own_page(two)).status_code == 403

    two.resident.post(reverse("casework:behalf:change", args=[mandate.pk, "ja"]))

    assert omar.get(own_page(two)).status_code == 200


def test_another_duo_finds_no_page_of_mandates(together: Together, city: Neighbourhood) -> None:
    two = together()

    found = signed_in(city.ria).get(reverse("casework:behalf:desk", args=[two.question.pk]))

    assert found.status_code == 404


def test_what_was_typed_stays_when_something_lacks(together: Together) -> None:
    two = together()

    page = two.resident.post("/volg/namens/", {"naam": "Tante Fenna", "tot_en_met": "1-1-2020"})

    assert page.status_code == 422
    assert "Tante Fenna" in page.content.decode()
    assert Mandate.objects.count() == 1


def test_who_may_only_look_sees_no_button_that_would_not_work(together: Together) -> None:
    two = together()

    page = two.helper.get(own_page(two)).content.decode()

    for words in (
        "Schrijf ons een bericht",
        "Maak een afspraak",
        "Ja, het is opgelost",
        "Wis al mijn gegevens",
    ):
        assert words not in page
    assert "Stop met namens kijken" in page
