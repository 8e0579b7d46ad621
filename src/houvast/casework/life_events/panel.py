"""Our part of the request page: what may be happening to this household, as links.

Takes   one look at one request.
Gives   every life event, folded away; nothing when the request is solved.
Knows   nothing of the household: the page behind a link does.
"""

from houvast.casework.panels import Context, Glance, Panel, Place, add
from houvast.rights.api import life_events, named


def put() -> None:
    """Put the panel in its place."""
    add(
        Panel(
            key="life-events",
            place=Place.DESK_ASIDE,
            template="casework/life_events/panel.html",
            context=_panel,
            rank=60,
        )
    )


def _panel(glance: Glance) -> Context | None:
    if not glance.request.is_open:
        return None
    return {"events": named(life_events())}
