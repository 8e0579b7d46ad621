"""The neighbourhood of casework, with hours for Fatima and Dennis and a place that is open."""

import datetime as dt

import pytest

from houvast.casework.appointments import slots
from houvast.casework.appointments.booking import Choice, Sent
from houvast.casework.appointments.models import Place, WeeklyHours
from houvast.casework.appointments.places import write_places
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import (
    MONDAY,
    Neighbourhood,
    city,
    new_token,
    question,
    request_of,
    resident,
)
from houvast.people.api import Professional, Resident, as_professional, as_resident

__all__ = ["city", "question", "request_of", "resident"]
TUESDAY_TEN = slots.number(dt.datetime(2026, 11, 24, 10, 0, tzinfo=slots.AMSTERDAM))
PLACES = [
    {
        "key": "huis",
        "name": "Buurthuis",
        "address": "Plein 1",
        "phone": "020 123 45 60",
        "open": {"dinsdag": ["9.00-17.00"]},
        "walk_in": {"dinsdag": ["13.00-15.00"], "donderdag": ["9.00-11.00"]},
    }
]


@pytest.fixture
def place(city: Neighbourhood) -> Place:
    """The Buurthuis: open on Tuesday; Fatima is there from nine to twelve, Dennis works from the office."""
    return open_the_house(city)


def open_the_house(city: Neighbourhood) -> Place:
    """Also for the tests that need no transaction around them."""
    write_places(PLACES)
    house = Place.objects.get(key="huis")
    WeeklyHours.objects.create(
        professional=city.fatima, weekday=1, starts=dt.time(9), ends=dt.time(12), place=house
    )
    WeeklyHours.objects.create(professional=city.dennis, weekday=1, starts=dt.time(10), ends=dt.time(13))
    return house


def sent(
    request: HelpRequest, who: Professional | Resident, *, at: dt.datetime = MONDAY, token: str = ""
) -> Sent:
    """A fresh form on the screen of `who`."""
    actor = as_professional(who) if isinstance(who, Professional) else as_resident(who)
    return Sent(request_id=request.pk, actor=actor, at=at, token=token or new_token())


def phone(professional: Professional, slot: int = TUESDAY_TEN) -> Choice:
    """A call, on Tuesday at ten unless another half hour is named."""
    return Choice(kind="phone", slot=slot, professional_id=professional.pk)
