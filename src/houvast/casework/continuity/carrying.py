"""What each of a team carries, their ceiling, and choosing another duo before anybody took a request on.

Takes   a team, or a form of `acts.py` with a duo and a reason.
Gives   who carries how much; the request with the other duo, and why.
Knows   nothing of pages. After somebody took it on, only handing over moves a request (`handing.py`).
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from houvast.casework import acts, assigning, changed_hands
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import Absence, Ceiling, HelpRequest
from houvast.people.api import Actor, Professional, Role, active_duos

FEWEST, MOST = 1, 400


@dataclass(frozen=True)
class Carrier:
    """One of a team on one day."""

    person: Professional
    carries: int
    ceiling: int
    away: Absence | None

    @property
    def over(self) -> bool:
        """Whether they carry more than their ceiling."""
        return self.carries > self.ceiling


def carriers(team: UUID, *, away: list[Absence], on: dt.date) -> list[Carrier]:
    """Everybody of this team, by name."""
    people = list(
        Professional.objects.filter(team=team, active=True, role_rows__role=Role.COUNSELLOR).order_by(
            "display_name"
        )
    )
    ids = {one.pk for one in people}
    loads, ceilings = assigning.loads_of(ids), assigning.ceilings_of(ids)
    now = {one.professional_id: one for one in away if one.since <= on}
    return [Carrier(one, loads[one.pk], ceilings[one.pk], now.get(one.pk)) for one in people]


def set_ceiling(actor: Actor, person: UUID, most: int, *, at: dt.datetime) -> bool:
    """A team lead says how many requests somebody of the team can carry; gives whether that was theirs."""
    theirs = Professional.objects.filter(pk=person, active=True, team__professionals=actor.professional_id)
    if not actor.has_role(Role.TEAM_LEAD) or not FEWEST <= most <= MOST or not theirs.exists():
        return False
    Ceiling.objects.update_or_create(
        professional_id=person,
        defaults={"most": most, "set_by_id": actor.professional_id, "set_at": at},
    )
    return True


def reassign(form: Form, to_duo: UUID, reason: str) -> HelpRequest:
    """The team lead chooses another duo of the same team, before anybody took the request on.

    Raises `NotNow` for a duo of another team: that would be sending somebody away.
    """

    def change(request: HelpRequest) -> None:
        duo = active_duos().filter(pk=to_duo).first()
        if duo is None or request.duo is None or duo == request.duo or duo.team_id != request.duo.team_id:
            raise NotNow("Choose another active duo of the same team.")
        over = _over(duo.first_id, duo.second_id)
        because = f"Omdat de teamleider dit koos: {reason.strip()}"[:240]
        changed_hands.give(request, duo, form, because=because, over_ceiling=over)
        request.handovers.filter(ended_at__isnull=True).update(ended_at=form.at)

    return acts.walk(form, "assign", change, reason=reason)


def _over(*people: UUID) -> bool:
    loads, ceilings = assigning.loads_of(people), assigning.ceilings_of(people)
    return any(loads[person] >= ceilings[person] for person in people)
