"""The log as its subject reads it.

Takes   a resident.
Gives   who looked at or changed which kind of their data, when and for what, newest first.
Knows   nothing of pages.
"""

import dataclasses
import datetime as dt
import functools
from typing import Any, NamedTuple
from uuid import UUID

from houvast.ledger.models import Entry
from houvast.people.api import Professional, Resident
from houvast.prepared import Given, Prepared, among


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
    entries = [_Line(*row) for row in _entries(limit, skip)(subject=subject)]
    ids = {entry.actor_id for entry in entries if entry.actor_kind == "professional" and entry.actor_id}
    staff = {row[0]: row[1:] for row in _staff(ids=ids)} if ids else {}
    return [
        _line(entry, *(staff.get(entry.actor_id, NOBODY) if entry.actor_id else NOBODY)) for entry in entries
    ]


def export(resident: Resident) -> list[dict[str, Any]]:
    """Every line about a resident, for a copy of their own data (AVG art. 15)."""
    lines = log_of(resident, limit=1_000_000)
    return [{**dataclasses.asdict(line), "at": line.at.isoformat(), "on_behalf_of": None} for line in lines]


def erase(resident: Resident, *, at: dt.datetime) -> None:
    """Nothing: the log holds an id and no data, and who looked must stay provable (AVG art. 17 lid 3 onder
    e).
    """


class _Line(NamedTuple):
    """The columns of an entry that its subject reads."""

    at: dt.datetime
    actor_kind: str
    actor_id: UUID | None
    on_behalf_of: UUID | None
    action: str
    purpose: str
    kind: str


NOBODY = ("", "")
"""Of a colleague the name and the organisation; of anybody else nothing."""


@functools.lru_cache(maxsize=16)
def _entries(limit: int, skip: int) -> Prepared[tuple[Any, ...]]:
    lines = Entry.objects.filter(subject=Given("subject")).order_by("-seq")
    return Prepared(lambda: lines.values_list(*_Line._fields)[skip : skip + limit])


_staff: Prepared[tuple[UUID, str, str]] = Prepared(
    lambda: Professional.objects.filter(among("pk", "ids")).values_list(
        "pk", "display_name", "organisation__name"
    )
)


def _line(entry: _Line, who: str, organisation: str) -> LogLine:
    return LogLine(
        at=entry.at,
        actor_kind=entry.actor_kind,
        who=who,
        organisation=organisation,
        action=entry.action,
        purpose=entry.purpose,
        kind=entry.kind,
        on_behalf_of=entry.on_behalf_of,
    )
