"""Which duos can be asked to take over: in a large city never a list of all of them."""

from itertools import combinations
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts
from houvast.casework.desk.others import MOST, others
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.people.api import Duo, Role, Team, new_professional


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def large_city(city: Neighbourhood) -> Team:
    """More duos in West than fit in one list; Noord has one more too."""
    organisation = city.fatima.organisation
    west = Team.objects.create(name="West", organisation=organisation)
    people = [
        new_professional(
            email=f"west{number}@example.org",
            display_name=f"Wies{number}",
            organisation=organisation,
            team=west,
            roles=[Role.COUNSELLOR],
        )
        for number in range(9)
    ]
    Duo.objects.bulk_create(Duo(team=west, first=one, second=two) for one, two in combinations(people, 2))
    Duo.objects.create(team=city.noord.team, first=city.joke, second=city.dennis)
    assert Duo.objects.count() > MOST
    return west


@pytest.fixture
def fatima(city: Neighbourhood) -> Client:
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_in_a_small_city_every_other_duo_is_there(question: HelpRequest, city: Neighbourhood) -> None:
    found = others(question)

    assert found.duos == (city.oost,)
    assert not found.more


def test_in_a_large_city_it_begins_with_the_own_team(question: HelpRequest, large_city: Team) -> None:
    found = others(question)

    assert [str(duo) for duo in found.duos] == ["Joke en Dennis"]
    assert found.more


@pytest.mark.parametrize("words", ["west", "Wies1", " WIES1 "])
def test_a_duo_is_found_by_a_name_or_a_team(question: HelpRequest, large_city: Team, words: str) -> None:
    found = others(question, sought=words)

    assert found.duos
    assert {duo.team for duo in found.duos} == {large_city}
    assert len(found.duos) <= MOST


def test_the_duo_that_holds_it_and_one_that_ended_are_not_found(
    question: HelpRequest, city: Neighbourhood, large_city: Team
) -> None:
    Duo.objects.filter(pk=city.oost.pk).update(active=False)

    assert others(question, sought="Fatima").duos == ()
    assert others(question, sought="Ria").duos == ()
    assert others(question, chosen=city.oost.pk).duos == others(question).duos


def test_a_request_that_nobody_holds_is_not_handed_over(question: HelpRequest) -> None:
    question.duo = None

    assert others(question).duos == ()


def test_one_looks_for_a_duo_on_the_page_and_what_was_chosen_stays(
    question: HelpRequest, city: Neighbourhood, large_city: Team, fatima: Client
) -> None:
    acts.accept(form(question, city.fatima))
    page = reverse("casework:request", args=[question.pk])
    wanted = f"{city.oost} ({city.oost.team})"

    assert wanted not in fatima.get(page).content.decode()
    sought = fatima.get(page, {"duo": "oost"}).content.decode()
    sent = {"offer-token": "t", "offer-version": "2", "offer-duo": str(city.oost.pk), "offer-words": ""}
    refused = fatima.post(f"{page}offer/", sent)

    assert wanted in sought
    assert '<details id="offer" class="hv-explanation" open>' in sought
    assert refused.status_code == 422
    assert f'<option value="{city.oost.pk}" selected>' in refused.content.decode()
    assert fatima.post(f"{page}offer/", {**sent, "offer-words": "Verhuisd."}).status_code == 302


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("geen duo", 422), (str(UUID(int=7)), 409)])
def test_a_duo_that_is_none_is_refused_in_words(
    question: HelpRequest, city: Neighbourhood, fatima: Client, typed: str, status: int
) -> None:
    acts.accept(form(question, city.fatima))
    page = reverse("casework:request", args=[question.pk])

    answer = fatima.post(
        f"{page}offer/",
        {"offer-token": "t", "offer-version": "2", "offer-duo": typed, "offer-words": "Verhuisd."},
    )

    assert answer.status_code == status
    assert question.handovers.count() == 0
