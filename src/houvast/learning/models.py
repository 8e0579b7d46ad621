"""Tables of peers, what lies on them, and what more people turned out to have.

Takes   help requests (casework), professionals of any organisation.
Gives   rows of which the database guarantees: what is not blurred lies there with the resident's yes; a
        question has three answers or none; a signal leads to nobody.
Knows   nothing of what is written about somebody: that is sealed by the vault.
"""

import uuid

from django.db import models
from django.db.models import Q

from houvast.people.api import Professional


class Meeting(models.Model):
    """Peers of several organisations around one table, on one day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    on = models.DateField()
    called_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    token = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["token"], name="learning_one_meeting_per_form"),
            models.CheckConstraint(condition=~Q(name=""), name="learning_a_meeting_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """That somebody sits at a table: only they read what lies on it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "professional"], name="learning_one_seat_each"),
        )


class Topic(models.Model):
    """One request on the agenda, in a text that its maker checked. Sealed, as the answers are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topics")
    request = models.ForeignKey("casework.HelpRequest", on_delete=models.CASCADE, related_name="+")
    brought_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    text = models.BinaryField()
    blurred = models.BooleanField()
    resident_agreed = models.BooleanField(default=False)
    want = models.BinaryField(null=True)
    may = models.BinaryField(null=True)
    do = models.BinaryField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "request"], name="learning_a_request_lies_there_once"),
            models.CheckConstraint(
                condition=Q(blurred=True) | Q(resident_agreed=True), name="learning_unblurred_needs_a_yes"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, want__isnull=True, may__isnull=True, do__isnull=True)
                | Q(closed_at__isnull=False, want__isnull=False, may__isnull=False, do__isnull=False),
                name="learning_three_answers_or_none",
            ),
        )


class Raised(models.Model):
    """More people have this: which rule, and what it does. About nobody; nothing leads to a request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.CharField(max_length=160)
    effect = models.CharField(max_length=500)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(rule="") & ~Q(effect=""), name="learning_a_signal_has_words"),
        )
