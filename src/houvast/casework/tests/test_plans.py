"""No page of a request walks a table that grows with the city: each question has an index to go by.

The database itself is asked how it would answer. SQLite tells what it scans; PostgreSQL finds a walk through
a small table cheap, so it is asked not to walk where an index can serve. Figures: `python -m bench.plans`.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, opened
from houvast.people.api import Resident, new_resident

PAGES = (
    "worklist",
    "worklist of a lead",
    "looking",
    "request",
    "follow",
    "looks",
    "alarms",
    "load",
    "buffer",
)


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def openers(city: Neighbourhood) -> dict[str, Callable[[], Any]]:
    """What opens each page, for a request with a resident who came in."""
    resident, code = new_resident(at=MONDAY, language="nl")
    held: HelpRequest = opened(resident)
    at_work, leads, at_home = Client(), Client(), Client()
    for client, who in ((at_work, city.fatima), (leads, city.joke)):
        client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    at_home.post("/volg/", {"code": code})
    return {
        "worklist": lambda: at_work.get("/werk/"),
        "worklist of a lead": lambda: leads.get("/werk/"),
        "looking": lambda: at_work.get("/werk/?toon=afspraak"),
        "request": lambda: at_work.get(reverse("casework:request", args=[held.pk])),
        "follow": lambda: at_home.get("/volg/"),
        "looks": lambda: at_home.get("/volg/gekeken/"),
        "alarms": lambda: at_work.get(reverse("casework:alarms")),
        "load": lambda: leads.get(reverse("casework:alarm-load")),
        "buffer": lambda: at_work.get("/werk/buffer/"),
    }


def test_every_page_of_the_room_is_looked_at(openers: dict[str, Callable[[], Any]]) -> None:
    assert set(openers) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_no_table_that_grows_is_walked(name: str, openers: dict[str, Callable[[], Any]]) -> None:
    open_it = openers[name]
    open_it()

    assert walked(open_it) == []


def test_a_walk_is_found(openers: dict[str, Callable[[], Any]]) -> None:
    walk = HelpRequest.objects.filter(subject="huur")

    assert [table for table, _ in walked(lambda: list(walk))] == ["casework_helprequest"]


def walked(open_it: Callable[[], Any]) -> list[tuple[str, str]]:
    """The tables that grow and that this walks, each with its question."""
    growing = _growing()
    found: list[tuple[str, str]] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            walks = growing & set(_walks(execute, sql, params, context))
            found.extend((table, sql) for table in sorted(walks))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        answer = open_it()
    assert getattr(answer, "status_code", 200) == 200
    return found


def _growing() -> set[str]:
    """Tables that hold rows of residents: whatever leads to one; and the ledger, which leads to nobody."""
    found: set[type[models.Model]] = {Resident}
    while more := {
        model
        for model in set(apps.get_models()) - found
        if any(
            field.related_model in found
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and not field.null
        )
    }:
        found |= more
    return {model._meta.db_table for model in found} | {"ledger_entry"}


def _walks(execute: Callable[..., Any], sql: str, params: Any, context: Any) -> Iterator[str]:
    """The tables that would be read from end to end."""
    cursor = context["cursor"]
    if connection.vendor == "sqlite":
        execute(f"EXPLAIN QUERY PLAN {sql}", params, False, context)
        told = [str(row[3]) for row in cursor.fetchall()]
        called = dict(re.findall(r'"(\w+)" ([A-Z]\d+)\b', sql))
        tables = {alias: table for table, alias in called.items()}
        yield from (
            tables.get(name, name) for name in (line.split()[1] for line in told if line[:4] == "SCAN")
        )
        return
    execute("SET enable_seqscan = off", None, False, context)
    execute(f"EXPLAIN (FORMAT JSON) {sql}", params, False, context)
    (plan,) = cursor.fetchone()[0]
    execute("RESET enable_seqscan", None, False, context)
    yield from _walked_in(plan["Plan"])


def _walked_in(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for under in plan.get("Plans", ()):
        yield from _walked_in(under)
