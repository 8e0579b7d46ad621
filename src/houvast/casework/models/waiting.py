"""Clocks that run, pauses in them, and alarms about a resident who waits.

Takes   a help request and a clock of `clocks.py`.
Gives   rows of which the database guarantees that a clock runs once and an alarm rings once.
Knows   nothing of when a clock starts or an alarm goes off.
"""

from django.db import models
from django.db.models import F, Q

from houvast.casework.clocks import CLOCKS
from houvast.casework.models.request import HelpRequest


class RunningClock(models.Model):
    """One clock of `clocks.py` that runs, or ran, for one request."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="clocks")
    key = models.CharField(max_length=20)
    started_on = models.DateField()
    due_on = models.DateField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "key"],
                condition=Q(stopped_at__isnull=True),
                name="casework_a_clock_runs_once",
            ),
            models.CheckConstraint(condition=Q(key__in=sorted(CLOCKS)), name="casework_clock_is_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")), name="casework_a_clock_rings_later"
            ),
        )
        indexes = (
            models.Index(
                fields=["due_on"], condition=Q(stopped_at__isnull=True), name="casework_clock_rings"
            ),
        )


class ClockPause(models.Model):
    """A period in which a clock stood still, with the reason that the resident can read."""

    clock = models.ForeignKey(RunningClock, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=160)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["clock"], condition=Q(until__isnull=True), name="casework_one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="casework_a_pause_ends_later"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="casework_a_pause_has_a_reason"),
        )


class Alarm(models.Model):
    """A resident waits longer than was promised. It goes to somebody who can act, and ends by what they
    do."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="alarms")
    rule = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    """How far it has climbed: 0 the duo, 1 the director, 2 the team lead, 3 the owner of the policy."""
    promised_on = models.DateField()
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=16, blank=True)
    """The change that ended it."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "rule"],
                condition=Q(ended_at__isnull=True),
                name="casework_an_alarm_rings_once",
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="casework_alarm_level_is_known"),
        )
