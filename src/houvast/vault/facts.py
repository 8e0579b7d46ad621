"""What is known of a household, who said so and when.

Takes   facts from residents, registers, letters and professionals.
Gives   the newest of each, with what other sources said beside it and what was objected.
Knows   nothing of which facts exist: `laws/facts` does.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Max

from houvast.ledger.api import record, record_kinds, record_many
from houvast.people.api import Actor, Resident, digest, digests
from houvast.prepared import Given, Prepared, among
from houvast.vault.locker import Locker, locker_of, lockers_of
from houvast.vault.models import Fact, Member, Objection, Role
from houvast.vault.values import Value, read, written

SourceName = Literal["resident", "register", "professional", "letter", "computed"]
NAME = "naam"
KIND = "feiten"
TOPIC = "vault-topic"
KEEPING = "uw gegevens bijhouden"


@dataclasses.dataclass(frozen=True, kw_only=True)
class NewFact:
    """Something to remember.

    `member` is none for a fact about the household; `value` none means: asked, not known.
    """

    fact: str
    value: Value
    unit: str = ""
    source: SourceName
    source_text: str = ""
    member: Member | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class SaidAgainst:
    """An objection: the words, who and when."""

    words: str
    at: dt.datetime
    by_kind: str
    by_id: UUID | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class StoredFact:
    """What one source said last.

    `others` are the newest of the other sources on the same fact, newest first.
    """

    id: UUID
    fact: str
    value: Value
    unit: str
    source: str
    source_text: str
    at: dt.datetime
    by_kind: str
    by_id: UUID | None
    member_id: UUID | None
    objections: tuple[SaidAgainst, ...] = ()
    others: tuple["StoredFact", ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether sources differ, or somebody objected to the newest."""
        return bool(self.objections) or any(other.value != self.value for other in self.others)


@dataclasses.dataclass(frozen=True, kw_only=True)
class MemberFacts:
    """One person of the household with what is known of this person, by the fact's name."""

    id: UUID
    role: str
    order: int
    facts: dict[str, StoredFact]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Facts:
    """A household as it is known now: what counts for all of it, and each person in order."""

    household: dict[str, StoredFact]
    members: tuple[MemberFacts, ...]

    @property
    def name(self) -> str:
        """What the applicant is called; empty if nobody asked."""
        for member in self.members:
            if member.role == Role.AANVRAGER and NAME in member.facts:
                return str(member.facts[NAME].value or "")
        return str(self.household[NAME].value or "") if NAME in self.household else ""


@transaction.atomic
def add_member(resident: Resident, *, role: str, order: int | None = None) -> Member:
    """Another person of the household, after those who are there. Raises `ValueError` on an unknown role."""
    if order is None:
        highest = Member.objects.filter(resident=resident).aggregate(highest=Max("order"))["highest"]
        order = 0 if highest is None else highest + 1
    return Member.objects.create(resident=resident, role=Role(role), order=order)


def remember(
    resident: Resident,
    *,
    fact: str,
    value: Value,
    unit: str,
    source: SourceName,
    at: dt.datetime,
    by: Actor,
    member: Member | None = None,
    source_text: str = "",
    purpose: str = KEEPING,
) -> UUID:
    """Keep one fact beside whatever was known; gives its id. For more than one take `remember_all`: one row
    in the log.
    """
    new = NewFact(fact=fact, value=value, unit=unit, source=source, source_text=source_text, member=member)
    return remember_all(resident, [new], at=at, by=by, purpose=purpose)[0]


@transaction.atomic
def remember_all(
    resident: Resident, facts: Sequence[NewFact], *, at: dt.datetime, by: Actor, purpose: str = KEEPING
) -> list[UUID]:
    """Keep these facts beside what was known, with one row in the ledger.

    Raises `NotAValue` before anything is kept.
    """
    if not facts:
        return []
    locker = locker_of(resident)
    rows = [_row(locker, new, at=at, by=by) for new in facts]
    Fact.objects.bulk_create(rows)
    record(at=at, actor=by, subject=resident, action="change", purpose=purpose, kind=KIND)
    return [row.uuid for row in rows]


@transaction.atomic
def object_to(fact: UUID, words: str, *, at: dt.datetime, by: Actor) -> None:
    """Put "dit klopt niet" beside a fact. The fact itself stays as it was said."""
    row = Fact.objects.select_related("resident").get(uuid=fact)
    objection = Objection(fact=row, at=at, by_kind=by.kind, by_id=by.id)
    objection.sealed = locker_of(row.resident).seal(words, place=f"objection {objection.uuid}")
    objection.save()
    record(at=at, actor=by, subject=row.resident, action="change", purpose=KEEPING, kind=KIND)


@transaction.atomic
def look(
    resident: Resident, *, actor: Actor, purpose: str, at: dt.datetime, beside: tuple[str, ...] = ()
) -> Facts:
    """All that is known of a household, and one row in the ledger that somebody looked; and one for each kind
    of data that they see `beside` it.

    Raises `Erased`, `VaultClosed`.
    """
    record_kinds(at=at, actor=actor, subject=resident, action="look", purpose=purpose, kinds=(KIND, *beside))
    return household(resident)


def household(resident: Resident) -> Facts:
    """As `look`, but without a row: only for what is computed for the resident themself and shown to nobody
    else.
    """
    stored = current(resident)
    by_member: dict[UUID | None, dict[str, StoredFact]] = {}
    for fact in stored:
        by_member.setdefault(fact.member_id, {})[fact.fact] = fact
    members = tuple(
        MemberFacts(id=row.pk, role=row.role, order=row.order, facts=by_member.get(row.pk, {}))
        for row in _members_of(resident=resident.pk)
    )
    return Facts(household=by_member.get(None, {}), members=members)


def current(resident: Resident) -> list[StoredFact]:
    """The newest of each fact, with what other sources said last beside it.

    No row in the ledger: see `look`.
    """
    newest: dict[tuple[UUID | None, str], dict[str, StoredFact]] = {}
    for stored in history(resident):
        newest.setdefault((stored.member_id, stored.fact), {}).setdefault(stored.source, stored)
    return [
        dataclasses.replace(first, others=tuple(others))
        for first, *others in (list(by_source.values()) for by_source in newest.values())
    ]


def history(resident: Resident) -> list[StoredFact]:
    """Every fact ever said, newest first. No row in the ledger: see `look`."""
    rows = _facts_of(resident=resident.pk)
    if not rows:
        return []
    against: dict[int, list[Objection]] = {}
    for said in _objections_of(resident=resident.pk):
        against.setdefault(said.fact_id, []).append(said)
    locker = locker_of(resident)
    return [_stored(row, locker, against.get(row.pk, [])) for row in rows]


_facts_of: Prepared[Fact] = Prepared(
    lambda: Fact.objects.filter(resident=Given("resident")).order_by("-at", "-id")
)
_objections_of: Prepared[Objection] = Prepared(
    lambda: Objection.objects.filter(fact__resident=Given("resident")).order_by("pk")
)
_members_of: Prepared[Member] = Prepared(
    lambda: Member.objects.filter(resident=Given("resident")).order_by("order")
)


@transaction.atomic
def display_name(
    resident_ids: Iterable[UUID], *, actor: Actor, purpose: str, at: dt.datetime
) -> dict[UUID, str]:
    """What these residents are called, with one row in the ledger for each who has a name here.

    Residents without a name, and erased ones, are left out.
    """
    lockers = lockers_of(resident_ids)
    names: dict[UUID, str] = {}
    for row in _names_of(residents=lockers, topics=digests(TOPIC, NAME)):
        names[row.resident_id] = str(_opened(row, lockers[row.resident_id])["value"] or "")
    record_many(at=at, actor=actor, subjects=names, action="look", purpose=purpose, kind=NAME)
    return names


_names_of: Prepared[Fact] = Prepared(
    lambda: (
        Fact.objects.filter(among("resident", "residents"), among("topic", "topics", CharField()))
        .exclude(member__role__in=[Role.PARTNER, Role.KIND, Role.MEDEBEWONER])
        .order_by("at", "id")
    )
)


def _row(locker: Locker, new: NewFact, *, at: dt.datetime, by: Actor) -> Fact:
    if new.member is not None and new.member.resident_id != locker.resident_id:
        raise ValueError("this person belongs to another household")
    row = Fact(
        resident_id=locker.resident_id,
        member=new.member,
        topic=_topic(new.fact),
        source=new.source,
        at=at,
        by_kind=by.kind,
        by_id=by.id,
    )
    said = {"fact": new.fact, "value": written(new.value), "unit": new.unit, "source_text": new.source_text}
    row.sealed = locker.seal(json.dumps(said), place=_place(row))
    return row


def _place(row: Fact) -> str:
    """All that is not sealed of a fact is bound to what is: nobody moves a fact to another person, day or
    source.
    """
    at = row.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return f"fact {row.uuid} {row.member_id} {row.topic} {row.source} {at} {row.by_kind} {row.by_id}"


def _opened(row: Fact, locker: Locker) -> dict[str, Value]:
    said = json.loads(locker.unseal(row.sealed, place=_place(row)))
    return {**said, "value": read(said["value"])}


def _stored(row: Fact, locker: Locker, objections: Iterable[Objection]) -> StoredFact:
    said = _opened(row, locker)
    return StoredFact(
        id=row.uuid,
        fact=str(said["fact"]),
        value=said["value"],
        unit=str(said["unit"]),
        source=row.source,
        source_text=str(said["source_text"]),
        at=row.at,
        by_kind=row.by_kind,
        by_id=row.by_id,
        member_id=row.member_id,
        objections=tuple(
            SaidAgainst(
                words=locker.unseal(one.sealed, place=f"objection {one.uuid}"),
                at=one.at,
                by_kind=one.by_kind,
                by_id=one.by_id,
            )
            for one in objections
        ),
    )


def _topic(fact: str) -> str:
    return digest(TOPIC, fact)
