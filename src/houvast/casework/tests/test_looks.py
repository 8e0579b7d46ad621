"""Who looked: the same look of one day stands in one line, for the duo and for the resident."""

import dataclasses
import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from houvast.casework.desk.page import LOOKS_SHOWN, looks_in
from houvast.casework.follow import looks, views
from houvast.ledger import api as ledger
from houvast.ledger.api import LogLine
from houvast.people.api import as_resident, new_resident

MORNING = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
LOOK = LogLine(
    at=MORNING, actor_kind="professional", who="Dennis Groot", organisation="Noord", action="look",
    purpose="u helpen", kind="gezin", on_behalf_of=None,
)  # fmt: skip


def test_the_same_look_of_one_day_is_one_line_with_its_newest_moment() -> None:
    later = dataclasses.replace(LOOK, at=MORNING + dt.timedelta(hours=2))
    other = dataclasses.replace(LOOK, kind="naam", at=MORNING + dt.timedelta(hours=1))

    found = looks_in([later, other, LOOK])

    assert [(look.newest, look.times) for look in found] == [(later, 2), (other, 1)]


def test_another_day_person_deed_or_reason_is_another_line() -> None:
    lines = [
        LOOK,
        dataclasses.replace(LOOK, who="Fatima Bouzid"),
        dataclasses.replace(LOOK, action="change"),
        dataclasses.replace(LOOK, purpose="uitrekenen"),
        dataclasses.replace(LOOK, at=MORNING - dt.timedelta(days=1)),
    ]

    assert [look.times for look in looks_in(lines)] == [1] * len(lines)


def test_so_many_are_shown_and_no_more() -> None:
    lines = [dataclasses.replace(LOOK, kind=f"kind {number}") for number in range(LOOKS_SHOWN + 3)]

    assert [look.newest for look in looks_in(lines)] == lines[:LOOKS_SHOWN]


def test_the_resident_reads_one_line_per_person_and_day_and_every_look_behind_it() -> None:
    change = dataclasses.replace(LOOK, action="change", purpose="geld", at=MORNING + dt.timedelta(hours=3))
    again = dataclasses.replace(LOOK, at=MORNING + dt.timedelta(hours=2))
    other = dataclasses.replace(LOOK, who="Fatima Bouzid", at=MORNING + dt.timedelta(hours=1))
    before = dataclasses.replace(LOOK, at=MORNING - dt.timedelta(days=1))

    found = looks.grouped([change, again, other, LOOK, before])

    assert [(one.who, len(one.looks), one.purposes) for one in found] == [
        ("Dennis Groot", 3, ("geld", "u helpen")),
        ("Fatima Bouzid", 1, ("u helpen",)),
        ("Dennis Groot", 1, ("u helpen",)),
    ]
    assert [one.changed for one in found] == [True, False, False]
    assert sum(len(one.looks) for one in found) == 5


def test_a_day_is_not_torn_over_two_pages_unless_it_is_larger_than_one() -> None:
    def hour(number: int) -> LogLine:
        return dataclasses.replace(LOOK, at=MORNING - dt.timedelta(hours=number))

    many = [hour(number) for number in range(looks.AT_ONCE + 1)]
    one_day = [LOOK] * (looks.AT_ONCE + 1)

    cut = looks.whole_days(many)
    torn = timezone.localdate(many[-1].at)

    assert looks.AT_ONCE - 24 <= len(cut) < looks.AT_ONCE
    assert all(timezone.localdate(line.at) != torn for line in cut)
    assert len(looks.whole_days(one_day)) == looks.AT_ONCE
    assert looks.whole_days(many[:7]) == many[:7]


@pytest.mark.django_db
def test_whoever_turns_the_pages_meets_every_look(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (looks, views):
        monkeypatch.setattr(place, "AT_ONCE", 6)
    resident, code = new_resident(at=MORNING, language="nl")
    me = as_resident(resident)
    for number in range(14):
        at = MORNING + dt.timedelta(hours=9 * number)
        ledger.record(at=at, actor=me, subject=resident, action="look", purpose="alles", kind="geld")
    client, address, met, pages = Client(), "/volg/gekeken/", 0, 0
    client.post("/volg/", {"code": code})
    everything = len(ledger.log_of(resident, limit=1000))

    while address:
        page = client.get(address).content.decode()
        met += page.count("<time datetime") - page.count('<details class="hv-explanation"')
        pages += 1
        onward = re.search(r'href="(\?vanaf=\d+)"', page)
        address = f"/volg/gekeken/{onward[1]}" if onward else ""

    assert met == everything
    assert pages > everything // 6
