"""How somebody wants to hear from us, and every message that leaves.

Takes   rows from `wishes.py`, `outbox.py` and `sending.py` only.
Gives   rows in which nothing can be read but that somebody gets news, of which kind, and how far it is.
Knows   nobody's address: a resident's is a sealed fact in the vault, a professional's is of their account.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from houvast.people.api import Professional, Resident


class Channel(models.TextChoices):
    """By which way a message leaves."""

    MAIL = "mail", "e-mail"
    SMS = "sms", "sms"
    LETTER = "letter", "brief"


class Wish(models.Model):
    """That a resident wants news by this channel, since when, and until when they wanted it."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="post_wishes")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    """Who wrote it down for the resident; empty when they did it themselves."""

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="post_wish_channel_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="post_a_wish_ends_later"
            ),
            models.UniqueConstraint(
                fields=["resident", "channel"],
                condition=Q(until__isnull=True),
                name="post_one_wish_per_channel",
            ),
        )


class State(models.TextChoices):
    """How far a message is."""

    WAITING = "waiting", "gaat nog weg"
    TO_POST = "to-post", "ligt klaar om te printen"
    SENT = "sent", "verstuurd"
    FAILED = "failed", "niet aangekomen"
    DROPPED = "dropped", "niet meer gewenst"


class Message(models.Model):
    """One message by one channel. The same `key` is sent once, however often it is asked for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=120)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="post", null=True)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="post", null=True)
    kind = models.CharField(max_length=24)
    reference = models.CharField(max_length=12, blank=True)
    """To say on the phone; not a way in."""
    request_id = models.UUIDField(null=True)
    """Where the link leads; whoever follows it must still come in."""
    day = models.DateField(null=True)
    time = models.TimeField(null=True)
    calendar = models.BinaryField(null=True)
    """An iCalendar invitation that goes along; sealed for the resident."""
    message_id = models.CharField(max_length=120, unique=True)
    """The Message-ID of the e-mail, and the key of an SMS: the same however often we try."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)
    """The kind of the last error and the server's number; never its text, which may hold an address."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key", "channel"], name="post_a_key_is_sent_once"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="post_channel_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="post_state_is_known"),
            models.CheckConstraint(
                condition=Q(resident__isnull=True, professional__isnull=False)
                | Q(resident__isnull=False, professional__isnull=True),
                name="post_has_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.WAITING, State.TO_POST], ended_at__isnull=True)
                | Q(state__in=[State.SENT, State.FAILED, State.DROPPED], ended_at__isnull=False),
                name="post_ends_with_a_moment",
            ),
        )
        indexes = (
            models.Index(fields=["next_try_at"], condition=Q(state=State.WAITING), name="post_what_waits"),
            models.Index(fields=["resident", "-queued_at"], name="post_of_resident"),
        )

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}"
