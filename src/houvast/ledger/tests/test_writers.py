"""Many writers at once."""

import contextlib
import datetime as dt
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from houvast.ledger.api import Verified, in_one_piece, log_of, record, verify
from houvast.people.api import SYSTEM, Resident

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
WRITERS, ROWS_EACH = 16, 8

pytestmark = pytest.mark.django_db(transaction=True)


def log(subject: uuid.UUID) -> None:
    record(at=NOON, actor=SYSTEM, subject=subject, action="change", purpose="u helpen", kind="feiten")


def all_at_once(work: Callable[[int], None], *, writers: int = WRITERS) -> None:
    start = threading.Barrier(writers)

    def one(number: int) -> None:
        start.wait(timeout=30)
        try:
            work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(one, range(writers)))


def test_sixteen_writers_make_one_chain_without_an_error() -> None:
    subjects = [uuid.UUID(int=number + 1) for number in range(WRITERS)]

    def write(number: int) -> None:
        for _ in range(ROWS_EACH):
            in_one_piece(lambda: log(subjects[number]))

    all_at_once(write)

    outcome = verify()
    assert isinstance(outcome, Verified)
    assert outcome.count == WRITERS * ROWS_EACH
    assert [len(log_of(subject)) for subject in subjects] == [ROWS_EACH] * WRITERS


def test_two_who_lock_in_opposite_order_both_get_through() -> None:
    resident = Resident.objects.create(created_at=NOON)
    both_hold_one = threading.Barrier(2)

    def write(number: int) -> None:
        def lock_resident() -> None:
            Resident.objects.select_for_update().get(pk=resident.pk)

        def lock_log() -> None:
            log(resident.pk)

        def work() -> None:
            first, second = (lock_log, lock_resident) if number else (lock_resident, lock_log)
            first()
            # SQLite lets only one of the two begin; on PostgreSQL they now wait for each other, once.
            with contextlib.suppress(threading.BrokenBarrierError):
                both_hold_one.wait(timeout=1)
            second()

        in_one_piece(work)

    all_at_once(write, writers=2)

    outcome = verify()
    assert isinstance(outcome, Verified)
    assert outcome.count == 2


def test_the_log_is_found_whole_while_it_is_being_written() -> None:
    log(uuid.UUID(int=1))
    found = []

    def write_or_verify(number: int) -> None:
        for _ in range(ROWS_EACH):
            if number:
                in_one_piece(lambda: log(uuid.UUID(int=number)))
            else:
                found.append(verify())

    all_at_once(write_or_verify, writers=6)

    assert len(found) == ROWS_EACH
    assert all(isinstance(outcome, Verified) for outcome in found)
