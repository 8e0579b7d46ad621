"""A message is written down in the same transaction as what caused it; the worker sends it later.

Takes   a receiver, a kind of `kinds.py`, what it is about, a key and a moment.
Gives   one row per channel that the receiver wants; the same key again gives no second one.
Knows   nothing of sending.
"""

import datetime as dt
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from houvast.casework.post import wishes
from houvast.casework.post.kinds import Kind, kind_of
from houvast.casework.post.models import Channel, Message, State
from houvast.people.api import Professional, Resident
from houvast.vault import api as vault

REFERENCE = re.compile(r"\d\d-\d{6}")


class NotForPost(ValueError):
    """This would betray something, or lacks what its lines say. Nothing was queued; see `kinds.py`."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What a message may say beside that there is news: nothing of it tells anything about anybody."""

    reference: str = ""
    """The number to say on the phone, as `26-123456`."""
    request: UUID | None = None
    """Which help request the link leads to; whoever follows it must still come in."""
    day: dt.date | None = None
    time: dt.time | None = None


NOTHING = About()


@transaction.atomic
def queue(
    to: Resident | Professional,
    kind: str,
    about: About = NOTHING,
    *,
    key: str,
    at: dt.datetime,
    not_before: dt.datetime | None = None,
    calendar: str = "",
    only: frozenset[Channel] | None = None,
) -> int:
    """Write a message down for every channel that the receiver wants (or `only` these); gives how many.

    Nobody who asked for nothing gets anything: then it is 0. Call it in the transaction of what caused it.
    `key` is what makes it happen once: the same key and channel twice is one message. `calendar` is an
    iCalendar text that goes along in the e-mail to a resident.

    Raises `NoSuchKind` and `NotForPost`.
    """
    line = kind_of(kind)
    _refuse(line, about, to, calendar)
    channels = wishes.wanted(to) if isinstance(to, Resident) else frozenset({Channel.MAIL})
    channels = channels if only is None else channels & only
    rows = [_row(to, line, about, channel, key=key, at=at) for channel in sorted(channels)]
    for row in rows:
        row.next_try_at = not_before or at
        if calendar and isinstance(to, Resident) and row.channel == Channel.MAIL:
            row.calendar = vault.seal(to, calendar, place=f"post {row.pk}")
    known = set(Message.objects.filter(key=key).values_list("channel", flat=True))
    fresh = [row for row in rows if row.channel not in known]
    # Two at the same moment: the database lets one of them write it.
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def withdraw(key: str, *, at: dt.datetime) -> int:
    """What waits under this key need not leave any more: its appointment is off, its alarm has ended."""
    waiting = Message.objects.filter(key=key, state__in=[State.WAITING, State.TO_POST])
    return waiting.update(state=State.DROPPED, ended_at=at, fault="withdrawn")


def waits(to: Resident, kind: str, about: About) -> bool:
    """Whether the same news waits already: ten changes in a minute are one message, not ten."""
    waiting = Message.objects.filter(state=State.WAITING, attempts=0, resident=to, kind=kind)
    return waiting.filter(request_id=about.request).exists()


def _refuse(kind: Kind, about: About, to: Resident | Professional, calendar: str) -> None:
    if kind.staff != isinstance(to, Professional):
        raise NotForPost(f"{kind.name!r} is for {'professionals' if kind.staff else 'residents'}.")
    lacking = sorted(name for name in kind.needs if getattr(about, name) is None)
    if lacking:
        raise NotForPost(f"{kind.name!r} says {' and '.join(lacking)}, and was not given it.")
    if about.reference and not REFERENCE.fullmatch(about.reference):
        raise NotForPost("A reference is two digits, a dash and six digits; nothing else goes along.")
    if calendar and isinstance(to, Professional):
        raise NotForPost("A professional has a calendar feed; only residents get an invitation by mail.")


def _row(
    to: Resident | Professional, kind: Kind, about: About, channel: Channel, *, key: str, at: dt.datetime
) -> Message:
    pk = uuid4()
    return Message(
        id=pk,
        key=key,
        channel=channel.value,
        resident=to if isinstance(to, Resident) else None,
        professional=to if isinstance(to, Professional) else None,
        kind=kind.name,
        reference=about.reference,
        request_id=about.request,
        day=about.day,
        time=about.time,
        message_id=f"<{pk}@{settings.CONFIG.host}>",
        queued_at=at,
    )
