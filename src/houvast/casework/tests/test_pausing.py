"""A clock stands still only where a law lets it, with a reason that the resident reads."""

import datetime as dt

import pytest
from django.test import Client

from houvast.casework import acts
from houvast.casework.acts import NoWords
from houvast.casework.alarms import ring
from houvast.casework.clocks import NoPause
from houvast.casework.follow.journey import journey
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form

WEEK = dt.timedelta(days=7)


@pytest.fixture
def talked(question: HelpRequest, city: Neighbourhood) -> HelpRequest:
    """The first talk was on Monday: the clock of the plan runs until 18 January."""
    acts.accept(form(question, city.fatima))
    return acts.log_talk(form(question, city.fatima), "Gesproken.")


def test_the_end_moves_by_the_days_that_the_hands_stood_still(
    talked: HelpRequest, city: Neighbourhood
) -> None:
    acts.pause_clock(form(talked, city.fatima), "plan", "U vroeg om een week rust.")

    acts.resume_clock(form(talked, city.dennis, at=MONDAY + WEEK), "plan")

    assert talked.clocks.get(key="plan").due_on == dt.date(2027, 1, 25)


def test_the_resident_reads_why(talked: HelpRequest, city: Neighbourhood) -> None:
    before = journey(talked, on=MONDAY.date()).terms
    acts.pause_clock(form(talked, city.fatima), "plan", "U vroeg om een week rust.")

    paused = journey(talked, on=MONDAY.date()).terms

    assert before == ["Uiterlijk maandag 18 januari ligt er een plan voor u."]
    assert paused == ["Een termijn staat even stil. U vroeg om een week rust."]


def test_a_clock_that_stands_still_rings_no_alarm_and_one_that_runs_does(
    talked: HelpRequest, city: Neighbourhood
) -> None:
    late = MONDAY + 20 * WEEK
    acts.pause_clock(form(talked, city.fatima), "plan", "U vroeg om rust.")
    ring(at=late)
    paused = set(talked.alarms.values_list("rule", flat=True))

    acts.resume_clock(form(talked, city.fatima, at=MONDAY + WEEK), "plan")
    ring(at=late)

    assert "clock" not in paused
    assert "clock" in set(talked.alarms.values_list("rule", flat=True))


@pytest.mark.parametrize("key", ["first-talk", "first-talk-threat", "objection"])
def test_no_law_lets_these_stand_still(talked: HelpRequest, city: Neighbourhood, key: str) -> None:
    with pytest.raises(NoPause):
        acts.pause_clock(form(talked, city.fatima), key, "Druk.")


def test_a_clock_stands_still_once_and_goes_on_once(talked: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NoPause):
        acts.resume_clock(form(talked, city.fatima), "plan")
    acts.pause_clock(form(talked, city.fatima), "plan", "Rust.")

    with pytest.raises(NoPause):
        acts.pause_clock(form(talked, city.fatima), "plan", "Nog eens.")


def test_a_clock_never_stands_still_without_a_reason(talked: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NoWords):
        acts.pause_clock(form(talked, city.fatima), "plan", "  ")


def test_it_is_done_on_the_request_page(
    talked: HelpRequest, city: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/werk/hulpvraag/{talked.pk}/"
    sent = {"pause-token": "one", "pause-version": "1", "pause-clock": "plan", "pause-words": "U vroeg erom."}

    empty = client.post(f"{address}pause/", {**sent, "pause-words": ""})
    done = client.post(f"{address}pause/", sent, follow=True).content.decode()

    assert empty.status_code == 422
    assert "staat stil" in done
    assert "U vroeg erom." in done
    assert "Laat de termijn weer lopen" in done
