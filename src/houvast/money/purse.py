"""What a resident got from the buffer, as they and their duo read it.

Takes   a resident.
Gives   each grant with where it is now. The explanation only to who may read it: whoever calls has asked, and
        the look is in the ledger.
Knows   nothing of pages.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from houvast.money.models import Grant, Reason, Way
from houvast.people.api import Resident
from houvast.vault import api as vault


class Stage(StrEnum):
    """Where the money is."""

    WAITS = "waits"
    """Somebody else looks at it first."""
    RETURNED = "returned"
    """The account has a fault; who granted it asks the resident."""
    RELEASED = "released"
    FILED = "filed"
    """In a file for the bank that was fetched."""
    PAID = "paid"
    """The bank said that it left."""
    HANDED = "handed"
    """Cash or a voucher, handed out."""


@dataclass(frozen=True, kw_only=True)
class Gift:
    """One grant. `euros` exact; never to be paid back."""

    euros: Decimal
    way: Way
    reason: Reason
    stage: Stage
    granted_at: dt.datetime
    granted_by: str
    explanation: str
    returned_because: str


def gifts(resident: Resident) -> list[Gift]:
    """Every grant of this resident, the newest first."""
    rows = list(
        Grant.objects.filter(resident=resident, withdrawn_at__isnull=True)
        .select_related("granted_by", "file")
        .order_by("-granted_at", "pk")
    )
    if not rows:
        return []
    locker = vault.locker_of(resident)
    return [_gift(row, locker) for row in rows]


def _gift(row: Grant, locker: vault.Locker) -> Gift:
    def text(sealed: bytes | memoryview | None, place: str) -> str:
        return locker.unseal(sealed, place=f"{place} {row.pk}") if sealed is not None else ""

    return Gift(
        euros=Decimal(row.cents) / 100,
        way=Way(row.way),
        reason=Reason(row.reason),
        stage=_stage(row),
        granted_at=row.granted_at,
        granted_by=row.granted_by.display_name,
        explanation=text(row.explanation, "grant"),
        returned_because=text(row.returned_because, "returned"),
    )


def _stage(row: Grant) -> Stage:
    if row.released_at is None:
        return Stage.RETURNED if row.returned_at else Stage.WAITS
    if row.way != Way.BANK.value:
        return Stage.HANDED
    if row.paid_at is not None:
        return Stage.PAID
    return Stage.FILED if row.file is not None and row.file.fetched_at else Stage.RELEASED
