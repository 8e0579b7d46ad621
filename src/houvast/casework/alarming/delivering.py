"""An alarm comes to a person who can act, at each level that it climbs to.

Takes   the alarms that ring, and the moment.
Gives   a delivery per alarm, level and person, and at most one mail a day to each.
Knows   nothing of pages. A level with nobody at it is no end: the alarm goes to the next one up.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from houvast.casework import at_work
from houvast.casework.models import Alarm, Delivery
from houvast.casework.post import api as post
from houvast.people.api import Duo, Professional, Role

DUO, DIRECTOR, LEAD, POLICY = range(4)


def deliver(*, at: dt.datetime) -> int:
    """Bring every ringing alarm to the people of its level who do not have it yet; gives how many."""
    there = Delivery.objects.filter(alarm=OuterRef("pk"), level=OuterRef("level"))
    waiting = (
        Alarm.objects.filter(~Exists(there), ended_at__isnull=True)
        .select_related("request__duo__team", "request__director")
        .order_by("pk")
    )
    people = _People(at.date())
    new = [
        Delivery(alarm=alarm, to_id=person, level=alarm.level, at=at)
        for alarm in waiting.iterator(chunk_size=500)
        for person in people.of(alarm)
    ]
    Delivery.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    _mail({delivery.to_id for delivery in new}, at)
    return len(new)


def _mail(people: set[UUID], at: dt.datetime) -> None:
    """Who got an alarm hears it by mail, once a day: the mail leads to the page where all of them stand."""
    for person in Professional.objects.filter(pk__in=people).order_by("pk"):
        post.queue(person, "staff-alarm", key=f"alarms {person.pk} {at:%Y-%m-%d}", at=at)


class _People:
    """Who stands at which level on one day; each duo and team is looked up once."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.duos: dict[UUID, list[UUID]] = {}
        self.leads: dict[UUID, list[UUID]] = {}
        self.policy = _with_role(Role.POLICY_MAKER)

    def of(self, alarm: Alarm) -> list[UUID]:
        """The people of this alarm's level; when there are none, of the next one up, else the duo."""
        request = alarm.request
        if request.duo is None:
            return self.policy
        steps = {
            DUO: lambda duo: self._duo(duo),
            DIRECTOR: lambda duo: _director(request.director),
            LEAD: lambda duo: self._leads(duo),
            POLICY: lambda duo: self.policy,
        }
        for level in (*range(alarm.level, POLICY + 1), *range(alarm.level - 1, -1, -1)):
            found = steps[level](request.duo)
            if found:
                return found
        return []

    def _duo(self, duo: Duo) -> list[UUID]:
        """The two and whoever stands in, less who is away; when all are away, still the two."""
        if duo.pk not in self.duos:
            away = {absence.professional_id for absence in at_work.away(_two(duo), on=self.on)}
            there = at_work.holding(duo, on=self.on) - away
            active = _active(there) or _active(_two(duo))
            self.duos[duo.pk] = active
        return self.duos[duo.pk]

    def _leads(self, duo: Duo) -> list[UUID]:
        if duo.team_id not in self.leads:
            self.leads[duo.team_id] = _with_role(Role.TEAM_LEAD, team=duo.team_id)
        return self.leads[duo.team_id]


def _two(duo: Duo) -> set[UUID]:
    return {duo.first_id, duo.second_id}


def _director(director: Professional | None) -> list[UUID]:
    return [director.pk] if director is not None and director.active else []


def _active(people: Iterable[UUID]) -> list[UUID]:
    found = Professional.objects.filter(pk__in=list(people), active=True).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _with_role(role: str, **where: UUID) -> list[UUID]:
    found = Professional.objects.filter(role_rows__role=role, active=True, **where).order_by("pk")
    return list(found.values_list("pk", flat=True))
