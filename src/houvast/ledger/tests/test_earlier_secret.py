"""HOUVAST_SECRET_KEY is replaced: the log is one chain, and the earlier secret adds nothing to it."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from houvast.ledger import seals
from houvast.ledger.api import Broken, Verified, record, verify
from houvast.ledger.models import Entry, Head
from houvast.ledger.tests.tampering import guards_lifted
from houvast.people import keys
from houvast.people.api import SYSTEM, derived_key

pytestmark = pytest.mark.django_db
Restart = Callable[..., None]
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
ANNA = uuid.UUID(int=0xA)
OLDER, NEW = "b" * 60, "c" * 60


@pytest.fixture
def restart(settings: Any) -> Iterator[Restart]:
    """Starts the house with another secret, and with those that it was before; it runs on `OLDER` now."""

    def again(secret: str, *earlier: str) -> None:
        settings.CONFIG = dataclasses.replace(settings.CONFIG, secret_key=secret, earlier_secret_keys=earlier)
        keys.look_again()

    again(OLDER)
    yield again
    keys.look_again()


def write(count: int) -> None:
    for number in range(count):
        moment = NOON + dt.timedelta(minutes=number)
        record(at=moment, actor=SYSTEM, subject=ANNA, action="look", purpose="u helpen", kind="feiten")


def rotated(restart: Restart) -> None:
    restart(NEW, OLDER)
    keys.keep_earlier()
    restart(NEW)


def end(seq: int, last: str, key: bytes) -> None:
    Head.objects.update(seq=seq, last=last, seal=seals.seal_of_head(seq, last, key))


def test_older_rows_verify_after_the_earlier_secret_is_thrown_away(restart: Restart) -> None:
    write(3)

    rotated(restart)
    assert isinstance(verify(), Verified)
    write(2)

    outcome = verify()
    assert isinstance(outcome, Verified)
    assert outcome.count == 5


def test_an_anchor_of_before_the_change_stays_good(restart: Restart) -> None:
    write(3)
    before = verify()
    assert isinstance(before, Verified)

    rotated(restart)
    write(1)

    assert isinstance(verify(anchor=before.anchor), Verified)


def test_a_row_that_is_added_with_the_earlier_secret_is_found(restart: Restart) -> None:
    write(1)
    stolen = derived_key("ledger")
    rotated(restart)
    write(2)
    newest = Entry.objects.get(seq=3)

    forged = Entry.objects.get(seq=3)
    forged.seq, forged.previous = 4, newest.seal
    forged.seal = seals.seal_of(forged, stolen)
    forged.save(force_insert=True)
    end(4, forged.seal, stolen)

    assert verify() == Broken(4, "this row was changed after it was written")


def test_an_end_that_is_sealed_with_the_earlier_secret_is_found(restart: Restart) -> None:
    write(1)
    stolen = derived_key("ledger")
    rotated(restart)
    write(2)
    kept = Entry.objects.get(seq=2)

    with guards_lifted():
        Entry.objects.filter(seq=3).delete()
        end(2, kept.seal, stolen)

    assert isinstance(verify(), Broken)


def test_an_older_row_that_is_written_anew_with_the_earlier_secret_is_found(restart: Restart) -> None:
    write(2)
    stolen = derived_key("ledger")
    rotated(restart)
    write(1)

    with guards_lifted():
        row = Entry.objects.get(seq=2)
        row.subject = uuid.UUID(int=0xB)
        row.seal = seals.seal_of(row, stolen)
        row.save()

    assert verify() == Broken(3, "this row does not follow the row before it")
