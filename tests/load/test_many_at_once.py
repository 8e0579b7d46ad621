"""Sixteen people keep their question at the same moment, on a Houvast that really runs."""

import http.client
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from tools.served import run, served
from tools.with_postgres import private_cluster

pytestmark = pytest.mark.slow
PEOPLE = 16


class Visitor:
    """One person's browser: cookies, the seal of the last page, and every status that came back."""

    def __init__(self, address: str, name: str) -> None:
        self.place, self.name = urlsplit(address).netloc, name
        self.cookies: dict[str, str] = {}
        self.seal = ""
        self.statuses: list[int] = []

    def open(self, path: str, **form: str) -> str:
        """Open a page, or send its form when there are fields; gives where it leads on to, if anywhere."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": jar, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**form, "csrfmiddlewaretoken": self.seal}) if form else None
        with closing(http.client.HTTPConnection(self.place, timeout=60)) as line:
            line.request("POST" if form else "GET", path, body, headers)
            answer = line.getresponse()
            page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        self.seal = found[1] if found else self.seal
        self.statuses.append(answer.status)
        return answer.headers.get("Location", "")

    def keeps_a_question(self) -> str:
        """From the front page to the code; gives the last address."""
        self.open("/")
        self.open("/", woorden=f"Ik ben {self.name} en mijn huur ging omhoog. 🙏")
        self.open("/bewaren/")
        return self.open("/bewaren/", naam=self.name)


@contextmanager
def _storage() -> Iterator[dict[str, str]]:
    """The same kind of database as the suite runs on, but one of its own."""
    if connection.vendor == "sqlite":
        yield {}
    else:
        with private_cluster() as cluster:
            yield {"DATABASE_URL": cluster.url}


def test_sixteen_people_keep_a_question_at_once_and_nobody_gets_an_error(tmp_path: Path) -> None:
    with _storage() as settings:
        run("migrate", data=tmp_path, settings=settings)
        run("load-demo", data=tmp_path, settings=settings)
        with served(tmp_path, settings, workers=2) as address:
            visitors = [Visitor(address, f"mens {number}") for number in range(PEOPLE)]
            with ThreadPoolExecutor(PEOPLE) as together:
                ends = list(together.map(Visitor.keeps_a_question, visitors))
        proof = run("verify-ledger", data=tmp_path, settings=settings)
        rules = run("check-invariants", data=tmp_path, settings=settings)

    assert {status for visitor in visitors for status in visitor.statuses} == {200, 302}
    assert ends == ["/bewaren/code/"] * len(visitors)
    assert proof
    assert rules
