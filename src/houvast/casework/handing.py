"""Handing over: asked, accepted, and done only after everybody spoke together.

Takes   a form of `acts.py`, and the duo that is asked.
Gives   the request; with the new duo only after a warm contact. Silence leaves it where it was, with an
alarm.
Knows   nothing of pages. There is no way to send somebody away: until the last step the first duo holds on.
"""

import datetime as dt
from uuid import UUID

from houvast.casework import acts, agreeing, changed_hands, promising, workdays
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import Channel, Handover, HelpRequest
from houvast.people.api import active_duos

ANSWER_WITHIN = 3
"""Working days in which the other duo answers, and in which all speak together: our own term."""


class NobodyToTakeOver(LookupError):
    """The duo that was asked does not exist, is not at work, or holds the request already. Choose another
    one."""


class NotAccepted(RuntimeError):
    """The other duo did not say yes. Until then the request stays where it is."""


def offer(form: Form, to_duo: UUID, reason: str) -> HelpRequest:
    """Ask another duo to take over. The holder stays responsible. Raises `NobodyToTakeOver`."""

    def change(request: HelpRequest) -> None:
        duo = active_duos().filter(pk=to_duo).first()
        if duo is None or request.duo is None or duo == request.duo or open_for(request) is not None:
            raise NobodyToTakeOver(
                "Choose an active duo that does not hold the request and was not asked yet."
            )
        Handover.objects.create(
            request=request,
            from_duo=request.duo,
            to_duo=duo,
            asked_at=form.at,
            answer_by=workdays.after(form.on, ANSWER_WITHIN),
        )
        promising.new_contact_day(request, on=form.on)

    return acts.walk(form, "offer", change, reason=reason)


def take(form: Form) -> HelpRequest:
    """The other duo says yes. What is left is to speak together with the resident."""

    def change(request: HelpRequest) -> None:
        request.handovers.filter(ended_at__isnull=True, accepted_at__isnull=True).update(
            accepted_at=form.at, answer_by=workdays.after(form.on, ANSWER_WITHIN)
        )

    return acts.walk(form, "take", change)


def decline(form: Form, reason: str) -> HelpRequest:
    """The other duo says no, and why. The request stays where it is."""

    def change(request: HelpRequest) -> None:
        request.handovers.filter(ended_at__isnull=True).update(ended_at=form.at)

    return acts.walk(form, "decline", change, reason=reason)


def stay(form: Form) -> HelpRequest:
    """The resident does not want other people: from now on handing over needs both of the duo."""

    def change(request: HelpRequest) -> None:
        if not request.handovers.filter(ended_at__isnull=True).update(against_at=form.at):
            raise NotNow("Nobody is asked to take over.")

    return acts.walk(form, "stay", change)


def hand_over(form: Form, words: str, *, channel: Channel) -> HelpRequest:
    """The resident, the old duo and the new one spoke together: the new one holds it.

    Raises `NotAccepted`, also when the resident does not want it: then both of the duo decide
    (`ask_anyway`).
    """

    def change(request: HelpRequest) -> None:
        found = _accepted(request)
        if found.against_at is not None:
            raise NotAccepted("The resident does not want this; both of the duo must decide.")
        acts.say(request, form, words, channel=channel)
        _over(request, found, form)

    return acts.walk(form, "warm", change)


def ask_anyway(form: Form, reason: str) -> HelpRequest:
    """The first of the two asks to hand over although the resident does not want it. Raises
    `NotAccepted`."""

    def change(request: HelpRequest) -> None:
        if _accepted(request).against_at is None:
            raise NotNow("The resident did not object; speak together and hand over.")
        agreeing.ask(request, "warm-anyway", actor=form.actor, at=form.at)

    return acts.walk(form, "ask-warm", change, reason=reason)


def hand_over_anyway(form: Form, reason: str) -> HelpRequest:
    """The second of the two agrees, with a reason that the resident reads, after all spoke together."""

    def change(request: HelpRequest) -> None:
        found = _accepted(request)
        agreeing.agree(request, "warm-anyway", actor=form.actor, at=form.at)
        acts.say(request, form, reason, channel=Channel.VISIT)
        _over(request, found, form)

    return acts.walk(form, "warm-anyway", change, reason=reason)


def _accepted(request: HelpRequest) -> Handover:
    """The open question to another duo, when they said yes. Raises `NotAccepted`."""
    found = open_for(request)
    if found is None or found.accepted_at is None:
        raise NotAccepted("The other duo has not accepted yet; the request stays with you.")
    return found


def _over(request: HelpRequest, found: Handover, form: Form) -> None:
    found.warm_at = found.ended_at = form.at
    found.save()
    because = "Omdat dit duo het overnam na een gesprek samen."
    changed_hands.give(request, found.to_duo, form, because=because)
    promising.new_contact_day(request, on=form.on)


def open_for(request: HelpRequest) -> Handover | None:
    """The question to another duo that is open now."""
    return next((handover for handover in request.handovers.all() if handover.ended_at is None), None)


def give_back(*, at: dt.datetime) -> int:
    """End every question that was not answered, or not followed by a talk together, in time; gives how many.

    The alarm for it has gone off before (`alarms.RULES`): silence never moves a request.
    """
    return Handover.objects.filter(ended_at__isnull=True, answer_by__lt=at.date()).update(ended_at=at)
