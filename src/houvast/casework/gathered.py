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
from typing import Any, cast
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet

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
from houvast.prepared import Given, Prepared


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
    _asked.cache_clear()


def gather(request: HelpRequest, *, without: frozenset[str] = frozenset()) -> HelpRequest:
    """Read everything around this request, save what a page does not show; gives the same request. Done
    before, it does nothing."""
    if request.gathered is not None:
        return request
    there = _there(request)
    kept = _kept_on(request)
    for each in _tables.values():
        if not each.name or each.name in kept or (each.name in without and each.model in there):
            continue
        if each.model in there:
            rows = _rows(each.model, each.about, each.with_them)(id=_whose(request, each))
            _keep(request, each.name, rows)
            for name in each.then:
                _gather_under(rows, name, request, each, there=there)
        else:
            kept[each.name] = _nothing(each.model)
    request.gathered = Gathered(there)
    return request


def may_be_there(request: HelpRequest, model: type[models.Model]) -> bool:
    """Whether there can be rows of this table: no only after `gather` found none."""
    return request.gathered is None or model in request.gathered.tables


def _there(request: HelpRequest) -> frozenset[type[models.Model]]:
    """The tables that say anything about this request."""
    value = HelpRequest._meta.pk.get_db_prep_value
    ids = {"request": value(request.pk, connection), "resident": value(request.resident_id, connection)}
    with connection.cursor() as cursor:
        cursor.execute(_question(connection.vendor), [ids[about] for _, about in _asked()])
        answers = cursor.fetchone()
    return frozenset(model for (model, _), there in zip(_asked(), answers, strict=True) if there)


@functools.cache
def _asked() -> tuple[tuple[type[models.Model], str], ...]:
    """Each table of the question, with whose id it is asked about."""
    found = []
    for each in _tables.values():
        found.append((each.model, each.about))
        found += [(_under(each.model, name).model, each.about) for name in each.then]
    return tuple(found)


@functools.cache
def _question(vendor: str) -> str:
    """One question for all tables, made once: the names come from our own models, the ids are parameters."""
    quoted = connection.ops.quote_name
    asked = []
    for each in _tables.values():
        table, column = quoted(each.model._meta.db_table), quoted(f"{each.about}_id")
        asked.append(f"EXISTS (SELECT 1 FROM {table} WHERE {column} = %s)")  # noqa: S608 - names of our own tables; the ids are parameters
        for name in each.then:
            field = _under(each.model, name)
            under, points = quoted(field.model._meta.db_table), quoted(str(field.column))
            joined = f"{under} JOIN {table} ON {under}.{points} = {table}.{quoted('id')}"
            asked.append(f"EXISTS (SELECT 1 FROM {joined} WHERE {table}.{column} = %s)")  # noqa: S608 - idem
    return f"SELECT {', '.join(asked)}"


def _under(model: type[models.Model], name: str) -> "models.ForeignKey[Any, Any]":
    """The key by which rows of another table point at this one, that calls them so."""
    return cast("models.ForeignKey[Any, Any]", model._meta.get_field(name).remote_field)


def _whose(request: HelpRequest, each: Around) -> UUID:
    return request.pk if each.about == "request" else request.resident_id


@functools.cache
def _rows(model: type[models.Model], about: str, with_them: tuple[str, ...] = ()) -> Prepared[Any]:
    """The rows of a table about one request or resident; asked again and again."""

    def question() -> QuerySet[Any]:
        rows = model._default_manager.filter(**{about: Given("id")})
        # Without names, Django would read every row that these point to.
        return rows.select_related(*with_them) if with_them else rows

    return Prepared(question)


def _gather_under(
    rows: list[Any], name: str, request: HelpRequest, each: Around, *, there: frozenset[type[models.Model]]
) -> None:
    """The rows that point at each of these, in one question; none when there are none at all."""
    field = _under(each.model, name)
    found: dict[Any, list[Any]] = {}
    if field.model in there:
        for row in _rows(field.model, f"{field.name}__{each.about}")(id=_whose(request, each)):
            found.setdefault(getattr(row, field.attname), []).append(row)
    for row in rows:
        if row.pk in found:
            _keep(row, name, found[row.pk])
        else:
            _kept_on(row)[name] = _nothing(field.model)


def _kept_on(row: models.Model) -> dict[str, QuerySet[Any]]:
    """Where Django looks first when it is asked for the rows that point at this one."""
    kept: dict[str, QuerySet[Any]] = vars(row).setdefault("_prefetched_objects_cache", {})
    return kept


def _keep(row: models.Model, name: str, rows: list[Any]) -> None:
    """Let this row answer with these, as Django's own prefetching would: each knows to whom it belongs."""
    points = _under(type(row), name)
    for each in rows:
        points.set_cached_value(each, row)
    answer = getattr(row, name).get_queryset()
    answer._result_cache, answer._prefetch_done = rows, True
    _kept_on(row)[name] = answer


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
