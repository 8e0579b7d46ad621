"""The one place from which word of an appointment goes out.

Takes   an appointment that was booked, moved or cancelled, one that is tomorrow, or an offer.
Gives   news in the outbox, in the same transaction; by mail with the appointment for a calendar.
Knows   nothing of channels or addresses: who wants nothing gets nothing (`casework/post`).
"""

import datetime as dt

from houvast.casework.appointments import calendars, slots
from houvast.casework.appointments.models import Appointment, Offer, State
from houvast.casework.models import HelpRequest
from houvast.casework.post import api as post
from houvast.casework.post.api import About
from houvast.people.api import Actor


def changed(appointment: Appointment, *, by: Actor, at: dt.datetime) -> None:
    """Booked, moved or cancelled: to the resident; to the professional when somebody else did it."""
    kind = "appointment" if appointment.sequence == 0 else "appointment-moved"
    if appointment.state == State.CANCELLED:
        kind = "appointment-cancelled"
        post.withdraw(_reminder(appointment), at=at)
    about = _about(appointment.request, appointment.starts_at)
    key = f"appointment {appointment.pk} {appointment.sequence}"
    file = calendars.invitation(appointment).decode()
    post.queue(appointment.request.resident, kind, about, key=key, at=at, calendar=file)
    if not by.is_residents_side:
        return
    duo = appointment.request.duo
    whom = (appointment.professional,) if appointment.professional else duo.members if duo else ()
    for professional in whom:
        post.queue(professional, "staff-appointment", about, key=f"{key} {professional.pk}", at=at)


def tomorrow(appointment: Appointment, *, at: dt.datetime) -> None:
    """The day before."""
    about = _about(appointment.request, appointment.starts_at)
    post.queue(appointment.request.resident, "appointment-reminder", about, key=_reminder(appointment), at=at)


def offered(offer: Offer, *, at: dt.datetime) -> None:
    """An earlier moment came free."""
    request = offer.waiting.request
    about = _about(request, slots.moment(offer.slot))
    post.queue(request.resident, "earlier-slot", about, key=f"offer {offer.pk}", at=at)


def _about(request: HelpRequest, moment: dt.datetime) -> About:
    local = moment.astimezone(slots.AMSTERDAM)
    return About(reference=request.reference, request=request.pk, day=local.date(), time=local.time())


def _reminder(appointment: Appointment) -> str:
    return f"reminder {appointment.pk} {appointment.starts_at:%Y%m%d%H%M}"
