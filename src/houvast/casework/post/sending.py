"""The worker's part: what waits goes out, and is tried again until it arrived.

Takes   the moment.
Gives   how many were sent, and how many wait on. Nobody's address is in a row or in a log.
Knows   nothing of why a message was queued. No transaction is open while another machine is spoken to.

A message is claimed, sent, and then marked as sent. A worker that is killed between the last two has sent
what looks unsent: it goes out again after the lease, under the same Message-ID. To mark it before it was
accepted would lose it.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from houvast.casework.post import wishes, wording
from houvast.casework.post.channels import Outgoing, Refused, Unreachable, WayOut
from houvast.casework.post.mail import Mail
from houvast.casework.post.models import Channel, Message, State
from houvast.casework.post.numbers import NotForSms, for_sms
from houvast.casework.post.sms import Sms
from houvast.vault import api as vault

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=15)
"""How long a claimed message may be silent before its worker counts as killed."""
AGAIN_AFTER = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""After each refusal for now; after the last one it has failed, and the duo sees that it did."""
SERVER_AWAY = dt.timedelta(minutes=2)
MOST = 200


@dataclass(frozen=True)
class Tally:
    """What one run did."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    dropped: int = 0


class _Nowhere(LookupError):
    """There is no wish or no address any more; the text says which."""


def deliver(*, at: dt.datetime, most: int = MOST) -> Tally:
    """Send what is due, the longest waiting first; `most` at a time."""
    due = Message.objects.filter(state=State.WAITING, next_try_at__lte=at).order_by("next_try_at")
    counts = dict.fromkeys(("sent", "waiting", "failed", "dropped"), 0)
    ways: dict[str, WayOut] = {}
    away: set[str] = set()
    try:
        for pk, channel in list(due.values_list("pk", "channel")[:most]):
            if channel in away:
                continue
            message = _claimed(pk, at)
            if message is not None:
                outcome = _one(message, at, ways)
                counts[_OUTCOMES[outcome]] += 1
                if outcome == "away":
                    away.add(channel)
    finally:
        for way in ways.values():
            way.close()
    return Tally(**counts)


_OUTCOMES = {
    State.SENT: "sent",
    State.TO_POST: "sent",
    State.FAILED: "failed",
    State.DROPPED: "dropped",
    State.WAITING: "waiting",
    "away": "waiting",
}


def _claimed(pk: UUID, at: dt.datetime) -> Message | None:
    """The message, ours for the length of the lease; none when another worker was first."""
    with transaction.atomic():
        # By the moment that this worker saw: whoever comes second finds another one there.
        message = Message.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.WAITING).first()
        if message is None or message.next_try_at > at:
            return None
        message.attempts += 1
        message.next_try_at = at + LEASE
        message.save(update_fields=["attempts", "next_try_at"])
        return message


def _one(message: Message, at: dt.datetime, ways: dict[str, WayOut]) -> str:
    """Send one claimed message and write down how that went."""
    if message.channel == Channel.LETTER:
        return _ends(message, State.TO_POST, at)
    try:
        outgoing = _outgoing(message, at)
        _way(message.channel, ways).send(outgoing)
    except _Nowhere as nowhere:
        return _ends(message, State.DROPPED, at, fault=str(nowhere))
    except Unreachable as fault:
        log.warning("the way out by %s does not answer (%s)", message.channel, fault.fault)
        return _waits(message, at + SERVER_AWAY, fault.fault, tried=False)
    except Refused as fault:
        if fault.for_ever or message.attempts > len(AGAIN_AFTER):
            log.warning("a message by %s has failed (%s)", message.channel, fault.fault)
            return _ends(message, State.FAILED, at, fault=fault.fault)
        return _waits(message, at + AGAIN_AFTER[message.attempts - 1], fault.fault, tried=True)
    return _ends(message, State.SENT, at)


def _ends(message: Message, state: State, at: dt.datetime, *, fault: str = "") -> str:
    ended = None if state == State.TO_POST else at
    mine = Message.objects.filter(pk=message.pk, state=State.WAITING)
    mine.update(state=state, ended_at=ended, fault=fault[:60], calendar=None)
    return state


def _waits(message: Message, until: dt.datetime, fault: str, *, tried: bool) -> str:
    """`tried` false: nobody answered, so this was no attempt, and nothing is ever given up for it."""
    mine = Message.objects.filter(pk=message.pk, state=State.WAITING, attempts=message.attempts)
    mine.update(
        next_try_at=until, fault=fault[:60], attempts=message.attempts if tried else message.attempts - 1
    )
    return State.WAITING if tried else "away"


def _outgoing(message: Message, at: dt.datetime) -> Outgoing:
    to, language = _receiver(message, at)
    calendar = ""
    if message.calendar is not None and message.resident is not None:
        calendar = vault.unseal(message.resident, message.calendar, place=f"post {message.pk}")
    return wording.outgoing(message, to=to, language=language, calendar=calendar)


def _receiver(message: Message, at: dt.datetime) -> tuple[str, str]:
    """Where it goes now, and in which language. Raises `_Nowhere`."""
    if message.professional is not None:
        if not message.professional.active or not message.professional.account.email:
            raise _Nowhere("no address")
        return message.professional.account.email, "nl"
    resident = message.resident
    assert resident is not None, "the database holds that there is one receiver"
    channel = Channel(message.channel)
    if resident.erased_at is not None or channel not in wishes.wanted(resident):
        raise _Nowhere("no wish")
    address = wishes.addresses_of(resident, at=at).by_channel[channel]
    if not address:
        raise _Nowhere("no address")
    if channel is Channel.SMS:
        try:
            address = for_sms(address)
        except NotForSms:
            raise _Nowhere("no mobile number") from None
    return address, resident.language


def _way(channel: str, ways: dict[str, WayOut]) -> WayOut:
    made: dict[str, Callable[[], WayOut]] = {
        Channel.MAIL: Mail,
        Channel.SMS: lambda: Sms(settings.CONFIG.sms_server),
    }
    if channel not in ways:
        if channel == Channel.SMS and not settings.CONFIG.sms_server:
            raise Unreachable("no HOUVAST_SMS_SERVER")
        ways[channel] = made[channel]()
    return ways[channel]
