"""What people do with a plan. The only place that changes its actions.

Takes   a form (`acts.Form`) and what was written.
Gives   the changed plan, with an event and a row in the ledger, by one line of the table of states.
Knows   nothing of pages.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from houvast.casework import acts
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import HelpRequest
from houvast.casework.plan.models import Action, Evidence, Ground, Plan
from houvast.casework.plan.weighing import Doer, Room
from houvast.ledger import api as ledger
from houvast.vault import api as vault

LONGEST = 300
"""Signs in one action: it is one thing that somebody does."""


@dataclass(frozen=True)
class AnswerTaken:
    """What an action rests on: the answer on this scheme, composed for this day, with its articles and
    sources."""

    scheme: str
    on: dt.date
    text: str


@dataclass(frozen=True, kw_only=True)
class NewAction:
    """One action as it was written. `evidence` are names of facts that the vault has; `ground` is the answer
    that it rests on."""

    room: Room
    doer: Doer
    what: str
    before: dt.date | None
    doer_name: str = ""
    evidence: tuple[str, ...] = ()
    ground: AnswerTaken | None = None


def add(form: Form, new: NewAction) -> HelpRequest:
    """One more action. A resident adds only what they do themselves. Raises `NotNow` without words."""

    def change(request: HelpRequest) -> None:
        what = " ".join(new.what.split())
        if not 0 < len(what) <= LONGEST or (form.actor.is_resident and new.doer is not Doer.RESIDENT):
            raise NotNow("An action says what, and a resident adds only their own.")
        action = Action(
            request=request,
            room=new.room.value,
            doer=new.doer.value,
            doer_name=new.doer_name.strip() if new.doer is Doer.OTHER else "",
            before=new.before,
            by_id=form.actor.professional_id,
            at=form.at,
        )
        action.what = vault.seal(request.resident_id, what, place=f"action {action.pk}")
        action.save(force_insert=True)
        _note_evidence(action, new.evidence)
        if new.ground is not None:
            _lay_under(action, new.ground)

    return acts.walk(form, "plan-action", change)


def tick(form: Form, action_id: UUID) -> HelpRequest:
    """It is done. A resident ticks what is theirs; the duo ticks everything. Raises `NotNow`."""

    def change(request: HelpRequest) -> None:
        mine = {"doer": Doer.RESIDENT.value} if form.actor.is_resident else {}
        open_ones = Action.objects.filter(request=request, pk=action_id, done_at__isnull=True, **mine)
        if not open_ones.update(done_at=form.at):
            raise NotNow("This action is done already, is somebody else's, or is not there.")

    return acts.walk(form, "plan-tick", change)


def make_ready(form: Form) -> HelpRequest:
    """The resident has the plan: its clock stops. Raises `NotNow` while nothing in it is ours."""

    def change(request: HelpRequest) -> None:
        if not Action.objects.filter(request=request).exclude(doer=Doer.RESIDENT.value).exists():
            raise NotNow("A plan in which we do nothing is no plan.")
        Plan.objects.update_or_create(
            request=request, defaults={"ready_at": form.at, "ready_by_id": form.actor.professional_id}
        )

    return acts.walk(form, "plan", change)


def object_to(form: Form, action_id: UUID, words: str) -> HelpRequest:
    """The resident does not agree: it stands beside the action, and as a message that waits for an answer.

    Raises `NotNow` for an action that is not there, and `acts.NoWords`.
    """

    def change(request: HelpRequest) -> None:
        action = Action.objects.filter(request=request, pk=action_id).first()
        if action is None:
            raise NotNow("This action is not there.")
        if not words.strip():
            raise acts.NoWords("An objection needs words.")
        action.objection = vault.seal(request.resident_id, words.strip(), place=f"objection {action.pk}")
        action.objected_at = form.at
        action.save()

    def work() -> HelpRequest:
        acts.walk(form, "plan-object", change, reason=words)
        return acts.send_message(dataclasses.replace(form, token=f"{form.token[:60]}-m"), words)

    return ledger.in_one_piece(work)


def _lay_under(action: Action, ground: AnswerTaken) -> None:
    text = vault.seal(action.request.resident_id, ground.text, place=f"ground {action.pk}")
    Ground.objects.create(action=action, scheme=ground.scheme, on=ground.on, text=text)


def _note_evidence(action: Action, facts: Iterable[str]) -> None:
    Evidence.objects.bulk_create(Evidence(action=action, fact=fact) for fact in dict.fromkeys(facts))
