"""The functions that a formula may call: named, pure, total, exact.

Takes   exact numbers (int or Fraction), dates and tables.
Gives   exact numbers and dates; never an error for values of the right kind.
Knows   nothing of unknown values (`doubt` lifts these functions), laws or persons.

`day` is passed where a date function needs the day on which the law is read.
"""

import calendar
import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

from houvast.law import rationals
from houvast.law.ir import Brackets, Choices, Number

_FIRST, _LAST = datetime.date.min, datetime.date.max


def round_down(value: Number, step: Number) -> Number:
    """The greatest multiple of `step` that is not above `value`."""
    return rationals.down_to(value, step)


def round_up(value: Number, step: Number) -> Number:
    """The smallest multiple of `step` that is not below `value`."""
    return rationals.up_to(value, step)


def round_half_up(value: Number, step: Number) -> Number:
    """The nearest multiple of `step`; halfway goes up (Awir 14 lid 4: "rekenkundig")."""
    return rationals.half_up_to(value, step)


def divide(value: Number, by: Number) -> Number:
    """An exact quotient."""
    return rationals.divide(value, by)


def share(part: Number, total: Number) -> Number:
    """`part` as a share of `total`; zero when there is nothing to share (total is zero)."""
    return divide(part, total) if total else 0


def bracket(value: Number, table: Brackets) -> Number | None:
    """The value beside the highest lower bound that is <= `value`; below the lowest bound: the first
    value.
    """
    found = table[0][1]
    for bound, beside in table:
        if bound > value:
            break
        found = beside
    return found


def lookup(choice: str, table: Choices) -> Number | None:
    """The value beside this choice."""
    return next(beside for name, beside in table if name == choice)


def years_between(start: datetime.date, end: datetime.date) -> int:
    """Whole years from `start` to `end`; born on 29 February, one is a year older on 1 March."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Whole months from `start` to `end`."""
    return 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)


def days_between(start: datetime.date, end: datetime.date) -> int:
    """Days from `start` to `end`."""
    return (end - start).days


def first_of_month(day: datetime.date) -> datetime.date:
    """The first day of the month."""
    return day.replace(day=1)


def first_of_quarter(day: datetime.date) -> datetime.date:
    """The first day of the quarter."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def first_of_year(day: datetime.date) -> datetime.date:
    """New year's day."""
    return day.replace(month=1, day=1)


def add_months(day: datetime.date, months: Number) -> datetime.date:
    """The same day so many months on; the month's last day when that day does not exist."""
    count = day.year * 12 + day.month - 1 + int(months // 1)
    return _clamped(count // 12, count % 12 + 1, day.day)


def add_years(day: datetime.date, years: Number) -> datetime.date:
    """The same day so many years on; 29 February becomes 28 February."""
    return _clamped(day.year + int(years // 1), day.month, day.day)


def make_date(year: Number, month: Number, day: Number) -> datetime.date:
    """A date from its parts, held within what exists: month 1 to 12, day 1 to the month's last."""
    return _clamped(int(year // 1), min(12, max(1, int(month // 1))), max(1, int(day // 1)))


def _clamped(year: int, month: int, day: int) -> datetime.date:
    if year < _FIRST.year:
        return _FIRST
    if year > _LAST.year:
        return _LAST
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


@dataclasses.dataclass(frozen=True, slots=True)
class Function:
    """A function of the language: how it is checked, its shape for messages, and its direction.

    `falls` when it never rises with its first argument: what begins later has lasted shorter. With every
    other argument it never falls: what is known of a result when an argument is only known between bounds.
    (Not so for those that `doubt` lifts each in a way of its own.)
    """

    shape: str
    check: str
    fewest: int
    most: int
    exact: Callable[..., Any]
    falls: bool = False


FUNCTIONS: dict[str, Function] = {
    "min": Function("min(a, b, ...)", "money", 2, 12, min),
    "max": Function("max(a, b, ...)", "money", 2, 12, max),
    "abs": Function("abs(a)", "money", 1, 1, abs),
    "share": Function("share(part, total)", "ratio", 2, 2, share),
    "round_half_up": Function("round_half_up(x, step)", "rounding", 2, 2, round_half_up),
    "round_down": Function("round_down(x, step)", "rounding", 2, 2, round_down),
    "round_up": Function("round_up(x, step)", "rounding", 2, 2, round_up),
    "bracket": Function("bracket(x, table)", "bracket", 2, 2, bracket),
    "lookup": Function("lookup(choice, table)", "lookup", 2, 2, lookup),
    "age": Function("age(date) or age(date, on)", "dated", 1, 2, years_between, falls=True),
    "age_in_months": Function(
        "age_in_months(date) or age_in_months(date, on)", "dated", 1, 2, months_between, falls=True
    ),
    "years_between": Function("years_between(a, b)", "dated", 2, 2, years_between, falls=True),
    "months_between": Function("months_between(a, b)", "dated", 2, 2, months_between, falls=True),
    "days_between": Function("days_between(a, b)", "dated", 2, 2, days_between, falls=True),
    "first_of_month": Function("first_of_month(d)", "dated", 1, 1, first_of_month),
    "first_of_quarter": Function("first_of_quarter(d)", "dated", 1, 1, first_of_quarter),
    "first_of_year": Function("first_of_year(d)", "dated", 1, 1, first_of_year),
    "add_months": Function("add_months(d, n)", "dated", 2, 2, add_months),
    "add_years": Function("add_years(d, n)", "dated", 2, 2, add_years),
    "make_date": Function("make_date(year, month, day)", "dated", 3, 3, make_date),
    "year": Function("year(d)", "dated", 1, 1, lambda day: day.year),
    "month": Function("month(d)", "dated", 1, 1, lambda day: day.month),
}
ON_THE_DAY = frozenset({"age", "age_in_months"})
"""Functions whose last argument is the day on which the law is read, when it is left out."""
