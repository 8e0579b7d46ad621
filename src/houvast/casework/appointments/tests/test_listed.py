"""Who still waits for a moment stands on the worklist, since when, and asks the database nothing more."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from houvast.casework.appointments.models import Appointment, State
from houvast.casework.appointments.slots import moment
from houvast.casework.appointments.tests.conftest import TUESDAY_TEN, sent
from houvast.casework.clocks import Urgency
from houvast.casework.desk.worklist import worklist
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, opened
from houvast.people.api import Professional, as_professional, new_resident

FRIDAY_BEFORE = MONDAY - dt.timedelta(days=3)


def looking(city: Neighbourhood, since: dt.datetime = FRIDAY_BEFORE, **changes: object) -> HelpRequest:
    """A request whose appointment could not go along to its new duo."""
    resident = new_resident(at=MONDAY, language="nl")[0]
    held = opened(resident, **changes)
    Appointment.objects.create(
        request=held,
        professional=city.fatima,
        kind="phone",
        starts_at=moment(TUESDAY_TEN),
        ends_at=moment(TUESDAY_TEN + 1),
        state=State.LOOKING,
        token=sent(held, city.fatima).token,
        booked_at=since,
        changed_at=since,
    )
    return held


def shown(who: Professional, show: str = "") -> list[tuple[HelpRequest, str, str, tuple[str, ...]]]:
    found = worklist(as_professional(who), on=MONDAY.date(), show=show)
    return [(line.request, line.reason.key, line.why, line.beside) for line in found.lines]


SINCE = "wacht op een nieuwe afspraak sinds vr 20 nov"


def test_who_waits_for_a_moment_is_told_since_when(city: Neighbourhood) -> None:
    held = looking(city)

    assert shown(city.fatima) == [(held, "looking", SINCE, ())]


def test_something_more_urgent_goes_first_and_the_wait_is_told_beside_it(city: Neighbourhood) -> None:
    held = looking(city, urgency=Urgency.EMERGENCY)

    ((request, reason, _, beside),) = shown(city.fatima)

    assert (request, reason, beside) == (held, "emergency", (SINCE,))


def test_the_list_can_show_only_them(city: Neighbourhood) -> None:
    held = looking(city)
    opened(new_resident(at=MONDAY, language="nl")[0])

    assert [row[0] for row in shown(city.fatima, "afspraak")] == [held]
    assert shown(city.ria, "afspraak") == []


def test_the_pages_say_so_and_ask_the_database_no_more_for_it(
    city: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")

    def asked() -> int:
        client.get("/werk/")
        with CaptureQueriesContext(connection) as said:
            page = client.get("/werk/").content.decode()
        assert page.count(SINCE) == Appointment.objects.count()
        return len(said)

    for _ in range(2):
        opened(new_resident(at=MONDAY, language="nl")[0])
    without = asked()
    held = [looking(city) for _ in range(6)]

    assert asked() == without
    assert SINCE in client.get(f"/werk/hulpvraag/{held[0].pk}/").content.decode()
