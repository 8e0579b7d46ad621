"""A copy of one's own requests, and the end of them.

Takes   a resident.
Gives   everything this room holds of them, or nothing for ever after.
Knows   nothing of who may ask for it; `web` does.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from houvast.casework import sealed
from houvast.casework.appointments import feeds
from houvast.casework.gathered import gather
from houvast.casework.models import HelpRequest
from houvast.casework.post import api as post
from houvast.people.api import Resident

Part = Callable[[HelpRequest], Any]
"""What a sub-app keeps of one request, readable: text, figures, lists and dicts."""
_parts: dict[str, Part] = {}


def add_to_copy(key: str, part: Part) -> None:
    """Let a sub-app's rows go along in the copy of a request, under `key`. Their erasure is CASCADE."""
    _parts[key] = part


def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Remove every request of a resident, with all that hangs on it (AVG art. 17)."""
    post.erase(resident)
    feeds.forget(resident)
    HelpRequest.objects.filter(resident=resident).delete()


def export(resident: Resident) -> list[dict[str, Any]]:
    """Every request, readable (AVG art. 15 and 20)."""
    requests = HelpRequest.objects.filter(resident=resident).order_by("opened_at")
    return [_exported(request) for request in requests]


def _exported(request: HelpRequest) -> dict[str, Any]:
    words = sealed.opened(gather(request))
    return {
        "reference": request.reference,
        "subject": request.subject,
        "opened_at": request.opened_at.isoformat(),
        "solved_at": request.solved_at.isoformat() if request.solved_at else None,
        "phase": request.phase,
        "urgency": request.urgency,
        "duo": str(request.duo) if request.duo else None,
        "story": words.story,
        "understood": list(words.lines),
        "steps": [
            {"what": step.what, "why": step.why, "due_on": step.due_on.isoformat(), "ball": step.ball}
            for step in request.steps.order_by("number")
        ],
        "contacts": [
            {
                "at": contact.at.isoformat(),
                "channel": contact.channel,
                "from_me": contact.by_id is None,
                "words": words.contacts.get(contact.pk, ""),
            }
            for contact in request.contacts.order_by("at")
        ],
        "events": [
            {"at": event.at.isoformat(), "change": event.change, "reason": words.reasons.get(event.pk, "")}
            for event in request.events.order_by("at", "pk")
        ],
        "post": post.export(request.resident),
        **_around(request),
        **{key: part(request) for key, part in _parts.items()},
    }


def _around(request: HelpRequest) -> dict[str, Any]:
    """Who looked along at what, who got the request and why, and what two people decided."""
    guests = request.guests.select_related("professional__organisation").prefetch_related("part_rows")
    return {
        "looked_along": [
            {
                "who": guest.professional.display_name,
                "organisation": str(guest.professional.organisation),
                "role": guest.role,
                "saw": sorted(row.part for row in guest.part_rows.all()),
                "from": guest.invited_at.isoformat(),
                "until": guest.until.isoformat(),
            }
            for guest in guests.order_by("invited_at")
        ],
        "assigned": [
            {"at": one.at.isoformat(), "duo": str(one.duo), "because": one.because}
            for one in request.assignments.select_related("duo__first", "duo__second").order_by("at", "pk")
        ],
        "decided": [
            {
                "kind": one.kind,
                "about": one.about,
                "by": [one.first.display_name, one.second.display_name if one.second else None],
                "agreed": one.agreed,
                "object_until": one.object_until.isoformat() if one.object_until else None,
            }
            for one in request.decisions.select_related("first", "second").order_by("asked_at")
        ],
    }
