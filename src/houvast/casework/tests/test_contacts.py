"""Contact by every channel stands in one line of time, for the duo and for the resident."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts
from houvast.casework.api import HelpRequest
from houvast.casework.desk.forms import IN_TOUCH
from houvast.casework.models import Channel, Contact
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, new_token, opened
from houvast.people.api import new_resident

THURSDAY = MONDAY + dt.timedelta(days=3)


@pytest.fixture(autouse=True)
def _it_is_thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: THURSDAY)


def logs(question: HelpRequest, city: Neighbourhood, **fields: str) -> int:
    """Fatima writes a contact down; gives the status."""
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")
    said = {"token": new_token(), "version": "1", "channel": "desk", "day": "26-11-2026", **fields}
    address = reverse("casework:act", args=[question.pk, "contact"])
    return client.post(address, {f"contact-{name}": text for name, text in said.items()}).status_code


@pytest.mark.parametrize("channel", [value for value, _ in IN_TOUCH])
def test_contact_by_every_channel_is_read_by_both(city: Neighbourhood, channel: str) -> None:
    resident, code = new_resident(at=MONDAY, language="nl")
    question = opened(resident)
    inside, desk = Client(), Client()
    inside.post("/volg/", {"code": code})
    desk.force_login(city.dennis.account, backend="django.contrib.auth.backends.ModelBackend")

    status = logs(question, city, channel=channel, words="We vulden samen een formulier in.")

    assert status == 302
    for page in (inside.get("/volg/"), desk.get(reverse("casework:request", args=[question.pk]))):
        assert "We vulden samen een formulier in." in page.content.decode()
        assert "Fatima" in page.content.decode()


def test_what_happened_on_monday_stands_on_monday(city: Neighbourhood, question: HelpRequest) -> None:
    assert logs(question, city, day="24-11-2026") == 302

    contact = Contact.objects.get()
    assert contact.at == THURSDAY - dt.timedelta(days=2)
    assert contact.by == city.fatima
    assert contact.reached


@pytest.mark.parametrize("day", ["27-11-2026", "22-11-2026", "gisteren", ""])
def test_a_day_that_cannot_be_is_told(city: Neighbourhood, question: HelpRequest, day: str) -> None:
    assert logs(question, city, day=day) == 422
    assert not Contact.objects.exists()


def test_contact_is_news_and_promises_the_next(city: Neighbourhood, question: HelpRequest) -> None:
    before = question.next_contact_on

    after = acts.log_contact(form(question, city.fatima, at=THURSDAY), channel=Channel.WALK_IN)

    assert before is not None
    assert after.next_contact_on is not None
    assert after.next_contact_on > before
    assert not after.resident.post.exists()
