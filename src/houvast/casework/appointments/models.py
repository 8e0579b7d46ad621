"""Places, hours, appointments, and the half hours that they take.

Takes   help requests (casework) and professionals (people).
Gives   rows of which the database itself guarantees: one professional has one thing in one half hour.
Knows   nothing of what may happen when; `booking.py`, `waiting.py` and `hours.py` are the only writers.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from houvast.casework.appointments.slots import WEEKDAYS
from houvast.casework.models import HelpRequest
from houvast.people.api import Mandate, Professional, Resident


class Kind(models.TextChoices):
    """How two people meet."""

    PHONE = "phone", "telefoon"
    HOME = "home", "thuis"
    PLACE = "place", "op een plek"
    WALK_IN = "walk-in", "inloop"


class State(models.TextChoices):
    """What became of an appointment. None of these closes a request."""

    BOOKED = "booked", "staat"
    CANCELLED = "cancelled", "gaat niet door"
    MISSED = "missed", "niet gelukt"
    KEPT = "kept", "geweest"
    LOOKING = "looking", "zoekt een ander moment"
    """Other people hold the request now, and were not free. It waits for a new moment and is not lost."""


OFF = (State.CANCELLED, State.LOOKING)
"""Takes no half hour, and a calendar takes it out."""


class Place(models.Model):
    """Somewhere people can come. Comes from the file of places; see `places.py`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key"], name="appointments_one_place_per_key"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(address=""), name="appointments_place_is_found"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlaceHours(models.Model):
    """When a place is open, or when one can walk in, on one day of every week."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="hours")
    walk_in = models.BooleanField(default=False)
    weekday = models.PositiveSmallIntegerField()
    """0 is Monday."""
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "walk_in", "weekday", "opens"], name="appointments_place_opens_once"
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes"), weekday__lte=6), name="appointments_place_closes_later"
            ),
        )


class WeeklyHours(models.Model):
    """Hours in which a professional can meet people, every week; at a place, or anywhere but there."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["professional", "weekday", "starts"], name="appointments_hours_begin_once"
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends"), weekday__lte=6), name="appointments_hours_end_later"
            ),
        )

    @property
    def weekday_name(self) -> str:
        """The day in Dutch, for the desk."""
        return WEEKDAYS[self.weekday]


class ExtraHours(models.Model):
    """Hours on one day only, beside those of every week."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="extra_hours")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["professional", "day", "starts"], name="appointments_extra_begins_once"
            ),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="appointments_extra_ends_later"),
        )


class Away(models.Model):
    """Days on which a professional is not there. Without a reason: that is nobody's business."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="away")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="appointments_away_ends_later"
            ),
        )


class Appointment(models.Model):
    """One moment of one request with one of its duo; or that somebody will walk in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="appointments")
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="appointments", null=True
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    sequence = models.PositiveIntegerField(default=0)
    """Grows with every change, for the calendars that hold a copy (RFC 5545, 3.8.7.4)."""
    note = models.BinaryField(null=True)
    """What the resident wants to talk about, sealed by the vault."""
    token = models.CharField(max_length=64)
    booked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", null=True)
    """Which professional booked it; empty when the resident did, or somebody on their behalf."""
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    """By which somebody booked it on the resident's behalf; empty when nobody did."""
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["request", "token"], name="appointments_a_form_happens_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="appointments_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="appointments_state_is_known"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="appointments_end_after_they_begin"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.WALK_IN, professional__isnull=True)
                | (~Q(kind=Kind.WALK_IN) & Q(professional__isnull=False)),
                name="appointments_are_with_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.PLACE, Kind.WALK_IN], place__isnull=False)
                | Q(kind__in=[Kind.PHONE, Kind.HOME], place__isnull=True),
                name="appointments_have_a_place_or_need_none",
            ),
        )
        indexes = (
            models.Index(fields=["professional", "starts_at"], name="appointments_of_a_diary"),
            models.Index(fields=["request", "starts_at"], name="appointments_of_a_request"),
            models.Index(
                fields=["starts_at"],
                condition=Q(state=State.BOOKED, reminded_at__isnull=True),
                name="appointments_to_remind_of",
            ),
            models.Index(fields=["request"], condition=Q(state=State.LOOKING), name="appointments_that_look"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Left(models.Model):
    """That an appointment stood with somebody once, who no longer has it: their calendar takes it out."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="left")
    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    """When it was when they had it: the new moment is not theirs to know."""
    ends_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    """Higher than any that their calendar saw."""
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["appointment", "professional"], name="appointments_left_once_by_somebody"
            ),
        )
        indexes = (models.Index(fields=["professional", "starts_at"], name="appointments_left_a_diary"),)


class Waiting(models.Model):
    """Somebody would like an earlier moment. One open wish per request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="waiting")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", null=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="appointments_one_wish_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PLACE, place__isnull=False)
                | Q(kind__in=[Kind.PHONE, Kind.HOME], place__isnull=True),
                name="appointments_a_wish_can_be_met",
            ),
        )


class Offer(models.Model):
    """A moment that came free, kept for one person who waits, until they answered or the term is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    waiting = models.ForeignKey(Waiting, on_delete=models.CASCADE, related_name="offers")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    slot = models.BigIntegerField()
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["waiting"],
                condition=Q(ended_at__isnull=True),
                name="appointments_one_offer_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(accepted=False) | Q(ended_at__isnull=False),
                name="appointments_a_yes_ends_an_offer",
            ),
        )
        indexes = (
            models.Index(
                fields=["answer_by"], condition=Q(ended_at__isnull=True), name="appointments_offers_to_answer"
            ),
        )


class Hold(models.Model):
    """One half hour of one professional that is taken. The key below is why nobody is booked twice."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    slot = models.BigIntegerField()
    """The number of the half hour; see `slots.py`."""
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="holds", null=True)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="holds", null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["professional", "slot"], name="appointments_never_double_booked"),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, offer__isnull=True)
                | Q(appointment__isnull=True, offer__isnull=False),
                name="appointments_held_for_one_thing",
            ),
        )


class Feed(models.Model):
    """A secret address from which a calendar reads somebody's appointments. Only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)
    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="+", null=True)
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+", null=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["digest"], name="appointments_one_feed_per_secret"),
            models.UniqueConstraint(
                fields=["professional"],
                condition=Q(revoked_at__isnull=True),
                name="appointments_one_feed_per_professional",
            ),
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(revoked_at__isnull=True),
                name="appointments_one_feed_per_resident",
            ),
            models.CheckConstraint(
                condition=Q(professional__isnull=False, resident__isnull=True)
                | Q(professional__isnull=True, resident__isnull=False),
                name="appointments_a_feed_is_somebodys",
            ),
        )
