"""What a calendar reads: the same appointment for ever, the right hour all year, nothing private."""

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from houvast.casework.appointments import booking, calendars, feeds
from houvast.casework.appointments.models import Appointment, Place
from houvast.casework.appointments.slots import AMSTERDAM
from houvast.casework.appointments.tests.conftest import TUESDAY_TEN, phone, sent
from houvast.casework.models import HelpRequest
from houvast.casework.post import api as post
from houvast.casework.post.models import Channel, Message
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.people.api import Resident, as_resident, leave
from houvast.vault import api as vault


@pytest.fixture
def booked(question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place) -> Appointment:
    return booking.book(sent(question, resident), phone(city.fatima), "Over mijn schulden.")


def read(file: bytes) -> Any:
    return Calendar.from_ical(file)


def test_the_file_holds_one_event_with_its_own_time_zone(booked: Appointment) -> None:
    file = read(calendars.invitation(booked))

    (event,), (zone,) = file.walk("VEVENT"), file.walk("VTIMEZONE")
    assert (file["METHOD"], zone["TZID"]) == ("PUBLISH", "Europe/Amsterdam")
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTSTART"].dt.hour == 10


def test_a_move_raises_the_sequence_and_keeps_the_uid(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    before = read(calendars.invitation(booked)).walk("VEVENT")[0]

    moved = booking.move(sent(question, resident), booked.pk, phone(city.fatima, TUESDAY_TEN + 1))
    after = read(calendars.invitation(moved)).walk("VEVENT")[0]

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1


def test_what_was_cancelled_is_taken_out_of_a_calendar(
    booked: Appointment, question: HelpRequest, resident: Resident
) -> None:
    off = booking.cancel(sent(question, resident), booked.pk)

    file = read(calendars.invitation(off))

    (event,) = file.walk("VEVENT")
    assert (file["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert "ORGANIZER" in event


def test_the_mail_brings_the_appointment_for_a_calendar_and_a_cancellation_takes_it_out(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    post.wish(resident, {Channel.MAIL: "bewoner@example.org"}, at=MONDAY, by=as_resident(resident))
    made = booking.book(sent(question, resident), phone(city.fatima))
    booking.cancel(sent(question, resident), made.pk)

    rows = Message.objects.filter(resident=resident).order_by("queued_at", "kind")
    files = [
        read(vault.unseal(resident, row.calendar, place=f"post {row.pk}").encode())
        for row in rows
        if row.calendar is not None
    ]

    assert [file["METHOD"] for file in files] == ["PUBLISH", "CANCEL"]
    assert len({file.walk("VEVENT")[0]["UID"] for file in files}) == 1


def test_nothing_private_is_in_a_calendar(booked: Appointment, question: HelpRequest) -> None:
    file = calendars.invitation(booked).decode()

    assert "Afspraak Houvast" in file
    for private in ("schulden", "Fatima", question.reference, question.subject, str(question.pk)):
        assert private not in file


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (dt.date(2026, 10, 23), 7),
        (dt.date(2026, 10, 26), 8),
        (dt.date(2027, 3, 26), 8),
        (dt.date(2027, 3, 29), 7),
    ],
    ids=["before winter", "after 25 October 2026", "before summer", "after 28 March 2027"],
)
def test_nine_oclock_stays_nine_oclock_when_the_clock_changes(
    booked: Appointment, day: dt.date, in_utc: int
) -> None:
    booked.starts_at = dt.datetime.combine(day, dt.time(9), tzinfo=AMSTERDAM)
    booked.ends_at = booked.starts_at + dt.timedelta(hours=1)

    file = read(calendars.invitation(booked))

    # Read with the rules that stand in the file itself, as a calendar does that knows no time zones.
    zone = file.walk("VTIMEZONE")[0].to_tz()
    start = file.walk("VEVENT")[0]["DTSTART"].dt
    local = start.replace(tzinfo=None).replace(tzinfo=zone)
    assert start.hour == 9
    assert local.astimezone(dt.UTC).hour == in_utc


def test_a_feed_opens_with_its_secret_until_it_is_taken_back(
    booked: Appointment, city: Neighbourhood, resident: Resident
) -> None:
    secrets = [feeds.new_feed(each, at=MONDAY) for each in (city.fatima, resident)]

    assert [feeds.behind(secret, at=MONDAY) for secret in secrets] == [feeds.Behind([booked], [])] * 2
    assert feeds.behind(feeds.new_feed(city.dennis, at=MONDAY), at=MONDAY) == feeds.Behind([], [])
    assert feeds.behind(secrets[0] + "x", at=MONDAY) is None

    feeds.revoke(city.fatima, at=MONDAY)
    assert feeds.behind(secrets[0], at=MONDAY) is None


def test_a_new_secret_sets_the_old_one_out_of_use(city: Neighbourhood) -> None:
    old, new = (feeds.new_feed(city.fatima, at=MONDAY) for _ in range(2))

    assert (feeds.behind(old, at=MONDAY), feeds.behind(new, at=MONDAY)) == (
        None,
        feeds.Behind([], []),
    )
    assert len(new) >= 43


def test_the_feed_of_who_left_opens_nothing(city: Neighbourhood) -> None:
    secret = feeds.new_feed(city.fatima, at=MONDAY)

    leave(city.fatima)

    assert feeds.behind(secret, at=MONDAY) is None
