"""Fifty people choose the same moment in the same second, each with a connection of their own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from houvast.casework.appointments import booking, diary
from houvast.casework.appointments.booking import Taken
from houvast.casework.appointments.models import Appointment, Hold
from houvast.casework.appointments.tests.conftest import open_the_house, phone, sent
from houvast.casework.tests.conftest import MONDAY, new_city, opened
from houvast.ledger.api import Verified, verify
from houvast.people.api import new_resident

PEOPLE = 50
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_exactly_one_of_fifty_has_the_moment_and_the_others_hear_it_and_see_other_moments() -> None:
    city = new_city()
    open_the_house(city)
    asking = [
        (opened(resident, token=f"r-{number}"), resident)
        for number in range(PEOPLE)
        for resident in [new_resident(at=MONDAY, language="nl")[0]]
    ]
    barrier = threading.Barrier(PEOPLE)

    def choose(number: int) -> str:
        request, resident = asking[number]
        barrier.wait(timeout=60)
        try:
            booking.book(sent(request, resident), phone(city.fatima), f"woorden {number}")
        except Taken:
            others = diary.free(city.noord, "phone", after=MONDAY)
            return "taken, others to choose" if others else "taken"
        else:
            return "booked"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as together:
        said = Counter(together.map(choose, range(PEOPLE)))

    assert said == {"booked": 1, "taken, others to choose": PEOPLE - 1}
    assert Appointment.objects.count() == 1
    assert Hold.objects.count() == 1
    assert isinstance(verify(), Verified)
