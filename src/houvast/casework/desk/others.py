"""Which duos can be asked to take over a request.

Takes   the request, what a counsellor looked for, and the duo that they chose already.
Gives   of a small city every other duo; of a large one those of the own team, or whoever was looked for:
        never more than fit in one list.
Knows   nothing of pages, or of what is asked of them.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from houvast.casework.models import HelpRequest
from houvast.people.api import Duo, active_duos
from houvast.prepared import Given, Prepared

MOST = 30
"""Duos in one list: our own choice. With more, somebody looks for a name or a team."""


@dataclass(frozen=True)
class Others:
    """The duos to choose from."""

    duos: tuple[Duo, ...] = ()
    more: bool = False
    """There are others, to be looked for."""
    sought: str = ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For the list on the page."""
        return [("", "Kies een duo"), *((str(duo.pk), f"{duo} ({duo.team.name})") for duo in self.duos)]


def others(held: HelpRequest, *, sought: str = "", chosen: UUID | None = None) -> Others:
    """Every other duo, or the ones nearby, or the ones that were looked for; always with the chosen one."""
    if held.duo is None:
        return Others()
    words, mine = sought.strip(), held.duo.pk
    found = list(_named(words, mine)) if words else _first_ones(mine=mine)
    more = bool(words) or len(found) > MOST
    if more and not words:
        found = _of_team(mine=mine, team=held.duo.team_id)
    if chosen is not None and chosen not in {mine, *(duo.pk for duo in found)}:
        found += active_duos().filter(pk=chosen)
    return Others(tuple(sorted(found, key=lambda duo: (duo.team.name, duo.pk))), more, words)


def _named(words: str, mine: UUID) -> QuerySet[Duo]:
    of = Q(team__name__icontains=words)
    for member in ("first", "second"):
        of |= Q(**{f"{member}__display_name__icontains": words})
    return active_duos().filter(of).exclude(pk=mine).order_by("team__name", "pk")[:MOST]


_first_ones: Prepared[Duo] = Prepared(
    lambda: active_duos().exclude(pk=Given("mine")).order_by("pk")[: MOST + 1]
)
_of_team: Prepared[Duo] = Prepared(
    lambda: active_duos().filter(team=Given("team")).exclude(pk=Given("mine")).order_by("pk")[:MOST]
)
