"""The process that does the jobs: the queue of django-tasks in front, the scheduler beside it.

Takes   nothing but the database.
Gives   work that gets done. As many of these processes as one likes; any of them may be killed at any moment.
Knows   nothing of the jobs.
"""

import logging
import threading
import time
import uuid

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker

from houvast.jobs import scheduler
from houvast.web import clock

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TICKS: float = 20
SECONDS_AFTER_A_FAULT = 5


def once() -> None:
    """Queue what is due now, do all that is in the queue, and come back."""
    scheduler.tick(clock.now())
    _queue(batch=True).run()


def forever() -> None:
    """Until SIGTERM or Ctrl+C; the job that runs at that moment is finished first."""
    stopping = threading.Event()
    threading.Thread(target=_tick_along, args=(stopping,), name="scheduler", daemon=True).start()
    try:
        _work_along()
    finally:
        stopping.set()


def _work_along() -> None:
    while True:
        queue = _queue(batch=False)
        queue.configure_signals()
        try:
            queue.run()
        except DatabaseError as fault:
            # The database is away for a moment: a worker that dies of that would need somebody to start it
            # again.
            log.warning("the queue waits for the database (%s)", type(fault).__name__)
            connections.close_all()
            time.sleep(SECONDS_AFTER_A_FAULT)
        else:
            return


def _tick_along(stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            close_old_connections()
            scheduler.tick(clock.now())
        except DatabaseError as fault:
            log.warning("the scheduler waits for the database (%s)", type(fault).__name__)
            connections.close_all()
        stopping.wait(SECONDS_BETWEEN_TICKS)


def _queue(*, batch: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid.uuid4().hex,
        excluded_queue_names=[],
    )
