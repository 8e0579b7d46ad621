"""Appointments as iCalendar files (RFC 5545, RFC 5546).

Takes   appointments, and for whom the file is.
Gives   bytes that every calendar reads, with the summer time of Amsterdam inside.
Knows   nothing of the request: a calendar is seen by others, at home and at work. So the title is
        "Afspraak Houvast", and no name, subject or address of a home is in it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from houvast.casework.appointments.models import OFF, Appointment, Kind, Left
from houvast.casework.appointments.slots import AMSTERDAM

TITLE = "Afspraak Houvast"
PRODUCT = "-//Houvast//Afspraken//NL"
WHERE = {Kind.PHONE: "Telefoon", Kind.HOME: "Thuis"}
PUBLISH, CANCEL = "PUBLISH", "CANCEL"


def uid_of(appointment: Appointment | Left) -> str:
    """The same for ever, whatever changes: by it a calendar knows that it is this appointment again."""
    return f"{appointment.appointment_id if isinstance(appointment, Left) else appointment.pk}@houvast"


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


def feed(appointments: Iterable[Appointment], left: Iterable[Left] = ()) -> bytes:
    """All these appointments, for a calendar that looks again by itself every hour. What went to somebody
    else stays in as cancelled: a calendar keeps what a feed no longer names (RFC 5545, 3.8.1.11)."""
    rows, gone = list(appointments), list(left)
    calendar = _calendar(PUBLISH)
    calendar.add("name", TITLE)
    calendar.add("x-wr-calname", TITLE)
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for row in rows:
        calendar.add_component(_event(row))
    for each in gone:
        calendar.add_component(_gone(each))
    return _written(calendar, [*rows, *gone])


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _gone(left: Left) -> Event:
    """It stood with this person once. When and where it is now is not theirs to know."""
    event = _begun(left, changed_at=left.at)
    event.add("status", "CANCELLED")
    return event


def _begun(row: Appointment | Left, *, changed_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", uid_of(row))
    event.add("sequence", row.sequence)
    event.add("dtstamp", changed_at.astimezone(dt.UTC))
    event.add("dtstart", row.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", row.ends_at.astimezone(AMSTERDAM))
    event.add("summary", TITLE)
    event.add("class", "PRIVATE")
    return event


def _event(appointment: Appointment) -> Event:
    event = _begun(appointment, changed_at=appointment.changed_at)
    event.add("location", _where(appointment))
    event.add("status", "CANCELLED" if appointment.state in OFF else "CONFIRMED")
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


def _written(calendar: Calendar, rows: Sequence[Appointment | Left]) -> bytes:
    """With the rules of the summer time from the first year that is in it to the year after the last."""
    years = [row.starts_at.astimezone(AMSTERDAM).year for row in rows]
    if years:
        calendar.add_missing_timezones(
            first_date=dt.date(min(years) - 1, 1, 1), last_date=dt.date(max(years) + 2, 1, 1)
        )
    return bytes(calendar.to_ical())
