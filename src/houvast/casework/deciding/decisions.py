"""Refusing a scheme or asking money back: one asks with a reason, the other agrees or not with their own.

Takes   a form of `acts.py`, what it is about, and a reason.
Gives   the request; after the second agreed, a decision that the resident reads with both names, both
reasons, and the last day for an objection.
Knows   nothing of pages. A machine has no way in here.
"""

from houvast.casework import acts, agreeing, promising
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import Decision, DecisionKind, HelpRequest

ASKS = {DecisionKind.REFUSAL: "ask-refusal", DecisionKind.RECOVERY: "ask-recovery"}
AGREES = {kind: change for change, kind in agreeing.DECIDES.items()}


def ask(form: Form, kind: DecisionKind, about: str, reason: str) -> HelpRequest:
    """The first of the two asks. Raises `NotNow` while another one waits, or when it is about nothing."""

    def change(request: HelpRequest) -> None:
        if not about.strip():
            raise NotNow("Say what it is about: the resident reads it.")
        if agreeing.open_decision(request) is not None:
            raise NotNow("Another decision waits for the second of the two; answer that one first.")
        Decision.objects.create(
            request=request,
            kind=kind.value,
            about=about.strip()[:120],
            first_id=form.by,
            asked_at=form.at,
            asked_token=form.token,
        )

    return acts.walk(form, ASKS[kind], change, reason=reason)


def agree(form: Form, kind: DecisionKind, reason: str) -> HelpRequest:
    """The second of the two agrees: it is decided, and the clock for an objection starts."""

    def change(request: HelpRequest) -> None:
        decision = _answered(request, form, agreed=True)
        clock = promising.start_clock(request, "objection", on=form.on, about=decision.about)
        decision.object_until = clock.due_on
        decision.save()
        promising.new_contact_day(request, on=form.on)

    return acts.walk(form, AGREES[kind], change, reason=reason)


def disagree(form: Form, reason: str) -> HelpRequest:
    """The second of the two does not agree: nothing changes for the resident, and both read why."""
    return acts.walk(
        form, "disagree", lambda request: _answered(request, form, agreed=False).save(), reason=reason
    )


def object_to(form: Form, words: str) -> HelpRequest:
    """The resident wants to object: the duo must help. The term keeps running until it is sent."""

    def change(request: HelpRequest) -> None:
        acts.say(request, form, words)
        acts.owe_an_answer(request, form)

    return acts.walk(form, "object", change)


def objection_sent(form: Form, about: str) -> HelpRequest:
    """The objection is on its way: its clock stops. Raises `NotNow` when none ran."""

    def change(request: HelpRequest) -> None:
        if not promising.stop_clock(request, "objection", about=about, at=form.at):
            raise NotNow("No term for an objection to this runs now.")
        promising.new_contact_day(request, on=form.on)

    return acts.walk(form, "objected", change)


def made(request: HelpRequest) -> list[Decision]:
    """What two people decided against the resident, newest first."""
    return sorted(
        (decision for decision in request.decisions.all() if decision.agreed and decision.answered_at),
        key=lambda decision: decision.answered_at or decision.asked_at,
        reverse=True,
    )


def _answered(request: HelpRequest, form: Form, *, agreed: bool) -> Decision:
    """The open decision with the second's answer, not yet saved. Raises `NotNow`."""
    decision = agreeing.open_decision(request)
    if decision is None:
        raise NotNow("No decision waits for an answer.")
    decision.second_id, decision.agreed = form.by, agreed
    decision.answered_at, decision.answered_token = form.at, form.token
    return decision
