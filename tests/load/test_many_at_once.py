"""Sixteen people keep their question at the same moment, on a Houvast that really runs."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.load.storage import storage
from tests.load.visitor import Visitor
from tools.served import run, served

pytestmark = pytest.mark.slow
PEOPLE = 16


class Asker(Visitor):
    """One person who keeps a question."""

    def keeps_a_question(self) -> str:
        """From the front page to the code; gives the last address."""
        self.open("/")
        self.open("/", woorden=f"Ik ben {self.name} en mijn huur ging omhoog. 🙏")
        self.open("/bewaren/")
        return self.open("/bewaren/", naam=self.name)


def test_sixteen_people_keep_a_question_at_once_and_nobody_gets_an_error(tmp_path: Path) -> None:
    with storage() as settings:
        run("migrate", data=tmp_path, settings=settings)
        run("load-demo", data=tmp_path, settings=settings)
        with served(tmp_path, settings, workers=2) as address:
            visitors = [Asker(address, f"mens {number}") for number in range(PEOPLE)]
            with ThreadPoolExecutor(PEOPLE) as together:
                ends = list(together.map(Asker.keeps_a_question, visitors))
        proof = run("verify-ledger", data=tmp_path, settings=settings)
        rules = run("check-invariants", data=tmp_path, settings=settings)

    assert {status for visitor in visitors for status in visitor.statuses} == {200, 302}
    assert ends == ["/bewaren/code/"] * len(visitors)
    assert proof
    assert rules
