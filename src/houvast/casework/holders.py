"""Who holds a request, and who may see it.

Takes   an actor, a request, and the day.
Gives   what somebody is to a request, and which requests they may see.
Knows   nothing of what happens to a request.
"""

import datetime as dt
import functools
from uuid import UUID

from django.db.models import DateField, Q, QuerySet

from houvast.casework import at_work
from houvast.casework.models import Handover, HelpRequest
from houvast.casework.states import INSIDE, Phase, Who
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Duo, Professional, Role
from houvast.prepared import Given, Prepared, among

ON_BEHALF = "namens u kijken naar uw vraag"
REFUSED = "geweigerd: mag deze vraag niet zien"
OPEN = ~Q(phase=Phase.CLOSED.value)


def relation(actor: Actor, request: HelpRequest, *, on: dt.date | None = None) -> frozenset[Who]:
    """What this actor is to this request on this day; empty for everybody who has nothing to do with it.

    Whoever stands in for one of the duo is one of the duo for that period. Without a day nobody stands in
    and nobody is a guest: whoever does not say when, sees less.
    """
    if actor.is_residents_side:
        whose = residents_own(actor)
        return frozenset({Who.RESIDENT} if whose == request.resident_id else set())
    if not actor.is_professional or request.duo is None:
        return frozenset()
    found = set()
    absences = at_work.away_from(request, on=on) if on is not None else []
    if actor.professional_id in _two(request.duo) | {absence.stand_in_id for absence in absences}:
        found.add(Who.DUO)
    if asked_of(actor, request) is not None:
        found.add(Who.ASKED)
    if actor.has_role(Role.TEAM_LEAD) and _team_of(actor) == request.duo.team_id:
        found.add(Who.LEAD)
    return frozenset(found) | _beside(actor, request, on)


def _beside(actor: Actor, request: HelpRequest, on: dt.date | None) -> frozenset[Who]:
    """Who stands around a request without holding it: each sees and does only their part."""
    me, found = actor.professional_id, set()
    guests = (
        guest for guest in request.guests.all() if guest.ended_at is None and guest.professional_id == me
    )
    if on is not None and any(guest.until >= on for guest in guests):
        found.add(Who.GUEST)
    if any(asked.ended_at is None and asked.asked_id == me for asked in request.consults.all()):
        found.add(Who.CONSULTED)
    ringing = (alarm for alarm in request.alarms.all() if alarm.ended_at is None)
    if any(came.to_id == me for alarm in ringing for came in alarm.deliveries.all()):
        found.add(Who.ALARMED)
    return frozenset(found)


def may_look(actor: Actor, request: HelpRequest, *, on: dt.date) -> bool:
    """Whether this actor may see the whole request. Who only stands around it has a page with their part."""
    return bool(relation(actor, request, on=on) & INSIDE)


def seen_by(actor: Actor, *, on: dt.date | None = None) -> QuerySet[HelpRequest]:
    """The requests that this actor may see whole: the duo's, the team's for its lead, one's own for a
    resident; on a day also those of whom they stand in for."""
    every = HelpRequest.objects.all()
    if actor.is_residents_side:
        return every.filter(resident=residents_own(actor))
    if not actor.is_professional:
        return every.none()
    held = held_by(actor, on=on)
    return every.filter(Q(duo__in=held["duos"]) | Q(pk__in=held["offered"]))


HELD = Q(among("duo", "duos")) | Q(among("pk", "offered"))
"""The requests that somebody may see whole: for a question that is asked with `held_by`."""


def held_by(actor: Actor, *, on: dt.date | None = None) -> dict[str, list[UUID]]:
    """What this professional holds, alone or with others: the duos; and the requests offered to one of them.

    The ids first: with them both databases walk the index of the duo, whatever else is asked.
    """
    if not actor.is_professional:
        return {"duos": [], "offered": []}
    duos = _duos_with(actor.has_role(Role.TEAM_LEAD), on is not None)(me=actor.professional_id, on=on)
    return {"duos": duos, "offered": _offered(duos=duos)}


_offered: Prepared[UUID] = Prepared(
    lambda: Handover.objects.filter(among("to_duo", "duos"), ended_at__isnull=True).values_list(
        "request", flat=True
    )
)


def residents_own(actor: Actor) -> UUID | None:
    """Whose requests are somebody's own, on the side of residents: those of whom they act for, or theirs.
    None for everybody else."""
    return actor.on_behalf_of or actor.resident_id if actor.is_residents_side else None


def open_ones(actor: Actor, *, on: dt.date, at_most: int) -> list[HelpRequest]:
    """The open requests that this professional may see whole, the newest first: to choose one of."""
    rows = seen_by(actor, on=on).filter(OPEN).select_related("resident")
    return list(rows.order_by("-opened_at", "pk")[:at_most])


def asked_of(actor: Actor, request: HelpRequest) -> Handover | None:
    """The open question to this actor's duo to take this request over; none for everybody else."""
    asked = (handover for handover in request.handovers.all() if handover.ended_at is None)
    return next((each for each in asked if actor.professional_id in _two(each.to_duo)), None)


def _two(duo: Duo) -> set[UUID]:
    return {duo.first_id, duo.second_id}


def sees(actor: Actor, resident_id: UUID, *, on: dt.date | None = None) -> bool:
    """Whether this actor may see this resident's data: one's own, or by a request that one holds."""
    if actor.is_resident:
        return actor.resident_id == resident_id
    return seen_by(actor, on=on).filter(resident=resident_id).exists()


def log_refusal(actor: Actor, request_id: UUID, *, at: dt.datetime) -> None:
    """Somebody tried a request that is not theirs: the resident can read that in the log of who looked."""
    request = HelpRequest.objects.filter(pk=request_id).first()
    if request is not None:
        ledger.record(
            at=at, actor=actor, subject=request.resident_id, action="look", purpose=REFUSED, kind="hulpvraag"
        )


def log_on_behalf(actor: Actor, request: HelpRequest, *, at: dt.datetime) -> None:
    """A look by somebody who acts for the resident: the resident reads who, and on whose behalf."""
    if actor.on_behalf_of is not None:
        ledger.record(
            at=at,
            actor=actor,
            subject=request.resident_id,
            action="look",
            purpose=ON_BEHALF,
            kind="hulpvraag",
        )


@functools.cache
def _duos_with(leads: bool, on_a_day: bool) -> Prepared[UUID]:
    # Inactive duos too: when one of two leaves, the other still holds what they held together.
    me = Given("me")
    mine = Q(first=me) | Q(second=me)
    if on_a_day:
        mine |= at_work.covered_by(me, on=Given("on", DateField()))
    if leads:
        mine |= Q(team__professionals=me)
    return Prepared(lambda: Duo.objects.filter(mine).values_list("pk", flat=True).distinct())


def _team_of(actor: Actor) -> UUID | None:
    if actor.professional_id is None:
        return None
    return Professional.objects.filter(pk=actor.professional_id).values_list("team", flat=True).first()
