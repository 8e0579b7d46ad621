"""Each job runs at its time, once, however many workers there are and whichever is killed."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from houvast.jobs import scheduler, tidying, worker
from houvast.jobs.models import Slot
from houvast.jobs.schedule import Every
from houvast.jobs.table import JOBS, Job
from houvast.web import clock

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """One job instead of ours, that tells when it ran; the clock stands at noon."""
    moments: list[dt.datetime] = []
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(
        "houvast.jobs.scheduler.JOBS", {"count": Job("count", Every(15), "counts", moments.append)}
    )
    return moments


@pytest.mark.django_db(transaction=True)
def test_a_slot_is_queued_once_and_its_work_done_once(ran: list[dt.datetime]) -> None:
    assert scheduler.tick(NOON) == ["count"]
    assert scheduler.tick(NOON + dt.timedelta(minutes=14)) == []

    worker.once()

    assert ran == [NOON]
    assert Slot.objects.get().done_at == NOON


@pytest.mark.django_db
def test_the_next_slot_is_queued_again(ran: list[dt.datetime]) -> None:
    scheduler.tick(NOON)

    assert scheduler.tick(NOON + dt.timedelta(minutes=15)) == ["count"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sixteen_schedulers_at_once_queue_a_slot_once(ran: list[dt.datetime]) -> None:
    barrier = threading.Barrier(16)

    def tick(_number: int) -> list[str]:
        barrier.wait(timeout=30)
        try:
            return scheduler.tick(NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        taken = [name for names in pool.map(tick, range(16)) for name in names]

    assert taken == ["count"]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_slot_is_done_by_another_one(ran: list[dt.datetime]) -> None:
    scheduler.tick(NOON)
    DBTaskResult.objects.update(status="RUNNING", started_at=NOON)

    again = scheduler.tick(NOON + scheduler.LEASE - dt.timedelta(minutes=1))
    later = scheduler.tick(NOON + scheduler.LEASE + dt.timedelta(minutes=1))
    worker.once()

    assert again == []
    assert len(ran) == 2
    assert later == ["count", "count"], "the new slot, and the one whose worker was killed"
    assert Slot.objects.get(slot=NOON).attempts == 2
    assert not Slot.objects.filter(done_at__isnull=True).exists()


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_does_not_do_the_work_again(ran: list[dt.datetime]) -> None:
    scheduler.tick(NOON)
    Slot.objects.update(attempts=2)

    scheduler.run_slot.call("count", NOON.isoformat(), 1)

    assert ran == []


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_three_times_and_its_fault_kept_without_words(
    ran: list[dt.datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_at: dt.datetime) -> None:
        raise ValueError("Jan Jansen woont hier")

    monkeypatch.setattr("houvast.jobs.scheduler.JOBS", {"count": Job("count", Every(60), "fails", fail)})
    scheduler.tick(NOON)

    for turn in range(1, 6):
        for waiting in DBTaskResult.objects.filter(status="READY"):
            with pytest.raises(ValueError, match="Jan"):
                scheduler.run_slot.call(*waiting.args_kwargs["args"])
            waiting.claim("test")
        scheduler._take_again(NOON + turn * (scheduler.LEASE + dt.timedelta(seconds=1)))

    slot = Slot.objects.get()
    assert (slot.attempts, slot.fault, slot.done_at) == (3, "ValueError", None)


@pytest.mark.django_db
def test_what_is_long_done_is_forgotten_and_what_is_not_stays() -> None:
    old, new = NOON - dt.timedelta(days=15), NOON - dt.timedelta(days=1)
    for slot, done in ((old, old), (new, new), (old - dt.timedelta(days=1), None)):
        Slot.objects.create(job="count", slot=slot, claimed_at=slot, done_at=done)

    assert tidying.forget_old_slots(at=NOON) == 1
    assert Slot.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", JOBS)
def test_every_job_of_the_table_runs_on_an_empty_house_and_twice(name: str) -> None:
    JOBS[name].work(NOON)

    JOBS[name].work(NOON)
