"""What the database itself refuses, whoever writes: raw SQL, past every model and every act.

Runs on SQLite and on PostgreSQL: the suite runs on both.
"""

import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import IntegrityError, connection, transaction

from houvast.casework import acts
from houvast.casework.api import erase
from houvast.casework.models import Alarm, HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.people.api import Resident


def sql(statement: str, values: Sequence[str] = ()) -> None:
    """One statement, straight to the database, with the deferred keys checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        connection.check_constraints()


def key(request: HelpRequest) -> str:
    """The id of a request as this database stores it."""
    return request.pk.hex if connection.vendor == "sqlite" else str(request.pk)


@pytest.mark.parametrize("column", ["duo_id", "step_id", "ball", "due_on", "next_contact_on"])
def test_an_open_request_cannot_lose_what_holds_it(question: HelpRequest, column: str) -> None:
    with pytest.raises(IntegrityError):
        sql(f"UPDATE casework_helprequest SET {column} = NULL WHERE id = %s", [key(question)])


@pytest.mark.parametrize("phase", ["received", "working", "checking", "sleeping"])
def test_no_open_phase_does_without_a_next_contact(question: HelpRequest, phase: str) -> None:
    with pytest.raises(IntegrityError):
        sql(
            "UPDATE casework_helprequest SET phase = %s, next_contact_on = NULL WHERE id = %s",
            [phase, key(question)],
        )


def test_a_request_cannot_close_without_the_residents_word(question: HelpRequest) -> None:
    with pytest.raises(IntegrityError):
        sql("UPDATE casework_helprequest SET phase = 'closed' WHERE id = %s", [key(question)])


def test_a_closed_request_cannot_open_with_the_word_still_standing(
    question: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.say_solved(form(question, resident))

    with pytest.raises(IntegrityError):
        sql("UPDATE casework_helprequest SET phase = 'working' WHERE id = %s", [key(question)])


@pytest.mark.parametrize(
    ("column", "value"),
    [("phase", "verwezen"), ("ball", "nobody"), ("urgency", "later"), ("ball", "other")],
    ids=["no phase", "no ball", "no urgency", "another organisation without a name"],
)
def test_a_value_that_the_house_does_not_know_is_refused(
    question: HelpRequest, column: str, value: str
) -> None:
    with pytest.raises(IntegrityError):
        sql(f"UPDATE casework_helprequest SET {column} = %s WHERE id = %s", [value, key(question)])


def test_a_step_that_does_not_exist_cannot_be_pointed_at(question: HelpRequest) -> None:
    nowhere = "0" * 32 if connection.vendor == "sqlite" else "00000000-0000-0000-0000-000000000000"

    with pytest.raises(IntegrityError):
        sql("UPDATE casework_helprequest SET step_id = %s WHERE id = %s", [nowhere, key(question)])


def test_two_requests_of_one_form_are_refused(question: HelpRequest, city: Neighbourhood) -> None:
    copy = HelpRequest.objects.get(pk=question.pk)
    copy._state.adding, copy.pk, copy.reference = True, None, "26-000000"
    copy.id = HelpRequest._meta.get_field("id").get_default()

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_request_has_one_present_step(question: HelpRequest, city: Neighbourhood) -> None:
    acts.accept(form(question, city.fatima))

    with pytest.raises(IntegrityError):
        sql("UPDATE casework_step SET done_at = NULL WHERE request_id = %s", [key(question)])


def test_the_same_alarm_rings_once(question: HelpRequest) -> None:
    Alarm.objects.create(
        request=question, rule="silence", promised_on=dt.date(2026, 11, 25), raised_at=MONDAY
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.create(
            request=question, rule="silence", promised_on=dt.date(2026, 11, 25), raised_at=MONDAY
        )


def test_the_rows_of_an_erased_resident_are_gone_and_the_duo_stays(
    question: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:

    acts.accept(form(question, city.fatima))
    acts.send_message(form(question, resident), "Dag.")

    erase(resident, at=MONDAY)
    connection.check_constraints()

    assert not HelpRequest.objects.filter(resident=resident).exists()
    with connection.cursor() as cursor:
        for table in ("step", "event", "contact", "questionline", "runningclock"):
            cursor.execute(f"SELECT count(*) FROM casework_{table}")
            assert cursor.fetchone() == (0,), table
