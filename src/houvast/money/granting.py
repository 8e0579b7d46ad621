"""Granting: an amount for a resident in acute need, at once, never to be paid back.

Takes   who grants how much to whom, for what, why, and how they get it; once per form.
Gives   the grant, with the budget, the counts and the ledger written in the same transaction; or an error,
        and nothing changed.
Knows   nothing of who may see a resident: whoever calls has asked that.
"""

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from houvast.ledger import api as ledger
from houvast.money import counting, mandates, sepa
from houvast.money.models import Budget, Grant, Mandate, Reason, Way
from houvast.people.api import Actor, Resident
from houvast.vault import api as vault

PURPOSE = "geld uit de noodbuffer"
KIND = "geld"
LONGEST = 2_000
"""Signs in an explanation."""


class NotExplained(ValueError):
    """A grant needs an explanation in words, of at most `LONGEST` signs."""


class NoAccount(ValueError):
    """A payment to a bank account needs the name of its holder and an IBAN that can exist."""


class NotWaiting(RuntimeError):
    """This grant was released, sent back or withdrawn meanwhile. Look at it again; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """Where the money goes: the holder's name as the resident gave it, and the IBAN as it was typed."""

    name: str
    iban: str


@dataclass(frozen=True, kw_only=True)
class Need:
    """What is granted: euro cents, for what, why, and how. `account` only with `Way.BANK`."""

    cents: int
    reason: Reason
    explanation: str
    way: Way
    account: Account | None = None


def grant(resident: Resident, need: Need, *, actor: Actor, at: dt.datetime, token: str) -> Grant:
    """Grant it; the same form (`token`) sent twice gives the same grant.

    Raises `mandates.NoMandate`, `mandates.MandateTooSmall`, `mandates.NoBudget`, `mandates.BudgetSpent`,
    `NotExplained` or `NoAccount`.
    """
    return ledger.in_one_piece(lambda: _once(resident, need, actor, at, token))


def mend_account(grant_id: UUID, account: Account, *, actor: Actor, at: dt.datetime) -> Grant:
    """Another account, by who granted it, for a payment that was sent back. Raises `NotWaiting`,
    `NoAccount`, `mandates.NoMandate`."""

    return _mended(grant_id, lambda found: _seal_account(found, account), actor=actor, at=at)


def hand_out_instead(grant_id: UUID, way: Way, *, actor: Actor, at: dt.datetime) -> Grant:
    """Cash or a voucher, by who granted it, for a payment that came back: nobody waits for a new account
    without food. A second person hands it out. Raises `NotWaiting`, `mandates.NoMandate`."""
    if way is Way.BANK:
        raise NotWaiting("Another account is for `mend_account`.")

    def change(found: Grant) -> None:
        was = Way(found.way)
        found.way, found.receiver, found.iban = way.value, None, None
        counting.another_way(found, was)

    return _mended(grant_id, change, actor=actor, at=at)


def _mended(grant_id: UUID, mend: Callable[[Grant], None], *, actor: Actor, at: dt.datetime) -> Grant:
    def work() -> Grant:
        found = Grant.objects.select_for_update().filter(pk=grant_id).first()
        if found is None or found.granted_by_id != actor.professional_id:
            raise mandates.NoMandate("Only who granted it can mend it.")
        if found.resident_id is None or found.returned_at is None or found.released_at is not None:
            raise NotWaiting("Nobody sent this payment back, or it was mended already.")
        mend(found)
        found.returned_at = found.returned_because = None
        found.save()
        _log(found.resident_id, actor, at)
        return found

    return ledger.in_one_piece(work)


def new_id(*, on: dt.date) -> str:
    """What a bank is to know a payment by that leaves for the first time, or anew after a refusal."""
    return f"HV{on:%Y%m%d}{secrets.token_hex(8).upper()}"


def _once(resident: Resident, need: Need, actor: Actor, at: dt.datetime, token: str) -> Grant:
    mandate = _locked_mandate(actor, on=at.date())
    again = Grant.objects.filter(token=token, resident=resident, granted_by=mandate.professional_id).first()
    if again is not None:
        return again
    if not 0 < len(need.explanation.strip()) <= LONGEST:
        raise NotExplained(f"Say in words why, in at most {LONGEST} signs.")
    budget = _draw(mandate, need.cents, on=at.date())
    made = Grant(
        token=token,
        resident=resident,
        budget=budget,
        granted_by=mandate.professional,
        granted_at=at,
        cents=need.cents,
        way=need.way.value,
        reason=need.reason.value,
        end_to_end_id=new_id(on=at.date()),
    )
    made.explanation = vault.seal(resident, need.explanation.strip(), place=f"grant {made.pk}")
    if need.way is Way.BANK:
        _seal_account(made, need.account)
    made.save(force_insert=True)
    counting.add(made, on=at.date())
    _log(resident.pk, actor, at)
    return made


def _locked_mandate(actor: Actor, *, on: dt.date) -> Mandate:
    """The mandate, ours until the transaction ends: two grants of one person never share what is left."""
    mandate = mandates.mandate_of(actor.professional_id, on=on) if actor.is_professional else None
    if mandate is None or not mandate.most_per_grant or mandate.professional.team_id is None:
        raise mandates.NoMandate("This professional has no mandate to grant today.")
    Mandate.objects.select_for_update().get(pk=mandate.pk)
    return mandate


def _draw(mandate: Mandate, cents: int, *, on: dt.date) -> Budget:
    """Take it from the budget, whose row is locked until the transaction ends."""
    allowed = min(mandate.most_per_grant, mandates.left_in_month(mandate, on=on))
    if not 0 < cents <= allowed:
        raise mandates.MandateTooSmall(allowed)
    team = mandate.professional.team_id
    budget = Budget.objects.select_for_update().filter(team=team, year=on.year).first()
    if budget is None:
        raise mandates.NoBudget("This team has no budget for this year.")
    if cents > budget.left:
        raise mandates.BudgetSpent(budget.left)
    budget.granted += cents
    budget.save(update_fields=["granted"])
    return budget


def _seal_account(made: Grant, account: Account | None) -> None:
    if account is None or not any(sign.isalpha() for sign in account.name) or made.resident_id is None:
        raise NoAccount("A bank payment needs the name of the account's holder.")
    try:
        number = sepa.read_iban(account.iban)
    except sepa.NotAnIban as fault:
        raise NoAccount(str(fault)) from fault
    locker = vault.locker_of(made.resident_id)
    made.receiver = locker.seal(" ".join(account.name.split()), place=f"receiver {made.pk}")
    made.iban = locker.seal(number, place=f"iban {made.pk}")


def _log(resident_id: UUID, actor: Actor, at: dt.datetime) -> None:
    ledger.record(at=at, actor=actor, subject=resident_id, action="change", purpose=PURPOSE, kind=KIND)
