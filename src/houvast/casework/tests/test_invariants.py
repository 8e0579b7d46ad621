"""What `houvast check-invariants` looks up: each rule was seen to bite, also where the database guards it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from houvast.casework import acts
from houvast.casework.invariants import RULES, broken
from houvast.casework.models import Alarm, HelpRequest, RunningClock, Step
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.people.api import new_resident

HAS_IT_ALL, ITS_OWN, NOT_DONE, BY_WORD, NO_CLOCK, NO_ALARM, NO_HANDOVER, AT_WORK = RULES
GUARD = "casework_an_open_request_has_it_all"


@contextmanager
def _unguarded() -> Iterator[None]:
    """As after a mistaken migration or a hand in the database: the constraint is not there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            connection.check_constraints()  # a table with deferred checks that wait cannot be altered
            cursor.execute(f"ALTER TABLE casework_helprequest DROP CONSTRAINT {GUARD}")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":  # PostgreSQL takes it back with the test's transaction
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize("column", ["duo", "ball", "due_on", "next_contact_on"])
def test_a_request_that_lost_what_holds_it_is_named(question: HelpRequest, column: str) -> None:
    with _unguarded():
        HelpRequest.objects.filter(pk=question.pk).update(**{column: None})

    assert [(each.rule, each.references) for each in broken(at=MONDAY)] == [
        (HAS_IT_ALL, (question.reference,))
    ]


def _with_anothers_step(question: HelpRequest) -> None:
    other = opened(new_resident(at=MONDAY, language="nl")[0])
    HelpRequest.objects.filter(pk=question.pk).update(step=other.step)


def _with_a_step_that_is_done(question: HelpRequest) -> None:
    Step.objects.filter(request=question).update(done_at=MONDAY)


def _without_a_word(question: HelpRequest) -> None:
    acts.say_solved(form(question, question.resident))
    question.events.filter(change="solved").update(by_resident=False)


def _with_a_clock(question: HelpRequest) -> None:
    acts.say_solved(form(question, question.resident))
    RunningClock.objects.filter(request=question).update(stopped_at=None)


def _with_an_alarm(question: HelpRequest) -> None:
    acts.say_solved(form(question, question.resident))
    Alarm.objects.create(request=question, rule="silence", promised_on=MONDAY.date(), raised_at=MONDAY)


def _of_a_duo_that_left(question: HelpRequest) -> None:
    assert question.duo is not None
    type(question.duo).objects.filter(pk=question.duo.pk).update(active=False)


@pytest.mark.parametrize(
    ("rule", "breaks"),
    [
        (ITS_OWN, _with_anothers_step),
        (NOT_DONE, _with_a_step_that_is_done),
        (BY_WORD, _without_a_word),
        (NO_CLOCK, _with_a_clock),
        (NO_ALARM, _with_an_alarm),
        (AT_WORK, _of_a_duo_that_left),
    ],
)
def test_a_rule_that_is_broken_is_named(
    city: Neighbourhood, question: HelpRequest, rule: str, breaks: Callable[[HelpRequest], None]
) -> None:
    breaks(question)

    assert question.reference in {
        name for each in broken(at=MONDAY) if each.rule == rule for name in each.references
    }


def test_all_is_well_at_first(question: HelpRequest) -> None:
    assert list(broken(at=MONDAY)) == []
