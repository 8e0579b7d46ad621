"""Which request a grant was for, and whose money the bank refused.

Takes   the form with which money was granted.
Gives   its request: `money` keeps the form and knows of no requests, so the form tells.
Knows   nothing of amounts or accounts.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from houvast.casework.models import Alarm, HelpRequest
from houvast.casework.states import Phase
from houvast.money import api as money

UNPAID = "unpaid"
"""The alarm's rule."""


def form_of(request: HelpRequest, token: str) -> str:
    """The form of a grant as `money` knows it: it leads back to its request."""
    return f"{request.pk} {token}"[:64]


def request_of(form: str) -> UUID | None:
    """The request of which this form was; None for a form of anything else."""
    try:
        return UUID(form.split(" ")[0])
    except ValueError:
        return None


def waiting(on: dt.date) -> Iterable[tuple[UUID, dt.date | None]]:
    """Requests whose money has not left again. Who did something about it today is not rung for it today."""
    late = {request_of(form): day for form, day in money.refused_and_waiting()}
    # What rings stays in; what ended today is left alone until tomorrow.
    quiet = Alarm.objects.filter(rule=UNPAID, ended_at__date=on).values("request")
    held = HelpRequest.objects.filter(pk__in=[pk for pk in late if pk]).exclude(phase=Phase.CLOSED.value)
    return [(pk, late[pk]) for pk in held.exclude(pk__in=quiet).values_list("pk", flat=True)]
