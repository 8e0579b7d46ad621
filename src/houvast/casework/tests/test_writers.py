"""Sixteen people at once, each with a connection of their own: no error, nothing lost, nothing done twice."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from houvast.casework import acts
from houvast.casework.models import Contact, Event, HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, new_city, opened
from houvast.ledger.api import Verified, verify
from houvast.people.api import Professional, Resident, new_resident

WRITERS = 16
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def crowd(transactional_db: None) -> Neighbourhood:
    return new_city()


@pytest.fixture
def everybody_at_once() -> Iterator[Callable[[Callable[[int], object]], list[object]]]:
    """Runs a piece of work sixteen times at the same moment, in threads with their own connections."""
    barrier = threading.Barrier(WRITERS)

    def run(work: Callable[[int], object]) -> list[object]:
        def one(number: int) -> object:
            barrier.wait(timeout=30)
            try:
                return work(number)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(WRITERS) as pool:
            return list(pool.map(one, range(WRITERS)))

    yield run
    connections.close_all()


Crowd = Callable[[Callable[[int], object]], list[object]]


def somebody() -> Resident:
    return new_resident(at=MONDAY, language="nl")[0]


def test_sixteen_people_ask_at_once_and_each_has_a_request(
    crowd: Neighbourhood, everybody_at_once: Crowd
) -> None:
    everybody_at_once(lambda number: [opened(somebody(), token=f"{number}-{turn}") for turn in range(3)])

    assert HelpRequest.objects.count() == WRITERS * 3
    assert isinstance(verify(), Verified)


def test_the_same_form_sixteen_times_at_once_is_one_request(
    crowd: Neighbourhood, everybody_at_once: Crowd
) -> None:
    resident = somebody()

    made = everybody_at_once(lambda _number: opened(resident, token="the-one-form").pk)

    assert len(set(made)) == 1
    assert HelpRequest.objects.count() == 1


def test_messages_from_both_sides_at_once_all_arrive(crowd: Neighbourhood, everybody_at_once: Crowd) -> None:
    resident = somebody()
    request = opened(resident)
    authors: list[Professional | Resident] = [crowd.fatima, crowd.dennis, resident]

    everybody_at_once(
        lambda number: acts.send_message(form(request, authors[number % 3]), f"bericht {number}")
    )

    assert Contact.objects.filter(request=request).count() == WRITERS
    assert Event.objects.filter(request=request, change="message").count() == WRITERS


def test_one_of_sixteen_takes_it_on_and_the_others_hear_that_somebody_was_first(
    crowd: Neighbourhood, everybody_at_once: Crowd
) -> None:
    request = opened(somebody())

    def accept(number: int) -> str:
        try:
            acts.accept(form(request, [crowd.fatima, crowd.dennis][number % 2], version=request.version))
        except acts.SomebodyWasFirst:
            return "late"
        return "first"

    said = everybody_at_once(accept)

    assert sorted(map(str, said)) == ["first"] + ["late"] * (WRITERS - 1)
    assert request.steps.count() == 2
