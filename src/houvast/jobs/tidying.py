"""What is left of jobs that are long done.

Takes   a moment.
Gives   smaller tables.
Knows   nothing of the jobs.
"""

import datetime as dt

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houvast.jobs.models import Slot

KEEP = dt.timedelta(days=14)


def forget_old_slots(*, at: dt.datetime) -> int:
    """Delete slots and queue entries of more than two weeks ago; gives how many slots."""
    before = at - KEEP
    DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(enqueued_at__lt=before).delete()
    # The newest slot of a job stays: a job that runs seldom must not run twice.
    gone, _ = Slot.objects.filter(slot__lt=before, done_at__isnull=False).delete()
    return gone
