"""Who is away and who stands in.

Takes   a duo or a professional, and the day.
Gives   the people who hold something on that day; the absences of a day.
Knows   nothing of what happens to a request. Who is away still may look: an absence adds somebody, it takes
nobody out.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import DateField, Q, QuerySet

from houvast.casework.models import Absence, HelpRequest
from houvast.people.api import Duo
from houvast.prepared import Given, Prepared, among


def holding(duo: Duo, *, on: dt.date | None) -> frozenset[UUID]:
    """The ids of the two, and of whoever stands in for one of them on this day."""
    two = {duo.first_id, duo.second_id}
    if on is None:
        return frozenset(two)
    return frozenset(two | {absence.stand_in_id for absence in _of_duo(duo, on)})


def away_from(request: HelpRequest, *, on: dt.date) -> list[Absence]:
    """Who of the request's duo is away on this day. On a page that gathered everything it is asked once."""
    if request.duo is None:
        return []
    if request.gathered is None:
        return _of_duo(request.duo, on)
    known = request.gathered.absences
    if on not in known:
        known[on] = _of_duo(request.duo, on)
    return known[on]


def away(people: Iterable[UUID], *, on: dt.date) -> QuerySet[Absence]:
    """The absences of these people on this day."""
    return (
        Absence.objects.select_related("professional", "stand_in")
        .filter(professional__in=list(people), since__lte=on, until__gte=on, ended_at__isnull=True)
        .order_by("until", "pk")
    )


def _of_duo(duo: Duo, on: dt.date) -> list[Absence]:
    return _away_of_two(two=(duo.first_id, duo.second_id), on=on)


_away_of_two: Prepared[Absence] = Prepared(
    lambda: (
        Absence.objects.select_related("professional", "stand_in")
        .filter(among("professional", "two"), ended_at__isnull=True)
        .filter(since__lte=Given("on", DateField()), until__gte=Given("on", DateField()))
        .order_by("until", "pk")
    )
)


def during(people: Iterable[UUID], *, since: dt.date, until: dt.date) -> QuerySet[Absence]:
    """The absences of these people that touch this period, with who stands in."""
    return Absence.objects.select_related("stand_in").filter(
        professional__in=list(people), since__lte=until, until__gte=since, ended_at__isnull=True
    )


def covered_by(professional: Given, *, on: Given) -> Q:
    """The duos of everybody for whom this professional stands in on this day: a condition on duos, for a
    question that is prepared."""
    absent = Absence.objects.filter(
        stand_in=professional, since__lte=on, until__gte=on, ended_at__isnull=True
    ).values("professional")
    return Q(first__in=absent) | Q(second__in=absent)
