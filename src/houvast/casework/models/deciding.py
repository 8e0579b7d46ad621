"""Refusals and recoveries: decisions against somebody are of four eyes.

Takes   a help request and the two of its duo.
Gives   rows of which the database guarantees that a decision against somebody is of two people.
Knows   nothing of what may happen when.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from houvast.casework.models.request import HelpRequest
from houvast.people.api import Professional


class DecisionKind(models.TextChoices):
    """What is decided against somebody. People prepare it; the machine never does."""

    REFUSAL = "refusal", "een regeling weigeren"
    RECOVERY = "recovery", "geld terugvragen"


class Decision(models.Model):
    """A refusal or a recovery: one asks, the other agrees or not. Both reasons stand in their events."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=DecisionKind.choices)
    about = models.CharField(max_length=120)
    """Which scheme or which money, in words that the resident knows."""
    first = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_token = models.CharField(max_length=64)
    second = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    answered_token = models.CharField(max_length=64, blank=True)
    agreed = models.BooleanField(null=True)
    object_until = models.DateField(null=True)
    """The last day for an objection (Awb art. 6:7 and 6:8), when both agreed."""
    dropped_at = models.DateTimeField(null=True)
    """The question became idle: the first took it back, or the request closed."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(answered_at__isnull=True, dropped_at__isnull=True),
                name="casework_one_open_decision",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DecisionKind.values), name="casework_decision_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(about=""), name="casework_a_decision_is_about_something"),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("first")), name="casework_decided_by_two"
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True, answered_at__isnull=True, agreed__isnull=True)
                | Q(second__isnull=False, answered_at__isnull=False, agreed__isnull=False),
                name="casework_the_second_answers",
            ),
            models.CheckConstraint(
                condition=~Q(agreed=True) | Q(object_until__isnull=False),
                name="casework_against_it_one_can_object",
            ),
        )
