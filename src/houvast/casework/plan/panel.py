"""The plan in short, on the counsellor's page and on the resident's; the whole is on its own page.

Takes   a look at a request.
Gives   how many actions are open and done, whether it is ready, and what waits for a decision.
Knows   nothing of other panels.
"""

from houvast.casework.erasure import add_to_copy
from houvast.casework.panels import Context, Glance, Panel, Place, add
from houvast.casework.plan import reading, tailoring
from houvast.casework.plan.models import Action
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
    add_to_copy("plan", reading.export)


def _desk(glance: Glance) -> Context | None:
    held = glance.request
    lying = tailoring.lies_there(held)
    return {
        "held": held,
        "open": Action.objects.filter(request=held, done_at__isnull=True).count(),
        "done": Action.objects.filter(request=held, done_at__isnull=False).count(),
        "objections": Action.objects.filter(
            request=held, objected_at__isnull=False, done_at__isnull=True
        ).count(),
        "ready_at": reading.ready_at(held),
        "decides": lying is not None
        and "tailor-decide" in glance.may
        and tailoring.may_decide(lying, glance.actor.professional_id),
    }


def _follow(glance: Glance) -> Context | None:
    held = glance.request
    mine = [
        each
        for block in reading.blocks(held)
        for each in block.theirs
        if each.doer is Doer.RESIDENT and each.done_at is None
    ]
    if not held.is_open and not Action.objects.filter(request=held).exists():
        return None
    return {
        "held": held,
        "ready_at": reading.ready_at(held),
        "mine": mine[:3],
        "some": Action.objects.filter(request=held).exists(),
    }
