"""From a request to what an event in this life means for this household, for who holds the request only."""

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.ledger.api import log_of
from houvast.people.api import Professional, Resident
from houvast.rights.api import life_events


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(question: HelpRequest, name: str = "werk_verliezen") -> str:
    return reverse("casework:life-event", args=[question.pk, name])


def test_the_request_page_leads_to_every_event(city: Neighbourhood, question: HelpRequest) -> None:
    page = signed_in(city.fatima).get(reverse("casework:request", args=[question.pk])).content.decode()

    assert all(f'href="{address(question, event.name)}"' in page for event in life_events())


def test_an_event_stands_beside_the_switches_of_this_household(
    city: Neighbourhood, question: HelpRequest, resident: Resident
) -> None:
    page = signed_in(city.fatima).get(address(question)).content.decode()

    assert "Doe dit eerst" in page
    assert "Weten we nog niet" in page
    assert [line.action for line in log_of(resident, limit=1)] == ["look"]


def test_nobody_else_sees_it(city: Neighbourhood, question: HelpRequest) -> None:
    assert signed_in(city.ria).get(address(question)).status_code == 404


def test_an_event_that_is_not_there_is_not_found(city: Neighbourhood, question: HelpRequest) -> None:
    assert signed_in(city.fatima).get(address(question, "loterij")).status_code == 404
