"""Who still waits for a moment, on the worklist.

Takes   the requests of the list.
Gives   a reason to stand there, since when, and a filter; read along with the list's own question.
Knows   nothing of other reasons.
"""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.dateformat import format as date_format
from django.utils.timezone import localdate

from houvast.casework.appointments.models import Appointment, State
from houvast.casework.desk import worklist
from houvast.casework.desk.worklist import Reason
from houvast.casework.models import HelpRequest

KEY = "looking"


def _looking() -> QuerySet[Appointment]:
    return Appointment.objects.filter(request=OuterRef("pk"), state=State.LOOKING)


def _words(request: HelpRequest, on: dt.date) -> str:
    since = localdate(getattr(request, f"since_{KEY}"))
    return f"wacht op een nieuwe afspraak sinds {date_format(since, 'D j M').lower()}"


WAITS = Reason(
    KEY,
    "Zoekt een moment",
    "amber",
    "calendar",
    lambda on: Exists(_looking()) & Q(),
    _words,
    since=Subquery(_looking().order_by("changed_at").values("changed_at")[:1]),
)


def add() -> None:
    """Take its place: after an answer that is owed, before a hand-over that others must answer."""
    worklist.add(WAITS, after="answer", show="afspraak", words="Wie op een afspraak wacht")
