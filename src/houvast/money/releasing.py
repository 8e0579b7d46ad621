"""Releasing: a second person looks at a payment, and lets it go or sends it back.

Takes   grants that wait, and a professional with a mandate to release who did not grant them.
Gives   released payments (or cash and vouchers handed out), each once; or one sent back with the reason.
Knows   nothing of files; that is `paying.py`. A second person cannot take the grant itself away.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from houvast.ledger import api as ledger
from houvast.money import mandates
from houvast.money.granting import KIND, LONGEST, PURPOSE, NotExplained, NotWaiting
from houvast.money.mandates import NoMandate
from houvast.money.models import Grant, Mandate, Reason, Way
from houvast.people.api import Actor
from houvast.vault import api as vault

LOOK = "een betaling nakijken"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One grant as the second person sees it, opened."""

    id: UUID
    cents: int
    way: Way
    reason: Reason
    granted_by: str
    granted_at: dt.datetime
    explanation: str
    receiver: str
    iban: str
    mine: bool
    """Granted by who looks: somebody else must release it."""
    returned_because: str


def waiting(*, actor: Actor, at: dt.datetime) -> list[Waiting]:
    """What waits for a release, the oldest first; each look stands in the resident's log.

    Raises `NoMandate`.
    """
    mandate = _mandate(actor, on=at.date())
    with transaction.atomic():
        rows = list(_waiting(mandate).order_by("granted_at", "pk")[:100])
        return _opened(rows, actor, at)


def sent_back(*, actor: Actor, at: dt.datetime) -> list[Waiting]:
    """What this professional granted and a second person sent back."""
    with transaction.atomic():
        rows = Grant.objects.filter(
            granted_by=actor.professional_id, returned_at__isnull=False, resident__isnull=False
        ).select_related("granted_by")
        return _opened(list(rows.order_by("returned_at")[:50]), actor, at)


def release(grant_id: UUID, *, actor: Actor, at: dt.datetime) -> Grant:
    """Let it go: into the next file, or for cash and vouchers out of our hands now.

    Released twice by the same person, it happens once. Raises `NoMandate` and `NotWaiting`.
    """

    def work() -> Grant:
        found = _locked(grant_id, actor, at)
        if found.released_by_id == actor.professional_id:
            return found
        if found.released_at is not None or found.returned_at is not None:
            raise NotWaiting("Somebody else released this or sent it back.")
        found.released_by_id, found.released_at = actor.professional_id, at
        found.returned_because = None
        found.save()
        _log(found, actor, at)
        return found

    return ledger.in_one_piece(work)


def send_back(grant_id: UUID, why: str, *, actor: Actor, at: dt.datetime) -> Grant:
    """A fault in the name or the account: back to who granted it, with the reason.

    Only for a bank payment: of cash nothing can be mended. Raises `NoMandate`, `NotWaiting`, `NotExplained`.
    """

    def work() -> Grant:
        found = _locked(grant_id, actor, at)
        if found.released_at is not None or found.returned_at is not None or found.way != Way.BANK.value:
            raise NotWaiting("This is no bank payment that waits.")
        if not 0 < len(why.strip()) <= LONGEST:
            raise NotExplained("Say in words what is wrong.")
        assert found.resident_id is not None  # `_locked` gives none of who is erased
        found.returned_at = at
        found.returned_because = vault.seal(found.resident_id, why.strip(), place=f"returned {found.pk}")
        found.save()
        _log(found, actor, at)
        return found

    return ledger.in_one_piece(work)


def _mandate(actor: Actor, *, on: dt.date) -> Mandate:
    mandate = mandates.mandate_of(actor.professional_id, on=on) if actor.is_professional else None
    if mandate is None or not mandate.may_release:
        raise NoMandate("This professional has no mandate to release today.")
    return mandate


def _waiting(mandate: Mandate) -> QuerySet[Grant]:
    """Of every team of the same organisation."""
    return Grant.objects.filter(
        budget__team__organisation=mandate.professional.organisation_id,
        released_at__isnull=True,
        returned_at__isnull=True,
        withdrawn_at__isnull=True,
        resident__isnull=False,
    ).select_related("granted_by")


def _locked(grant_id: UUID, actor: Actor, at: dt.datetime) -> Grant:
    mandate = _mandate(actor, on=at.date())
    found = (
        Grant.objects.select_for_update(of=("self",))
        .filter(
            pk=grant_id,
            budget__team__organisation=mandate.professional.organisation_id,
            withdrawn_at__isnull=True,
            resident__isnull=False,
        )
        .first()
    )
    if found is None:
        raise NotWaiting("This grant is not there, or was withdrawn.")
    if found.granted_by_id == actor.professional_id:
        raise NoMandate("Nobody releases what they granted themselves.")
    return found


def _opened(rows: list[Grant], actor: Actor, at: dt.datetime) -> list[Waiting]:
    residents = [row.resident_id for row in rows if row.resident_id is not None]
    lockers = vault.lockers_of(residents)
    ledger.record_many(at=at, actor=actor, subjects=residents, action="look", purpose=LOOK, kind=KIND)
    return [
        _shown(row, lockers[row.resident_id], actor)
        for row in rows
        if row.resident_id and row.resident_id in lockers
    ]


def _shown(row: Grant, locker: vault.Locker, actor: Actor) -> Waiting:
    def text(sealed: bytes | memoryview | None, place: str) -> str:
        return locker.unseal(sealed, place=f"{place} {row.pk}") if sealed is not None else ""

    return Waiting(
        id=row.pk,
        cents=row.cents,
        way=Way(row.way),
        reason=Reason(row.reason),
        granted_by=row.granted_by.display_name,
        granted_at=row.granted_at,
        explanation=text(row.explanation, "grant"),
        receiver=text(row.receiver, "receiver"),
        iban=text(row.iban, "iban"),
        mine=row.granted_by_id == actor.professional_id,
        returned_because=text(row.returned_because, "returned"),
    )


def _log(found: Grant, actor: Actor, at: dt.datetime) -> None:
    assert found.resident_id is not None  # `_locked` gives none of who is erased
    ledger.record(at=at, actor=actor, subject=found.resident_id, action="change", purpose=PURPOSE, kind=KIND)
