"""Many at once, each with its own connection; and killed in the middle: never too much, never twice."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from houvast.money import api as money
from houvast.money import paying, releasing
from houvast.money.mandates import BudgetSpent, MandateTooSmall, give_budget, give_mandate
from houvast.money.models import Budget, Grant, PaymentFile, Way
from houvast.money.paying import NothingToPay
from houvast.money.tests.conftest import FRIDAY, House, given, need, new_house, new_token, somebody
from houvast.people.api import as_professional

CROWD = 12
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(transactional_db: None) -> House:
    return new_house()


def at_once(work: Callable[[int], object]) -> list[object]:
    """Twelve times at the same moment; an expected refusal is what comes back."""
    barrier = threading.Barrier(CROWD)

    def one(number: int) -> object:
        barrier.wait(timeout=30)
        try:
            return work(number)
        except (BudgetSpent, MandateTooSmall, NothingToPay) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(one, range(CROWD)))


def test_two_people_who_grant_at_once_never_overdraw_the_budget(house: House) -> None:
    give_mandate(
        house.dennis,
        most_per_grant=250_00,
        most_per_month=9000_00,
        may_release=True,
        by=house.joke,
        at=FRIDAY,
    )
    give_mandate(
        house.fatima,
        most_per_grant=250_00,
        most_per_month=9000_00,
        may_release=True,
        by=house.joke,
        at=FRIDAY,
    )
    people = [somebody() for _ in range(CROWD)]
    actors = [as_professional(house.fatima), as_professional(house.dennis)]

    done = at_once(
        lambda number: money.grant(
            people[number], need(150_00), actor=actors[number % 2], at=FRIDAY, token=new_token()
        )
    )

    assert sum(isinstance(each, Grant) for each in done) == 6, "six times 150 fits in 1000"
    assert Budget.objects.get().granted == 900_00
    assert list(money.broken()) == []


def test_one_mandate_used_at_once_never_exceeds_its_month(house: House) -> None:
    give_budget(house.noord, year=2026, cents=9000_00)
    people = [somebody() for _ in range(CROWD)]

    done = at_once(lambda number: given(house, people[number], need(200_00)))

    assert sum(isinstance(each, Grant) for each in done) == 3, "three times 200 fits in 600"


def test_a_form_sent_twelve_times_at_once_is_one_grant(house: House) -> None:
    samira = somebody()

    done = at_once(lambda _number: given(house, samira, token="one form"))

    assert {each.pk for each in done if isinstance(each, Grant)} == {Grant.objects.get().pk}


def test_twelve_people_who_make_a_file_at_once_make_each_payment_once(house: House) -> None:
    for _ in range(3):
        made = given(house, somebody(), need(50_00))
        releasing.release(made.pk, actor=as_professional(house.dennis), at=FRIDAY)
    dennis = as_professional(house.dennis)

    done = at_once(lambda _number: paying.make_file(actor=dennis, at=FRIDAY))

    assert sum(isinstance(each, PaymentFile) for each in done) == 1
    assert Grant.objects.filter(file=PaymentFile.objects.get()).count() == 3


KILLED = """
import os, signal, sys
import django
django.setup()
import datetime as dt
from houvast.money import paying
from houvast.people.api import Professional, as_professional
actor = as_professional(Professional.objects.get(display_name="Dennis"))
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "before": paying._log = die
made = paying.make_file(actor=actor, at=dt.datetime.fromisoformat(sys.argv[2]))
die()
"""


def address() -> str:
    """Of the database of this test, for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    where = str(told["HOST"]).replace("/", "%2F")
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{where}:{told['PORT']}/{told['NAME']}"


@pytest.mark.parametrize(("moment", "there"), [("before", False), ("after", True)])
def test_killed_while_a_file_is_made_every_payment_is_in_one_file(
    house: House, moment: str, there: bool
) -> None:
    samira = somebody()
    made = given(house, samira, need(50_00, Way.BANK))
    dennis = as_professional(house.dennis)
    releasing.release(made.pk, actor=dennis, at=FRIDAY)
    environ = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "houvast.settings"}

    process = subprocess.run(
        [sys.executable, "-c", KILLED, moment, FRIDAY.isoformat()],
        env=environ,
        capture_output=True,
        text=True,
    )

    assert process.returncode == -9, process.stderr
    assert PaymentFile.objects.exists() is there
    if there:
        with pytest.raises(NothingToPay):
            paying.make_file(actor=dennis, at=FRIDAY)
    else:
        paying.make_file(actor=dennis, at=FRIDAY)
    _, content = paying.fetch(PaymentFile.objects.get().pk, actor=dennis, at=FRIDAY)
    assert content.count(made.end_to_end_id.encode()) == 1
