"""A copy of what was discussed of somebody, and the end of it.

Takes   a resident.
Gives   their topics, readable; or nothing for ever after. A signal stays: it is about nobody.
Knows   nothing of who may ask for it; `web` does.
"""

import datetime as dt
from typing import Any

from houvast.learning.discussing import THREE
from houvast.learning.models import Topic
from houvast.people.api import Resident
from houvast.vault import api as vault


def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Take every topic about this resident off its table (AVG art. 17)."""
    Topic.objects.filter(request__resident=resident).delete()


def export(resident: Resident) -> list[dict[str, Any]]:
    """Every topic, readable (AVG art. 15 and 20)."""
    rows = list(Topic.objects.filter(request__resident=resident).select_related("meeting", "request"))
    if not rows:
        return []
    locker = vault.locker_of(resident)
    return [_exported(row, locker) for row in rows]


def _exported(row: Topic, locker: vault.Locker) -> dict[str, Any]:
    answers = {name: getattr(row, name) for name, _question, _hint in THREE}
    return {
        "table": row.meeting.name,
        "on": row.meeting.on.isoformat(),
        "request": row.request.reference,
        "text": locker.unseal(row.text, place=f"topic {row.pk}"),
        **{
            name: locker.unseal(sealed, place=f"{name} {row.pk}") if sealed is not None else None
            for name, sealed in answers.items()
        },
    }
