"""A word the day before.

Takes   the moment.
Gives   one reminder for each appointment of tomorrow, however often the job runs.
Knows   nothing of channels.
"""

import datetime as dt
from uuid import UUID

from houvast.casework.appointments import telling
from houvast.casework.appointments.models import Appointment, State
from houvast.casework.appointments.slots import AMSTERDAM
from houvast.ledger import api as ledger


def remind(*, at: dt.datetime) -> int:
    """Tell everybody whose appointment is tomorrow in Amsterdam and who was not told yet; how many."""
    day = at.astimezone(AMSTERDAM).date() + dt.timedelta(days=1)
    first = dt.datetime.combine(day, dt.time(), tzinfo=AMSTERDAM)
    due = Appointment.objects.filter(
        state=State.BOOKED,
        reminded_at__isnull=True,
        starts_at__gte=first,
        starts_at__lt=dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=AMSTERDAM),
    )
    return sum(ledger.in_one_piece(lambda pk=pk: _one(pk, at)) for pk in due.values_list("pk", flat=True))  # type: ignore[misc]  # bound per turn


def _one(pk: UUID, at: dt.datetime) -> int:
    """Mark and tell in one transaction: a machine that stops halfway does neither."""
    locked = Appointment.objects.select_for_update(of=("self",)).select_related("request__resident", "place")
    appointment = locked.filter(pk=pk, state=State.BOOKED, reminded_at__isnull=True).first()
    if appointment is None:
        return 0
    appointment.reminded_at = at
    appointment.save(update_fields=["reminded_at"])
    telling.tomorrow(appointment, at=at)
    return 1
