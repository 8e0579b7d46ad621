"""How often somebody may guess.

Takes   a kind of guess, a client, and the moment.
Gives   leave to try, or `TooManyGuesses` with the moment from which trying makes sense again.
Knows   nothing of what was guessed, and keeps no address: only keyed digests.

Counts in one database row under a lock, so that many server processes together still count right, on SQLite
and PostgreSQL alike.
"""

import dataclasses
import datetime as dt
import ipaddress

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from houvast.people.keys import digest
from houvast.people.models import Attempts


class TooManyGuesses(Exception):
    """Too many wrong guesses from here.

    Show when to try again and the phone number; do not look at the guess.
    """

    def __init__(self, again_at: dt.datetime) -> None:
        super().__init__(f"too many guesses; not before {again_at.isoformat()}")
        self.again_at = again_at


@dataclasses.dataclass(frozen=True)
class Limit:
    """At most `most` wrong guesses in a window that begins with the first one."""

    name: str
    most: int
    window: dt.timedelta


# Our own choice, not a published norm. A code has 65 bits: the limit keeps the noise and the load down, and a
# family behind one address must still be able to mistype a few times.
CODE = Limit("code", most=10, window=dt.timedelta(minutes=15))


def try_once(limit: Limit, who: str, *, at: dt.datetime) -> None:
    """Count one guess, never inside another transaction.

    Raises `TooManyGuesses` when the window is full; the guess must then not be looked at.
    """
    bucket = _bucket(limit, who)
    # durable: inside somebody's transaction a refusal would undo the very count that it stands on.
    with transaction.atomic(durable=True):
        Attempts.objects.bulk_create([Attempts(bucket=bucket, began_at=at, count=0)], ignore_conflicts=True)
        row = Attempts.objects.select_for_update().get(pk=bucket)
        if at - row.began_at >= limit.window:
            row.began_at, row.count = at, 0
        full = row.count >= limit.most
        if not full:
            row.count += 1
        row.save()
    if full:
        raise TooManyGuesses(row.began_at + limit.window)


def was_right(limit: Limit, who: str) -> None:
    """Take back the last guess, because it was right: knowing one code buys nobody more guesses."""
    with transaction.atomic():
        row = Attempts.objects.select_for_update().filter(pk=_bucket(limit, who)).first()
        if row is not None and row.count:
            row.count -= 1
            row.save()


def forget_old(*, at: dt.datetime) -> int:
    """Remove the windows that are over a day old; returns how many."""
    removed, _ = Attempts.objects.filter(began_at__lt=at - dt.timedelta(days=1)).delete()
    return removed


def client_of(request: HttpRequest) -> str:
    """Where a request comes from: the address, or for IPv6 its /64, which is one household's.

    Behind a proxy the last address of X-Forwarded-For counts: that one the proxy wrote itself, the others
    can be made up by the visitor.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.CONFIG.behind_proxy:
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", address)).split(",")[-1].strip()
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


def _bucket(limit: Limit, who: str) -> str:
    return digest("limits", f"{limit.name}|{who}")
