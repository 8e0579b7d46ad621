"""The seal on one row of the log.

Takes   a key, the row's own fields, and the seal of the row before.
Gives   64 hexadecimal signs (HMAC-SHA256) that nobody can make who has the database but not the key.
Knows   nothing of tables or Django.
"""

import datetime as dt
import hashlib
import hmac
import json
from typing import Protocol
from uuid import UUID

GENESIS = "0" * 64


class Row(Protocol):
    """What of an entry is sealed: everything that it says."""

    seq: int
    at: dt.datetime
    actor_kind: str
    actor_id: UUID | None
    on_behalf_of: UUID | None
    subject: UUID
    action: str
    purpose: str
    kind: str
    previous: str


def seal_of(row: Row, key: bytes) -> str:
    """The seal over every field and the seal before. Moments count in UTC, to the microsecond."""
    said = {
        "seq": row.seq,
        "at": row.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor_kind": row.actor_kind,
        "actor_id": _written(row.actor_id),
        "on_behalf_of": _written(row.on_behalf_of),
        "subject": _written(row.subject),
        "action": row.action,
        "purpose": row.purpose,
        "kind": row.kind,
        "previous": row.previous,
    }
    return _mac(key, "entry", json.dumps(said, sort_keys=True, ensure_ascii=True))


def seal_of_head(seq: int, last: str, key: bytes) -> str:
    """The seal on the end of the log: how many rows there are, and the seal of the last one."""
    return _mac(key, "head", f"{seq}|{last}")


def same(one: str, other: str) -> bool:
    """Whether two seals are equal, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _mac(key: bytes, what: str, text: str) -> str:
    return hmac.new(key, f"{what}|{text}".encode(), hashlib.sha256).hexdigest()


def _written(value: UUID | None) -> str | None:
    return None if value is None else str(value)
