"""Who stands around a request, on the counsellor's page and on the resident's.

Takes   a look at a request.
Gives   what the two templates show.
Knows   nothing of other panels.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from houvast.casework.around import consulting, forms, guests
from houvast.casework.models import Guest
from houvast.casework.panels import Context, Glance, Panel, Place, add
from houvast.ui.api import listed


@dataclass(frozen=True)
class Around:
    """One person who looks along, in the reader's language."""

    guest: Guest
    parts: str
    form: Any = None


def parts_of(guest: Guest) -> str:
    """What this guest sees, as one line."""
    return listed(gettext(row.get_part_display()) for row in guest.part_rows.all())


def _desk(glance: Glance) -> Context | None:
    if not glance.may & {"invite", "consult", "direct", "uninvite"}:
        return None
    held = glance.request
    return {
        "guests": [
            Around(guest, parts_of(guest), forms.UninviteForm(held=held, on=glance.on))
            for guest in guests.guests_of(held, on=glance.on)
        ],
        "consults": consulting.open_for(held),
        "asks": [glance.forms[name] for name in ("invite", "consult", "direct") if name in glance.may],
    }


def _follow(glance: Glance) -> Context | None:
    found = [Around(guest, parts_of(guest)) for guest in guests.guests_of(glance.request, on=glance.on)]
    asked = consulting.open_for(glance.request)
    director = glance.request.director if glance.request.is_open else None
    if not found and not asked and director is None:
        return None
    return {"guests": found, "consults": asked, "director": director}


add(
    Panel(
        key="around",
        place=Place.DESK_ASIDE,
        rank=10,
        template="casework/around/desk.html",
        context=_desk,
    )
)
add(
    Panel(
        key="around-follow",
        place=Place.FOLLOW_ASIDE,
        rank=10,
        template="casework/around/follow.html",
        context=_follow,
    )
)
