"""Residents and their codes.

Takes   a moment, a language, what somebody typed as a code.
Gives   a resident, once in a lifetime their code, and their way back in.
Knows   nothing of the resident's question.
"""

import datetime as dt
import logging
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from houvast.people import codes, limits
from houvast.people.keys import digest, digests
from houvast.people.models import Account, Mandate, Professional, Resident
from houvast.people.request import SESSION_RESIDENT

log = logging.getLogger(__name__)
USE = "resident-code"


def new_resident(*, at: dt.datetime, language: str) -> tuple[Resident, str]:
    """A new resident and the code, which can be shown this once: only its keyed digest is kept."""
    code = codes.new_code()
    resident = Resident.objects.create(created_at=at, language=language, code_digest=_digest(code))
    return resident, code


def new_code_for(resident: Resident) -> str:
    """Another code for somebody who lost theirs; the lost one stops working."""
    code = codes.new_code()
    resident.code_digest = _digest(code)
    resident.save(update_fields=["code_digest"])
    return code


def resident_by_code(text: str, *, at: dt.datetime, client: str) -> Resident | None:
    """Whose code this is, or none. `client` is `client_of(request)`.

    Raises `TooManyGuesses` after ten wrong codes in a quarter of an hour from one client. What was typed is
    never logged. A slip that the check sign shows is no guess and is not counted.
    """
    try:
        code = codes.read(text)
    except codes.NotACode:
        return None
    try:
        limits.try_once(limits.CODE, client, at=at)
    except limits.TooManyGuesses:
        log.warning("refused: too many codes from one client")
        raise
    resident = Resident.objects.filter(code_digest__in=digests(USE, code), erased_at=None).first()
    if resident is None:
        log.warning("refused: a code that nobody has")
        return None
    limits.was_right(limits.CODE, client)
    return resident


def enter_with_code(request: HttpRequest, resident: Resident) -> None:
    """Let the rest of this session be this resident's. Whoever was in before goes out, with all they left."""
    request.session.flush()
    request.session[SESSION_RESIDENT] = str(resident.pk)
    rotate_token(request)  # as after any sign-in: a form that a stranger prepared stops working


def resident_with(resident_id: UUID) -> Resident:
    """The resident with this id.

    Raises `Resident.DoesNotExist` for a stranger's or an erased resident's id.
    """
    return Resident.objects.get(pk=resident_id, erased_at=None)


@transaction.atomic
def keep_with_account(resident_id: UUID, account: Account) -> bool:
    """Let this account be a way in for this resident, beside the code.

    Gives no when it cannot be: one account is one resident's, and never a professional's.
    """
    resident = Resident.objects.select_for_update().filter(pk=resident_id, erased_at=None).first()
    taken = Professional.objects.filter(account=account).exists()
    taken = taken or Resident.objects.filter(account=account).exclude(pk=resident_id).exists()
    if resident is None or taken or resident.account_id not in {None, account.pk}:
        return False
    resident.account = account
    resident.save(update_fields=["account"])
    return True


@transaction.atomic
def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Take away every way in. The empty row stays, because the log of who looked must stay readable."""
    account = resident.account
    resident.account, resident.code_digest, resident.erased_at, resident.language = None, None, at, "nl"
    resident.save()
    mandates = Mandate.objects.filter(Q(resident=resident) | Q(representative=resident))
    mandates.filter(ended_at__isnull=True).update(ended_at=at)
    mandates.update(label=None, court_reference="", checked_by=None)
    if account is not None and not hasattr(account, "professional"):
        account.delete()


def export(resident: Resident) -> dict[str, Any]:
    """What this room knows of a resident, for a copy of their own data (AVG art. 15 and 20)."""
    account: Account | None = resident.account
    return {
        "language": resident.language,
        "created_at": resident.created_at.isoformat(),
        "email": account.email if account else None,
        "who_acts_for_me": [_exported(each) for each in resident.mandates.order_by("made_at")],
        "for_whom_i_act": [_exported(each) for each in resident.acts_for.order_by("made_at")],
    }


def _exported(mandate: Mandate) -> dict[str, Any]:
    return {
        "kind": mandate.kind,
        "parts": sorted(mandate.parts),
        "begins_on": mandate.begins_on.isoformat(),
        "ends_on": mandate.ends_on.isoformat() if mandate.ends_on else None,
        "by_court": mandate.court_reference or None,
        "ended_at": mandate.ended_at.isoformat() if mandate.ended_at else None,
    }


def _digest(code: str) -> str:
    return digest(USE, code)
