"""Secret addresses from which a calendar reads appointments.

Takes   a professional or a resident.
Gives   a secret that is shown once; and for a secret, the appointments behind it.
Knows   nothing of pages. Of a secret only the keyed digest is kept, so nobody reads it from the database.
"""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from houvast.casework.appointments.models import Appointment, Feed, Kind, Left, State
from houvast.people.api import Professional, Resident, digest, digests

USE = "calendar-feed"
BEHIND = dt.timedelta(days=31)
"""How far back a feed reaches."""


@transaction.atomic
def new_feed(whose: Professional | Resident, *, at: dt.datetime) -> str:
    """A new secret for this person; the one before stops working. 256 bits of chance."""
    revoke(whose, at=at)
    secret = secrets.token_urlsafe(32)
    professional = whose if isinstance(whose, Professional) else None
    resident = whose if isinstance(whose, Resident) else None
    Feed.objects.create(digest=digest(USE, secret), professional=professional, resident=resident, made_at=at)
    return secret


def revoke(whose: Professional | Resident, *, at: dt.datetime) -> None:
    """From now on the secret opens nothing."""
    _open_of(whose).update(revoked_at=at)


def forget(resident: Resident) -> None:
    """Nothing of it stays: for who wants all their data gone (AVG art. 17)."""
    Feed.objects.filter(resident=resident).delete()


def has_feed(whose: Professional | Resident) -> bool:
    """Whether there is a secret that works."""
    return _open_of(whose).exists()


@dataclass(frozen=True)
class Behind:
    """What one calendar shows: appointments, and what went to somebody else."""

    appointments: list[Appointment]
    left: list[Left]


def behind(secret: str, *, at: dt.datetime) -> Behind | None:
    """The appointments that this secret opens; None when it opens nothing (any more)."""
    rows = Feed.objects.select_related("professional", "resident")
    feed = rows.filter(digest__in=digests(USE, secret), revoked_at__isnull=True).first()
    if feed is None:
        return None
    left: list[Left] = []
    found = Appointment.objects.filter(starts_at__gte=at - BEHIND).select_related("place")
    if feed.professional is not None:
        if not feed.professional.active:
            return None
        found = found.filter(professional=feed.professional)
        theirs = Left.objects.filter(professional=feed.professional, starts_at__gte=at - BEHIND)
        # What came back to them stands among their appointments again.
        left = list(theirs.exclude(appointment__professional=feed.professional).order_by("starts_at"))
    elif feed.resident is not None:
        if feed.resident.erased_at is not None:
            return None
        found = found.filter(request__resident=feed.resident)
    # What was cancelled stays in, as cancelled: a calendar may not take out by itself what is gone.
    shown = found.exclude(state=State.MISSED, kind=Kind.WALK_IN).order_by("starts_at")
    return Behind(list(shown), left)


def _open_of(whose: Professional | Resident) -> QuerySet[Feed]:
    if isinstance(whose, Professional):
        return Feed.objects.filter(professional=whose, revoked_at__isnull=True)
    return Feed.objects.filter(resident=whose, revoked_at__isnull=True)
