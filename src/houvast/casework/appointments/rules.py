"""What must be true of all appointments together, looked up instead of believed.

Takes   the tables of this sub-app, and the moment.
Gives   for every rule the requests for which it does not hold; `houvast check-invariants` names them.
Knows   nothing of how it broke. The key on half hours holds the first by itself.
"""

import datetime as dt
from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from houvast.casework.appointments.models import OFF, Appointment, Hold, State
from houvast.casework.appointments.slots import AMSTERDAM
from houvast.casework.holders import OPEN
from houvast.casework.models import Absence, HelpRequest

GRACE = dt.timedelta(days=7)
"""How long after a meeting the duo has to say how it went: our own term (docs/casework.md)."""
Query = Callable[[dt.datetime], QuerySet[HelpRequest]]


def _of(appointments: QuerySet[Appointment]) -> QuerySet[HelpRequest]:
    return HelpRequest.objects.filter(pk__in=appointments.values("request"))


def _coming(at: dt.datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(state=State.BOOKED, professional__isnull=False, starts_at__gt=at)


def _twice(at: dt.datetime) -> QuerySet[HelpRequest]:
    other = Appointment.objects.filter(
        ~Q(pk=OuterRef("pk")),
        state=State.BOOKED,
        professional=OuterRef("professional"),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    return _of(_coming(at).filter(Exists(other)))


def _without_half_hours(at: dt.datetime) -> QuerySet[HelpRequest]:
    own = Hold.objects.filter(appointment=OuterRef("pk"), professional=OuterRef("professional"))
    others = Hold.objects.filter(Q(appointment=OuterRef("pk")), ~Q(professional=OuterRef("professional")))
    return _of(_coming(at).filter(~Exists(own) | Exists(others)))


def _off_but_held(at: dt.datetime) -> QuerySet[HelpRequest]:
    return _of(
        Appointment.objects.filter(Exists(Hold.objects.filter(appointment=OuterRef("pk"))), state__in=OFF)
    )


def _without_outcome(at: dt.datetime) -> QuerySet[HelpRequest]:
    past = Appointment.objects.filter(state=State.BOOKED, professional__isnull=False, ends_at__lt=at - GRACE)
    return _of(past).filter(OPEN)


def _with_others(at: dt.datetime) -> QuerySet[HelpRequest]:
    """With somebody who is neither of the duo nor standing in on that day (in Amsterdam)."""
    stands_in = Absence.objects.filter(
        Q(professional=OuterRef("request__duo__first")) | Q(professional=OuterRef("request__duo__second")),
        stand_in=OuterRef("professional"),
        since__lte=OuterRef("day"),
        until__gte=OuterRef("day"),
        ended_at__isnull=True,
    )
    of_others = ~Q(professional=F("request__duo__first")) & ~Q(professional=F("request__duo__second"))
    on_days = _coming(at).annotate(day=TruncDate("starts_at", tzinfo=AMSTERDAM))
    return _of(on_days.filter(of_others, ~Exists(stands_in)))


RULES: dict[str, Query] = {
    "nobody has two appointments at one moment": _twice,
    "an appointment holds the half hours of who it is with": _without_half_hours,
    "what does not take place holds no half hour": _off_but_held,
    "of an appointment that was, the duo said how it went": _without_outcome,
    "an appointment is with one of the duo, or with who stands in on that day": _with_others,
}
