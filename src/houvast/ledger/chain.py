"""Writing the log, one sealed row after the other.

Takes   who looked at or changed which kind of whose data, for what, and when.
Gives   a row that is there if, and only if, the look or change is: they are one transaction.
Knows   nothing of the data itself.

Writers queue for the head row, which they lock until their transaction ends. Two transactions that take
this lock and another one in opposite order can deadlock on PostgreSQL; one of them is then refused whole.
`in_one_piece` does such work again.
"""

import dataclasses
import datetime as dt
import random
import time
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar
from uuid import UUID

from django.db import OperationalError, connection, transaction

from houvast.ledger import seals
from houvast.ledger.models import Entry, Head
from houvast.people.api import Actor, Resident, derived_key
from houvast.prepared import Prepared

T = TypeVar("T")
_TRY_AGAIN = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock detected


def record(
    *,
    at: dt.datetime,
    actor: Actor,
    subject: Resident | UUID,
    action: Literal["look", "change"],
    purpose: str,
    kind: str,
    on_behalf_of: UUID | None = None,
) -> None:
    """One row for one look or change. Call it in the same `transaction.atomic()` as the look or change."""
    record_many(
        at=at,
        actor=actor,
        subjects=[subject],
        action=action,
        purpose=purpose,
        kind=kind,
        on_behalf_of=on_behalf_of,
    )


def record_kinds(
    *,
    at: dt.datetime,
    actor: Actor,
    subject: Resident | UUID,
    action: Literal["look", "change"],
    purpose: str,
    kinds: Iterable[str],
) -> None:
    """One row per kind of data, for one look at several kinds of one person's data at once."""
    person = subject.pk if isinstance(subject, Resident) else subject
    said = _Said(at=at, actor=actor, action=action, purpose=purpose, on_behalf_of=None)
    _append(said, [(person, kind) for kind in dict.fromkeys(kinds)])


def record_many(
    *,
    at: dt.datetime,
    actor: Actor,
    subjects: Iterable[Resident | UUID],
    action: Literal["look", "change"],
    purpose: str,
    kind: str,
    on_behalf_of: UUID | None = None,
) -> None:
    """One row per person for one look at several people's data at once, as a worklist does."""
    people = dict.fromkeys(s.pk if isinstance(s, Resident) else s for s in subjects)
    said = _Said(at=at, actor=actor, action=action, purpose=purpose, on_behalf_of=on_behalf_of)
    _append(said, [(person, kind) for person in people])


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Said:
    """What all rows of one look or change have in common."""

    at: dt.datetime
    actor: Actor
    action: str
    purpose: str
    on_behalf_of: UUID | None


@transaction.atomic
def _append(said: _Said, about: list[tuple[UUID, str]]) -> None:
    """One sealed row per person and kind, at the end of the log."""
    if not about:
        return
    key = derived_key("ledger")
    head = _locked_head(key)
    entries = []
    for person, kind in about:
        entry = Entry(
            seq=head.seq + 1,
            at=said.at,
            actor_kind=said.actor.kind,
            actor_id=said.actor.id,
            on_behalf_of=said.on_behalf_of or said.actor.on_behalf_of,
            subject=person,
            action=said.action,
            purpose=said.purpose,
            kind=kind,
            previous=head.last,
        )
        entry.seal = seals.seal_of(entry, key)
        head.seq, head.last = entry.seq, entry.seal
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    head.seal = seals.seal_of_head(head.seq, head.last, key)
    head.save()


def in_one_piece(work: Callable[[], T], *, attempts: int = 5) -> T:
    """Do `work` in one transaction, and again if PostgreSQL refused it for a deadlock.

    It must have no other effects.

    Raises the last refusal after `attempts` tries. Inside another transaction it tries once: only the
    outermost one can be done again.
    """
    tries = 1 if connection.in_atomic_block else attempts
    for left in range(tries - 1, -1, -1):
        try:
            with transaction.atomic():
                return work()
        except OperationalError as refusal:
            if not left or getattr(refusal.__cause__, "sqlstate", None) not in _TRY_AGAIN:
                raise
            time.sleep(random.uniform(0.01, 0.1))  # noqa: S311 - so that the same two do not meet again at once
    raise AssertionError("attempts must be at least 1")


_head: Prepared[Head] = Prepared(lambda: Head.objects.select_for_update().filter(pk=1))


def _locked_head(key: bytes) -> Head:
    """The end of the log, ours until the transaction ends; made on the first use of an empty database."""
    head = _head.first()
    if head is None:
        first = Head(seq=0, last=seals.GENESIS, seal=seals.seal_of_head(0, seals.GENESIS, key))
        Head.objects.bulk_create([first], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head
