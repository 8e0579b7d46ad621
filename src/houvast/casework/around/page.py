"""What somebody sees who only stands beside a request: the chosen parts, and nothing else.

Takes   an invitation, or a question to a colleague, and who looks; writes the look into the ledger.
Gives   one frozen value for the template, in which a part that was not chosen is empty.
Knows   nothing of HTTP.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from houvast.casework import gathered, history, sealed
from houvast.casework.desk.page import clocks_of, facts_of
from houvast.casework.history import Entry
from houvast.casework.models import Consult, Guest, HelpRequest, Part, Step
from houvast.ledger import api as ledger
from houvast.people.api import Actor
from houvast.vault import api as vault

AS_GUEST = "meekijken met uw vraag"
ASKED = "raad geven bij uw vraag"


@dataclass(frozen=True, kw_only=True)
class GuestPage:
    """The chosen parts of one request."""

    guest: Guest
    request: HelpRequest
    name: str = ""
    lines: tuple[str, ...] = ()
    story: str = ""
    step: Step | None = None
    terms: tuple[dict[str, str], ...] = ()
    conversation: tuple[Entry, ...] = ()
    facts: tuple[dict[str, Any], ...] = ()


@transaction.atomic
def guest_page(guest: Guest, *, actor: Actor, at: dt.datetime) -> GuestPage:
    """What this guest may see. The look, with its purpose, stands in the resident's log."""
    request, parts = guest.request, {row.part for row in guest.part_rows.all()}
    _looked(request, actor, AS_GUEST, at)
    gathered.gather(request)
    words = sealed.opened(request)
    shown: dict[str, Any] = {}
    if Part.NAME in parts:
        names = vault.display_name([request.resident_id], actor=actor, purpose=AS_GUEST, at=at)
        shown["name"] = names.get(request.resident_id, "")
    if Part.QUESTION in parts:
        shown["lines"] = words.lines
    if Part.STORY in parts:
        shown["story"] = words.story
    if Part.STEPS in parts and request.is_open:
        shown["step"] = request.step
    if Part.TERMS in parts:
        shown["terms"] = tuple(clocks_of(request, at.date()))
    if Part.MESSAGES in parts:
        shown["conversation"] = tuple(history.conversation(request, words, for_resident=False))
    if Part.FACTS in parts:
        shown["facts"] = facts_of(vault.look(request.resident, actor=actor, purpose=AS_GUEST, at=at))
    return GuestPage(guest=guest, request=request, **shown)


@transaction.atomic
def question_of(consult: Consult, *, actor: Actor, at: dt.datetime) -> str:
    """What a colleague was asked; the look stands in the resident's log."""
    _looked(consult.request, actor, ASKED, at)
    return sealed.reason_of(consult.request, consult.token)


def _looked(request: HelpRequest, actor: Actor, purpose: str, at: dt.datetime) -> None:
    ledger.record(
        at=at, actor=actor, subject=request.resident, action="look", purpose=purpose, kind="hulpvraag"
    )
