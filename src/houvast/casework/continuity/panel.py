"""Faces, stand-ins and assignments on the pages of one request.

Takes   a look at a request.
Gives   what the templates show.
Knows   nothing of other panels.
"""

from houvast.casework import at_work
from houvast.casework.continuity import faces
from houvast.casework.models import Absence
from houvast.casework.panels import Context, Glance, Panel, Place, add

FOLDER = "casework/continuity"


def _away(glance: Glance) -> list[Absence]:
    return at_work.away_from(glance.request, on=glance.on) if glance.request.is_open else []


def _desk(glance: Glance) -> Context | None:
    newest = max(glance.request.assignments.all(), key=lambda each: (each.at, each.pk), default=None)
    return {
        "faces": faces.faces_of(glance.request.resident_id),
        "away": _away(glance),
        "over_ceiling": newest is not None and newest.over_ceiling,
        "form": glance.forms.get("assign") if "assign" in glance.may else None,
    }


def _follow(glance: Glance) -> Context | None:
    away = _away(glance)
    return {"away": away} if away else None


add(Panel(key="continuity", place=Place.DESK_ASIDE, rank=1, template=f"{FOLDER}/desk.html", context=_desk))
add(
    Panel(key="stand-in", place=Place.FOLLOW_ASIDE, rank=1, template=f"{FOLDER}/follow.html", context=_follow)
)
