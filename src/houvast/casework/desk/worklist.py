"""Who waits longest for us, what breaks today, what is due this week; and why it stands on top.

Takes   an actor, the day, and what the list is filtered on.
Gives   one page of the worklist and the figures above it, in four questions to the database.
Knows   nothing of pages or names. The reasons are one table: the order of the list and the words come from
it. A sub-app adds a reason of its own with `add`; this file imports none.
"""

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.dateformat import format as date_format

from houvast.casework import holders, workdays
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.holders import OPEN
from houvast.casework.models import Handover, HelpRequest, RunningClock
from houvast.casework.states import Phase
from houvast.people.api import Actor
from houvast.prepared import Given, Prepared

PER_PAGE = 20


@dataclass(frozen=True)
class Reason:
    """Why a request stands where it stands. The first reason of the table that holds is the one that is
    shown."""

    key: str
    badge: str
    kind: str
    icon: str
    when: Callable[[dt.date], Q]
    words: Callable[[HelpRequest, dt.date], str]
    since: Combinable | None = None
    """From when on it holds, for `words`: read along with the row as `since_<key>`. Such a reason is told
    beside one that goes before it too, and the list can be filtered on it."""


def _short(day: dt.date | None) -> str:
    return date_format(day, "D j M").lower() if day else ""


def _waited(request: HelpRequest, on: dt.date) -> str:
    days = (on - request.waits_since.date()).days
    return "sinds vandaag" if days <= 0 else f"{days} {'dag' if days == 1 else 'dagen'}"


def _before(what: str, day: dt.date | None, on: dt.date) -> str:
    return f"vandaag {what}" if day is not None and day <= on else f"{what} uiterlijk {_short(day)}"


def _ringing(on: dt.date) -> QuerySet[RunningClock]:
    return RunningClock.objects.filter(request=OuterRef("pk"), stopped_at__isnull=True, due_on__lte=on)


REASONS: list[Reason] = [
    Reason(
        "emergency",
        "Spoed",
        "red",
        "bell-ringing",
        lambda on: Q(urgency=Urgency.EMERGENCY.value, ball=Ball.US.value),
        lambda request, on: _before("iets doen", request.due_on, on),
    ),
    Reason(
        "clock",
        "Wettelijke termijn",
        "red",
        "scale",
        lambda on: Exists(_ringing(on)) & Q(),
        lambda request, on: "de termijn loopt vandaag af of is voorbij",
    ),
    Reason(
        "threat",
        "Dreiging",
        "red",
        "home-bolt",
        lambda on: Q(urgency=Urgency.THREAT.value, ball=Ball.US.value),
        lambda request, on: _before("iets doen", request.due_on, on),
    ),
    Reason(
        "alarm",
        "Staat stil",
        "red",
        "bell-ringing",
        lambda on: Q(next_contact_on__lt=on),
        lambda request, on: f"bericht was beloofd voor {_short(request.next_contact_on)}",
    ),
    Reason(
        "today",
        "Vandaag",
        "amber",
        "clock",
        lambda on: Q(ball=Ball.US.value, due_on__lte=on) | Q(next_contact_on=on),
        lambda request, on: (
            "onze stap moet vandaag klaar"
            if request.due_on is not None and request.due_on <= on
            else "vandaag bericht beloofd"
        ),
    ),
    Reason(
        "answer",
        "Nieuw bericht",
        "blue",
        "message-circle",
        lambda on: Q(answer_owed_since__isnull=False),
        lambda request, on: "de bewoner wacht op antwoord",
    ),
    Reason(
        "handover",
        "Overdracht",
        "blue",
        "users",
        lambda on: Exists(Handover.objects.filter(request=OuterRef("pk"), ended_at__isnull=True)) & Q(),
        lambda request, on: "een duo is gevraagd om over te nemen",
    ),
    Reason(
        "new",
        "Nieuw",
        "blue",
        "mail-opened",
        lambda on: Q(phase=Phase.RECEIVED.value),
        lambda request, on: _before("lezen", request.due_on, on),
    ),
    Reason(
        "week",
        "Deze week",
        "amber",
        "clock",
        lambda on: (
            Q(ball=Ball.US.value, due_on__lte=end_of_week(on)) | Q(next_contact_on__lte=end_of_week(on))
        ),
        lambda request, on: (
            _before("klaar", request.due_on, on)
            if request.due_on is not None and request.due_on <= end_of_week(on)
            else _before("bericht", request.next_contact_on, on)
        ),
    ),
]
RUNNING = Reason(
    "running",
    "Loopt",
    "green",
    "circle-check",
    lambda on: Q(),
    lambda request, on: _before("bericht", request.next_contact_on, on),
)
SOLVED = Reason(
    "solved",
    "Opgelost",
    "green",
    "circle-check",
    lambda on: Q(),
    lambda request, on: f"sinds {_short(request.solved_at.date() if request.solved_at else None)}",
)
ALARMS = ("emergency", "clock", "threat", "alarm")

FILTERS: dict[str, str] = {
    "": "Alles wat loopt",
    "alarm": "Wat stilstaat of spoed heeft",
    "ons": "Wat op ons wacht",
    "vandaag": "Wat vandaag moet",
    "week": "Wat deze week moet",
    "nieuw": "Nieuwe vragen",
    "gesloten": "Wat is opgelost",
}


def add(reason: Reason, *, after: str, show: str, words: str) -> None:
    """A reason of a sub-app, at its place in the table, and a filter on it; added twice it is there once."""
    keys = [each.key for each in REASONS]
    if reason.key not in keys:
        REASONS.insert(keys.index(after) + 1, reason)
        FILTERS[show], _SHOWN[show] = words, reason.key
        for written in (_totals, _rows, _place):
            written.cache_clear()


_SHOWN: dict[str, str] = {}
"""The reason that an added filter shows."""


@dataclass(frozen=True)
class Line:
    """One request on the list, with why it stands there."""

    request: HelpRequest
    reason: Reason
    why: str
    lies_with: str
    waited: str
    beside: tuple[str, ...] = ()
    """What holds too, for how long: of reasons that are told beside the first."""


@dataclass(frozen=True)
class Worklist:
    """One page, and the figures over all that this actor holds."""

    lines: tuple[Line, ...]
    alarms: int
    this_week: int
    running: int
    found: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; one when there is nothing."""
        return max(1, -(-self.found // PER_PAGE))


def worklist(actor: Actor, *, on: dt.date, show: str = "", search: str = "", page: int = 1) -> Worklist:
    """What this actor holds, most urgent first. An unknown filter shows everything that runs."""
    held = holders.held_by(actor, on=on)
    # What somebody searches for is theirs, so the SQL with it is kept by nobody.
    totals_of, rows_of = (_written_totals, _written_rows) if search.strip() else (_totals, _rows)
    ((alarms, this_week, running, found),) = totals_of(show, on, search)(**held)
    page = min(max(1, page), max(1, -(-found // PER_PAGE)))
    return Worklist(
        lines=tuple(_line(row, on) for row in rows_of(show, on, search, page)(**held)),
        alarms=alarms,
        this_week=this_week,
        running=running,
        found=found,
        page=page,
    )


def lies_with(request: HelpRequest) -> str:
    """Who has the ball, in a few words."""
    if request.ball == Ball.OTHER.value:
        return request.ball_with
    return {Ball.US.value: "Bij ons", Ball.RESIDENT.value: "Bij de bewoner"}.get(request.ball or "", "")


def reason_of(request: HelpRequest, on: dt.date) -> Reason:
    """Why this one request stands where it stands: the same table, for the request page."""
    ((rank, *since),) = _place(on)(id=request.pk)
    for name, value in zip(_since(), since, strict=True):
        setattr(request, name, value)
    return _reason(request, rank)


def end_of_week(on: dt.date) -> dt.date:
    """The last working day of the week of `on`; in a weekend: of the coming week."""
    first = workdays.working_day_from(on)
    friday = first + dt.timedelta(days=4 - first.weekday())
    while not workdays.is_working_day(friday) and friday > first:
        friday -= dt.timedelta(days=1)
    return friday


def _written_totals(show: str, on: dt.date, search: str) -> Prepared[tuple[int, int, int, int]]:
    """The figures over all that somebody holds, and how many of them the list shows."""
    ours = OPEN | Q(phase=Phase.CLOSED.value) if show == "gesloten" else OPEN
    return Prepared(
        lambda: (
            HelpRequest.objects.filter(holders.HELD, ours)
            .order_by()
            .values(all=Value(1))  # they are counted as one group, so as one row
            .annotate(
                ringing=Count("pk", filter=OPEN & _any(ALARMS, on)),
                soon=Count("pk", filter=OPEN & _any((*ALARMS, "today", "week"), on)),
                running=Count("pk", filter=OPEN),
                found=Count("pk", filter=_chosen(show, on) & _searched(search)),
            )
            .values_list("ringing", "soon", "running", "found")
        )
    )


def _written_rows(show: str, on: dt.date, search: str, page: int) -> Prepared[HelpRequest]:
    """One page of the list."""
    chosen = HelpRequest.objects.filter(holders.HELD, _chosen(show, on) & _searched(search))
    return Prepared(lambda: _ordered(chosen, on)[(page - 1) * PER_PAGE : page * PER_PAGE])


_totals = functools.lru_cache(maxsize=64)(_written_totals)
_rows = functools.lru_cache(maxsize=64)(_written_rows)


@functools.lru_cache(maxsize=4)
def _place(on: dt.date) -> Prepared[tuple[Any, ...]]:
    """Where one request stands on this day, and since when."""
    since = _since()
    return Prepared(
        lambda: (
            HelpRequest.objects.filter(pk=Given("id"))
            .annotate(rank=_rank(on), **since)
            .values_list("rank", *since)
        )
    )


def _chosen(show: str, on: dt.date) -> Q:
    if show == "gesloten":
        return Q(phase=Phase.CLOSED.value)
    return OPEN & {
        "alarm": _any(ALARMS, on),
        "ons": Q(ball=Ball.US.value),
        "vandaag": _any((*ALARMS, "today"), on),
        "week": _any((*ALARMS, "today", "week"), on),
        "nieuw": Q(phase=Phase.RECEIVED.value),
    }.get(show, _any((_SHOWN[show],), on) if show in _SHOWN else Q())


def _searched(search: str) -> Q:
    words = search.strip()
    return Q(reference__icontains=words) | Q(subject__icontains=words) if words else Q()


def _any(keys: tuple[str, ...], on: dt.date) -> Q:
    found = Q(pk__in=[])
    for reason in REASONS:
        if reason.key in keys:
            found |= reason.when(on)
    return found


def _ordered(requests: QuerySet[HelpRequest], on: dt.date) -> QuerySet[HelpRequest]:
    return (
        requests.annotate(
            rank=_rank(on),
            not_ours=Case(
                When(ball=Ball.US.value, then=Value(0)), default=Value(1), output_field=IntegerField()
            ),
            waits=Coalesce(F("answer_owed_since"), F("waits_since")),
            **_since(),
        )
        .select_related("step")
        .defer("story")
        .order_by("rank", "not_ours", "waits", "pk")
    )


def _since() -> dict[str, Combinable]:
    return {f"since_{reason.key}": reason.since for reason in REASONS if reason.since is not None}


def _rank(on: dt.date) -> Case:
    """The place in the table of the first reason that holds."""
    ranks = [When(reason.when(on), then=Value(rank)) for rank, reason in enumerate(REASONS)]
    return Case(*ranks, default=Value(len(REASONS)), output_field=IntegerField())


def _reason(row: HelpRequest, rank: int) -> Reason:
    if not row.is_open:
        return SOLVED
    return REASONS[rank] if rank < len(REASONS) else RUNNING


def _line(row: HelpRequest, on: dt.date) -> Line:
    reason = _reason(row, row.rank)  # type: ignore[attr-defined]  # annotated in `_ordered`
    return Line(
        request=row,
        reason=reason,
        why=reason.words(row, on),
        lies_with=lies_with(row),
        waited=_waited(row, on),
        beside=tuple(
            each.words(row, on)
            for each in REASONS
            if each is not reason and getattr(row, f"since_{each.key}", None) is not None
        ),
    )
