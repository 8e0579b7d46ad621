"""Dutch working days, and when a term of the law ends.

Takes   a day.
Gives   whether somebody works on it, the day so many working days later, and the last day of a legal term.
Knows   nothing of requests, people or Django.

What is a holiday stands in the Algemene termijnenwet (Atw, BWBR0002448):
- art. 3 lid 1: New Year's Day, Easter Monday, Whit Monday, both Christmas days, Ascension Day, King's Day and
  **5 May, every year** (the `holidays` package lists 5 May as public once in five years only);
- art. 3 lid 2: Good Friday counts as equal.
Days that the Crown makes equal for some years (art. 3 lid 3, often the Friday after Ascension Day) are not
known
here: a term that would be extended over such a day ends here one working day earlier, in the resident's
favour.
"""

import datetime as dt
import functools
from collections.abc import Iterator

import holidays
from holidays.constants import OPTIONAL, PUBLIC

FIRST_YEAR = 1965
"""The Atw entered into force on 1 April 1965 (Stb. 1964, 314)."""


class OutsideCalendar(ValueError):
    """Nobody has checked the holidays of this year. Refuse; never count a holiday as a working day."""


@functools.lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[dt.date]:
    """The general holidays of one year, with Good Friday. Source: Atw art. 3 lid 1 and 2.

    Raises `OutsideCalendar` before the law existed and for years beyond what the package computes.
    """
    if not FIRST_YEAR <= year <= 2100:
        raise OutsideCalendar(
            f"The holidays of {year} were never checked; use a year from {FIRST_YEAR} to 2100."
        )
    found = holidays.country_holidays("NL", categories=(PUBLIC, OPTIONAL), years=[year])
    return frozenset({*found, dt.date(year, 5, 5)})


def is_working_day(day: dt.date) -> bool:
    """Whether `day` is no Saturday, no Sunday and no general holiday (Atw art. 1 and 3)."""
    return day not in holidays_of(day.year) and day.weekday() < 5


def working_day_from(day: dt.date) -> dt.date:
    """`day` itself when people work on it, else the first working day after it."""
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def after(day: dt.date, working_days: int) -> dt.date:
    """The working day that is `working_days` working days after `day`; the day itself is not counted.

    Zero gives `working_day_from(day)`. Raises `ValueError` for a negative number.
    """
    if working_days < 0:
        raise ValueError(f"{working_days} working days is no term; count forward from the first day.")
    if working_days == 0:
        return working_day_from(day)
    coming = _working_days_after(day)
    for _ in range(working_days - 1):
        next(coming)
    return next(coming)


def between(first: dt.date, last: dt.date) -> int:
    """How many working days lie after `first`, up to and including `last`; zero when `last` is not later."""
    days = (last - first).days
    return sum(is_working_day(first + dt.timedelta(days=number)) for number in range(1, days + 1))


def end_of_legal_term(first: dt.date, last: dt.date) -> dt.date:
    """The last day of a term in a law that began after `first` and would end on `last`.

    A term that ends on a Saturday, Sunday or holiday runs on to the next day that is none of these (Atw
    art. 1);
    a term of at least three days holds at least two such days (art. 2). Terms of more than 90 days do not
    move (art. 4).
    """
    days = (last - first).days
    if days > 90:
        return last
    last = working_day_from(last)
    while days >= 3 and between(first, last) < 2:
        last = working_day_from(last + dt.timedelta(days=1))
    return last


def _working_days_after(day: dt.date) -> Iterator[dt.date]:
    while True:
        day += dt.timedelta(days=1)
        if is_working_day(day):
            yield day
