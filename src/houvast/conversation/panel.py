"""On both pages of a request: the way to the help request in full.

Takes   a look at a request.
Gives   a link; to the resident and to who helps the same content.
Knows   nothing of what stands there.
"""

from houvast.casework.api import Glance, Panel, Place, add_panel


def put() -> None:
    """Put both in their place."""
    for key, place, template in (
        ("sheet", Place.DESK_ASIDE, "conversation/parts/desk.html"),
        ("sheet-own", Place.FOLLOW_ASIDE, "conversation/parts/follow.html"),
    ):
        add_panel(Panel(key=key, place=place, rank=40, template=template, context=_held, needs="money"))


def _held(glance: Glance) -> dict[str, object] | None:
    """For the resident themself and for who holds the request; who acts for somebody has their own page."""
    if glance.actor.is_residents_side and not glance.actor.is_resident:
        return None
    return {"held": glance.request}
