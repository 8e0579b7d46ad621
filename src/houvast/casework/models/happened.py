"""What was said and what happened, in one line of time.

Takes   a help request, and who did it.
Gives   contacts and events; the words are sealed by the vault.
Knows   nothing of what may happen when.
"""

import uuid

from django.db import models
from django.db.models import Q

from houvast.casework.models.request import HelpRequest, Step, one_of
from houvast.casework.states import Phase
from houvast.people.api import Mandate, Professional


class Channel(models.TextChoices):
    """How two people were in touch."""

    MESSAGE = "message", "bericht"
    PHONE = "phone", "telefoon"
    VISIT = "visit", "gesprek"
    LETTER = "letter", "brief"
    MAIL = "mail", "e-mail"
    SMS = "sms", "sms"
    DESK = "desk", "balie"
    WALK_IN = "walk-in", "inloop"


class Contact(models.Model):
    """One message or conversation, or an attempt at one. `by` is empty when it came from the resident.
    Sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    """By which somebody wrote it on the resident's behalf."""
    reached = models.BooleanField(default=True)
    text = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="casework_channel_is_known"),
        )
        indexes = (models.Index(fields=["request", "at"], name="casework_contact_order"),)


class Event(models.Model):
    """That something happened, by whom, in which form. Its token makes a form that is sent twice happen
    once."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="events")
    change = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    by_resident = models.BooleanField(default=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    """By which somebody did it on the resident's behalf."""
    token = models.CharField(max_length=64)
    phase = models.CharField(max_length=12)
    """The phase after it."""
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+", null=True)
    reason = models.BinaryField(null=True)
    """Why, in words, where the table of states asks for a reason. Sealed."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "token"], name="casework_a_form_happens_once"),
            models.CheckConstraint(condition=one_of("phase", Phase), name="casework_event_phase_is_known"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(by_resident=False), name="casework_an_event_has_one_author"
            ),
        )
        indexes = (models.Index(fields=["request", "at"], name="casework_event_order"),)
