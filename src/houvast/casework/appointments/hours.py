"""The hours of a professional: every week, on one day more, and the days away.

Takes   what one of a duo wants to change for themselves or for the other of the two.
Gives   the rows, or a fault in words; a moment that is taken already stays taken.
Knows   nothing of pages.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from houvast.casework.appointments import slots
from houvast.casework.appointments.models import Appointment, Away, ExtraHours, Place, State, WeeklyHours
from houvast.casework.appointments.slots import NotOnTheHalfHour
from houvast.people.api import Actor, Professional, active_duos

T = TypeVar("T")


class NotHours(ValueError):
    """These hours cannot be kept; the text says why, in Dutch."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From one time to another, at a place or not."""

    starts: dt.time
    ends: dt.time
    place: Place | None = None


def mine_to_set(actor: Actor) -> list[Professional]:
    """Whose hours this actor may set: their own, and those of whom they form a duo with."""
    me = actor.professional_id
    if me is None:
        return []
    duos = active_duos().filter(Q(first=me) | Q(second=me))
    found = {member.pk: member for duo in duos for member in duo.members}
    own = Professional.objects.filter(pk=me, active=True).first()
    if own is not None:
        found[own.pk] = own
    return sorted(found.values(), key=lambda member: (member.pk != me, member.display_name))


def add_weekly(professional: Professional, weekday: int, span: Span) -> WeeklyHours:
    """Hours on this day of every week (0 is Monday). Raises `NotHours` when they overlap with others."""
    _sound(span)
    for row in WeeklyHours.objects.filter(professional=professional, weekday=weekday):
        _apart(span, row)
    return _kept(
        lambda: WeeklyHours.objects.create(
            professional=professional, weekday=weekday, starts=span.starts, ends=span.ends, place=span.place
        )
    )


def add_extra(professional: Professional, day: dt.date, span: Span) -> ExtraHours:
    """Hours on this one day. Raises `NotHours`."""
    _sound(span)
    for row in ExtraHours.objects.filter(professional=professional, day=day):
        _apart(span, row)
    return _kept(
        lambda: ExtraHours.objects.create(
            professional=professional, day=day, starts=span.starts, ends=span.ends, place=span.place
        )
    )


def add_away(professional: Professional, first: dt.date, last: dt.date) -> list[Appointment]:
    """Days away. Gives the appointments that are in the way: they stay until somebody moves them.

    Raises `NotHours` when the last day lies before the first.
    """
    if last < first:
        raise NotHours("De laatste dag ligt voor de eerste.")
    Away.objects.create(professional=professional, first_day=first, last_day=last)
    begins = dt.datetime.combine(first, dt.time(), tzinfo=slots.AMSTERDAM)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=slots.AMSTERDAM)
    in_the_way = Appointment.objects.filter(
        professional=professional, state=State.BOOKED, starts_at__gte=begins, starts_at__lt=ends
    )
    return list(in_the_way.select_related("request").order_by("starts_at"))


def remove_weekly(number: int, people: list[Professional]) -> None:
    """Take these hours out, when they are of one of these people. What is booked in them stays."""
    WeeklyHours.objects.filter(pk=number, professional__in=people).delete()


def remove_extra(number: int, people: list[Professional]) -> None:
    """The same for hours on one day."""
    ExtraHours.objects.filter(pk=number, professional__in=people).delete()


def remove_away(number: int, people: list[Professional]) -> None:
    """There after all."""
    Away.objects.filter(pk=number, professional__in=people).delete()


def _sound(span: Span) -> None:
    if span.ends <= span.starts:
        raise NotHours("De eindtijd ligt niet na de begintijd.")
    try:
        slots.stretch(dt.date(2026, 1, 5), span.starts, span.ends)
    except NotOnTheHalfHour as error:
        raise NotHours("Kies een heel of half uur, bijvoorbeeld 9.30.") from error


def _apart(span: Span, row: WeeklyHours | ExtraHours) -> None:
    if span.starts < row.ends and row.starts < span.ends:
        raise NotHours(f"Er staan al uren van {row.starts:%H.%M} tot {row.ends:%H.%M}.")


def _kept(make: Callable[[], T]) -> T:
    """The row; when somebody wrote the same in this same second: the fault."""
    try:
        with transaction.atomic():
            return make()
    except IntegrityError as refusal:
        raise NotHours("Deze uren staan er al.") from refusal


def set_weekly(
    professional: Professional, weekday: int, starts: dt.time, ends: dt.time, *, place_key: str = ""
) -> WeeklyHours:
    """The same as `add_weekly`, for who loads hours from a file and knows a place by its key."""
    place = Place.objects.get(key=place_key) if place_key else None
    return add_weekly(professional, weekday, Span(starts=starts, ends=ends, place=place))
