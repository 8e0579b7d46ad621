"""Somebody of another organisation decides on a tailor-made plan, and sees only what that takes."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts
from houvast.casework.acts import NotNow, NotYours
from houvast.casework.around import guests
from houvast.casework.models import HelpRequest, Part
from houvast.casework.plan import reading, tailoring
from houvast.casework.plan.models import Decision
from houvast.casework.plan.tests.test_tailored import weighed
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.ledger.api import log_of
from houvast.people.api import Organisation, Professional, Resident, Role, new_professional

UNTIL = dt.date(2026, 12, 18)
LATER = dt.datetime(2026, 12, 21, 9, 0, tzinfo=MONDAY.tzinfo)


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def mila(db: None) -> Professional:
    """Of a housing corporation."""
    return new_professional(
        email="mila@example.org",
        display_name="Mila",
        organisation=Organisation.objects.create(name="Woningcorporatie"),
        roles=[Role.COUNSELLOR],
    )


@pytest.fixture
def lying(city: Neighbourhood, question: HelpRequest) -> HelpRequest:
    """Fatima wrote a plan; two others decide."""
    working = acts.accept(form(question, city.fatima))
    return tailoring.lay_down(form(working, city.fatima), weighed())


def invited(request: HelpRequest, city: Neighbourhood, mila: Professional, *parts: Part) -> None:
    """Mila looks along at these parts, until 18 December."""
    guests.invite(form(request, city.fatima), mila.pk, role="woning", parts=parts, until=UNTIL)


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_guest_who_was_invited_for_it_is_one_of_the_two_who_decide(
    city: Neighbourhood, lying: HelpRequest, mila: Professional
) -> None:
    invited(lying, city, mila, Part.TAILORED)

    tailoring.decide(form(lying, mila), yes=True, why="Wij kunnen de huur wachten.")
    tailoring.decide(form(lying, city.dennis), yes=True, why="Dit helpt.")

    (made,) = reading.weighings(lying)
    assert made.agreed is True
    assert [name for name, *_ in made.decisions] == ["Mila", "Dennis"]


@pytest.mark.parametrize("parts", [[Part.QUESTION], [Part.NAME, Part.STORY, Part.FACTS, Part.MESSAGES]])
def test_a_guest_of_other_parts_decides_nothing(
    city: Neighbourhood, lying: HelpRequest, mila: Professional, parts: list[Part]
) -> None:
    invited(lying, city, mila, *parts)

    with pytest.raises(NotNow):
        tailoring.decide(form(lying, mila), yes=True, why="Ja.")
    page = signed_in(mila).get(reverse("casework:beside-one", args=[lying.pk])).content.decode()

    assert not Decision.objects.exists()
    assert "Plan op maat" not in page


def test_who_was_not_invited_or_whose_period_is_over_decides_nothing(
    city: Neighbourhood, lying: HelpRequest, mila: Professional
) -> None:
    with pytest.raises(NotYours):
        tailoring.decide(form(lying, mila), yes=True, why="Ja.")
    invited(lying, city, mila, Part.TAILORED)
    with pytest.raises(NotYours):
        tailoring.decide(form(lying, mila, at=LATER), yes=True, why="Ja.")

    assert not Decision.objects.exists()


def test_the_page_shows_the_plan_and_nothing_else_and_the_resident_reads_that_they_looked(
    city: Neighbourhood, lying: HelpRequest, mila: Professional, resident: Resident
) -> None:
    invited(lying, city, mila, Part.TAILORED)

    page = signed_in(mila).get(reverse("casework:beside-one", args=[lying.pk])).content.decode()

    assert "Nieuwe kachel" in page
    assert "Beslis over het plan op maat" in page
    for kept_apart in ("Belastingdienst", lying.subject, "Wij bellen u"):
        assert kept_apart not in page
    assert log_of(resident)[0].purpose == "meekijken met uw vraag"


def test_a_decision_is_sent_from_the_page_once_and_a_fault_keeps_what_was_typed(
    city: Neighbourhood, lying: HelpRequest, mila: Professional
) -> None:
    invited(lying, city, mila, Part.TAILORED)
    client = signed_in(mila)
    address = reverse("casework:beside-act", args=[lying.pk, "besluit"])
    sent = {
        "besluit-token": "one",
        "besluit-version": "1",
        "besluit-answer": "ja",
        "besluit-words": "Dit houdt hen in huis.",
    }

    refused = client.post(address, sent | {"besluit-answer": ""})
    first, again = client.post(address, sent), client.post(address, sent)
    page = client.get(reverse("casework:beside-one", args=[lying.pk])).content.decode()

    assert refused.status_code == 422
    assert "Dit houdt hen in huis." in refused.content.decode()
    assert (first.status_code, again.status_code) == (302, 302)
    assert Decision.objects.get().by == mila
    assert "Beslis over het plan op maat" not in page
    assert "Dit houdt hen in huis." in page


def test_before_there_is_a_plan_the_page_says_so(
    city: Neighbourhood, question: HelpRequest, mila: Professional
) -> None:
    invited(question, city, mila, Part.TAILORED)

    page = signed_in(mila).get(reverse("casework:beside-one", args=[question.pk])).content.decode()

    assert "Er ligt nog geen plan op maat." in page
