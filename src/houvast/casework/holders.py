"""Who holds a request, and who may see it.

Takes   an actor, a request, the neighbourhood that a question comes from.
Gives   what somebody is to a request, which requests they may see, and the duo for a new one with the reason.
Knows   nothing of what happens to a request.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from houvast.casework.models import Handover, HelpRequest
from houvast.casework.states import Phase, Who
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Duo, Professional, Resident, Role, active_duos

REFUSED = "geweigerd: mag deze vraag niet zien"
OPEN = ~Q(phase=Phase.CLOSED.value)


class NobodyThere(RuntimeError):
    """There is no active duo at all, so nobody could hold this request. Keep what was typed and show the
    phone."""


@dataclass(frozen=True)
class Assignment:
    """Which duo, and why, in Dutch for the request page."""

    duo: Duo
    because: str


def relation(actor: Actor, request: HelpRequest) -> frozenset[Who]:
    """What this actor is to this request; empty for everybody who has nothing to do with it."""
    if actor.is_resident:
        return frozenset({Who.RESIDENT} if actor.resident_id == request.resident_id else set())
    if not actor.is_professional or request.duo is None:
        return frozenset()
    found = set()
    if actor.professional_id in {request.duo.first_id, request.duo.second_id}:
        found.add(Who.DUO)
    if asked_of(actor, request) is not None:
        found.add(Who.ASKED)
    if actor.has_role(Role.TEAM_LEAD) and _team_of(actor) == request.duo.team_id:
        found.add(Who.LEAD)
    return frozenset(found)


def seen_by(actor: Actor) -> QuerySet[HelpRequest]:
    """The requests that this actor may see: the duo's, the team's for its lead, one's own for a resident."""
    every = HelpRequest.objects.all()
    if actor.is_resident:
        return every.filter(resident=actor.resident_id)
    if not actor.is_professional:
        return every.none()
    # The ids first: with them both databases walk the index of the duo, whatever else is asked.
    duos = list(_duos_with(actor))
    offered = Handover.objects.filter(to_duo__in=duos, ended_at__isnull=True).values_list(
        "request", flat=True
    )
    return every.filter(Q(duo__in=duos) | Q(pk__in=list(offered)))


def asked_of(actor: Actor, request: HelpRequest) -> Handover | None:
    """The open question to this actor's duo to take this request over; none for everybody else."""
    mine = Q(to_duo__first=actor.professional_id) | Q(to_duo__second=actor.professional_id)
    return request.handovers.filter(mine, ended_at__isnull=True).first()


def sees(actor: Actor, resident_id: UUID) -> bool:
    """Whether this actor may see this resident's data: one's own, or by a request that one holds."""
    if actor.is_resident:
        return actor.resident_id == resident_id
    return seen_by(actor).filter(resident=resident_id).exists()


def log_refusal(actor: Actor, request_id: UUID, *, at: dt.datetime) -> None:
    """Somebody tried a request that is not theirs: the resident can read that in the log of who looked."""
    request = HelpRequest.objects.filter(pk=request_id).first()
    if request is not None:
        ledger.record(
            at=at, actor=actor, subject=request.resident_id, action="look", purpose=REFUSED, kind="hulpvraag"
        )


def assign(resident: Resident, *, neighbourhood: str = "") -> Assignment:
    """The duo for a new request: whom the resident knows already, else the neighbourhood's, else the least
    loaded.

    Raises `NobodyThere` when there is no active duo.
    """
    known = (
        active_duos()
        .filter(help_requests__resident=resident)
        .order_by("-help_requests__opened_at", "pk")
        .first()
    )
    if known is not None:
        return Assignment(known, "De bewoner kent dit duo al.")
    duos = list(active_duos().order_by("pk"))
    if not duos:
        raise NobodyThere(
            "No active duo exists, so nobody can hold a help request. "
            "Form a duo of two professionals of one team."
        )
    near = [duo for duo in duos if neighbourhood and duo.team.neighbourhood_code == neighbourhood]
    chosen = _least_loaded(near or duos)
    if near:
        return Assignment(chosen, f"Werkt in {chosen.team.neighbourhood_name or neighbourhood}.")
    return Assignment(chosen, "Had de minste lopende vragen.")


def _least_loaded(duos: list[Duo]) -> Duo:
    counted = HelpRequest.objects.filter(OPEN, duo__in=duos).values("duo").annotate(load=Count("pk"))
    loads = {row["duo"]: row["load"] for row in counted}
    return min(duos, key=lambda duo: (loads.get(duo.pk, 0), str(duo.pk)))


def _duos_with(actor: Actor) -> QuerySet[Duo, UUID]:
    # Inactive duos too: when one of two leaves, the other still holds what they held together.
    mine = Q(first=actor.professional_id) | Q(second=actor.professional_id)
    if actor.has_role(Role.TEAM_LEAD):
        mine |= Q(team__professionals=actor.professional_id)
    return Duo.objects.filter(mine).values_list("pk", flat=True).distinct()


def _team_of(actor: Actor) -> UUID | None:
    if actor.professional_id is None:
        return None
    return Professional.objects.filter(pk=actor.professional_id).values_list("team", flat=True).first()
