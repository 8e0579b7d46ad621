"""The fictional city: whole, sound, once, and never among real people."""

import datetime as dt

import pytest
from django.conf import settings

from houvast.casework.api import HelpRequest, broken
from houvast.ledger.api import Verified, verify
from houvast.people.api import Professional
from houvast.web import clock, demo
from houvast.web.commands import load_demo

AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=clock.AMSTERDAM)


@pytest.mark.django_db
def test_the_city_is_loaded_once_and_is_sound() -> None:
    kept = demo.load(at=AT)

    again = demo.load(at=AT)

    assert len(kept) == 12
    assert again == {}
    assert HelpRequest.objects.count() == 12
    assert len(set(HelpRequest.objects.values_list("phase", flat=True))) >= 4
    assert list(broken(at=AT)) == []
    assert isinstance(verify(), Verified)


@pytest.mark.django_db
def test_every_room_of_casework_has_something_to_see() -> None:
    demo.load(at=AT)
    requests = list(HelpRequest.objects.filter(solved_at__isnull=True))

    guests = [guest for each in requests for guest in each.guests.all()]
    threats = {clock.key for each in requests for clock in each.clocks.filter(stopped_at__isnull=True)}

    assert {guest.professional.organisation.name for guest in guests} == {"Schuldhulp Voorbeeld (verzonnen)"}
    assert {"eviction", "cut-off-energy"} <= threats
    assert sum(each.consults.filter(ended_at__isnull=True).count() for each in requests) == 1
    assert sum(each.handovers.filter(ended_at__isnull=True).count() for each in requests) == 1
    assert sum(each.appointments.filter(state="booked").count() for each in requests) == 1
    assert any(each.resident.post.filter(channel="letter").exists() for each in requests)
    assert Professional.objects.get(display_name="Sanne Vos").stands_in.count() == 1


def test_everybody_says_facts_that_the_laws_know() -> None:
    assert all(demo.story_of(person).situation.persons for person in demo.residents())


def test_production_refuses_made_up_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(settings.CONFIG), "production", property(lambda _: True))

    assert load_demo([]) == 2
