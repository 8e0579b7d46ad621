"""Puts each job of the table into the queue at its time, once.

Takes   the moment.
Gives   entries in the queue of django-tasks, and a row per slot. The row and the entry are one
transaction: a worker
        that is killed between the two has done neither.
Knows   nothing of what a job does. Works the same on SQLite and PostgreSQL: all it needs is a unique
constraint.
"""

import datetime as dt
import logging

from django.db import IntegrityError, transaction
from django_tasks import task

from houvast.jobs.models import Slot
from houvast.jobs.table import JOBS
from houvast.web import clock

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=15)
"""How long a job may be silent before its worker counts as killed. No job of the table needs a minute."""
ATTEMPTS = 3


def tick(at: dt.datetime) -> list[str]:
    """Queue every job whose slot has come and that no worker has taken; gives the names."""
    taken = [name for name, job in JOBS.items() if _take(name, job.rhythm.slot(at), at)]
    return taken + _take_again(at)


@task()
def run_slot(job: str, slot: str, attempt: int) -> None:
    """Do the work of one slot. An attempt that was overtaken, or a slot that is done, does nothing."""
    row = Slot.objects.filter(
        job=job, slot=dt.datetime.fromisoformat(slot), attempts=attempt, done_at__isnull=True
    )
    if job not in JOBS or not row.exists():
        return
    try:
        JOBS[job].work(clock.now())
    except Exception as fault:
        row.update(fault=type(fault).__name__)
        raise
    row.update(done_at=clock.now(), fault="")


def _take(job: str, slot: dt.datetime, at: dt.datetime) -> bool:
    """Whether this worker was the first to take the slot."""
    if Slot.objects.filter(job=job, slot=slot).exists():
        return False
    try:
        with transaction.atomic():
            Slot.objects.create(job=job, slot=slot, claimed_at=at)
            run_slot.enqueue(job, slot.isoformat(), 1)
    except IntegrityError:
        return False
    return True


def _take_again(at: dt.datetime) -> list[str]:
    """Queue again what was taken longer than the lease ago and is not done: its worker was killed, or it
    failed."""
    again = []
    for row in Slot.objects.filter(done_at__isnull=True, claimed_at__lt=at - LEASE, attempts__lt=ATTEMPTS):
        with transaction.atomic():
            # Only the worker that still sees the old claim moves it on.
            mine = Slot.objects.filter(pk=row.pk, claimed_at=row.claimed_at, done_at__isnull=True)
            if mine.update(claimed_at=at, attempts=row.attempts + 1):
                run_slot.enqueue(row.job, row.slot.isoformat(), row.attempts + 1)
                again.append(row.job)
                log.warning("job %s of %s is tried again", row.job, row.slot.isoformat())
    return again
