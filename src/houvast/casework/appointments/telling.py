"""The one place from which word of an appointment goes out.

Takes   an appointment that was booked, moved or cancelled, that other people have now, that is tomorrow;
        or an offer.
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
    _with_its_file(appointment, kind, at=at)
    if by.is_residents_side:
        _to_whom_it_is_with(appointment, by=by, at=at)


def kept(appointment: Appointment, *, by: Actor, at: dt.datetime) -> None:
    """It stays at its moment, with somebody else: to the resident, and to whoever has it now."""
    _with_its_file(appointment, "appointment-stays", at=at)
    _to_whom_it_is_with(appointment, by=by, at=at)


def looks(appointment: Appointment, *, at: dt.datetime) -> None:
    """It cannot be kept by who holds the request now: taken out of calendars, and a new moment asked for."""
    post.withdraw(_reminder(appointment), at=at)
    _with_its_file(appointment, "appointment-looks", at=at)


def expected(appointment: Appointment, *, by: Actor, at: dt.datetime) -> None:
    """Somebody said that they will walk in: to the two who hold the request now."""
    _to_whom_it_is_with(appointment, by=by, at=at)


def tomorrow(appointment: Appointment, *, at: dt.datetime) -> None:
    """The day before."""
    about = _about(appointment.request, appointment.starts_at)
    post.queue(appointment.request.resident, "appointment-reminder", about, key=_reminder(appointment), at=at)


def offered(offer: Offer, *, at: dt.datetime) -> None:
    """An earlier moment came free."""
    request = offer.waiting.request
    about = _about(request, slots.moment(offer.slot))
    post.queue(request.resident, "earlier-slot", about, key=f"offer {offer.pk}", at=at)


def _with_its_file(appointment: Appointment, kind: str, *, at: dt.datetime) -> None:
    about = _about(appointment.request, appointment.starts_at)
    file = calendars.invitation(appointment).decode()
    post.queue(appointment.request.resident, kind, about, key=_key(appointment), at=at, calendar=file)


def _to_whom_it_is_with(appointment: Appointment, *, by: Actor, at: dt.datetime) -> None:
    """Not to whoever did it themselves."""
    about = _about(appointment.request, appointment.starts_at)
    duo = appointment.request.duo
    whom = (appointment.professional,) if appointment.professional else duo.members if duo else ()
    for professional in (each for each in whom if each.pk != by.professional_id):
        key = f"{_key(appointment)} {professional.pk}"
        post.queue(professional, "staff-appointment", about, key=key, at=at)


def _key(appointment: Appointment) -> str:
    return f"appointment {appointment.pk} {appointment.sequence}"


def _about(request: HelpRequest, moment: dt.datetime) -> About:
    local = moment.astimezone(slots.AMSTERDAM)
    return About(reference=request.reference, request=request.pk, day=local.date(), time=local.time())


def _reminder(appointment: Appointment) -> str:
    return f"reminder {appointment.pk} {appointment.starts_at:%Y%m%d%H%M}"
