"""Which duo gets a new request, and why.

Takes   the resident, the neighbourhood that the question comes from, and the day.
Gives   the duo and the reason, in Dutch, for the request page; who could have had it, for a team lead.
Knows   nothing of what happens to a request.

The order is: who knows this person already, who speaks their language, who works near, who carries least.
Whoever carries their ceiling gets nothing new while another one can; when nobody can, the reason says so.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from houvast.casework import at_work
from houvast.casework.models import Ceiling, HelpRequest
from houvast.casework.states import Phase
from houvast.people.api import Duo, Resident, active_duos

MOST = 40
"""Running requests for one person, when nobody set another ceiling: our own term, forty households in
reach of one head. A team lead sets it per person (docs/casework.md)."""
LOADING = ~Q(phase__in=[Phase.CLOSED.value, Phase.SLEEPING.value])
"""What counts as carried: a request that sleeps asks for nothing."""


class NobodyThere(RuntimeError):
    """There is no active duo at all, so nobody could hold this request. Keep what was typed and show the
    phone."""


@dataclass(frozen=True)
class Chosen:
    """Which duo, why, in Dutch for the request page, and whether they carried their ceiling already."""

    duo: Duo
    because: str
    over_ceiling: bool = False


@dataclass(frozen=True)
class Candidate:
    """One duo, as it stands before a new question."""

    duo: Duo
    known: bool
    speaks: bool
    near: bool
    away: bool
    carries: int
    """Running requests of whichever of the two carries most, in proportion to their ceiling."""
    ceiling: int

    @property
    def full(self) -> bool:
        """Whether one of the two carries their ceiling."""
        return self.carries >= self.ceiling

    @property
    def rank(self) -> tuple[bool | int | str, ...]:
        """The lowest gets it. Bond goes before load: a familiar face is worth a longer list."""
        return (
            not self.known,
            self.full,
            self.away,
            not self.speaks,
            not self.near,
            self.carries,
            str(self.duo.pk),
        )


def choose(resident: Resident, *, neighbourhood: str = "", on: dt.date) -> Chosen:
    """The duo for a new request, with the reason. Raises `NobodyThere` when there is no active duo."""
    found = candidates(resident, neighbourhood=neighbourhood, on=on)
    if not found:
        raise NobodyThere(
            "No active duo exists, so nobody can hold a help request. "
            "Form a duo of two professionals of one team."
        )
    best = min(found, key=lambda each: each.rank)
    return Chosen(best.duo, _because(best, resident, found), best.full)


def candidates(resident: Resident, *, neighbourhood: str, on: dt.date) -> list[Candidate]:
    """Every active duo, with what speaks for and against it."""
    duos = list(
        active_duos().prefetch_related("first__language_rows", "second__language_rows").order_by("pk")
    )
    people = {member.pk for duo in duos for member in duo.members}
    loads, ceilings = loads_of(people), ceilings_of(people)
    away = {absence.professional_id for absence in at_work.away(people, on=on)}
    known = _known(resident, duos)
    return [_candidate(duo, resident, neighbourhood, known, loads, ceilings, away) for duo in duos]


def loads_of(people: Iterable[UUID]) -> dict[UUID, int]:
    """How many running requests each of these people carries, over all their duos."""
    wanted = set(people)
    loads = dict.fromkeys(wanted, 0)
    mine = Q(duo__first__in=wanted) | Q(duo__second__in=wanted)
    rows = HelpRequest.objects.filter(LOADING, mine).values("duo__first", "duo__second")
    for row in rows.annotate(number=Count("pk")).order_by():
        for member in (row["duo__first"], row["duo__second"]):
            if member in loads:
                loads[member] += row["number"]
    return loads


def ceilings_of(people: Iterable[UUID]) -> dict[UUID, int]:
    """The ceiling of each of these people: their own, or `MOST`."""
    wanted = set(people)
    own = dict(Ceiling.objects.filter(professional__in=wanted).values_list("professional", "most"))
    return {person: own.get(person, MOST) for person in wanted}


def _candidate(
    duo: Duo,
    resident: Resident,
    neighbourhood: str,
    known: UUID | None,
    loads: Mapping[UUID, int],
    ceilings: Mapping[UUID, int],
    away: set[UUID],
) -> Candidate:
    both = (duo.first_id, duo.second_id)
    fullest = max(both, key=lambda person: (loads[person] - ceilings[person], loads[person]))
    return Candidate(
        duo=duo,
        known=duo.pk == known,
        speaks=any(resident.language in member.languages for member in duo.members),
        near=bool(neighbourhood) and duo.team.neighbourhood_code == neighbourhood,
        away=set(both) <= away,
        carries=loads[fullest],
        ceiling=ceilings[fullest],
    )


def _known(resident: Resident, duos: list[Duo]) -> UUID | None:
    """The duo of the newest earlier request of this resident, when it is still at work."""
    earlier = HelpRequest.objects.filter(resident=resident, duo__in=duos).order_by("-opened_at", "pk")
    return earlier.values_list("duo", flat=True).first()


def _because(best: Candidate, resident: Resident, found: list[Candidate]) -> str:
    """Every reason that told, in one line that starts with "Omdat"."""
    reasons = []
    if best.known:
        reasons.append("de bewoner dit duo al kent")
    elif best.speaks and not all(each.speaks for each in found):
        reasons.append(f"dit duo de taal van de bewoner spreekt ({resident.language})")
    if not best.known and best.near:
        reasons.append(f"dit duo werkt in {best.duo.team.neighbourhood_name or best.duo.team.name}")
    if not best.known and len([each for each in found if each.rank[:5] == best.rank[:5]]) > 1:
        reasons.append(f"het de minste lopende vragen had ({best.carries})")
    if not reasons:
        reasons.append("dit duo nu ruimte heeft" if not best.full else "er geen ander duo is")
    words = "Omdat " + " en ".join(reasons) + "."
    if best.full:
        words += f" Het draagt er {best.carries}; de grens is {best.ceiling}."
    return words
