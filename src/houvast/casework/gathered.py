"""What stands around one request, read in as few questions to the database as there are kinds of rows.

Takes   a request whose whole page is about to be shown.
Gives   the same request, on which `request.guests.all()` and its neighbours answer without asking again.
Knows   nothing of who may see it, and nothing of pages.

Most requests have no guest, no alarm and no decision. One question finds out which tables say anything about
this one; only those are read. Whoever writes takes a fresh row (`acts.walk`), so nothing here is ever old.
A sub-app adds its own table with `add`.
"""

import functools
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from houvast.casework.models import (
    Agreement,
    Alarm,
    Assignment,
    Consult,
    Contact,
    Decision,
    Event,
    Gathered,
    Guest,
    Handover,
    HelpRequest,
    QuestionLine,
    RunningClock,
    Step,
)


@dataclass(frozen=True)
class Around:
    """One table of rows about a request."""

    model: type[models.Model]
    name: str = ""
    """How a request calls these rows; empty when it has no name for them: then only whether there are any."""
    with_them: tuple[str, ...] = ()
    """What is read in the same question."""
    then: tuple[str, ...] = ()
    """What is read after them, when there are any."""
    about: str = "request"
    """Which column says whose rows these are: the request, or its resident."""


AUTHOR = ("by", "mandate__professional__organisation")
_tables: dict[type[models.Model], Around] = {}


def add(*tables: Around) -> None:
    """Let these rows be gathered too."""
    _tables.update({each.model: each for each in tables})
    _question.cache_clear()


def gather(request: HelpRequest, *, without: frozenset[str] = frozenset()) -> HelpRequest:
    """Read everything around this request, save what a page does not show; gives the same request. Done
    before, it does nothing."""
    if request.gathered is not None:
        return request
    there = _there(request)
    kept: dict[str, QuerySet[Any]] = vars(request).setdefault("_prefetched_objects_cache", {})
    wanted: list[str | Prefetch[Any]] = []
    for each in _tables.values():
        if not each.name or each.name in kept or (each.name in without and each.model in there):
            continue
        if each.model in there:
            rows = each.model._default_manager.all()
            if each.with_them:  # without names, Django would read every row that these point to
                rows = rows.select_related(*each.with_them)
            wanted += [Prefetch(each.name, queryset=rows), *(f"{each.name}__{name}" for name in each.then)]
        else:
            kept[each.name] = _nothing(each.model)
    prefetch_related_objects([request], *wanted)
    request.gathered = Gathered(there)
    return request


def may_be_there(request: HelpRequest, model: type[models.Model]) -> bool:
    """Whether there can be rows of this table: no only after `gather` found none."""
    return request.gathered is None or model in request.gathered.tables


def _there(request: HelpRequest) -> frozenset[type[models.Model]]:
    """The tables that say anything about this request."""
    with connection.cursor() as cursor:
        ids = {"request": request.pk, "resident": request.resident_id}
        asked = [
            HelpRequest._meta.pk.get_db_prep_value(ids[each.about], connection) for each in _tables.values()
        ]
        cursor.execute(_question(connection.vendor), asked)
        answers = cursor.fetchone()
    return frozenset(model for model, there in zip(_tables, answers, strict=True) if there)


@functools.cache
def _question(vendor: str) -> str:
    """One question for all tables, made once: the names come from our own models, the ids are parameters."""
    quoted = connection.ops.quote_name
    columns = {model: f"{each.about}_id" for model, each in _tables.items()}
    asked = (
        f"EXISTS (SELECT 1 FROM {quoted(model._meta.db_table)} WHERE {quoted(column)} = %s)"  # noqa: S608 - names of our own tables; the ids are parameters
        for model, column in columns.items()
    )
    return f"SELECT {', '.join(asked)}"


@functools.cache
def _nothing(model: type[models.Model]) -> QuerySet[Any]:
    """No rows, asked once and for all."""
    rows = model._default_manager.none()
    assert not rows  # and so it has its answer
    return rows


add(
    Around(QuestionLine, "lines"),
    Around(Contact, "contacts", with_them=AUTHOR),
    Around(Event, "events", with_them=(*AUTHOR, "step")),
    Around(Step, "steps"),
    Around(RunningClock, "clocks", then=("pauses",)),
    Around(Handover, "handovers", with_them=("to_duo__first", "to_duo__second", "from_duo")),
    Around(Agreement, "agreements", with_them=("first",)),
    Around(Decision, "decisions", with_them=("first", "second")),
    Around(Alarm, "alarms", then=("deliveries",)),
    Around(Guest, "guests", with_them=("professional__organisation",), then=("part_rows",)),
    Around(Consult, "consults", with_them=("asked__organisation",)),
    Around(Assignment, "assignments"),
)
