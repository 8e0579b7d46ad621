"""What people do with a request, and what the table of states keeps them from."""

import datetime as dt
from dataclasses import replace

import pytest

from houvast.casework import acts, sealed
from houvast.casework.acts import NotAPromise, NotYours, NoWords, SomebodyWasFirst
from houvast.casework.clocks import Ball
from houvast.casework.models import Alarm, Event, HelpRequest, RunningClock
from houvast.casework.states import NotInTheTable, Phase
from houvast.casework.steps import Promise
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.ledger.api import log_of
from houvast.people.api import Resident, new_resident

TUESDAY = MONDAY + dt.timedelta(days=1)
CALL_TAXES = Promise(
    what="Fatima belt met de Belastingdienst",
    ball=Ball.OTHER,
    ball_with="Belastingdienst",
    due_on=dt.date(2026, 12, 3),
    next_contact_on=dt.date(2026, 11, 26),
)


@pytest.fixture
def accepted(question: HelpRequest, city: Neighbourhood) -> HelpRequest:
    """Fatima took it on."""
    return acts.accept(form(question, city.fatima))


def test_taking_it_on_promises_a_call(accepted: HelpRequest) -> None:
    assert accepted.phase == Phase.WORKING
    assert accepted.step is not None
    assert (accepted.step.what, accepted.due_on) == ("Wij bellen u", dt.date(2026, 11, 26))
    assert accepted.steps.filter(done_at__isnull=True).count() == 1


def test_a_step_says_who_has_the_ball_and_until_when(accepted: HelpRequest, city: Neighbourhood) -> None:
    request = acts.add_step(form(accepted, city.dennis), CALL_TAXES)

    assert (request.ball, request.ball_with) == ("other", "Belastingdienst")
    assert (request.due_on, request.next_contact_on) == (dt.date(2026, 12, 3), dt.date(2026, 11, 26))


def test_a_part_of_a_step_stands_under_it(accepted: HelpRequest, city: Neighbourhood) -> None:
    main = acts.add_step(form(accepted, city.fatima), CALL_TAXES).step

    part = acts.add_step(
        form(accepted, city.fatima), replace(CALL_TAXES, what="Uitstel gevraagd", beside=True)
    )

    assert part.step is not None
    assert part.step.under == main


@pytest.mark.parametrize(
    ("field", "promise"),
    [
        ("what", replace(CALL_TAXES, what=" ")),
        ("ball_with", replace(CALL_TAXES, ball_with="")),
        ("due_on", replace(CALL_TAXES, due_on=dt.date(2026, 11, 22))),
        ("due_on", replace(CALL_TAXES, due_on=dt.date(2026, 11, 28))),
        ("due_on", replace(CALL_TAXES, due_on=dt.date(2028, 11, 28))),
        ("next_contact_on", replace(CALL_TAXES, next_contact_on=dt.date(2026, 12, 25))),
        ("next_contact_on", replace(CALL_TAXES, next_contact_on=dt.date(2026, 12, 2))),
    ],
    ids=[
        "no words",
        "no name",
        "in the past",
        "a Saturday",
        "in two years",
        "Christmas",
        "too long without news",
    ],
)
def test_a_promise_that_nobody_can_keep_is_refused_with_the_field(
    accepted: HelpRequest, city: Neighbourhood, field: str, promise: Promise
) -> None:
    with pytest.raises(NotAPromise) as refusal:
        acts.add_step(form(accepted, city.fatima), promise)

    assert list(refusal.value.faults) == [field]
    assert HelpRequest.objects.get(pk=accepted.pk).step == accepted.step


def test_a_form_that_is_sent_twice_happens_once(accepted: HelpRequest, city: Neighbourhood) -> None:
    sent = form(accepted, city.fatima, version=accepted.version)

    acts.add_step(sent, CALL_TAXES)
    acts.add_step(sent, CALL_TAXES)

    assert accepted.steps.filter(what=CALL_TAXES.what).count() == 1


def test_two_counsellors_do_not_overwrite_each_other(accepted: HelpRequest, city: Neighbourhood) -> None:
    fatimas = form(accepted, city.fatima, version=accepted.version)
    denniss = form(accepted, city.dennis, version=accepted.version)
    acts.add_step(fatimas, CALL_TAXES)

    with pytest.raises(SomebodyWasFirst):
        acts.add_step(denniss, replace(CALL_TAXES, what="Iets anders"))

    assert not accepted.steps.filter(what="Iets anders").exists()


def test_a_message_of_the_resident_does_not_make_the_counsellors_form_old(
    accepted: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    fatimas = form(accepted, city.fatima, version=accepted.version)
    acts.send_message(form(accepted, resident), "Er is nog een brief.")

    request = acts.add_step(fatimas, CALL_TAXES)

    assert request.step is not None
    assert request.step.what == CALL_TAXES.what


def test_a_message_of_the_resident_is_owed_an_answer_within_our_term(
    accepted: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    waiting = replace(CALL_TAXES, ball=Ball.RESIDENT, ball_with="", next_contact_on=dt.date(2026, 12, 7))
    acts.add_step(form(accepted, city.fatima), waiting)

    request = acts.send_message(form(accepted, resident, at=TUESDAY), "Ik heb de brief gevonden.")

    assert request.answer_owed_since == TUESDAY
    assert request.ball == "us"
    assert request.next_contact_on == dt.date(2026, 12, 1)
    assert list(sealed.opened(request).contacts.values()) == ["Ik heb de brief gevonden."]


def test_our_answer_promises_the_next_news_anew(
    accepted: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.send_message(form(accepted, resident), "Hoe staat het ermee?")

    request = acts.send_message(form(accepted, city.dennis, at=TUESDAY), "Wij wachten op de Belastingdienst.")

    assert request.answer_owed_since is None
    assert request.next_contact_on == dt.date(2026, 12, 1)


@pytest.mark.parametrize("words", ["", "  \n", "a" * 5_001], ids=["empty", "blank", "too long"])
def test_a_message_without_words_or_with_too_many_is_refused(
    accepted: HelpRequest, city: Neighbourhood, words: str
) -> None:
    with pytest.raises(NoWords):
        acts.send_message(form(accepted, city.fatima), words)


def test_only_the_resident_closes(accepted: HelpRequest, city: Neighbourhood, resident: Resident) -> None:
    acts.propose_closing(form(accepted, city.fatima))
    with pytest.raises(NotInTheTable):
        acts.say_solved(form(accepted, city.fatima))

    request = acts.say_solved(form(accepted, resident, at=TUESDAY))

    assert (request.phase, request.solved_at) == (Phase.CLOSED, TUESDAY)
    assert not request.clocks.filter(stopped_at__isnull=True).exists()
    assert not request.steps.filter(done_at__isnull=True).exists()


def test_not_solved_opens_it_again_and_somebody_calls(
    accepted: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.say_solved(form(accepted, resident))

    request = acts.say_not_solved(form(accepted, resident, at=TUESDAY), "De brief kwam weer.")

    assert (request.phase, request.ball, request.solved_at) == (Phase.WORKING, "us", None)
    assert request.due_on == dt.date(2026, 11, 26)
    assert "De brief kwam weer." in sealed.opened(request).contacts.values()


def test_the_duo_reopens_only_with_a_reason(
    accepted: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.say_solved(form(accepted, resident))
    with pytest.raises(NoWords):
        acts.reopen(form(accepted, city.dennis), " ")

    request = acts.reopen(form(accepted, city.dennis), "De bewoner belde: het geld kwam niet.")

    assert request.phase == Phase.WORKING
    assert "De bewoner belde: het geld kwam niet." in sealed.opened(request).reasons.values()


def test_the_first_talk_stops_its_clock_and_starts_the_clock_of_the_plan(
    accepted: HelpRequest, city: Neighbourhood
) -> None:
    acts.log_talk(form(accepted, city.fatima), "Gebeld, we weten nu wat er speelt.")

    running = RunningClock.objects.filter(request=accepted, stopped_at__isnull=True)

    assert [(clock.key, clock.due_on) for clock in running] == [("plan", dt.date(2027, 1, 18))]


@pytest.mark.parametrize("who", ["ria", "joke"])
def test_who_does_not_hold_it_cannot_act(city: Neighbourhood, question: HelpRequest, who: str) -> None:
    with pytest.raises((NotYours, NotInTheTable)):
        acts.accept(form(question, getattr(city, who)))

    assert HelpRequest.objects.get(pk=question.pk).phase == Phase.RECEIVED


def test_a_try_by_a_stranger_stands_in_the_log_of_the_resident(
    question: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    with pytest.raises(NotYours):
        acts.send_message(form(question, city.ria), "Hallo")

    newest = log_of(resident)[0]

    assert (newest.who, newest.purpose) == ("Ria", "geweigerd: mag deze vraag niet zien")


def test_another_resident_cannot_close_it(question: HelpRequest) -> None:
    other, _ = new_resident(at=MONDAY, language="nl")

    with pytest.raises(NotYours):
        acts.say_solved(form(question, other))


def test_what_the_duo_does_ends_the_alarm(accepted: HelpRequest, city: Neighbourhood) -> None:
    Alarm.objects.create(request=accepted, rule="silence", promised_on=MONDAY.date(), raised_at=MONDAY)

    acts.send_message(form(accepted, city.fatima, at=TUESDAY), "Sorry dat u zo lang niets hoorde.")

    assert [(alarm.ended_at, alarm.ended_by) for alarm in accepted.alarms.all()] == [(TUESDAY, "message")]


def test_everything_that_happens_is_an_event(accepted: HelpRequest, city: Neighbourhood) -> None:
    acts.add_step(form(accepted, city.fatima), CALL_TAXES)

    events = Event.objects.filter(request=accepted).order_by("pk")

    assert [(event.change, event.phase) for event in events] == [
        ("open", "received"),
        ("accept", "working"),
        ("step", "working"),
    ]
