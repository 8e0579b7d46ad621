"""Clocks that run, pauses in them, and alarms about a resident who waits.

Takes   a help request and a clock of `clocks.py`.
Gives   rows of which the database guarantees that a clock runs once and an alarm rings once.
Knows   nothing of when a clock starts or an alarm goes off.
"""

from django.db import models
from django.db.models import F, Q

from houvast.casework.clocks import CLOCKS
from houvast.casework.models.request import HelpRequest
from houvast.people.api import Professional


class RunningClock(models.Model):
    """One clock of `clocks.py` that runs, or ran, for one request."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="clocks")
    key = models.CharField(max_length=20)
    about = models.CharField(max_length=120, blank=True)
    """Which decision or letter, when a request can have several clocks of one kind."""
    started_on = models.DateField()
    due_on = models.DateField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "key", "about"],
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


class Outcome(models.TextChoices):
    """How an alarm ended. It cannot be clicked away."""

    ACTION = "action", "er is iets gedaan"
    EXPLANATION = "explanation", "uitgelegd aan de bewoner"
    SIGNAL = "signal", "gemeld dat de regel knelt"
    MOOT = "moot", "niet meer nodig"
    """What it was about is over by itself: a term of the resident that has passed."""


class SignalKind(models.TextChoices):
    """Where a signal about a rule came from."""

    TOLD = "told", "verteld bij een alarm"
    IGNORED = "ignored", "alarm dat door velen is genegeerd"


class Alarm(models.Model):
    """A resident waits longer than was promised. It goes to somebody who can act, and ends by what they
    do."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="alarms")
    rule = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    """How far it has climbed: 0 the duo, 1 the director, 2 the team lead, 3 the owner of the policy."""
    promised_on = models.DateField()
    """The day that it is about: what was promised for it did not happen, or what threatens is near."""
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=16, blank=True)
    """The change that ended it."""
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    answered_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    """Who acted, explained or wrote the signal; empty when the resident's own word ended it."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="")
                | Q(ended_at__isnull=False, outcome__in=Outcome.values),
                name="casework_an_alarm_ends_in_something",
            ),
            models.UniqueConstraint(
                fields=["request", "rule"],
                condition=Q(ended_at__isnull=True),
                name="casework_an_alarm_rings_once",
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="casework_alarm_level_is_known"),
        )
        indexes = (
            # For the figures, and for what was explained already.
            models.Index(fields=["rule", "raised_at"], name="casework_alarms_of_rule"),
        )


class Delivery(models.Model):
    """That an alarm came to somebody who can act, on its way up."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="deliveries")
    to = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="alarms")
    level = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["alarm", "to", "level"], name="casework_an_alarm_comes_once_to_somebody"
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="casework_delivery_level_is_known"),
        )
        indexes = (models.Index(fields=["to", "at"], name="casework_alarms_of_somebody"),)


class RuleSignal(models.Model):
    """Something is wrong with a rule rather than with a request. Never a word about a person.

    Stays here until there is a room for signals.
    """

    rule = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=SignalKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    words = models.CharField(max_length=400)
    alarms = models.PositiveIntegerField(default=1)
    """How many alarms it is about."""

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=SignalKind.values), name="casework_signal_is_known"),
            models.CheckConstraint(condition=~Q(words=""), name="casework_a_signal_says_what"),
        )
        indexes = (models.Index(fields=["at"], name="casework_signals_in_time"),)
