"""How often a page asks the database: few times, and not more often for who has more on it."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from houvast.casework import acts, handing
from houvast.casework.around import consulting, guests
from houvast.casework.gathered import gather, may_be_there
from houvast.casework.models import Channel, Consult, Guest, HelpRequest, Part
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.ledger.api import Verified, log_of, verify
from houvast.people.api import Resident, new_resident

WORKLIST, REQUEST, FOLLOW = 14, 26, 11
"""The most that a page may ask. Whoever needs more explains it here; SAVEPOINT and BEGIN count too."""


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def fatima(city: Neighbourhood) -> Client:
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def coded(city: Neighbourhood) -> tuple[HelpRequest, Client]:
    """A request of the resident who looks along, and their browser."""
    resident, code = new_resident(at=MONDAY, language="nl")
    request, client = opened(resident), Client()
    client.post("/volg/", {"code": code})
    return request, client


def asked(client: Client, address: str) -> list[str]:
    """What one page asks the database, the second time: the first one fills what a process keeps."""
    assert client.get(address).status_code == 200
    said: list[str] = []

    def listen(execute: Callable[..., object], sql: str, *rest: object) -> object:
        said.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        assert client.get(address).status_code == 200
    return said


def fill(city: Neighbourhood, request: HelpRequest, times: int) -> None:
    """Messages, a talk, a step further: the usual life of a request."""
    acts.accept(form(request, city.fatima))
    for number in range(times):
        acts.send_message(form(request, city.dennis), f"Bericht {number}.")
        acts.log_attempt(form(request, city.fatima), "Geen gehoor.", channel=Channel.PHONE)


def test_the_worklist_asks_little(city: Neighbourhood, fatima: Client) -> None:
    for number in range(22):
        opened(new_resident(at=MONDAY, language="nl")[0], subject=f"vraag {number}")

    assert len(asked(fatima, "/werk/")) <= WORKLIST


def test_the_request_page_asks_little(question: HelpRequest, fatima: Client) -> None:
    said = asked(fatima, reverse("casework:request", args=[question.pk]))

    assert len(said) <= REQUEST, "\n".join(said)


def test_the_page_that_follows_asks_little(coded: tuple[HelpRequest, Client]) -> None:
    said = asked(coded[1], "/volg/")

    assert len(said) <= FOLLOW, "\n".join(said)


def test_a_long_history_is_asked_as_often_as_a_short_one(
    city: Neighbourhood, coded: tuple[HelpRequest, Client], fatima: Client
) -> None:
    request, resident = coded
    page = reverse("casework:request", args=[request.pk])
    fill(city, request, 1)
    before = [len(asked(fatima, page)), len(asked(resident, "/volg/"))]

    for number in range(5):
        acts.send_message(form(request, city.dennis), f"Nog een bericht {number}.")

    assert [len(asked(fatima, page)), len(asked(resident, "/volg/"))] == before


def test_what_is_there_is_gathered_and_what_is_not_is_known(
    city: Neighbourhood, question: HelpRequest
) -> None:
    until = MONDAY.date() + dt.timedelta(days=7)
    guests.invite(form(question, city.fatima), city.ria.pk, role="tolk", parts=[Part.NAME], until=until)

    whole = gather(HelpRequest.objects.get(pk=question.pk))

    assert [guest.professional.display_name for guest in whole.guests.all()] == ["Ria"]
    assert list(whole.consults.all()) == []
    assert may_be_there(whole, Guest)
    assert not may_be_there(whole, Consult)


def test_a_request_that_was_not_gathered_says_nothing_of_what_is_not_there(question: HelpRequest) -> None:
    assert may_be_there(question, Consult)


def test_a_page_shows_what_came_a_moment_ago(
    city: Neighbourhood, question: HelpRequest, fatima: Client
) -> None:
    page = reverse("casework:request", args=[question.pk])
    fatima.get(page)

    consulting.consult(form(question, city.fatima), city.omar.pk, "Mag dit?")
    handing.offer(form(question, city.fatima), city.oost.pk, "Zij spreken Turks.")

    read = fatima.get(page).content.decode()
    assert "Omar" in read
    assert "Zij spreken Turks." in read


def test_two_kinds_of_data_in_one_look_are_two_rows_of_one_chain(
    question: HelpRequest, resident: Resident, fatima: Client
) -> None:
    before = len(log_of(resident))

    fatima.get(reverse("casework:request", args=[question.pk]))

    newest = log_of(resident)[: len(log_of(resident)) - before]
    assert sorted(line.kind for line in newest) == ["feiten", "hulpvraag"]
    assert isinstance(verify(), Verified)
