"""The help request itself, its lines and its steps.

Takes   a resident and a duo (people).
Gives   rows of which the database itself guarantees: an open request has a duo, a step, somebody with the
ball, a due date and a next-contact date; a closed one was closed by the resident's own word.
Knows   nothing of what may happen when.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import F, Q

from houvast.casework.clocks import Ball, Urgency
from houvast.casework.states import Phase
from houvast.people.api import Duo, Professional, Resident


@dataclass(frozen=True)
class Gathered:
    """What is known of the rows around a request that was read whole (`casework/gathered.py`)."""

    tables: frozenset[type[models.Model]]
    """Those that say anything about it."""
    absences: dict[dt.date, list[Any]] = field(default_factory=dict)
    """Who of its duo is away, by the day that was asked for."""


def one_of(field: str, values: Any) -> Q:
    """The condition that a field has one of the values of an enumeration."""
    return Q(**{f"{field}__in": [str(value.value) for value in values]})


class Source(models.TextChoices):
    """Through which door a request came in."""

    WEB = "web", "website"
    DESK = "desk", "balie"
    PHONE = "phone", "telefoon"


class HelpRequest(models.Model):
    """One question of one resident, held by one duo until the resident says that it is solved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12)
    """To say on the phone: two digits of the year and six drawn ones. Not a way in, and no count of
    requests."""
    token = models.CharField(max_length=64)
    """Of the form that opened it: the same form sent twice is one request."""
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="help_requests")
    duo = models.ForeignKey(Duo, on_delete=models.PROTECT, related_name="help_requests", null=True)
    assigned_because = models.CharField(max_length=240)
    director = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="directs", null=True)
    """The case director (regisseur) over all organisations: one of the people around it."""
    phase = models.CharField(max_length=12, default=Phase.RECEIVED.value)
    urgency = models.CharField(max_length=12)
    source = models.CharField(max_length=8, choices=Source.choices)
    subject = models.CharField(max_length=120)
    story = models.BinaryField()
    """The resident's own words, sealed by the vault."""
    opened_at = models.DateTimeField()
    # DO_NOTHING: erasing a request takes its steps along; the database's own, deferred key guards all else.
    step = models.ForeignKey("Step", on_delete=models.DO_NOTHING, related_name="+", null=True)
    ball = models.CharField(max_length=8, null=True)  # null: nobody, and only when closed
    ball_with = models.CharField(max_length=80, blank=True)
    """Which other organisation has the ball."""
    due_on = models.DateField(null=True)
    next_contact_on = models.DateField(null=True)
    waits_since = models.DateTimeField()
    """Since when the ball lies where it lies."""
    answer_owed_since = models.DateTimeField(null=True)
    """Since when a message of the resident waits for our answer."""
    solved_at = models.DateTimeField(null=True)
    """When the resident said that it is solved. Nobody else can say so."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every change: two people never overwrite each other."""
    gathered: Gathered | None = None
    """No column. None on every row that somebody is going to change."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["reference"], name="casework_one_request_per_reference"),
            models.UniqueConstraint(fields=["token"], name="casework_one_request_per_form"),
            models.CheckConstraint(condition=one_of("phase", Phase), name="casework_phase_is_known"),
            models.CheckConstraint(condition=one_of("urgency", Urgency), name="casework_urgency_is_known"),
            models.CheckConstraint(
                condition=Q(ball__isnull=True) | one_of("ball", Ball), name="casework_ball_is_known"
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED.value)
                | Q(
                    duo__isnull=False,
                    step__isnull=False,
                    ball__isnull=False,
                    due_on__isnull=False,
                    next_contact_on__isnull=False,
                ),
                name="casework_an_open_request_has_it_all",
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED.value, solved_at__isnull=False)
                | (~Q(phase=Phase.CLOSED.value) & Q(solved_at__isnull=True)),
                name="casework_closed_by_the_residents_word",
            ),
            models.CheckConstraint(
                condition=~Q(ball=Ball.OTHER.value) | ~Q(ball_with=""), name="casework_another_has_a_name"
            ),
        )
        indexes = (
            # The worklist: what one duo holds, and within it the days that pass.
            models.Index(
                fields=["duo", "next_contact_on"],
                condition=~Q(phase=Phase.CLOSED.value),
                name="casework_open_of_duo",
            ),
            models.Index(fields=["resident", "opened_at"], name="casework_of_resident"),
            # What the jobs look for: whose promised day has passed, over all duos.
            models.Index(
                fields=["next_contact_on"],
                condition=~Q(phase=Phase.CLOSED.value),
                name="casework_promised_day",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether somebody holds it."""
        return self.phase != Phase.CLOSED.value


class QuestionLine(models.Model):
    """One line of "Heb ik het goed begrepen?", as the resident last corrected it. Sealed."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    text = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "order"], name="casework_one_line_per_place"),
        )


class Step(models.Model):
    """What somebody does, as it was promised at the time. The newest one is what happens now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12, blank=True)
    """Of a step that the house itself made, so that it can be read in every language; else empty."""
    what = models.CharField(max_length=120)
    why = models.CharField(max_length=240, blank=True)
    then = models.CharField(max_length=120, blank=True)
    """What will probably come after it."""
    under = models.ForeignKey("self", on_delete=models.CASCADE, related_name="substeps", null=True)
    ball = models.CharField(max_length=8)
    ball_with = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    next_contact_on = models.DateField()
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "number"], name="casework_steps_have_an_order"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(done_at__isnull=True), name="casework_one_step_at_a_time"
            ),
            models.CheckConstraint(condition=one_of("ball", Ball), name="casework_step_ball_is_known"),
            models.CheckConstraint(condition=~Q(what=""), name="casework_a_step_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("began_at")),
                name="casework_a_step_ends_after_it_began",
            ),
        )
