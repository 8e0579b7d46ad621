"""A payment that the bank refused: undone, told at once, and ready to leave again, once.

Takes   a payment in a file, ours until the transaction ends, and why the bank refused it.
Gives   the same grant, waiting again: for another account, or for a second person; and who must know is told.
Knows   nothing of help requests: another room says with `hear` that it wants to know.

Somebody without food believed that money was coming. That is why it is told in this very transaction.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q

from houvast.money.bank_codes import Means, Mends, Reason
from houvast.money.granting import new_id
from houvast.money.models import Budget, Grant, Way
from houvast.people.api import Actor
from houvast.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One payment did not leave. `form` is the token with which it was granted."""

    form: str
    mends: Mends
    actor: Actor
    """Who read the bank's answer."""
    at: dt.datetime
    payment: str
    """What the bank knew it by."""


DOUBT = "De bank weigerde dit eerst. Nu zegt de bank iets anders. Bel de bank voor het weer weggaat."
Told = Callable[[Refusal], None]
_hear: list[Told] = []


def hear(told: Told) -> None:
    """Be called for every refusal, in its transaction; added twice it is called once."""
    if told not in _hear:
        _hear.append(told)


def undo(grant: Grant, why: Reason, words: str, *, actor: Actor, at: dt.datetime) -> None:
    """It did not leave: out of its file, with a new id for the bank.

    The payment of somebody who had everything erased goes back to the budget.
    """
    was = grant.end_to_end_id
    grant.file = grant.paid_at = grant.released_at = grant.released_by = None
    grant.end_to_end_id = new_id(on=at.date())
    if grant.resident_id is None:
        grant.withdrawn_at = at
        Budget.objects.filter(pk=grant.budget_id).update(granted=F("granted") - grant.cents)
        grant.save()
        return
    told = " ".join(filter(None, (why.says, f"De bank schreef: {words}" if words else "")))
    grant.returned_because = vault.seal(grant.resident_id, told, place=f"returned {grant.pk}")
    grant.returned_at = at if why.mends is Mends.ACCOUNT else None
    grant.save()
    for told_to in _hear:
        told_to(Refusal(form=grant.token, mends=why.mends, actor=actor, at=at, payment=was))


def doubt(grant: Grant) -> None:
    """The bank refused it, and now says otherwise: it leaves again only after somebody released it anew."""
    if grant.file is not None or grant.resident_id is None or grant.withdrawn_at is not None:
        return
    if grant.way != Way.BANK.value:
        return
    grant.released_at = grant.released_by = grant.returned_at = None
    grant.returned_because = vault.seal(grant.resident_id, DOUBT, place=f"returned {grant.pk}")
    grant.save()


def waiting() -> list[tuple[str, dt.date]]:
    """Whose money the bank refused and has not left again: the form of the grant, and the day of hearing."""
    not_at_the_bank = Q(file__isnull=True) | Q(file__fetched_at__isnull=True)
    found = Grant.objects.filter(
        Q(released_at__isnull=True) | (Q(way=Way.BANK.value) & not_at_the_bank),
        said__means=Means.REFUSED.value,
        withdrawn_at__isnull=True,
        resident__isnull=False,
    )
    rows = found.order_by("said__answer__read_at").values_list("token", "said__answer__read_at")
    return [(token, read_at.date()) for token, read_at in rows]
