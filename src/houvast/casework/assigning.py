"""Which duo gets a new request, and why.

Takes   the resident, the neighbourhood that the question comes from, and the day.
Gives   the duo and the reason, in Dutch, for the request page; who could have had it, for a team lead.
Knows   nothing of what happens to a request.

The order is: who knows this person already, who knows their household, who speaks their language, who works
near, who carries least. A household counts only as far as the resident may look into it themselves: the
reason, and even the choice, would otherwise tell one partner that the other asked for help.
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
from houvast.people.api import Duo, MandateKind, Resident, active_duos, as_resident, held_by

MOST = 40
"""Running requests for one person, when nobody set another ceiling: our own term, forty households in
reach of one head. A team lead sets it per person (docs/casework.md)."""
HOUSEHOLD = frozenset({MandateKind.PARTNER, MandateKind.PARENT, MandateKind.CHILD})
"""For whom somebody acts as one of the family; a helper or administrator is no household."""
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
    household: bool
    """Knows a partner, parent or child for whom this resident may act."""
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
            not self.household,
            self.full,
            self.away,
            not self.speaks,
            not self.near,
            self.carries,
            str(self.duo.pk),
        )


@dataclass(frozen=True)
class _Bonds:
    """Which duo knows the resident, and which ones know somebody of their household."""

    own: UUID | None
    household: frozenset[UUID]


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
    bonds = _bonds(resident, duos, on=on)
    return [_candidate(duo, resident, neighbourhood, bonds, loads, ceilings, away) for duo in duos]


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
    bonds: _Bonds,
    loads: Mapping[UUID, int],
    ceilings: Mapping[UUID, int],
    away: set[UUID],
) -> Candidate:
    both = (duo.first_id, duo.second_id)
    fullest = max(both, key=lambda person: (loads[person] - ceilings[person], loads[person]))
    return Candidate(
        duo=duo,
        known=duo.pk == bonds.own,
        household=duo.pk in bonds.household,
        speaks=any(resident.language in member.languages for member in duo.members),
        near=bool(neighbourhood) and duo.team.neighbourhood_code == neighbourhood,
        away=set(both) <= away,
        carries=loads[fullest],
        ceiling=ceilings[fullest],
    )


def _bonds(resident: Resident, duos: list[Duo], *, on: dt.date) -> _Bonds:
    """The duo of each one's newest earlier request, when it is still at work."""
    acts_for = [each for each in held_by(as_resident(resident)) if each.holds(on)]
    family = {each.resident_id for each in acts_for if each.kind in HOUSEHOLD}
    earlier = HelpRequest.objects.filter(resident__in=family | {resident.pk}, duo__in=duos)
    newest: dict[UUID, UUID] = {}
    for whose, duo in earlier.order_by("-opened_at", "pk").values_list("resident", "duo"):
        newest.setdefault(whose, duo)
    return _Bonds(newest.pop(resident.pk, None), frozenset(newest.values()))


def _because(best: Candidate, resident: Resident, found: list[Candidate]) -> str:
    """Every reason that told, in one line that starts with "Omdat"."""
    reasons = []
    if best.known:
        reasons.append("de bewoner dit duo al kent")
    elif best.household:
        reasons.append("dit duo al iemand van het gezin kent")
    if not best.known and best.speaks and not all(each.speaks for each in found):
        reasons.append(f"dit duo de taal van de bewoner spreekt ({resident.language})")
    if not best.known and best.near:
        reasons.append(f"dit duo werkt in {best.duo.team.neighbourhood_name or best.duo.team.name}")
    if not best.known and len([each for each in found if each.rank[:6] == best.rank[:6]]) > 1:
        reasons.append(f"het de minste lopende vragen had ({best.carries})")
    if not reasons:
        reasons.append("dit duo nu ruimte heeft" if not best.full else "er geen ander duo is")
    words = "Omdat " + " en ".join(reasons) + "."
    if best.full:
        words += f" Het draagt er {best.carries}; de grens is {best.ceiling}."
    return words
