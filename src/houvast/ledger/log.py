"""The log as its subject reads it.

Takes   a resident.
Gives   who looked at or changed which kind of their data, when and for what, newest first.
Knows   nothing of pages.
"""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

from houvast.ledger.models import Entry
from houvast.people.api import Professional, Resident


@dataclasses.dataclass(frozen=True, kw_only=True)
class LogLine:
    """One look or change.

    `who` is a professional's name and `organisation` theirs; both empty for oneself or the system.
    """

    at: dt.datetime
    actor_kind: str
    who: str
    organisation: str
    action: str
    purpose: str
    kind: str
    on_behalf_of: UUID | None


def log_of(resident: Resident | UUID, *, limit: int = 200, skip: int = 0) -> list[LogLine]:
    """The newest `limit` lines after the first `skip`."""
    subject = resident.pk if isinstance(resident, Resident) else resident
    entries = list(Entry.objects.filter(subject=subject).order_by("-seq")[skip : skip + limit])
    ids = {entry.actor_id for entry in entries if entry.actor_kind == "professional" and entry.actor_id}
    staff = Professional.objects.select_related("organisation").in_bulk(list(ids))
    return [_line(entry, staff.get(entry.actor_id) if entry.actor_id else None) for entry in entries]


def export(resident: Resident) -> list[dict[str, Any]]:
    """Every line about a resident, for a copy of their own data (AVG art. 15)."""
    lines = log_of(resident, limit=1_000_000)
    return [{**dataclasses.asdict(line), "at": line.at.isoformat(), "on_behalf_of": None} for line in lines]


def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Nothing: the log holds an id and no data, and who looked must stay provable (AVG art. 17 lid 3 onder
    e).
    """


def _line(entry: Entry, professional: Professional | None) -> LogLine:
    return LogLine(
        at=entry.at,
        actor_kind=entry.actor_kind,
        who=professional.display_name if professional else "",
        organisation=professional.organisation.name if professional else "",
        action=entry.action,
        purpose=entry.purpose,
        kind=entry.kind,
        on_behalf_of=entry.on_behalf_of,
    )
