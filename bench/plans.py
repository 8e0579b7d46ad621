"""How many rows PostgreSQL reads for a page, question by question: a page that reads more when the city grows
is a page that will be slow, long before anybody feels it.

Takes   a PostgreSQL database with the demo in it, and a crowd when it is to tell of some years from now.
Gives   per page: how many questions, how many rows were read for them, how long they took; and the questions
        that read most, with the tables that were walked from end to end.
Knows   nothing of what stands on a page.

    DATABASE_URL=postgres://... python -m bench.plans [--rows 500]
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
FEW = 5_000
"""Rows of a table that may be walked from end to end: an index would not be quicker."""


@dataclass(frozen=True)
class Question:
    """One question to the database, as it was really answered."""

    sql: str
    rows: int
    """Read from tables and indexes, also those that were thrown away."""
    walked: tuple[str, ...]
    """Tables of more than `FEW` rows that were read from end to end."""
    milliseconds: float


@dataclass
class Page:
    """All questions of one page."""

    name: str
    questions: list[Question] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """In all."""
        return sum(question.rows for question in self.questions)


def main(words: Sequence[str]) -> int:
    """Print every page; 1 when one reads more rows than it may, or walks a table of a crowd."""
    reader = argparse.ArgumentParser(prog="python -m bench.plans")
    reader.add_argument("--rows", type=int, default=20_000, help="the most that a page may read")
    asked = reader.parse_args(words)
    django.setup()
    bad = 0
    print(f"{'page':<22} {'questions':>9} {'rows read':>10} {'ms':>8}")
    for page in pages():
        took = sum(question.milliseconds for question in page.questions)
        print(f"{page.name:<22} {len(page.questions):>9} {page.rows:>10} {took:>8.1f}", flush=True)
        for question in sorted(page.questions, key=lambda each: -each.rows)[:3]:
            where = f" WALKS {', '.join(question.walked)}" if question.walked else ""
            print(
                f"    {question.rows:>8} rows {question.milliseconds:>7.1f} ms{where}  {question.sql[:150]}"
            )
        bad += page.rows > asked.rows or any(question.walked for question in page.questions)
    return 1 if bad else 0


def pages() -> Iterator[Page]:
    """Every page that is looked at, as somebody of the demo opens it."""
    from django.test import Client
    from django.test.utils import setup_test_environment

    from houvast.casework.api import HelpRequest
    from houvast.people.api import Professional, Role, active_duos, new_code_for

    setup_test_environment()
    led = Professional.objects.filter(role_rows__role=Role.TEAM_LEAD, active=True).values("team")
    duo = active_duos().filter(team__in=led).order_by("pk")[0]  # of the demo: a crowd has no leads
    lead = Professional.objects.filter(role_rows__role=Role.TEAM_LEAD, team=duo.team, active=True)[0]
    held = HelpRequest.objects.filter(duo=duo).exclude(phase="closed").order_by("opened_at")[0]
    at_work, leads, at_home = _signed_in(duo.first), _signed_in(lead), Client()
    at_home.post("/volg/", {"code": new_code_for(held.resident)})
    for name, client, path in (
        ("worklist", at_work, "/werk/"),
        ("worklist, page 5", at_work, "/werk/?pagina=5"),
        ("worklist, search", at_work, "/werk/?zoek=huur"),
        ("worklist, looking", at_work, "/werk/?toon=afspraak"),
        ("worklist, solved", at_work, "/werk/?toon=gesloten"),
        ("worklist of a lead", leads, "/werk/"),
        ("request", at_work, f"/werk/hulpvraag/{held.pk}/"),
        ("follow", at_home, "/volg/"),
        ("who looked", at_home, "/volg/gekeken/"),
        ("alarms", at_work, "/werk/alarmen/"),
        ("load of alarms", leads, "/werk/alarmen/druk/"),
        ("team", leads, "/werk/team/"),
        ("week", at_work, "/werk/agenda/"),
        ("buffer", at_work, "/werk/buffer/"),
    ):
        yield page_of(name, lambda client=client, path=path: client.get(path))  # type: ignore[misc]  # bound per turn


def page_of(name: str, open_it: Callable[[], Any]) -> Page:
    """The questions of one page, the second time: the first one fills what a process keeps."""
    from django.db import connection

    found: Page = Page(name)

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and not many:
            found.questions.append(_asked(execute, sql, params, context))
        return execute(sql, params, many, context)

    open_it()
    with connection.execute_wrapper(listen):
        answer = open_it()
    if answer.status_code != 200:
        raise LookupError(f"{name} answers {answer.status_code}: measuring it would tell nothing.")
    return found


def _asked(execute: Callable[..., Any], sql: str, params: Any, context: Any) -> Question:
    cursor = context["cursor"]
    execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params, False, context)
    (plan,) = cursor.fetchone()[0]
    nodes = list(_nodes(plan["Plan"]))
    walked = (n["Relation Name"] for n in nodes if n["Node Type"] == "Seq Scan" and _read(n) > FEW)
    return Question(sql, sum(map(_read, nodes)), tuple(walked), plan["Execution Time"])


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for under in plan.get("Plans", ()):
        yield from _nodes(under)


def _read(node: dict[str, Any]) -> int:
    """What a scan read, all its turns together; other nodes read nothing of their own."""
    if "Relation Name" not in node and node["Node Type"] != "Bitmap Index Scan":
        return 0
    thrown_away = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + thrown_away) * node["Actual Loops"])


def _signed_in(who: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
