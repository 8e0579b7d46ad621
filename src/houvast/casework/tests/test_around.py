"""More people around a request: guests with chosen parts, colleagues who were asked, and one director."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts, alarms
from houvast.casework.acts import NotNow, NotYours
from houvast.casework.around import consulting, guests
from houvast.casework.models import Alarm, Consult, Guest, HelpRequest, Part
from houvast.casework.states import NotInTheTable
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.ledger.api import log_of
from houvast.people.api import Organisation, Professional, Resident, Role, new_code_for, new_professional

UNTIL = dt.date(2026, 12, 18)
PARTS = [Part.QUESTION, Part.STEPS]


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def mila(db: None) -> Professional:
    """Of another organisation."""
    return new_professional(
        email="mila@example.org",
        display_name="Mila",
        organisation=Organisation.objects.create(name="Woningcorporatie"),
        roles=[Role.COUNSELLOR],
    )


@pytest.fixture
def guest(city: Neighbourhood, question: HelpRequest, mila: Professional) -> Guest:
    guests.invite(form(question, city.fatima), mila.pk, role="helpt met de huur", parts=PARTS, until=UNTIL)
    return Guest.objects.get(request=question)


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def beside(request: HelpRequest) -> str:
    return reverse("casework:beside-one", args=[request.pk])


def test_a_guest_sees_the_chosen_parts_and_nothing_else(guest: Guest, question: HelpRequest) -> None:
    page = signed_in(guest.professional).get(beside(question)).content.decode()

    assert "U kreeg een brief over uw toeslag." in page
    assert "Wij lezen uw vraag" in page
    assert "Ik kreeg een brief van de Belastingdienst." not in page
    assert question.subject not in page.replace("U kreeg een brief over uw toeslag.", "")


@pytest.mark.parametrize("part", Part.values)
def test_every_part_can_be_shown_by_itself(
    city: Neighbourhood, question: HelpRequest, mila: Professional, part: str
) -> None:
    guests.invite(form(question, city.fatima), mila.pk, role="kijkt mee", parts=[part], until=UNTIL)

    page = signed_in(mila).get(beside(question)).content.decode()

    assert ("Ik kreeg een brief van" in page) == (part == Part.STORY)
    assert ("U kreeg een brief over uw toeslag." in page) == (part == Part.QUESTION)
    assert ("Wij lezen uw vraag" in page) == (part == Part.STEPS)


def test_the_whole_request_does_not_exist_for_a_guest(guest: Guest, question: HelpRequest) -> None:
    client = signed_in(guest.professional)

    assert client.get(reverse("casework:request", args=[question.pk])).status_code == 404
    assert question.reference not in client.get("/werk/").content.decode()
    assert question.reference in client.get("/werk/te-gast/").content.decode()


def test_each_look_of_a_guest_stands_in_the_residents_log(
    guest: Guest, question: HelpRequest, resident: Resident
) -> None:
    signed_in(guest.professional).get(beside(question))

    newest = log_of(resident)[0]
    assert (newest.who, newest.purpose, newest.organisation) == (
        "Mila",
        "meekijken met uw vraag",
        "Woningcorporatie",
    )


def test_after_the_last_day_nothing_is_seen(
    guest: Guest, question: HelpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY + dt.timedelta(days=26))

    assert signed_in(guest.professional).get(beside(question)).status_code == 404


def test_the_resident_reads_who_looks_along_and_can_end_it(
    guest: Guest, question: HelpRequest, resident: Resident
) -> None:
    client = Client()
    client.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    page = client.get(reverse("casework:follow")).content.decode()

    sent = {"token": f"uit-{guest.pk}", "woorden": str(guest.pk)}
    client.post(reverse("casework:say", args=[question.pk, "niet-meekijken"]), sent)

    assert "Mila" in page
    assert "helpt met de huur" in page
    assert signed_in(guest.professional).get(beside(question)).status_code == 404


def test_a_guest_writes_in_the_line_of_time_and_holds_nothing(guest: Guest, question: HelpRequest) -> None:
    guests.write(form(question, guest.professional), "De huur van november is betaald.")

    with pytest.raises(NotInTheTable):
        acts.propose_closing(form(question, guest.professional))
    assert question.contacts.get().by == guest.professional


def test_a_guest_sends_out_nobody_but_themselves(
    city: Neighbourhood, guest: Guest, question: HelpRequest
) -> None:
    guests.invite(form(question, city.dennis), city.ria.pk, role="tolk", parts=PARTS, until=UNTIL)
    other = Guest.objects.get(professional=city.ria)

    with pytest.raises(NotNow):
        guests.uninvite(form(question, guest.professional), other.pk)
    guests.uninvite(form(question, guest.professional), guest.pk)

    assert list(guests.guests_of(question, on=MONDAY.date())) == [other]


@pytest.mark.parametrize(
    "until", [MONDAY.date() - dt.timedelta(days=1), MONDAY.date() + dt.timedelta(days=400)]
)
def test_an_invitation_has_a_period_of_a_year_at_most(
    city: Neighbourhood, question: HelpRequest, mila: Professional, until: dt.date
) -> None:
    with pytest.raises(NotNow):
        guests.invite(form(question, city.fatima), mila.pk, role="x", parts=PARTS, until=until)


def test_only_who_holds_it_invites(city: Neighbourhood, question: HelpRequest, mila: Professional) -> None:
    with pytest.raises(NotYours):
        guests.invite(form(question, city.ria), mila.pk, role="x", parts=PARTS, until=UNTIL)


def test_the_director_is_one_of_the_people_around(
    city: Neighbourhood, guest: Guest, question: HelpRequest
) -> None:
    with pytest.raises(NotNow):
        guests.direct(form(question, city.fatima), city.ria.pk)
    guests.direct(form(question, city.fatima), guest.professional_id)
    question.refresh_from_db()
    chosen = question.director_id
    guests.uninvite(form(question, city.fatima), guest.pk)
    question.refresh_from_db()

    assert (chosen, question.director_id) == (guest.professional_id, None)


def test_a_colleague_sees_the_question_and_their_answer_comes_back(
    city: Neighbourhood, question: HelpRequest, resident: Resident
) -> None:
    consulting.consult(form(question, city.fatima), city.ria.pk, "Ken jij deze brief?")
    client = signed_in(city.ria)
    page = client.get(beside(question)).content.decode()

    consulting.advise(form(question, city.ria), "Ja, bel dit nummer.")

    holder = signed_in(city.fatima).get(reverse("casework:request", args=[question.pk])).content.decode()
    assert "Ken jij deze brief?" in page
    assert "Ik kreeg een brief van de Belastingdienst." not in page
    assert "Ja, bel dit nummer." in holder
    assert client.get(beside(question)).status_code == 404
    assert {line.purpose for line in log_of(resident) if line.who == "Ria"} >= {"raad geven bij uw vraag"}


def test_silence_of_a_colleague_comes_back_as_an_alarm(city: Neighbourhood, question: HelpRequest) -> None:
    consulting.consult(form(question, city.fatima), city.ria.pk, "Ken jij deze brief?")

    alarms.ring(at=MONDAY + dt.timedelta(days=4))

    assert Alarm.objects.filter(request=question, rule="consult", ended_at=None).exists()
    assert Consult.objects.get().ended_at is not None
    question.refresh_from_db()
    assert question.duo == city.noord


def test_an_invitation_is_filled_in_on_the_request_page(
    city: Neighbourhood, question: HelpRequest, mila: Professional
) -> None:
    client = signed_in(city.fatima)
    address = reverse("casework:act", args=[question.pk, "invite"])
    said = {
        "invite-token": "een-uitnodiging",
        "invite-version": "1",
        "invite-who": "mila@example.org",
        "invite-role": "helpt met de huur",
        "invite-parts": ["question", "terms"],
        "invite-until": "18-12-2026",
    }

    refused = client.post(address, {**said, "invite-who": "Niemand", "invite-until": "1-1-2020"})
    done = [client.post(address, said).status_code for _ in range(2)]

    assert refused.status_code == 422
    assert "Deze naam kennen we niet" in refused.content.decode()
    assert "Kies een dag vanaf vandaag" in refused.content.decode()
    assert done == [302, 302]
    assert sorted(Guest.objects.get().part_rows.values_list("part", flat=True)) == ["question", "terms"]
