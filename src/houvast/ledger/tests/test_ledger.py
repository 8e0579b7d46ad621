"""The log as a whole: written, proven, tampered with, read."""

import contextlib
import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from houvast.config import Config
from houvast.ledger.api import Broken, Verified, log_of, record, record_many, verify
from houvast.ledger.commands import verify_ledger
from houvast.ledger.models import Entry, Head
from houvast.ledger.tests.tampering import guards_lifted
from houvast.people.api import STRANGER, SYSTEM, Actor, Organisation, new_professional

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
ANNA, BRAM = uuid.UUID(int=0xA), uuid.UUID(int=0xB)

pytestmark = pytest.mark.django_db


def write(count: int, subject: uuid.UUID = ANNA, actor: Actor = SYSTEM) -> None:
    for number in range(count):
        moment = NOON + dt.timedelta(minutes=number)
        record(at=moment, actor=actor, subject=subject, action="look", purpose="u helpen", kind="feiten")


def count_and_anchor() -> tuple[int, str]:
    outcome = verify()
    assert isinstance(outcome, Verified)
    return outcome.count, outcome.anchor


def test_an_untouched_log_is_whole() -> None:
    write(5)

    outcome = verify()

    assert isinstance(outcome, Verified)
    assert outcome.count == 5


def test_an_empty_log_is_whole() -> None:
    assert isinstance(verify(), Verified)


def test_one_look_at_many_people_is_a_row_for_each_and_one_chain() -> None:
    record_many(
        at=NOON, actor=SYSTEM, subjects=[ANNA, BRAM, ANNA], action="look", purpose="werklijst", kind="naam"
    )

    assert list(Entry.objects.order_by("seq").values_list("seq", "subject")) == [(1, ANNA), (2, BRAM)]
    assert isinstance(verify(), Verified)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("purpose", "iets anders"),
        ("kind", "berichten"),
        ("actor_kind", "resident"),
        ("at", NOON - dt.timedelta(days=1)),
        ("subject", BRAM),
        ("action", "change"),
    ],
)
def test_a_changed_row_is_named(column: str, value: Any) -> None:
    write(5)

    with guards_lifted():
        Entry.objects.filter(seq=3).update(**{column: value})

    assert verify() == Broken(3, "this row was changed after it was written")


def test_a_row_that_is_taken_out_is_named() -> None:
    write(5)

    with guards_lifted():
        Entry.objects.filter(seq=3).delete()

    assert verify() == Broken(3, "row 3 is missing")


def test_taking_off_the_newest_rows_is_found() -> None:
    write(5)

    with guards_lifted():
        Entry.objects.filter(seq__gte=4).delete()

    assert verify() == Broken(4, "the newest 2 row(s) were removed")


def test_taking_off_the_newest_rows_and_turning_back_the_end_is_found() -> None:
    write(5)
    last = Entry.objects.get(seq=3).seal

    with guards_lifted():
        Entry.objects.filter(seq__gte=4).delete()
        Head.objects.update(seq=3, last=last)

    assert verify() == Broken(4, "the end of the log was changed")


def test_taking_off_the_end_is_found() -> None:
    write(2)

    with guards_lifted():
        Head.objects.all().delete()

    assert isinstance(verify(), Broken)


def test_an_older_copy_that_was_put_back_is_found_with_an_anchor() -> None:
    write(2)
    old_head = Head.objects.values().get()
    write(2)
    _, anchor = count_and_anchor()

    with guards_lifted():
        Entry.objects.filter(seq__gte=3).delete()
        Head.objects.update(**old_head)

    assert isinstance(verify(), Verified), "a whole older copy is whole in itself"
    assert isinstance(verify(anchor=anchor), Broken)


def test_an_anchor_stays_good_while_the_log_grows() -> None:
    write(2)
    _, anchor = count_and_anchor()
    write(3)

    assert isinstance(verify(anchor=anchor), Verified)


def test_a_row_that_is_slipped_in_is_found() -> None:
    write(3)

    with guards_lifted():
        forged = Entry.objects.get(seq=3)
        forged.seq, forged.previous, forged.seal = 4, forged.seal, "f" * 64
        forged.save(force_insert=True)

    assert verify() == Broken(4, "this row was changed after it was written")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET purpose = 'x' WHERE seq = 1",
        "DELETE FROM ledger_entry WHERE seq = 1",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET seq = 0",
    ],
)
def test_the_database_refuses_to_change_or_remove(statement: str) -> None:
    write(1)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert isinstance(verify(), Verified)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_head"])
def test_the_database_refuses_to_truncate(table: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


@pytest.mark.parametrize("empty", ["purpose", "kind"])
def test_a_row_without_purpose_or_kind_is_refused(empty: str) -> None:
    said = {"purpose": "u helpen", "kind": "feiten", empty: ""}

    with pytest.raises(DatabaseError):
        record(at=NOON, actor=SYSTEM, subject=ANNA, action="look", purpose=said["purpose"], kind=said["kind"])


def test_what_is_undone_leaves_no_row() -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        write(1)
        raise ZeroDivisionError

    assert verify() == Verified(0, "0:" + "0" * 64)


def test_a_log_made_with_another_secret_says_so(settings: Any) -> None:
    write(1)
    settings.CONFIG = Config(secret_key="another secret")

    outcome = verify()

    assert isinstance(outcome, Broken)
    assert "HOUVAST_SECRET_KEY" in outcome.why


def test_the_resident_reads_who_looked_newest_first() -> None:
    dienst = Organisation.objects.create(name="Dienst Noord")
    noor = new_professional(
        email="noor@dienst.test", display_name="Noor de Vries", organisation=dienst, roles=["counsellor"]
    )
    write(1, subject=BRAM)
    write(2, actor=Actor(kind="professional", professional_id=noor.pk, name="Noor de Vries"))

    lines = log_of(ANNA)

    assert [(line.who, line.organisation, line.at) for line in lines] == [
        ("Noor de Vries", "Dienst Noord", NOON + dt.timedelta(minutes=1)),
        ("Noor de Vries", "Dienst Noord", NOON),
    ]


def test_the_command_tells_the_first_broken_row(capsys: pytest.CaptureFixture[str]) -> None:
    write(3, actor=STRANGER)
    assert verify_ledger([]) == 0
    assert "3 row(s)" in capsys.readouterr().out

    with guards_lifted():
        Entry.objects.filter(seq=2).update(kind="x")

    assert verify_ledger([]) == 1
    assert "row 2" in capsys.readouterr().err


def test_a_database_of_real_people_is_never_emptied(settings: Any) -> None:
    settings.CONFIG = Config(mode="production")

    with pytest.raises(CommandError, match="append-only"):
        call_command("flush", interactive=False)


@pytest.mark.django_db(transaction=True)
def test_the_guards_are_back_after_the_demo_was_emptied() -> None:
    write(1)

    call_command("flush", interactive=False, verbosity=0)

    assert verify() == Verified(0, "0:" + "0" * 64)
    write(1)
    with pytest.raises(DatabaseError, match="append-only"):
        Entry.objects.all().delete()
