"""Appointments as iCalendar files (RFC 5545, RFC 5546).

Takes   appointments, and for whom the file is.
Gives   bytes that every calendar reads, with the summer time of Amsterdam inside.
Knows   nothing of the request: a calendar is seen by others, at home and at work. So the title is
        "Afspraak Houvast", and no name, subject or address of a home is in it.
"""

import datetime as dt
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from houvast.casework.appointments.models import OFF, Appointment, Kind
from houvast.casework.appointments.slots import AMSTERDAM

TITLE = "Afspraak Houvast"
PRODUCT = "-//Houvast//Afspraken//NL"
WHERE = {Kind.PHONE: "Telefoon", Kind.HOME: "Thuis"}
PUBLISH, CANCEL = "PUBLISH", "CANCEL"


def uid_of(appointment: Appointment) -> str:
    """The same for ever, whatever changes: by it a calendar knows that it is this appointment again."""
    return f"{appointment.pk}@houvast"


def invitation(appointment: Appointment) -> bytes:
    """One appointment to put in a calendar: a download, or along with a mail.

    One that does not take place is a CANCEL, which takes it out again. Nobody is named as invited: the
    address of a resident is known only at the moment of sending, and does not belong in a file that may be
    passed on.
    """
    calendar = _calendar(CANCEL if appointment.state in OFF else PUBLISH)
    event = _event(appointment)
    event.add("organizer", _organizer())
    calendar.add_component(event)
    return _written(calendar, [appointment])


def feed(appointments: Iterable[Appointment]) -> bytes:
    """All these appointments, for a calendar that looks again by itself every hour."""
    rows = list(appointments)
    calendar = _calendar(PUBLISH)
    calendar.add("name", TITLE)
    calendar.add("x-wr-calname", TITLE)
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for row in rows:
        calendar.add_component(_event(row))
    return _written(calendar, rows)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", uid_of(appointment))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed_at.astimezone(dt.UTC))
    event.add("dtstart", appointment.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", appointment.ends_at.astimezone(AMSTERDAM))
    event.add("summary", TITLE)
    event.add("location", _where(appointment))
    event.add("status", "CANCELLED" if appointment.state in OFF else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("description", f"Verzetten of afzeggen mag altijd. Bel {settings.CONFIG.phone}.")
    return event


def _where(appointment: Appointment) -> str:
    if appointment.place is not None:
        return f"{appointment.place.name}, {appointment.place.address}"
    return WHERE[Kind(appointment.kind)]


def _organizer() -> vCalAddress:
    """Our own address, from which the mail comes too: a CANCEL without it is refused by calendars."""
    _, mail = parseaddr(settings.CONFIG.mail_from)
    address = vCalAddress(f"mailto:{mail}")
    address.params["CN"] = vText("Houvast")
    return address


def _written(calendar: Calendar, rows: list[Appointment]) -> bytes:
    """With the rules of the summer time from the first year that is in it to the year after the last."""
    years = [row.starts_at.astimezone(AMSTERDAM).year for row in rows]
    if years:
        calendar.add_missing_timezones(
            first_date=dt.date(min(years) - 1, 1, 1), last_date=dt.date(max(years) + 2, 1, 1)
        )
    return bytes(calendar.to_ical())
