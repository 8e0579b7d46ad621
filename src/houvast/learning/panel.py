"""On the request page: bring it to a table of peers, and what came out.

Takes   a look at a request.
Gives   the tables on which it lies, and a way to bring it.
Knows   nothing of other panels.
"""

from houvast.casework.api import Around, Glance, Panel, Place, add_panel, gather_too, may_be_there
from houvast.learning.models import Topic


def put() -> None:
    """Put it in its place."""
    add_panel(
        Panel(
            key="discussion",
            place=Place.DESK_ASIDE,
            rank=70,
            template="learning/desk_part.html",
            context=_desk,
        )
    )
    gather_too(Around(Topic))


def _desk(glance: Glance) -> dict[str, object] | None:
    topics = (
        list(Topic.objects.filter(request=glance.request).select_related("meeting").order_by("brought_at"))
        if may_be_there(glance.request, Topic)
        else []
    )
    brings = "discuss" in glance.may
    return {"held": glance.request, "topics": topics, "brings": brings} if topics or brings else None
