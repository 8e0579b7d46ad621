"""What must be true of all requests together, looked up instead of believed.

Takes   the tables of this room, the rules that its sub-apps add, and the moment.
Gives   what is broken: the rule, in words, and the references of the requests.
Knows   nothing of how it broke. The database holds most of these itself; this finds what was written past
it, and
        what one row alone cannot show.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from houvast.casework.holders import OPEN
from houvast.casework.models import Alarm, Event, Handover, HelpRequest, RunningClock
from houvast.casework.states import Phase

CLOSED = Q(phase=Phase.CLOSED.value)


@dataclass(frozen=True)
class Broken:
    """One rule that does not hold, and for which requests (at most a hundred are named)."""

    rule: str
    references: tuple[str, ...]


def _running(model: type[RunningClock] | type[Alarm] | type[Handover], ended: str) -> Exists:
    return Exists(model.objects.filter(request=OuterRef("pk"), **{f"{ended}__isnull": True}))


Query = Callable[[dt.datetime], QuerySet[HelpRequest]]
"""The requests for which a rule does not hold at a moment."""


def _requests(*conditions: Q | Exists) -> Query:
    return lambda at: HelpRequest.objects.filter(*conditions)


RULES: dict[str, Query] = {
    "an open request has a duo, a step, a ball, a due date and a next-contact date": _requests(
        OPEN,
        Q(duo__isnull=True)
        | Q(step__isnull=True)
        | Q(ball__isnull=True)
        | Q(due_on__isnull=True)
        | Q(next_contact_on__isnull=True),
    ),
    "a request points at a step of its own": _requests(Q(step__isnull=False), ~Q(step__request=F("pk"))),
    "the step of an open request is not done": _requests(OPEN, Q(step__done_at__isnull=False)),
    "a closed request was closed by the resident's word": lambda at: HelpRequest.objects.filter(
        CLOSED
    ).exclude(Exists(Event.objects.filter(request=OuterRef("pk"), change="solved", by_resident=True))),
    "no clock runs for a closed request": _requests(CLOSED, _running(RunningClock, "stopped_at")),
    "no alarm rings for a closed request": _requests(CLOSED, _running(Alarm, "ended_at")),
    "no duo is asked to take over a closed request": _requests(CLOSED, _running(Handover, "ended_at")),
    "the duo of an open request is at work": _requests(OPEN, Q(duo__active=False)),
}


_added: dict[str, Query] = {}


def add(rule: str, query: Query) -> None:
    """A rule of a sub-app, in words."""
    _added[rule] = query


def broken(*, at: dt.datetime) -> Iterable[Broken]:
    """Every rule that does not hold at this moment; nothing when all is well."""
    for rule, query in (RULES | _added).items():
        references = tuple(query(at).values_list("reference", flat=True)[:100])
        if references:
            yield Broken(rule, references)
