"""Our parts of the request page and of the resident's page: who may act, and on whose behalf one looks.

Takes   one look at one request.
Gives   a bar for who acts for somebody; for everybody else who may.
Knows   nothing of the rest of those pages.
"""

from houvast.casework import gathered, panels
from houvast.casework.behalf.views import shown
from houvast.casework.gathered import Around, may_be_there
from houvast.casework.panels import Context, Glance, Panel, Place
from houvast.people.api import Mandate, given_by, held_by


def bar_of(glance: Glance) -> Context | None:
    """That one looks for somebody else, and how to stop."""
    if glance.actor.on_behalf_of is None:
        return None
    return {"mandate_id": glance.actor.mandate_id}


def rows_of(glance: Glance) -> Context | None:
    """Who may act for this resident now, or asks to. Not for whoever acts: that is not theirs to see."""
    if glance.actor.on_behalf_of is not None:
        return None
    there = may_be_there(glance.request, Mandate)
    rows = [shown(each, on=glance.on) for each in given_by(glance.request.resident_id)] if there else []
    return {"held": glance.request, "rows": [each for each in rows if not each["over"]]}


def own_rows_of(glance: Glance) -> Context | None:
    """The same, and whether the resident helps somebody else."""
    rows = rows_of(glance)
    return None if rows is None else {**rows, "helps": bool(held_by(glance.actor))}


panels.add(
    Panel(
        key="behalf-bar",
        place=Place.FOLLOW_MAIN,
        template="casework/behalf/bar_part.html",
        context=bar_of,
        rank=1,
    )
)
panels.add(
    Panel(
        key="behalf-follow",
        place=Place.FOLLOW_ASIDE,
        template="casework/behalf/follow_part.html",
        context=own_rows_of,
        rank=60,
    )
)
panels.add(
    Panel(
        key="behalf-desk",
        place=Place.DESK_ASIDE,
        template="casework/behalf/desk_part.html",
        context=rows_of,
        rank=60,
    )
)
gathered.add(Around(Mandate, about="resident"))
