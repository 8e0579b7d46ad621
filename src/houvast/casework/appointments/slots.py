"""The half hours of the world, each with a number, and which of them are free.

Takes   hours on the clock of Amsterdam, and the half hours that are taken.
Gives   the half hours at which an appointment can begin.
Knows   nothing of people, requests or Django.

A half hour is counted from 1 January 1970 in UTC. So two appointments that overlap share a number, whatever
the clock does in March and October, and one unique key in the database keeps them apart.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LENGTH = dt.timedelta(minutes=30)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class NotOnTheHalfHour(ValueError):
    """A time that is no whole or half hour. Hours here begin and end at :00 or :30."""


@dataclass(frozen=True)
class Need:
    """How many half hours an appointment takes: the talk, and the way there and back."""

    talk: int
    travel: int = 0


@dataclass(frozen=True)
class Stretch:
    """Half hours in a row, from `first` up to but not including `last`."""

    first: int
    last: int


def number(moment: dt.datetime) -> int:
    """The number of the half hour in which this moment lies."""
    return (moment - _EPOCH) // LENGTH


def moment(slot: int) -> dt.datetime:
    """When this half hour begins, in Amsterdam."""
    return (_EPOCH + slot * LENGTH).astimezone(AMSTERDAM)


def stretch(day: dt.date, opens: dt.time, closes: dt.time) -> Stretch:
    """The half hours between two times of one day, as the clock of Amsterdam runs on that day.

    On the last Sunday of March the hour from two to three is absent, and nothing is counted for it. Raises
    `NotOnTheHalfHour`.
    """
    for time in (opens, closes):
        if time.minute % 30 or time.second or time.microsecond:
            raise NotOnTheHalfHour(f"{time:%H:%M} is no whole or half hour.")
    return Stretch(_numbered(day, opens), _numbered(day, closes))


def taken_by(first: int, need: Need) -> range:
    """Every half hour that an appointment takes whose talk begins at `first`: also the way."""
    return range(first - need.travel, first + need.talk + need.travel)


def starts(
    hours: Iterable[Stretch], need: Need, *, taken: Collection[int], earliest: int, within: Iterable[Stretch]
) -> list[int]:
    """The half hours at which the talk can begin, in order.

    It fits within one of the `hours` with its way, touches nothing that is `taken`, does not begin before
    `earliest`, and the talk itself lies `within` one of those stretches.
    """
    open_hours = list(within)
    found = {
        first
        for each in hours
        for first in range(each.first + need.travel, each.last - need.talk - need.travel + 1)
        if first >= earliest
        and any(one.first <= first and first + need.talk <= one.last for one in open_hours)
        and not any(slot in taken for slot in taken_by(first, need))
    }
    return sorted(found)


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a half hour."""
    return one.first < other.last and other.first < one.last


def _numbered(day: dt.date, time: dt.time) -> int:
    return number(dt.datetime.combine(day, time, tzinfo=AMSTERDAM))
