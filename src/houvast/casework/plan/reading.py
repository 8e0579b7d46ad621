"""A plan, opened, as its pages show it.

Takes   a request of somebody who may see it; the look is in the ledger: whoever calls has written it.
Gives   frozen values: the four rooms with their actions, and the tailor-made plans.
Knows   nothing of HTTP.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from houvast.casework.models import HelpRequest
from houvast.casework.plan.models import Action, Cost, Plan, Tailored
from houvast.casework.plan.weighing import ASKED, LEARNED, ROOMS, Doer, Part, Room
from houvast.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class Done:
    """One action as it is read. `known` are the facts that need not be asked again, `ground` the answer that
    it rests on; "" for none."""

    id: UUID
    what: str
    doer: Doer
    doer_name: str
    before: dt.date | None
    done_at: dt.datetime | None
    objection: str
    known: tuple[str, ...]
    ground: str
    own: bool
    """Whether the resident wrote it."""


@dataclass(frozen=True)
class Block:
    """One of the four rooms; what we (and others) do and what the resident does kept apart."""

    room: Room
    name: str
    about: str
    ours: tuple[Done, ...]
    theirs: tuple[Done, ...]


@dataclass(frozen=True)
class Line:
    """One cost in euro."""

    what: str
    euros: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """A tailor-made plan as it is read."""

    id: UUID
    author: str
    author_id: UUID
    at: dt.datetime
    agreed: bool | None
    answers: tuple[tuple[str, str], ...]
    learned: str
    now: tuple[Line, ...]
    avoided: tuple[Line, ...]
    decisions: tuple[tuple[str, bool, str, dt.datetime], ...]

    @property
    def costs(self) -> Decimal:
        """What it costs now, in all."""
        return sum((line.euros for line in self.now), Decimal(0))

    @property
    def saves(self) -> Decimal:
        """What it prevents, in all."""
        return sum((line.euros for line in self.avoided), Decimal(0))


def ready_at(request: HelpRequest) -> dt.datetime | None:
    """Since when the resident has the plan; None while it is being made."""
    return Plan.objects.filter(request=request).values_list("ready_at", flat=True).first()


def blocks(request: HelpRequest) -> list[Block]:
    """The four rooms, in their order; a room without actions is there too."""
    locker = vault.locker_of(request.resident_id)
    rows = Action.objects.filter(request=request).select_related("ground").prefetch_related("evidence")
    actions = [(Room(row.room), _done(row, locker)) for row in rows.order_by("at", "pk")]
    return [_block(room, [done for each, done in actions if each is room]) for room in Room]


def weighings(request: HelpRequest) -> list[Weighing]:
    """Every tailor-made plan, the newest first."""
    locker = vault.locker_of(request.resident_id)
    rows = (
        Tailored.objects.filter(request=request)
        .select_related("author")
        .prefetch_related("answers", "costs", "decisions__by")
    )
    return [_weighing(row, locker) for row in rows.order_by("-at", "pk")]


def export(request: HelpRequest) -> dict[str, Any]:
    """The plan in the copy of a request."""
    ready = ready_at(request)
    return {
        "ready_at": ready.isoformat() if ready else None,
        "actions": [
            {
                "room": block.room.value,
                "what": done.what,
                "who": done.doer_name or done.doer.value,
                "before": done.before.isoformat() if done.before else None,
                "done_at": done.done_at.isoformat() if done.done_at else None,
                "my_objection": done.objection,
                "rests_on": done.ground,
            }
            for block in blocks(request)
            for done in (*block.ours, *block.theirs)
        ],
        "tailored": [
            {
                "at": each.at.isoformat(),
                "agreed": each.agreed,
                "answers": dict(each.answers),
                "costs": [[line.what, str(line.euros), line.source] for line in each.now],
                "avoided": [[line.what, str(line.euros), line.source] for line in each.avoided],
                "decisions": [[name, yes, why] for name, yes, why, _at in each.decisions],
                "learned": each.learned,
            }
            for each in weighings(request)
        ],
    }


def _block(room: Room, done: list[Done]) -> Block:
    name, about = ROOMS[room]
    return Block(
        room,
        name,
        about,
        tuple(each for each in done if each.doer is not Doer.RESIDENT),
        tuple(each for each in done if each.doer is Doer.RESIDENT),
    )


def _done(row: Action, locker: vault.Locker) -> Done:
    objection, ground = row.objection, getattr(row, "ground", None)  # not every action rests on an answer
    return Done(
        id=row.pk,
        what=locker.unseal(row.what, place=f"action {row.pk}"),
        doer=Doer(row.doer),
        doer_name=row.doer_name,
        before=row.before,
        done_at=row.done_at,
        objection=locker.unseal(objection, place=f"objection {row.pk}") if objection is not None else "",
        known=tuple(each.fact for each in row.evidence.all()),
        ground=locker.unseal(ground.text, place=f"ground {row.pk}") if ground else "",
        own=row.by_id is None,
    )


def _weighing(row: Tailored, locker: vault.Locker) -> Weighing:
    texts: Mapping[str, str] = {
        each.part: locker.unseal(each.text, place=f"{each.part} {row.pk}") for each in row.answers.all()
    }

    def line(cost: Cost) -> Line:
        what = locker.unseal(cost.what, place=f"cost {row.pk} {cost.avoided} {cost.order}")
        return Line(what, Decimal(cost.cents) / 100, cost.source)

    costs = sorted(row.costs.all(), key=lambda cost: cost.order)
    return Weighing(
        id=row.pk,
        author=row.author.display_name,
        author_id=row.author_id,
        at=row.at,
        agreed=row.agreed,
        answers=tuple((asked.label, texts.get(asked.part.value, "")) for asked in ASKED),
        learned=texts.get(LEARNED.part.value, "") if Part.LEARNED.value in texts else "",
        now=tuple(line(cost) for cost in costs if not cost.avoided),
        avoided=tuple(line(cost) for cost in costs if cost.avoided),
        decisions=tuple(
            (
                each.by.display_name,
                each.yes,
                locker.unseal(each.why, place=f"decision {row.pk} {each.by_id}"),
                each.at,
            )
            for each in sorted(row.decisions.all(), key=lambda each: each.at)
        ),
    )
