"""An appointment goes along with its request: to another duo, to who stands in, and back. None is lost."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db.models import F
from django.test import Client
from icalendar import Calendar

from houvast.casework import acts, handing
from houvast.casework.appointments import booking, calendars, diary, feeds, rules, slots, waiting
from houvast.casework.appointments.models import (
    Appointment,
    ExtraHours,
    Hold,
    Offer,
    Place,
    State,
    WeeklyHours,
)
from houvast.casework.appointments.tests.conftest import TUESDAY_TEN, phone, sent
from houvast.casework.continuity import absences, carrying
from houvast.casework.invariants import broken
from houvast.casework.models import Absence, Channel, Contact, HelpRequest
from houvast.casework.post import api as post
from houvast.casework.post.models import Channel as By
from houvast.casework.post.models import Message
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.people.api import Professional, Resident, as_professional, as_resident, new_resident

TUESDAY = dt.date(2026, 11, 24)
LATER = MONDAY + dt.timedelta(days=30)


@pytest.fixture
def booked(question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place) -> Appointment:
    """A call with Fatima on Tuesday at ten, with what the resident wants to talk about."""
    return booking.book(sent(question, resident), phone(city.fatima), "Over mijn huur.")


def is_there(person: Professional, starts: int = 9, ends: int = 12) -> None:
    """On Tuesdays, anywhere but at a place."""
    WeeklyHours.objects.create(
        professional=person, weekday=1, starts=dt.time(starts), ends=dt.time(ends), place=None
    )


def handed_over(question: HelpRequest, city: Neighbourhood) -> HelpRequest:
    """To Ria and Omar of Oost, the way the house does it."""
    acts.accept(form(question, city.fatima))
    handing.offer(form(question, city.fatima), city.oost.pk, "De bewoner verhuist.")
    handing.take(form(question, city.ria))
    return handing.hand_over(form(question, city.dennis), "Kennisgemaakt.", channel=Channel.VISIT)


def away(city: Neighbourhood, *, since: dt.date = TUESDAY, until: dt.date = TUESDAY) -> Absence:
    """Fatima is away; Joke of the same team stands in."""
    return absences.tell(
        as_professional(city.fatima),
        away=city.fatima.pk,
        stand_in=city.joke.pk,
        since=since,
        until=until,
        at=MONDAY,
    )


def fresh(appointment: Appointment) -> Appointment:
    return Appointment.objects.get(pk=appointment.pk)


def test_an_appointment_stays_at_its_moment_with_the_new_duo_that_is_free(
    booked: Appointment, question: HelpRequest, city: Neighbourhood
) -> None:
    is_there(city.omar)

    handed_over(question, city)

    after = fresh(booked)
    assert (after.professional, after.starts_at, after.state) == (city.omar, booked.starts_at, State.BOOKED)
    assert after.sequence == booked.sequence + 1
    assert booking.note_of(after) == "Over mijn huur."
    assert list(Hold.objects.values_list("professional", "slot")) == [(city.omar.pk, TUESDAY_TEN)]
    assert list(broken(at=MONDAY)) == []


def test_when_the_new_duo_is_not_free_it_looks_for_another_moment_with_kind_words(
    booked: Appointment, question: HelpRequest, city: Neighbourhood
) -> None:
    handed_over(question, city)

    after = fresh(booked)
    file = Calendar.from_ical(calendars.invitation(after))
    (event,) = file.walk("VEVENT")
    assert after.state == State.LOOKING
    assert (file["METHOD"], event["STATUS"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        booked.sequence + 1,
    )
    assert not Hold.objects.exists()
    assert Contact.objects.filter(request=question, by=city.dennis).count() == 2
    assert list(broken(at=MONDAY)) == []


def test_the_resident_chooses_a_new_moment_and_it_is_the_same_appointment(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    is_there(city.omar, 13, 17)
    handed_over(question, city)
    new = slots.number(dt.datetime(2026, 11, 24, 13, 0, tzinfo=slots.AMSTERDAM))

    moved = booking.move(sent(question, resident), booked.pk, phone(city.omar, new))

    (event,) = Calendar.from_ical(calendars.invitation(moved)).walk("VEVENT")
    assert (moved.pk, moved.state, moved.professional) == (booked.pk, State.BOOKED, city.omar)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", booked.sequence + 2)
    assert booking.note_of(moved) == "Over mijn huur."


def test_it_still_looks_after_its_old_day_until_somebody_chooses(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    handed_over(question, city)

    off = booking.cancel(sent(question, resident, at=LATER), booked.pk)

    assert (off.state, off.sequence) == (State.CANCELLED, booked.sequence + 1)


def test_the_page_shows_new_moments_and_the_desk_asks_for_one(
    city: Neighbourhood, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    somebody, code = new_resident(at=MONDAY, language="nl")
    question = opened(somebody)
    made = booking.book(sent(question, somebody), phone(city.fatima))
    is_there(city.omar, 13, 17)
    handed_over(question, city)
    client, desk = Client(), Client()
    client.post("/volg/", {"code": code})
    desk.force_login(city.ria.account, backend="django.contrib.auth.backends.ModelBackend")

    own = client.get(f"/volg/{question.pk}/").content.decode()
    held = desk.get(f"/werk/hulpvraag/{question.pk}/").content.decode()

    assert "Zullen we een ander moment zoeken?" in own
    assert f'name="verzet" value="{made.pk}"' in own
    assert "kon niet mee. Zoek een ander moment." in held


def test_a_team_lead_who_chooses_another_duo_takes_the_appointment_along(
    booked: Appointment, question: HelpRequest, city: Neighbourhood
) -> None:
    other = opened(new_resident(at=MONDAY, language="nl")[0])
    type(city.noord).objects.filter(pk=city.oost.pk).update(team=city.noord.team)
    is_there(city.ria)

    carrying.reassign(form(question, city.joke), city.oost.pk, "Ria kent de straat.")

    assert fresh(booked).professional == city.ria
    assert other.appointments.count() == 0


def test_a_meeting_that_has_begun_stays_what_it_was(
    booked: Appointment, question: HelpRequest, city: Neighbourhood
) -> None:
    Appointment.objects.update(starts_at=MONDAY, ends_at=MONDAY + dt.timedelta(minutes=30))

    handed_over(question, city)

    assert fresh(booked).professional == city.fatima


def test_an_offer_of_the_old_duo_ends_and_one_stays_on_the_list(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    waiting.wish(sent(question, resident), "phone")
    ExtraHours.objects.create(
        professional=city.fatima, day=MONDAY.date(), starts=dt.time(14), ends=dt.time(15), place=None
    )
    waiting.offer_earlier(at=MONDAY)

    handed_over(question, city)

    assert [each.ended_at is None for each in Offer.objects.all()] == [False]
    assert question.waiting.filter(ended_at__isnull=True).exists()


@pytest.mark.parametrize(("free", "kind"), [(True, "appointment-stays"), (False, "appointment-looks")])
def test_word_goes_to_the_resident_with_the_file_and_to_who_has_it_now(
    booked: Appointment,
    question: HelpRequest,
    resident: Resident,
    city: Neighbourhood,
    free: bool,
    kind: str,
) -> None:
    post.wish(resident, {By.MAIL: "bewoner@example.org"}, at=MONDAY, by=as_resident(resident))
    if free:
        is_there(city.omar)

    handed_over(question, city)

    told = Message.objects.get(resident=resident, kind=kind)
    assert told.calendar is not None
    assert Message.objects.filter(professional=city.omar, kind="staff-appointment").exists() is free


def test_the_hours_of_who_stands_in_count_while_somebody_is_away(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    is_there(city.joke, 9, 10)
    away(city)

    moments = diary.free(city.noord, "phone", after=MONDAY)
    by_day = {
        day: {each.professional for each in moments if each.at.date() == day}
        for day in (TUESDAY, TUESDAY + dt.timedelta(days=7))
    }
    made = booking.book(sent(question, resident), phone(city.joke, TUESDAY_TEN - 2))

    assert by_day[TUESDAY] == {city.joke, city.dennis}
    assert by_day[TUESDAY + dt.timedelta(days=7)] == {city.fatima, city.dennis}
    assert made.professional == city.joke
    assert list(broken(at=MONDAY)) == []


def test_an_appointment_in_days_away_goes_to_the_other_of_the_two_or_who_stands_in(
    booked: Appointment, city: Neighbourhood
) -> None:
    away(city)

    assert fresh(booked).professional == city.dennis


def test_with_nobody_free_in_days_away_the_resident_is_asked_and_nothing_is_lost(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    early = booking.book(sent(question, resident), phone(city.fatima, TUESDAY_TEN - 2))

    away(city)

    assert fresh(early).state == State.LOOKING
    assert Contact.objects.filter(request=question, by=city.fatima).count() == 1


def test_what_a_stand_in_would_do_comes_back_when_somebody_is_there_after_all(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    is_there(city.joke, 9, 10)
    absence = away(city)
    made = booking.book(sent(question, resident), phone(city.joke, TUESDAY_TEN - 2))

    absences.end(as_professional(city.fatima), absence.pk, at=MONDAY)

    assert fresh(made).professional == city.fatima
    assert list(broken(at=MONDAY)) == []


TWICE, HELD, OFF_HELD, OUTCOME, OTHERS = rules.RULES


def _of_somebody_else(made: Appointment, city: Neighbourhood) -> None:
    Hold.objects.update(professional=city.ria)
    Appointment.objects.filter(pk=made.pk).update(professional=city.ria)


def _twice(made: Appointment, city: Neighbourhood) -> None:
    made.pk, made.token, made._state.adding = None, "another", True
    made.save()


def _without_half_hours(made: Appointment, city: Neighbourhood) -> None:
    Hold.objects.all().delete()


def _off(made: Appointment, city: Neighbourhood) -> None:
    Appointment.objects.update(state=State.CANCELLED)


def _long_ago(made: Appointment, city: Neighbourhood) -> None:
    back = dt.timedelta(days=20)
    Appointment.objects.update(starts_at=F("starts_at") - back, ends_at=F("ends_at") - back)


@pytest.mark.parametrize(
    ("rule", "breaks"),
    [
        (TWICE, _twice),
        (HELD, _without_half_hours),
        (OFF_HELD, _off),
        (OUTCOME, _long_ago),
        (OTHERS, _of_somebody_else),
    ],
)
def test_a_rule_of_appointments_that_is_broken_is_named(
    booked: Appointment,
    question: HelpRequest,
    city: Neighbourhood,
    rule: str,
    breaks: Callable[[Appointment, Neighbourhood], None],
) -> None:
    breaks(booked, city)

    assert (rule, (question.reference,)) in [(each.rule, each.references) for each in broken(at=MONDAY)]


def seen_in(secret: str, at: dt.datetime = MONDAY) -> list[tuple[str, str, int, dt.datetime]]:
    """What the calendar behind this secret shows: which, how, which version, when."""
    behind = feeds.behind(secret, at=at)
    assert behind is not None
    file = Calendar.from_ical(calendars.feed(behind.appointments, behind.left))
    return [
        (str(event["UID"]), str(event["STATUS"]), event.decoded("SEQUENCE"), event.decoded("DTSTART"))
        for event in file.walk("VEVENT")
    ]


def test_the_calendar_of_who_had_it_takes_it_out_and_tells_no_new_moment(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    theirs, ours = feeds.new_feed(city.fatima, at=MONDAY), feeds.new_feed(city.omar, at=MONDAY)
    ((uid, _, sequence, old_moment),) = seen_in(theirs)
    is_there(city.omar, 13, 17)
    handed_over(question, city)
    new = slots.number(dt.datetime(2026, 11, 24, 13, 0, tzinfo=slots.AMSTERDAM))

    booking.move(sent(question, resident), booked.pk, phone(city.omar, new))

    assert seen_in(theirs) == [(uid, "CANCELLED", sequence + 2, old_moment)]
    assert [row[:3] for row in seen_in(ours)] == [(uid, "CONFIRMED", sequence + 2)]


def test_what_comes_back_to_somebody_stands_in_their_calendar_once(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    secrets = [feeds.new_feed(each, at=MONDAY) for each in (city.fatima, city.dennis)]
    half_past = slots.number(dt.datetime(2026, 11, 24, 10, 30, tzinfo=slots.AMSTERDAM))

    booking.move(sent(question, resident), booked.pk, phone(city.dennis))
    there = [[row[1:3] for row in seen_in(secret)] for secret in secrets]
    booking.move(sent(question, resident), booked.pk, phone(city.fatima, half_past))
    back = [[row[1:3] for row in seen_in(secret)] for secret in secrets]

    assert there == [[("CANCELLED", 1)], [("CONFIRMED", 1)]]
    assert back == [[("CONFIRMED", 2)], [("CANCELLED", 2)]]
