"""The hours of a duo as rows, turned into moments that are free.

Takes   a duo, a way to meet, a place, and a moment to count from.
Gives   free moments in order, each with one of the two, or with who stands in for one of them on that day;
        and the hours in which one can walk in.
Knows   nothing of requests. It only reads; that a moment is still free is decided when it is booked.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from houvast.casework import at_work, workdays
from houvast.casework.appointments import slots
from houvast.casework.appointments.models import (
    OFF,
    Appointment,
    Away,
    ExtraHours,
    Hold,
    Kind,
    Place,
    PlaceHours,
    WeeklyHours,
)
from houvast.casework.appointments.slots import AMSTERDAM, Need, Stretch
from houvast.casework.models import Absence
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
LONGEST_NUMBER = 7
"""Figures of the number of a half hour: enough for five hundred years, and no more than a date can hold."""


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
    if len(value) > 60 or not slot.isdecimal() or len(slot) > LONGEST_NUMBER:
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

    Whom of the two: who has the fewest moments taken on that day. On a day on which one of them is away, the
    hours of who stands in count instead. `after` is now; the first moment lies `NOTICE` later. For a meeting
    at a place both the place and the professional must be there.
    """
    days = _days(after)
    there = _there(duo, days)
    taken = _taken(list(there), after)
    opened = _open_stretches(place, days) if place is not None else None
    earliest = slots.number(after + NOTICE) + 1
    found: dict[int, list[Moment]] = {}
    for member, own_days in there.items():
        hours = _hours(member, own_days, place)
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


def people_on(duo: Duo, day: dt.date) -> list[Professional]:
    """With whom one can meet on this day: who of the two is there, and who stands in for the other."""
    return list(_there(duo, [day]))


def is_free(
    professional: Professional,
    kind: str,
    place: Place | None,
    slot: int,
    *,
    at: dt.datetime,
    notice: dt.timedelta = NOTICE,
) -> bool:
    """Whether this professional can begin then: their hours and the place's, their absence, what is taken."""
    if slots.moment(slot) < at + notice or slots.moment(slot) > at + dt.timedelta(days=HORIZON + 1):
        return False
    days = [slots.moment(slot).date()]
    hours = _hours(professional, days, place)
    opened = _open_stretches(place, days) if place is not None else hours
    taken = _taken([professional], at)[professional.pk]
    return slot in slots.starts(hours, NEEDS[kind], taken=taken, earliest=slot, within=opened)


def places_of(duo: Duo, *, after: dt.datetime) -> list[Place]:
    """The places where this duo, or who stands in for one of them in the coming weeks, meets people; by
    name."""
    members = [person.pk for person in _there(duo, _days(after))]
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
        .exclude(state__in=OFF)
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


def _there(duo: Duo, days: list[dt.date]) -> dict[Professional, list[dt.date]]:
    """Who can meet people for this duo, and on which of these days: the two and who stands in for them."""
    two = {duo.first_id, duo.second_id}
    absences = list(at_work.during(two, since=days[0], until=days[-1]))
    found = {member: set(days) for member in duo.members}
    for absence in absences:
        found.setdefault(absence.stand_in, set()).update(_days_of(absence, days))
    stand_ins = {absence.stand_in_id for absence in absences} - two
    if stand_ins:
        absences += at_work.during(stand_ins, since=days[0], until=days[-1])
    for person, own in found.items():
        for absence in absences:
            if absence.professional_id == person.pk:
                own.difference_update(_days_of(absence, days))
    return {person: sorted(own) for person, own in found.items() if person.active and own}


def _days_of(absence: Absence, days: list[dt.date]) -> set[dt.date]:
    return {day for day in days if absence.since <= day <= absence.until}


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
