"""Which job has run for which moment.

Takes   slots from `scheduler.py`.
Gives   one row per job and slot: the database lets only one worker make it.
Knows   nothing of the queue.
"""

from django.db import models
from django.db.models import Q


class Slot(models.Model):
    """One job at one moment. `done_at` stays empty while it runs, or when its worker was killed."""

    job = models.CharField(max_length=40)
    slot = models.DateTimeField()
    claimed_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=1)
    done_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=120, blank=True)
    """The kind of error of the last attempt; never its text, which may hold somebody's data."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["job", "slot"], name="jobs_a_slot_runs_once"),)
        indexes = (
            models.Index(fields=["claimed_at"], condition=Q(done_at__isnull=True), name="jobs_unfinished"),
        )

    def __str__(self) -> str:
        return f"{self.job} {self.slot.isoformat()}"
