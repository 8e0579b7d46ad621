"""The hours of a duo as rows, turned into moments that are free.

Takes   a duo, a way to meet, a place, and a moment to count from.
Gives   free moments in order, each with one of the two; and the hours in which one can walk in.
Knows   nothing of requests. It only reads; that a moment is still free is decided when it is booked.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from houvast.casework import workdays
from houvast.casework.appointments import slots
from houvast.casework.appointments.models import (
    Appointment,
    Away,
    ExtraHours,
    Hold,
    Kind,
    Place,
    PlaceHours,
    State,
    WeeklyHours,
)
from houvast.casework.appointments.slots import AMSTERDAM, Need, Stretch
from houvast.people.api import Duo, Professional

NEEDS: Mapping[str, Need] = {
    Kind.PHONE: Need(talk=1),
    Kind.PLACE: Need(talk=2),
    Kind.HOME: Need(talk=2, travel=1),
}
"""Half hours per way to meet: our own choice (docs/casework.md)."""
NOTICE = dt.timedelta(hours=2)
"""Nobody books a moment that is nearer than this."""
HORIZON = 28
"""How many days ahead moments are shown."""


@dataclass(frozen=True)
class Moment:
    """A free moment with one of the two."""

    professional: Professional
    slot: int

    @property
    def at(self) -> dt.datetime:
        """When it begins, in Amsterdam."""
        return slots.moment(self.slot)

    @property
    def value(self) -> str:
        """What a form sends back for it; read by `read_value`."""
        return f"{self.slot}.{self.professional.pk}"


@dataclass(frozen=True)
class WalkIn:
    """Hours on one day in which one can walk in at a place."""

    place: Place
    opens: dt.datetime
    closes: dt.datetime

    @property
    def value(self) -> str:
        """What a form sends back for it."""
        return f"{slots.number(self.opens)}.{self.place.pk}"


class NotAMoment(ValueError):
    """What was sent names no moment. Show the moments that there are."""


def read_value(value: str) -> tuple[int, UUID]:
    """The half hour and the professional (or place) that a form sent. Raises `NotAMoment`."""
    slot, _, whom = value.partition(".")
    if len(value) > 60 or not slot.isdecimal():
        raise NotAMoment("This value names no moment.")
    try:
        return int(slot), UUID(whom)
    except ValueError as error:
        raise NotAMoment("This value names no moment.") from error


def need_of(kind: str) -> Need:
    """How many half hours this way to meet takes. Raises `KeyError` for walking in: that takes none."""
    return NEEDS[kind]


def free(
    duo: Duo, kind: str, place: Place | None = None, *, after: dt.datetime, limit: int | None = None
) -> list[Moment]:
    """The free moments of a duo in the coming four weeks, in order; at one time only one of the two.

    Whom of the two: who has the fewest moments taken on that day. `after` is now; the first moment lies
    `NOTICE` later. For a meeting at a place both the place and the professional must be there.
    """
    members = [member for member in duo.members if member.active]
    days = _days(after)
    taken = _taken(members, after)
    opened = _open_stretches(place, days) if place is not None else None
    earliest = slots.number(after + NOTICE) + 1
    found: dict[int, list[Moment]] = {}
    for member in members:
        hours = _hours(member, days, place)
        for first in slots.starts(
            hours,
            NEEDS[kind],
            taken=taken[member.pk],
            earliest=earliest,
            within=hours if opened is None else opened,
        ):
            found.setdefault(first, []).append(Moment(member, first))
    moments = [_calmest(found[first], taken) for first in sorted(found)]
    return moments[:limit]


def is_free(
    professional: Professional, kind: str, place: Place | None, slot: int, *, at: dt.datetime
) -> bool:
    """Whether this professional can begin then: their hours and the place's, their absence, what is taken."""
    if slots.moment(slot) < at + NOTICE or slots.moment(slot) > at + dt.timedelta(days=HORIZON + 1):
        return False
    days = [slots.moment(slot).date()]
    hours = _hours(professional, days, place)
    opened = _open_stretches(place, days) if place is not None else hours
    taken = _taken([professional], at)[professional.pk]
    return slot in slots.starts(hours, NEEDS[kind], taken=taken, earliest=slot, within=opened)


def places_of(duo: Duo) -> list[Place]:
    """The places where this duo meets people, by name."""
    members = [member.pk for member in duo.members if member.active]
    weekly = WeeklyHours.objects.filter(professional__in=members, place__isnull=False).values("place")
    extra = ExtraHours.objects.filter(professional__in=members, place__isnull=False).values("place")
    return list(Place.objects.filter(active=True, pk__in=weekly.union(extra)).order_by("name"))


def walk_ins(*, after: dt.datetime, days: int = 7) -> list[WalkIn]:
    """When and where one can walk in during the coming days, in order; not on a holiday."""
    rows = list(PlaceHours.objects.filter(walk_in=True, place__active=True).select_related("place"))
    found = []
    for day in _days(after, days):
        for row in (row for row in rows if row.weekday == day.weekday()):
            closes = dt.datetime.combine(day, row.closes, tzinfo=AMSTERDAM)
            if closes > after:
                found.append(WalkIn(row.place, dt.datetime.combine(day, row.opens, tzinfo=AMSTERDAM), closes))
    return sorted(found, key=lambda each: (each.opens, each.place.name))


def week_of(professionals: Iterable[Professional], monday: dt.date) -> dict[dt.date, list[Appointment]]:
    """The appointments of these people in one week, by day, the earliest first; cancelled ones left out."""
    first = dt.datetime.combine(monday, dt.time(), tzinfo=AMSTERDAM)
    rows = (
        Appointment.objects.filter(
            professional__in=list(professionals),
            starts_at__gte=first,
            starts_at__lt=dt.datetime.combine(monday + dt.timedelta(days=7), dt.time(), tzinfo=AMSTERDAM),
        )
        .exclude(state=State.CANCELLED)
        .select_related("request", "professional", "place")
        .order_by("starts_at")
    )
    found: dict[dt.date, list[Appointment]] = {monday + dt.timedelta(days=each): [] for each in range(7)}
    for row in rows:
        found[row.starts_at.astimezone(AMSTERDAM).date()].append(row)
    return found


def _days(after: dt.datetime, days: int = HORIZON) -> list[dt.date]:
    today = after.astimezone(AMSTERDAM).date()
    coming = (today + dt.timedelta(days=each) for each in range(days + 1))
    return [day for day in coming if day not in workdays.holidays_of(day.year)]


def _hours(member: Professional, days: list[dt.date], place: Place | None) -> list[Stretch]:
    """When this professional can meet people; with a place: only when they are there."""
    away = list(Away.objects.filter(professional=member, last_day__gte=days[0]))
    weekly = list(WeeklyHours.objects.filter(professional=member))
    extra = list(ExtraHours.objects.filter(professional=member, day__gte=days[0], day__lte=days[-1]))
    found = []
    for day in days:
        if any(each.first_day <= day <= each.last_day for each in away):
            continue
        rows: list[WeeklyHours | ExtraHours] = [row for row in weekly if row.weekday == day.weekday()]
        rows += [row for row in extra if row.day == day]
        found += [
            slots.stretch(day, row.starts, row.ends)
            for row in rows
            if place is None or row.place_id == place.pk
        ]
    return found


def _open_stretches(place: Place, days: list[dt.date]) -> list[Stretch]:
    rows = list(place.hours.filter(walk_in=False))
    return [
        slots.stretch(day, row.opens, row.closes)
        for day in days
        for row in rows
        if row.weekday == day.weekday()
    ]


def _taken(members: list[Professional], after: dt.datetime) -> dict[UUID, set[int]]:
    rows = Hold.objects.filter(professional__in=members, slot__gte=slots.number(after))
    found: dict[UUID, set[int]] = {member.pk: set() for member in members}
    for whom, slot in rows.values_list("professional", "slot"):
        found[whom].add(slot)
    return found


def _calmest(moments: list[Moment], taken: Mapping[UUID, set[int]]) -> Moment:
    def busy(moment: Moment) -> int:
        day = moment.at.date()
        return sum(slots.moment(slot).date() == day for slot in taken[moment.professional.pk])

    return min(moments, key=busy)
