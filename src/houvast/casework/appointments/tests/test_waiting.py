"""Who waits for an earlier moment is asked first, one by one."""

import datetime as dt

import pytest

from houvast.casework.appointments import booking, diary, reminding, waiting
from houvast.casework.appointments.booking import NotNow, Taken
from houvast.casework.appointments.models import Appointment, Hold, Offer, Place, WeeklyHours
from houvast.casework.appointments.tests.conftest import TUESDAY_TEN, phone, sent
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, opened
from houvast.people.api import Resident, new_resident

TOMORROW = MONDAY + dt.timedelta(days=1)
NEXT_WEEK = TUESDAY_TEN + 7 * 48


def asks(name: str = "nl") -> tuple[HelpRequest, Resident]:
    """Another resident of the same duo."""
    other = new_resident(at=MONDAY, language=name)[0]
    return opened(other), other


@pytest.fixture
def full(city: Neighbourhood, place: Place) -> Appointment:
    """Fatima has one half hour a week, Dennis none. This Tuesday's is of somebody who will cancel."""
    WeeklyHours.objects.all().delete()
    WeeklyHours.objects.create(professional=city.fatima, weekday=1, starts=dt.time(10), ends=dt.time(10, 30))
    request, other = asks()
    return booking.book(sent(request, other), phone(city.fatima))


def waits(city: Neighbourhood, *, weeks: int) -> HelpRequest:
    """Somebody with an appointment so many weeks later, who would like an earlier one."""
    request, other = asks()
    later = MONDAY + dt.timedelta(minutes=weeks)
    booking.book(sent(request, other, at=later), phone(city.fatima, TUESDAY_TEN + weeks * 7 * 48))
    waiting.wish(sent(request, other, at=later), "phone")
    return request


def comes_free(full: Appointment) -> None:
    booking.cancel(sent(full.request, full.request.resident), full.pk)
    waiting.offer_earlier(at=MONDAY)


def test_what_comes_free_is_offered_to_who_waits_longest_and_kept_for_them(
    full: Appointment, city: Neighbourhood
) -> None:
    second, first = waits(city, weeks=2), waits(city, weeks=1)

    comes_free(full)

    offer = Offer.objects.get()
    assert (offer.waiting.request, offer.slot) == (first, TUESDAY_TEN)
    assert Hold.objects.filter(offer=offer).count() == 1
    with pytest.raises(Taken):
        booking.book(sent(second, second.resident), phone(city.fatima))


def test_a_yes_moves_the_appointment_and_ends_the_waiting(full: Appointment, city: Neighbourhood) -> None:
    request = waits(city, weeks=1)
    comes_free(full)

    moved = waiting.accept(sent(request, request.resident), Offer.objects.get().pk)

    assert (moved.starts_at.day, moved.sequence) == (24, 1)
    assert request.appointments.count() == 1
    assert not request.waiting.filter(ended_at__isnull=True).exists()
    assert not Hold.objects.filter(offer__isnull=False).exists()


def test_a_no_passes_it_on_to_the_next_and_is_not_asked_again(full: Appointment, city: Neighbourhood) -> None:
    first, second = waits(city, weeks=1), waits(city, weeks=2)
    comes_free(full)

    waiting.pass_on(sent(first, first.resident), Offer.objects.get().pk)
    waiting.offer_earlier(at=MONDAY)

    assert Offer.objects.get(ended_at__isnull=True).waiting.request == second
    assert first.waiting.get().ended_at is None


def test_no_answer_within_the_term_is_a_no(full: Appointment, city: Neighbourhood) -> None:
    first, second = waits(city, weeks=1), waits(city, weeks=2)
    comes_free(full)
    offer = Offer.objects.get()
    late = offer.answer_by

    with pytest.raises(NotNow):
        waiting.accept(sent(first, first.resident, at=late), offer.pk)
    waiting.offer_earlier(at=late - dt.timedelta(hours=1))
    assert Offer.objects.filter(waiting__request=second).count() == 0
    waiting.offer_earlier(at=late)

    assert not Offer.objects.filter(ended_at__isnull=True, waiting__request=first).exists()


def test_nothing_is_offered_that_is_not_earlier(city: Neighbourhood, place: Place) -> None:
    request, other = asks()
    first = diary.free(city.noord, "phone", after=MONDAY)[0]
    booking.book(sent(request, other), phone(first.professional, first.slot))
    waiting.wish(sent(request, other), "phone")

    assert waiting.offer_earlier(at=MONDAY) == 0


def test_who_leaves_the_list_leaves_what_was_kept_for_them(full: Appointment, city: Neighbourhood) -> None:
    request = waits(city, weeks=1)
    comes_free(full)

    waiting.stop(sent(request, request.resident))

    assert not Hold.objects.filter(slot=TUESDAY_TEN, professional=city.fatima).exists()


def test_everybody_is_reminded_once_on_the_day_before(
    city: Neighbourhood, place: Place, question: HelpRequest, resident: Resident
) -> None:
    booking.book(sent(question, resident), phone(city.fatima))
    booking.book(sent(question, resident), phone(city.fatima, NEXT_WEEK))

    assert [reminding.remind(at=MONDAY), reminding.remind(at=MONDAY)] == [1, 0]


def test_who_moved_is_reminded_of_the_new_moment(
    city: Neighbourhood, place: Place, question: HelpRequest, resident: Resident
) -> None:
    made = booking.book(sent(question, resident), phone(city.fatima))
    reminding.remind(at=MONDAY)
    booking.move(sent(question, resident), made.pk, phone(city.dennis, TUESDAY_TEN + 1))

    assert reminding.remind(at=MONDAY) == 1
