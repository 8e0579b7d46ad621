"""Who stands around a request beside its duo: guests with chosen parts, and colleagues who were asked.

Takes   a help request and professionals, also of other organisations.
Gives   rows of which the database guarantees that a guest has a period and that one does not ask oneself.
Knows   nothing of what may happen when.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from houvast.casework.models.request import HelpRequest
from houvast.casework.states import N_
from houvast.people.api import Professional


class Part(models.TextChoices):
    """What a guest can be shown. Only what was chosen, nothing by itself."""

    NAME = "name", N_("de naam")
    QUESTION = "question", N_("de vraag zoals wij die begrepen")
    STORY = "story", N_("het verhaal in eigen woorden")
    STEPS = "steps", N_("de stappen en wie er aan de beurt is")
    TERMS = "terms", N_("de termijnen")
    MESSAGES = "messages", N_("de berichten en gesprekken")
    FACTS = "facts", N_("de gegevens")
    TAILORED = "tailored", N_("het plan op maat, om mee te beslissen")


class Guest(models.Model):
    """A professional who looks along with one request, for a period, at chosen parts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="guests")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=120)
    """What they do for the resident, in words that the resident reads."""
    invited_at = models.DateTimeField()
    until = models.DateField()
    """The last day on which they can look."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "professional"],
                condition=Q(ended_at__isnull=True),
                name="casework_a_guest_is_invited_once",
            ),
            models.CheckConstraint(condition=~Q(role=""), name="casework_a_guest_has_a_role"),
            models.CheckConstraint(
                condition=~Q(professional=F("invited_by")), name="casework_a_guest_is_somebody_else"
            ),
        )
        indexes = (
            models.Index(
                fields=["professional"], condition=Q(ended_at__isnull=True), name="casework_guest_list"
            ),
        )


class GuestPart(models.Model):
    """That a guest sees one part."""

    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="part_rows")
    part = models.CharField(max_length=12, choices=Part.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["guest", "part"], name="casework_a_part_is_shown_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="casework_part_is_known"),
        )


class Consult(models.Model):
    """A colleague was asked something. The question and the answer are the reasons of their two events."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="consults")
    asked_by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="consults")
    token = models.CharField(max_length=64)
    """Of the form that asked: the question is the reason of its event."""
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "asked"],
                condition=Q(ended_at__isnull=True),
                name="casework_a_colleague_is_asked_once",
            ),
            models.CheckConstraint(condition=~Q(asked=F("asked_by")), name="casework_one_asks_somebody_else"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(ended_at__isnull=False),
                name="casework_an_answer_ends_the_question",
            ),
        )
        indexes = (
            models.Index(fields=["asked"], condition=Q(ended_at__isnull=True), name="casework_consult_list"),
            models.Index(
                fields=["answer_by"], condition=Q(ended_at__isnull=True), name="casework_consult_due"
            ),
        )
