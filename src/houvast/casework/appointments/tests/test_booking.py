"""Booking, moving, cancelling, and what happens when it does not work out."""

import datetime as dt

import pytest
from django.db import IntegrityError

from houvast.casework.acts import NotYours
from houvast.casework.appointments import booking, diary
from houvast.casework.appointments.booking import Choice, NotNow, Taken, TooMany
from houvast.casework.appointments.hours import add_away
from houvast.casework.appointments.models import Appointment, Hold, Place, State
from houvast.casework.appointments.tests.conftest import TUESDAY_TEN, phone, sent
from houvast.casework.models import Contact, HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, opened
from houvast.ledger.api import log_of
from houvast.people.api import Resident, new_resident
from houvast.ui.api import speaking

AFTER = dt.datetime(2026, 11, 24, 11, 0, tzinfo=MONDAY.tzinfo)


@pytest.fixture
def booked(question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place) -> Appointment:
    return booking.book(sent(question, resident), phone(city.fatima), "Over mijn huur.")


def somebody_else() -> tuple[HelpRequest, Resident]:
    other = new_resident(at=MONDAY, language="nl")[0]
    return opened(other), other


def test_a_resident_books_a_call_with_one_of_their_own_two(booked: Appointment, city: Neighbourhood) -> None:
    assert booked.professional == city.fatima
    assert booked.starts_at == dt.datetime(2026, 11, 24, 10, 0, tzinfo=MONDAY.tzinfo)
    assert booked.ends_at - booked.starts_at == dt.timedelta(minutes=30)
    assert booking.note_of(booked) == "Over mijn huur."
    assert b"huur" not in bytes(booked.note or b"")


def test_the_resident_reads_in_the_log_that_it_was_booked(booked: Appointment, resident: Resident) -> None:
    assert log_of(resident)[0].kind == "afspraak"


def test_the_same_form_sent_twice_is_one_appointment(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    first, second = (
        booking.book(sent(question, resident, token="one"), phone(city.fatima)) for _ in range(2)
    )

    assert first == second
    assert Appointment.objects.count() == 1


def test_a_moment_that_somebody_has_is_nobody_elses(booked: Appointment, city: Neighbourhood) -> None:
    request, other = somebody_else()

    with pytest.raises(Taken):
        booking.book(sent(request, other), phone(city.fatima))

    assert not request.appointments.exists()


def test_the_database_itself_refuses_one_professional_twice_in_one_half_hour(
    booked: Appointment, city: Neighbourhood
) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)unique|never_double_booked"):
        Hold.objects.create(professional=city.fatima, slot=TUESDAY_TEN, appointment=booked)


def test_the_other_of_the_two_is_still_free_at_that_moment(booked: Appointment, city: Neighbourhood) -> None:
    moments = diary.free(city.noord, "phone", after=MONDAY)

    assert [each.professional for each in moments if each.slot == TUESDAY_TEN] == [city.dennis]


def test_only_the_own_duo_can_be_booked(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    with pytest.raises(Taken):
        booking.book(sent(question, resident), phone(city.ria))


def test_somebody_elses_request_does_not_exist_and_the_try_is_in_the_log(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    _, stranger = somebody_else()

    with pytest.raises(NotYours):
        booking.book(sent(question, stranger), phone(city.fatima))

    assert log_of(resident)[0].purpose == "geweigerd: mag deze vraag niet zien"


def test_at_a_place_both_the_place_and_the_professional_are_there(
    question: HelpRequest, city: Neighbourhood, place: Place
) -> None:
    moments = diary.free(city.noord, "place", place, after=MONDAY)

    assert {each.professional for each in moments} == {city.fatima}
    assert [f"{each.at:%H:%M}" for each in moments][:5] == ["09:00", "09:30", "10:00", "10:30", "11:00"]


def test_a_visit_at_home_keeps_the_way_there_and_back_free(
    question: HelpRequest, resident: Resident, city: Neighbourhood, place: Place
) -> None:
    made = booking.book(
        sent(question, resident),
        Choice(kind="home", slot=TUESDAY_TEN + 1, professional_id=city.dennis.pk),
    )

    assert sorted(made.holds.values_list("slot", flat=True)) == [TUESDAY_TEN + each for each in range(4)]


def test_nobody_is_free_on_a_day_away(city: Neighbourhood, place: Place) -> None:
    add_away(city.fatima, dt.date(2026, 11, 24), dt.date(2026, 11, 24))

    first = [each for each in diary.free(city.noord, "phone", after=MONDAY) if each.at.day == 24]

    assert {each.professional for each in first} == {city.dennis}


def test_nobody_is_free_on_a_holiday(city: Neighbourhood, place: Place) -> None:
    at = dt.datetime(2029, 12, 17, 9, 0, tzinfo=MONDAY.tzinfo)

    days = {each.at.date() for each in diary.free(city.noord, "phone", after=at)}

    assert dt.date(2029, 12, 18) in days
    assert dt.date(2029, 12, 25) not in days


def test_moving_needs_no_reason_and_frees_the_old_moment(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    moved = booking.move(sent(question, resident), booked.pk, phone(city.fatima, TUESDAY_TEN + 2))

    assert moved.sequence == booked.sequence + 1
    assert list(moved.holds.values_list("slot", flat=True)) == [TUESDAY_TEN + 2]
    assert booking.note_of(moved) == "Over mijn huur."


def test_a_move_to_a_moment_that_is_taken_changes_nothing(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    request, other = somebody_else()
    booking.book(sent(request, other), phone(city.fatima, TUESDAY_TEN + 1))

    with pytest.raises(Taken):
        booking.move(sent(question, resident), booked.pk, phone(city.fatima, TUESDAY_TEN + 1))

    booked.refresh_from_db()
    assert list(booked.holds.values_list("slot", flat=True)) == [TUESDAY_TEN]


def test_cancelling_frees_the_moment_and_leaves_the_request_open(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    off = booking.cancel(sent(question, resident), booked.pk)

    question.refresh_from_db()
    assert (off.state, off.sequence) == (State.CANCELLED, booked.sequence + 1)
    assert question.is_open
    assert not Hold.objects.exists()


def test_three_coming_appointments_are_the_most(
    booked: Appointment, question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    for step in (1, 2):
        booking.book(sent(question, resident), phone(city.fatima, TUESDAY_TEN + step))

    with pytest.raises(TooMany):
        booking.book(sent(question, resident), phone(city.fatima, TUESDAY_TEN + 3))


def test_a_missed_appointment_closes_nothing_and_gives_a_kind_message_and_a_new_day(
    booked: Appointment, question: HelpRequest, city: Neighbourhood
) -> None:
    at = dt.datetime(2026, 11, 24, 16, 0, tzinfo=MONDAY.tzinfo)

    missed = booking.mark_missed(sent(question, city.fatima, at=at), booked.pk)

    question.refresh_from_db()
    assert missed.state == State.MISSED
    assert question.is_open
    assert question.next_contact_on is not None
    assert question.next_contact_on > at.date()
    assert Contact.objects.filter(request=question, by=city.fatima).count() == 1


def test_the_kind_message_comes_in_the_residents_own_language(question: HelpRequest) -> None:
    question.resident.language = "en"

    with speaking("nl"):
        words = booking.kind_words(question)

    assert "another time" in words


def test_only_the_duo_says_that_it_was_missed(
    booked: Appointment, question: HelpRequest, resident: Resident
) -> None:
    with pytest.raises(NotYours):
        booking.mark_missed(sent(question, resident, at=AFTER), booked.pk)


def test_nothing_is_missed_before_it_began(
    booked: Appointment, question: HelpRequest, city: Neighbourhood
) -> None:
    with pytest.raises(NotNow):
        booking.mark_missed(sent(question, city.fatima), booked.pk)


def test_who_walks_in_books_nothing_but_is_expected(
    question: HelpRequest, resident: Resident, place: Place
) -> None:
    hours = diary.walk_ins(after=MONDAY)[0]
    slot, where = diary.read_value(hours.value)

    made = booking.announce_walk_in(
        sent(question, resident), Choice(kind="walk-in", slot=slot, place_id=where)
    )

    assert (made.professional, made.place, f"{made.starts_at:%H:%M}") == (None, place, "13:00")
    assert not Hold.objects.exists()


def test_one_cannot_walk_in_when_nobody_is_there(
    question: HelpRequest, resident: Resident, place: Place
) -> None:
    with pytest.raises(Taken):
        booking.announce_walk_in(
            sent(question, resident), Choice(kind="walk-in", slot=TUESDAY_TEN, place_id=place.pk)
        )
