"""Our parts of the request page and of the resident's page.

Takes   one look at one request.
Gives   how the resident hears of news, and what did not arrive.
Knows   nothing of the rest of those pages.
"""

from django.utils.translation import gettext

from houvast.casework import gathered, panels
from houvast.casework.gathered import Around, may_be_there
from houvast.casework.panels import Context, Glance, Panel, Place
from houvast.casework.post import wishes
from houvast.casework.post.models import Channel, Message, State, Wish

SHOWN = 3
"""How many messages that did not arrive are named; more say nothing new."""


def put() -> None:
    """Put both parts in their place."""
    panels.add(
        Panel(
            key="post-follow",
            place=Place.FOLLOW_ASIDE,
            template="casework/post/follow_part.html",
            context=for_resident,
            rank=60,
        )
    )
    panels.add(
        Panel(
            key="post-desk",
            place=Place.DESK_ASIDE,
            template="casework/post/desk_part.html",
            context=for_desk,
            rank=60,
        )
    )
    gathered.add(Around(Wish, about="resident"), Around(Message, about="resident"))


def for_resident(glance: Glance) -> Context | None:
    """How they hear of news; nothing for a question that is solved, and nothing for who acts for them."""
    if not glance.request.is_open or glance.actor.on_behalf_of is not None:
        return None
    words = {
        Channel.MAIL: gettext("Met een e-mail"),
        Channel.SMS: gettext("Met een sms"),
        Channel.LETTER: gettext("Met een brief"),
    }
    return {"channels": [words[each] for each in _wanted(glance)]}


def for_desk(glance: Glance) -> Context | None:
    """The same, and what failed since the newest that arrived."""
    there = may_be_there(glance.request, Message)
    rows = Message.objects.filter(resident=glance.request.resident_id)
    return {
        "held": glance.request,
        "channels": [each.label for each in _wanted(glance)],
        "failed": rows.filter(state=State.FAILED).order_by("-queued_at")[:SHOWN] if there else (),
        "letters": there and rows.filter(state=State.TO_POST).exists(),
    }


def _wanted(glance: Glance) -> list[Channel]:
    there = may_be_there(glance.request, Wish)
    return sorted(wishes.wanted(glance.request.resident)) if there else []
