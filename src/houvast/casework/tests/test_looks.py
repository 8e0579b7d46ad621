"""Who looked, on the page of a request: the same look of one day stands in one line."""

import dataclasses
import datetime as dt

from houvast.casework.desk.page import LOOKS_SHOWN, looks_in
from houvast.ledger.api import LogLine

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
