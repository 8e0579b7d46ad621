"""The plan in short, on the counsellor's page and on the resident's; the whole is on its own page. And the
tailor-made plan on the page of a guest who was invited to decide about it.

Takes   a look at a request.
Gives   how many actions are open and done, whether it is ready, and what waits for a decision.
Knows   nothing of other panels.
"""

import datetime as dt

from houvast.casework import gathered
from houvast.casework.around import guests
from houvast.casework.around.forms import add_beside
from houvast.casework.erasure import add_to_copy
from houvast.casework.gathered import Around, may_be_there
from houvast.casework.models import HelpRequest, Part
from houvast.casework.panels import Context, Glance, Panel, Place, add
from houvast.casework.plan import reading, tailoring
from houvast.casework.plan.forms import DecideForm
from houvast.casework.plan.models import Action, Plan, Tailored
from houvast.casework.plan.weighing import Doer


def put() -> None:
    """Put both parts in their place, and the plan in the copy of a request."""
    add(
        Panel(
            key="plan", place=Place.DESK_MAIN, rank=30, template="casework/plan/desk_part.html", context=_desk
        )
    )
    add(
        Panel(
            key="plan-follow",
            place=Place.FOLLOW_MAIN,
            rank=40,
            template="casework/plan/follow_part.html",
            context=_follow,
        )
    )
    add(
        Panel(
            key="tailored-beside",
            place=Place.BESIDE,
            template="casework/plan/beside_part.html",
            context=_beside,
        )
    )
    add_beside(DecideForm)
    add_to_copy("plan", reading.export)
    gathered.add(Around(Action), Around(Tailored), Around(Plan))


def _desk(glance: Glance) -> Context | None:
    held = glance.request
    lying = tailoring.lies_there(held) if may_be_there(held, Tailored) else None
    actions = Action.objects.filter(request=held).values_list("done_at", "objected_at")
    said = list(actions) if may_be_there(held, Action) else []
    running = [objected for done, objected in said if done is None]
    return {
        "held": held,
        "open": len(running),
        "done": len(said) - len(running),
        "objections": sum(objected is not None for objected in running),
        "ready_at": _ready_at(held),
        "decides": lying is not None
        and "tailor-decide" in glance.may
        and tailoring.may_decide(lying, glance.actor.professional_id),
    }


def _beside(glance: Glance) -> Context | None:
    """For a guest who was invited for it: the plan on which two decide, and their own word about it."""
    held = glance.request
    guest = guests.guest_of(glance.actor, held.pk, on=glance.on)
    if guest is None or not guests.sees(guest, Part.TAILORED):
        return None
    lying = tailoring.lies_there(held)
    decides = lying is not None and tailoring.may_decide(lying, glance.actor.professional_id)
    fresh = glance.forms.get(DecideForm.name) or DecideForm(held=held, on=glance.on)
    return {
        "held": held,
        "newest": next(iter(reading.weighings(held)), None),
        "form": fresh if decides else None,
    }


def _follow(glance: Glance) -> Context | None:
    held, some = glance.request, may_be_there(glance.request, Action)
    some = some and Action.objects.filter(request=held).exists()
    mine = [
        each
        for block in (reading.blocks(held) if some else ())
        for each in block.theirs
        if each.doer is Doer.RESIDENT and each.done_at is None
    ]
    if not held.is_open and not some:
        return None
    return {"held": held, "ready_at": _ready_at(held), "mine": mine[:3], "some": some}


def _ready_at(request: HelpRequest) -> dt.datetime | None:
    return reading.ready_at(request) if may_be_there(request, Plan) else None
