"""Dates in generated code: a date is the whole number yyyymmdd, which keeps their order.

Takes   whole numbers of `whole` that are dates.
Gives   the date functions of the language, each the same as in `houvast.law.functions` for every day of
        years 1 to 9999.
Knows   nothing of laws.
"""

import dataclasses
import datetime
from fractions import Fraction

from houvast.law import functions
from houvast.law.kernel import exact, logic
from houvast.law.kernel.exact import Number
from houvast.law.kernel.whole import Body, TooLarge, Whole, constant


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """Year, month and day of a date."""

    year: Whole
    month: Whole
    day: Whole


def as_number(day: datetime.date) -> int:
    """yyyymmdd."""
    return day.year * 10000 + day.month * 100 + day.day


def as_date(number: Fraction | int) -> datetime.date:
    """The date of yyyymmdd."""
    whole = int(number)
    return datetime.date(whole // 10000, whole // 100 % 100, whole % 100)


def date(body: Body, whole: Whole, low: datetime.date, high: datetime.date) -> Number:
    """A date between two days."""
    return exact.number(body, whole, 1, Fraction(as_number(low)), Fraction(as_number(high)))


def call(body: Body, name: str, arguments: tuple[Number, ...]) -> Number:
    """A date function by name."""
    low, high = _bounds(name, arguments)
    if name in {"age", "years_between"}:
        difference = body.subtract(arguments[1].numerator, arguments[0].numerator)
        return _count(body, body.floor_divide(difference, constant(10000)), low, high)
    if name in {"age_in_months", "months_between"}:
        return _count(body, _months_between(body, arguments[0], arguments[1]), low, high)
    if name == "days_between":
        days = [_day_number(body, split(body, argument)) for argument in arguments]
        return _count(body, body.subtract(days[1], days[0]), low, high)
    if name in {"year", "month"}:
        parts = split(body, arguments[0])
        return _count(body, parts.year if name == "year" else parts.month, low, high)
    return date(body, _moved(body, name, arguments), low, high)


def _bounds(name: str, arguments: tuple[Number, ...]) -> tuple[datetime.date, datetime.date]:
    """The earliest and latest outcome: every date function but `month` rises or falls in each argument."""
    if name == "month":
        return 1, 12  # type: ignore[return-value]  # a month is a number
    function = functions.FUNCTIONS[name]
    ends: tuple[list[object], list[object]] = ([], [])
    dates = {"make_date": 0, "add_months": 1, "add_years": 1}.get(name, len(arguments))
    for place, argument in enumerate(arguments):
        low, high = (as_date(end) if place < dates else end for end in (argument.low, argument.high))
        falls = function.falls and place == 0
        ends[0].append(high if falls else low)
        ends[1].append(low if falls else high)
    return function.exact(*ends[0]), function.exact(*ends[1])


def _count(body: Body, whole: Whole, low: object, high: object) -> Number:
    return exact.number(body, whole, 1, Fraction(low), Fraction(high))  # type: ignore[call-overload]  # counts


def split(body: Body, day: Number) -> Parts:
    """The parts of a date."""
    whole = day.numerator
    year = body.floor_divide(whole, constant(10000))
    rest = body.within(body.subtract(whole, body.multiply(year, constant(10000))), 101, 1231)
    month = body.within(body.floor_divide(rest, constant(100)), 1, 12)
    return Parts(year, month, body.within(body.subtract(rest, body.multiply(month, constant(100))), 1, 31))


def _joined(body: Body, parts: Parts) -> Whole:
    months = body.add(body.multiply(parts.year, constant(10000)), body.multiply(parts.month, constant(100)))
    return body.add(months, parts.day)


def _months_between(body: Body, start: Number, end: Number) -> Whole:
    first, last = split(body, start), split(body, end)
    years = body.multiply(body.subtract(last.year, first.year), constant(12))
    months = body.add(years, body.subtract(last.month, first.month))
    early = body.compare("<", last.day, first.day)
    return body.subtract(months, body.choose(early, constant(1), constant(0)))


def _moved(body: Body, name: str, arguments: tuple[Number, ...]) -> Whole:
    if name == "make_date":
        year, month, day = (_whole(body, argument) for argument in arguments)
        month = _held(body, month, 1, 12)
        return _joined(body, _clamped(body, year, month, _held(body, day, 1, 99)))
    parts = split(body, arguments[0])
    if name == "first_of_month":
        return _joined(body, dataclasses.replace(parts, day=constant(1)))
    if name == "first_of_quarter":
        quarter = body.floor_divide(body.subtract(parts.month, constant(1)), constant(3))
        return _joined(
            body, Parts(parts.year, body.add(body.multiply(quarter, constant(3)), constant(1)), constant(1))
        )
    if name == "first_of_year":
        return _joined(body, Parts(parts.year, constant(1), constant(1)))
    by = _whole(body, arguments[1])
    if name == "add_years":
        return _joined(body, _clamped(body, body.add(parts.year, by), parts.month, parts.day))
    count = body.add(
        body.add(body.multiply(parts.year, constant(12)), body.subtract(parts.month, constant(1))), by
    )
    year = body.floor_divide(count, constant(12))
    month = body.within(body.add(body.subtract(count, body.multiply(year, constant(12))), constant(1)), 1, 12)
    return _joined(body, _clamped(body, year, month, parts.day))


def _whole(body: Body, value: Number) -> Whole:
    return exact.rounded(body, "round_down", value, Fraction(1)).numerator


def _held(body: Body, value: Whole, low: int, high: int) -> Whole:
    value = body.choose(body.compare("<", value, constant(low)), constant(low), value)
    value = body.choose(body.compare(">", value, constant(high)), constant(high), value)
    return body.within(value, low, high)


def _clamped(body: Body, year: Whole, month: Whole, day: Whole) -> Parts:
    """The day held within the month."""
    if year.low < 1 or year.high > 9999:
        raise TooLarge(f"a date may lie in year {year.low} or {year.high}")
    last = _last_day(body, year, month)
    return Parts(year, month, body.choose(body.compare("<", day, last), day, last))


def _last_day(body: Body, year: Whole, month: Whole) -> Whole:
    """31 for months 1 3 5 7 8 10 12, 30 for the others, 28 or 29 for February."""
    shifted = body.add(month, body.floor_divide(month, constant(8)))
    length = body.add(_remainder(body, shifted, 2), constant(30))
    by_four, by_hundred, by_four_hundred = (
        body.compare("==", _remainder(body, year, every), constant(0)) for every in (4, 100, 400)
    )
    leap = logic.both(body, by_four, logic.either(body, logic.opposite(body, by_hundred), by_four_hundred))
    february = body.choose(leap, constant(29), constant(28))
    return body.choose(body.compare("==", month, constant(2)), february, length)


def _remainder(body: Body, value: Whole, by: int) -> Whole:
    quotient = body.floor_divide(value, constant(by))
    rest = body.subtract(value, body.multiply(quotient, constant(by)))
    return body.within(rest, 0, by - 1)


def _day_number(body: Body, parts: Parts) -> Whole:
    """Days since a fixed day, after the civil calendar: years begin in March, so that leap days come last."""
    early = body.compare("<=", parts.month, constant(2))
    year = body.subtract(parts.year, body.choose(early, constant(1), constant(0)))
    month = body.add(parts.month, body.choose(early, constant(9), constant(-3)))
    month = body.within(month, 0, 11)
    days = body.floor_divide(body.add(body.multiply(month, constant(153)), constant(2)), constant(5))
    for every, sign in ((4, 1), (100, -1), (400, 1)):
        days = body.add(days, body.multiply(body.floor_divide(year, constant(every)), constant(sign)))
    return body.add(body.add(days, body.multiply(year, constant(365))), parts.day)
