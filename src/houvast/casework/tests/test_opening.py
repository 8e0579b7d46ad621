"""A question becomes one help request, held from the first moment."""

import datetime as dt
from collections.abc import Callable

import pytest

from houvast.casework import sealed
from houvast.casework.api import AnotherPersonsForm, HelpRequest, NobodyThere, Urgency
from houvast.casework.models import RunningClock
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, opened
from houvast.ledger.api import log_of
from houvast.people.api import Resident, leave, new_resident

Open = Callable[..., HelpRequest]


def test_a_new_request_has_a_duo_a_step_a_ball_and_promised_days(question: HelpRequest) -> None:
    assert question.duo is not None
    assert question.step is not None
    assert question.step.what == "Wij lezen uw vraag"
    assert (question.ball, question.due_on, question.next_contact_on) == (
        "us",
        dt.date(2026, 11, 25),
        dt.date(2026, 11, 25),
    )


def test_the_words_lie_sealed_in_the_database_and_can_be_read_again(question: HelpRequest) -> None:
    stored = HelpRequest.objects.get(pk=question.pk)

    words = sealed.opened(stored)

    assert b"Belastingdienst" not in bytes(stored.story)
    assert words.story == "Ik kreeg een brief van de Belastingdienst."
    assert words.lines == ("U kreeg een brief over uw toeslag.",)


def test_a_form_that_is_sent_twice_makes_one_request(request_of: Open) -> None:
    first = request_of(token="one-form")

    second = request_of(token="one-form", at=MONDAY + dt.timedelta(seconds=2))

    assert second.pk == first.pk
    assert HelpRequest.objects.count() == 1


def test_a_form_of_somebody_else_gives_nothing_away(request_of: Open) -> None:
    request_of(token="one-form")
    stranger, _ = new_resident(at=MONDAY, language="nl")

    with pytest.raises(AnotherPersonsForm):
        opened(stranger, token="one-form")


def test_the_duo_of_the_neighbourhood_gets_it(city: Neighbourhood, request_of: Open) -> None:
    request = request_of(neighbourhood="MA")

    assert request.duo == city.oost
    assert request.assigned_because == "Omdat dit duo werkt in Oost."


def test_without_a_known_neighbourhood_the_least_loaded_duo_gets_it(
    city: Neighbourhood, request_of: Open
) -> None:
    request_of(neighbourhood="NA")
    stranger, _ = new_resident(at=MONDAY, language="nl")

    request = opened(stranger, neighbourhood="")

    assert request.duo == city.oost


def test_whoever_has_a_duo_already_keeps_the_same_faces(city: Neighbourhood, request_of: Open) -> None:
    request_of(neighbourhood="MA")

    second = request_of(neighbourhood="NA")

    assert second.duo == city.oost
    assert second.assigned_because == "Omdat de bewoner dit duo al kent."


def test_without_any_duo_there_is_a_clear_fault_and_nothing_half_kept(
    city: Neighbourhood, request_of: Open
) -> None:
    leave(city.fatima)
    leave(city.ria)

    with pytest.raises(NobodyThere, match="Form a duo"):
        request_of()

    assert not HelpRequest.objects.exists()


def test_when_a_threat_hangs_over_somebody_the_short_clock_runs(request_of: Open) -> None:
    request = request_of(urgency=Urgency.THREAT)

    clock = RunningClock.objects.get(request=request)

    assert (clock.key, clock.due_on) == ("first-talk-threat", dt.date(2026, 11, 26))


def test_an_emergency_is_due_today(request_of: Open) -> None:
    assert request_of(urgency=Urgency.EMERGENCY).due_on == MONDAY.date()


def test_the_resident_can_read_that_it_was_kept(question: HelpRequest, resident: Resident) -> None:
    assert [(line.action, line.kind) for line in log_of(resident)] == [("change", "hulpvraag")]


def test_a_very_long_story_full_of_odd_signs_is_kept_whole(request_of: Open) -> None:
    story = "لا أفهم هذه الرسالة 🙂 \u202e" * 400

    request = request_of(story=story, understood=[])

    assert sealed.opened(request).story == story
    assert len(request.subject) == 120
