"""Four eyes: what may happen only when both of the duo say so, and what must have been tried before.

Takes   a locked request, who asks or agrees, and the day.
Gives   whether enough was tried; the one agreement that is open; whether this actor is the second of the two.
Knows   nothing of what follows; `acts.py` walks the table.
"""

import datetime as dt

from houvast.casework import clocks, workdays
from houvast.casework.models import Agreement, Channel, Contact, Decision, DecisionKind, HelpRequest
from houvast.people.api import Actor

SPOKEN = frozenset({Channel.PHONE.value, Channel.VISIT.value})
WAITING = {"sleep": "ask-sleep", "warm-anyway": "ask-warm"}
"""What needs both, and with which change the first of the two asks for it."""
DECIDES = {"refuse": DecisionKind.REFUSAL, "recover": DecisionKind.RECOVERY}
"""What the second of the two agrees to when a decision against somebody is asked."""


class NotTriedEnough(RuntimeError):
    """Too few kinds of contact were tried, or over too short a time. Nobody is let go for not answering
    once."""


def tried_enough(request: HelpRequest, *, on: dt.date) -> bool:
    """Whether enough kinds of contact were tried in vain, over the term, since we last heard the resident."""
    contacts = request.contacts.all()
    last = max((contact.at for contact in contacts if _heard(contact)), default=None)
    tried = [each for each in contacts if not each.reached and (last is None or each.at > last)]
    if len({each.channel for each in tried}) < clocks.KINDS_TRIED:
        return False
    return workdays.between(min(each.at for each in tried).date(), on) >= clocks.TRIED_DURING


def _heard(contact: Contact) -> bool:
    """Whether we heard the resident in this contact."""
    return contact.by_id is None or (contact.reached and contact.channel in SPOKEN)


def must_have_tried(request: HelpRequest, *, on: dt.date) -> None:
    """Raises `NotTriedEnough`."""
    if not tried_enough(request, on=on):
        raise NotTriedEnough(
            f"Try {clocks.KINDS_TRIED} kinds of contact first, over at least "
            f"{clocks.TRIED_DURING} working days."
        )


def asked(request: HelpRequest, change: str) -> Agreement | None:
    """The question of the first of the two that still waits for the second; none when nobody asked."""
    asked = (each for each in request.agreements.all() if each.ended_at is None)
    return next((each for each in asked if each.change == change), None)


def is_second(actor: Actor, request: HelpRequest, change: str) -> bool:
    """Whether this actor is the other of the two, so that with them both have said it."""
    if change in DECIDES or change == "disagree":
        decision = open_decision(request)
        fits = decision is not None and DECIDES.get(change, decision.kind) == decision.kind
        return fits and decision is not None and decision.first_id != actor.professional_id
    open_one = asked(request, change) if change in WAITING else None
    return open_one is not None and open_one.first_id != actor.professional_id


def open_decision(request: HelpRequest) -> Decision | None:
    """The decision against the resident that waits for the second of the two; none when nobody asked."""
    waiting = (each for each in request.decisions.all() if each.answered_at is None)
    return next((each for each in waiting if each.dropped_at is None), None)


def for_the_second(actor: Actor, request: HelpRequest) -> frozenset[str]:
    """Everything that this actor could agree to, or not, as the other of the two."""
    changes = (*WAITING, *DECIDES, "disagree")
    return frozenset(change for change in changes if is_second(actor, request, change))


def asked_already(request: HelpRequest) -> frozenset[str]:
    """The questions that stand: asking them again would change nothing."""
    standing = {first for change, first in WAITING.items() if asked(request, change) is not None}
    if open_decision(request) is not None:
        standing |= {"ask-refusal", "ask-recovery"}
    return frozenset(standing)


def ask(request: HelpRequest, change: str, *, actor: Actor, at: dt.datetime) -> None:
    """The first of the two asks. Asking again changes nothing."""
    if asked(request, change) is None and actor.professional_id is not None:
        Agreement.objects.create(request=request, change=change, first_id=actor.professional_id, asked_at=at)


def agree(request: HelpRequest, change: str, *, actor: Actor, at: dt.datetime) -> None:
    """The second of the two agrees: the question is answered."""
    request.agreements.filter(change=change, ended_at__isnull=True).update(
        second=actor.professional_id, ended_at=at
    )


def drop(request: HelpRequest, *, at: dt.datetime) -> None:
    """Something happened that makes an open question idle: the resident was heard, or a new step began."""
    request.agreements.filter(ended_at__isnull=True).update(ended_at=at)
