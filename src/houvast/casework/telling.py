"""Who hears of a change by post: the resident of what we did, the duo of what the resident did.

Takes   the event of a change, with its line of the table of states.
Gives   rows in the outbox, in the same transaction. A change that is no news for anybody gives none.
Knows   nothing of channels: the resident chose them, and professionals get mail.
"""

import datetime as dt
from collections.abc import Iterable

from houvast.casework.models import Event, HelpRequest
from houvast.casework.post import api as post
from houvast.casework.states import Change
from houvast.people.api import Professional

TO_RESIDENT = {"message": "message", "propose": "question"}
"""What the resident hears of a change; of every other change that is news: "news"."""
KNOWN = frozenset({"talk", "contact"})
"""The resident was there: no message tells them so."""
TO_DUO = frozenset({"message", "not-solved", "stay"})
"""What the resident does and both of the duo hear of."""


def tell(request: HelpRequest, event: Event, line: Change, *, at: dt.datetime) -> None:
    """Queue what follows from this event."""
    about = post.About(reference=request.reference, request=request.pk)
    if event.by_resident:
        if line.name in TO_DUO and request.duo is not None:
            _to_staff(request.duo.members, "staff-message", about, event, at)
    elif line.name == "offer":
        asked = request.handovers.filter(ended_at__isnull=True).select_related("to_duo").first()
        if asked is not None:
            _to_staff(asked.to_duo.members, "staff-handover", about, event, at)
        _to_resident(request, "news", about, event, at)
    elif line.name.startswith("ask-") and request.duo is not None:
        others = [each for each in request.duo.members if each.pk != event.by_id]
        _to_staff(others, "staff-asked", about, event, at)
    elif line.news and line.name not in KNOWN:
        _to_resident(request, TO_RESIDENT.get(line.name, "news"), about, event, at)


def _to_resident(request: HelpRequest, kind: str, about: post.About, event: Event, at: dt.datetime) -> None:
    if not post.waits(request.resident, kind, about):
        post.queue(request.resident, kind, about, key=f"event {event.pk}", at=at)


def _to_staff(
    people: Iterable[Professional], kind: str, about: post.About, event: Event, at: dt.datetime
) -> None:
    for person in people:
        post.queue(person, kind, about, key=f"event {event.pk} {person.pk}", at=at)
