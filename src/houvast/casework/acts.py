"""What people do with a help request. The only place that changes one.

Takes   who acts, on which request, when, with which form (token) and which version they had before them.
Gives   the changed request, an event, a row in the ledger; or an error that says what is so, and nothing
changed.
Knows   nothing of pages. What may happen is `table.TABLE`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from houvast.casework import agreeing, clocks, holders, promising, sealed, steps, table, telling
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.models import Channel, Contact, Event, HelpRequest, Outcome
from houvast.casework.states import Change, Must, Phase, Who
from houvast.casework.steps import Promise
from houvast.ledger import api as ledger
from houvast.people.api import Actor

PURPOSE = "u helpen met uw vraag"
ANSWERS = frozenset({"message", "plan-action", "plan-tick"})
"""What somebody may do whose mandate is for answering; all else of a resident's is deciding."""
LONGEST = 5_000
"""Signs in one message."""


class NotYours(PermissionError):
    """Whoever acts has nothing to do with this request. Answer as if it did not exist; the ledger has it."""


class SomebodyWasFirst(RuntimeError):
    """The request changed since this form was opened. Nothing was changed; show the request as it is now."""


class NotNow(RuntimeError):
    """What was asked for is not possible at this point; the text says why. Nothing was changed. For
    sub-apps."""


class NotAPromise(ValueError):
    """The promise cannot be made; `faults` tells per field what to mend."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {words}" for field, words in faults.items()))
        self.faults = faults


class NoWords(ValueError):
    """A message or reason without words, or with more than fit. Nothing was sent."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form as it was sent: by whom, for which request, when; `token` is unique to the form on the
    screen."""

    request_id: UUID
    actor: Actor
    at: dt.datetime
    token: str
    version: int | None = None
    """The version that was on the screen; None where nothing can be overwritten."""

    @property
    def author(self) -> UUID | None:
        """The professional whose act this is; None when it is the resident's, also through somebody else."""
        return None if self.actor.is_residents_side else self.actor.professional_id

    @property
    def on(self) -> dt.date:
        """The day of the act."""
        return self.at.date()

    @property
    def by(self) -> UUID:
        """The professional who acts. Raises `NotYours` for anybody else."""
        if self.actor.professional_id is None:
            raise NotYours("Only somebody who works here can do this.")
        return self.actor.professional_id


def accept(form: Form) -> HelpRequest:
    """The duo takes the request on and promises the resident a call."""
    return walk(form, "accept", _house(form, "call"))


def add_step(form: Form, promise: Promise) -> HelpRequest:
    """The next step, as the duo promises it. Raises `NotAPromise`."""

    def change(request: HelpRequest) -> None:
        faults = steps.faults(promise, urgency=Urgency(request.urgency), on=form.on)
        if faults:
            raise NotAPromise(faults)
        promising.next_step(request, promise, at=form.at, by=form.actor.professional_id)

    return walk(form, "step", change)


def log_talk(form: Form, words: str = "", *, channel: Channel = Channel.PHONE) -> HelpRequest:
    """The first conversation took place: its clock stops, and the clock of the plan starts."""

    def change(request: HelpRequest) -> None:
        say(request, form, words, channel=channel)
        promising.new_contact_day(request, on=form.on)

    return walk(form, "talk", change)


def log_contact(
    form: Form, words: str = "", *, channel: Channel, happened: dt.datetime | None = None
) -> HelpRequest:
    """The resident and we were in touch, by whatever way and whoever began; `happened` when it was not now.

    The next news is promised from the day on which they were.
    """

    def change(request: HelpRequest) -> None:
        moment = happened or form.at
        say(request, form, words, channel=channel, happened=moment)
        request.answer_owed_since = None
        promising.new_contact_day(request, on=moment.date())

    return walk(form, "contact", change)


def send_message(form: Form, words: str) -> HelpRequest:
    """A message from one of the duo or from the resident; the other side sees it at once. Raises
    `NoWords`."""

    def change(request: HelpRequest) -> None:
        if not words.strip():
            raise NoWords("An empty message says nothing; write something first.")
        say(request, form, words)
        if form.actor.is_residents_side:
            owe_an_answer(request, form)
        else:
            request.answer_owed_since = None
            promising.new_contact_day(request, on=form.on)

    return walk(form, "message", change)


def propose_closing(form: Form) -> HelpRequest:
    """Ask the resident whether it is solved. Closing itself is theirs."""
    return walk(form, "propose", _house(form, "check"))


def say_solved(form: Form) -> HelpRequest:
    """The resident's word: it is solved. The only way in which a request closes."""

    def change(request: HelpRequest) -> None:
        request.steps.filter(done_at__isnull=True).update(done_at=form.at)
        request.ball, request.ball_with, request.due_on, request.next_contact_on = None, "", None, None
        request.answer_owed_since = None
        request.solved_at = form.at

    return walk(form, "solved", change)


def say_not_solved(form: Form, words: str = "") -> HelpRequest:
    """The resident's word: it is not solved. The duo calls; what the resident wrote is a message to them."""

    def change(request: HelpRequest) -> None:
        if words.strip():
            say(request, form, words)
        _house(form, "again")(request)

    return walk(form, "not-solved", change)


def reopen(form: Form, reason: str) -> HelpRequest:
    """The duo or the team lead opens a request again, with a reason that the resident can read."""
    return walk(form, "reopen", _house(form, "again"), reason=reason)


def log_attempt(form: Form, words: str = "", *, channel: Channel) -> HelpRequest:
    """We tried to reach the resident, in vain. It promises nothing and ends no alarm: they heard nothing."""
    return walk(form, "attempt", lambda request: say(request, form, words, channel=channel, reached=False))


def ask_to_sleep(form: Form, reason: str) -> HelpRequest:
    """The first of the two asks to let a request sleep. Raises `NotTriedEnough` before enough was tried."""

    def change(request: HelpRequest) -> None:
        agreeing.must_have_tried(request, on=form.on)
        agreeing.ask(request, "sleep", actor=form.actor, at=form.at)

    return walk(form, "ask-sleep", change, reason=reason)


def agree_to_sleep(form: Form, reason: str) -> HelpRequest:
    """The second of the two agrees: the request sleeps, is never closed, and we ask again by ourselves."""

    def change(request: HelpRequest) -> None:
        agreeing.must_have_tried(request, on=form.on)
        agreeing.agree(request, "sleep", actor=form.actor, at=form.at)
        _house(form, "asleep")(request)

    return walk(form, "sleep", change, reason=reason)


def pause_clock(form: Form, key: str, reason: str) -> HelpRequest:
    """Let a clock stand still that the law lets stand still. Raises `NoPause`."""
    return walk(
        form,
        "pause",
        lambda request: promising.pause_clock(request, key, on=form.on, reason=reason),
        reason=reason,
    )


def resume_clock(form: Form, key: str) -> HelpRequest:
    """Let the clock go on. Raises `NoPause`."""
    return walk(form, "resume", lambda request: promising.resume_clock(request, key, on=form.on))


def may(actor: Actor, request: HelpRequest, *, on: dt.date) -> frozenset[str]:
    """The changes that this actor can make now: what the page shows as buttons."""
    phase, who = Phase(request.phase), holders.relation(actor, request, on=on)
    names = table.possible(phase, who)
    if Who.DUO in who:
        names |= table.possible(phase, who | {Who.BOTH}) & agreeing.for_the_second(actor, request)
    if not agreeing.tried_enough(request, on=on):
        names -= {"ask-sleep", "sleep"}
    return names - agreeing.asked_already(request)


Mutation = Callable[[HelpRequest], None]


def _house(form: Form, key: str) -> Mutation:
    """A change that begins one of the house's own steps."""

    def change(request: HelpRequest) -> None:
        promise = steps.house_promise(key, urgency=Urgency(request.urgency), on=form.on)
        promising.next_step(request, promise, at=form.at, by=form.actor.professional_id)

    return change


def walk(
    form: Form, name: str, mutate: Mutation, *, reason: str = "", as_: frozenset[Who] = frozenset()
) -> HelpRequest:
    """Walk one line of the table of states, in one transaction, once per form. `as_` is what somebody is to
    this request by what they did elsewhere, and no row tells."""
    try:
        return ledger.in_one_piece(lambda: _once(form, name, mutate, reason, as_))
    except NotYours:
        holders.log_refusal(form.actor, form.request_id, at=form.at)
        raise


def _once(form: Form, name: str, mutate: Mutation, reason: str, as_: frozenset[Who]) -> HelpRequest:
    request = _locked(form.request_id)
    if request is not None and _happened(form, request):
        return request
    who = holders.relation(form.actor, request, on=form.on) | as_ if request else frozenset()
    if request is None or not who:
        raise NotYours("This request is held by others, or does not exist.")
    if not form.actor.may("answer" if name in ANSWERS else "decide"):
        raise NotYours("The mandate does not reach this far.")
    if form.version not in {None, request.version}:
        raise SomebodyWasFirst("The request was changed by somebody else; look at it again before you act.")
    if Who.DUO in who and agreeing.is_second(form.actor, request, name):
        who |= {Who.BOTH}
    line = table.change(name, phase=Phase(request.phase), who=who)
    if Must.REASON in line.must and not 0 < len(reason.strip()) <= LONGEST:
        raise NoWords("This change needs a reason in words: the resident can read it.")
    mutate(request)
    _follow(form, line, request, reason)
    return request


def _happened(form: Form, request: HelpRequest) -> bool:
    """Whether this very form of this very person was done before; also when that took them off the
    request."""
    return Event.objects.filter(
        request=request,
        token=form.token,
        by=form.author,
        by_resident=form.actor.is_residents_side,
    ).exists()


def _locked(request_id: UUID) -> HelpRequest | None:
    """The request, ours until the transaction ends: who asks for the same one waits, and sees what the
    other did."""
    locked = HelpRequest.objects.select_for_update(of=("self",)).select_related("resident", "duo")
    return locked.filter(pk=request_id).first()


def _follow(form: Form, line: Change, request: HelpRequest, reason: str) -> None:
    """What every change does: the phase, the clocks, the alarms, the event and the ledger."""
    if line.to is not None:
        request.phase = line.to.value
        request.version += 1
        if line.to is not Phase.CLOSED:
            request.solved_at = None
    request.save()
    if line.stops:
        promising.stop_clocks(request, line.stops, at=form.at)
    if line.starts:
        promising.start_clock(request, line.starts, on=form.on)
    if form.actor.is_residents_side or line.name in {"step", "warm", "warm-anyway"}:
        agreeing.drop(request, at=form.at)
    if line.to in {Phase.CLOSED, Phase.SLEEPING}:
        request.handovers.filter(ended_at__isnull=True).update(ended_at=form.at)
    if (not form.actor.is_residents_side and line.news) or line.to is Phase.CLOSED:
        request.alarms.filter(ended_at__isnull=True).update(
            ended_at=form.at,
            ended_by=line.name,
            outcome=Outcome.ACTION,
            answered_by=form.actor.professional_id,
        )
    event = Event(
        request=request,
        change=line.name,
        at=form.at,
        by_id=form.author,
        by_resident=form.actor.is_residents_side,
        mandate_id=form.actor.mandate_id,
        token=form.token,
        phase=request.phase,
        step=request.step,
    )
    event.reason = sealed.seal_reason(event, reason)
    event.save(force_insert=True)
    telling.tell(request, event, line, at=form.at)
    ledger.record(
        at=form.at,
        actor=form.actor,
        subject=request.resident,
        action="change",
        purpose=PURPOSE,
        kind="hulpvraag",
    )


def say(
    request: HelpRequest,
    form: Form,
    words: str,
    *,
    channel: Channel = Channel.MESSAGE,
    reached: bool = True,
    happened: dt.datetime | None = None,
) -> None:
    """One contact in the line of time, by whoever sent the form. Within a walk. Raises `NoWords`."""
    if len(words) > LONGEST:
        raise NoWords(f"A message has at most {LONGEST} signs.")
    contact = Contact(
        request=request,
        channel=channel.value,
        by_id=form.author,
        mandate_id=form.actor.mandate_id,
        at=happened or form.at,
        reached=reached,
    )
    contact.text = sealed.seal_contact(contact, words)
    contact.save(force_insert=True)


def owe_an_answer(request: HelpRequest, form: Form) -> None:
    """A message of the resident puts the ball with us, and brings the day of the next news nearer."""
    soonest = clocks.next_contact(Urgency(request.urgency), Ball.US, last=form.on)
    request.answer_owed_since = request.answer_owed_since or form.at
    request.next_contact_on = min(request.next_contact_on or soonest, soonest)
    if request.ball == Ball.RESIDENT.value:
        request.ball, request.waits_since = Ball.US.value, form.at
        request.due_on = min(request.due_on or soonest, soonest)
