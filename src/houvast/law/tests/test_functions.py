"""The functions of the language give what their names say, exactly."""

import datetime
import operator
from fractions import Fraction
from typing import Any

import pytest

from houvast.law import functions

TABLE = ((-10, 3), (0, 7), (5, 1), (20, 9))


@pytest.mark.parametrize(
    ("value", "step", "down", "up", "half"),
    [
        (Fraction("2.5"), 1, 2, 3, 3),
        (Fraction("-2.5"), 1, -3, -2, -2),
        (Fraction("2.49"), 1, 2, 3, 2),
        (Fraction("0.005"), Fraction("0.01"), 0, Fraction("0.01"), Fraction("0.01")),
        (112, 25, 100, 125, 100),
        (113, 25, 100, 125, 125),
        (100, 25, 100, 100, 100),
    ],
)
def test_rounding_goes_the_way_its_name_says(value: Any, step: Any, down: Any, up: Any, half: Any) -> None:
    found = [
        round_(value, step) for round_ in (functions.round_down, functions.round_up, functions.round_half_up)
    ]

    assert found == [down, up, half]


@pytest.mark.parametrize(
    ("born", "on", "years", "months"),
    [
        ("2008-02-29", "2026-02-28", 17, 215),
        ("2008-02-29", "2026-03-01", 18, 216),
        ("2008-07-01", "2026-06-30", 17, 215),
        ("2008-07-01", "2026-07-01", 18, 216),
        ("2026-07-02", "2026-07-01", -1, -1),
    ],
)
def test_ages_are_whole_and_change_on_the_birthday(born: str, on: str, years: int, months: int) -> None:
    start, end = datetime.date.fromisoformat(born), datetime.date.fromisoformat(on)

    assert (functions.years_between(start, end), functions.months_between(start, end)) == (years, months)
    assert functions.days_between(start, end) == (end - start).days


def test_part_of_a_month_or_year_does_not_count() -> None:
    day, half = datetime.date(2026, 7, 15), Fraction(1, 2)

    assert functions.add_months(day, 1 + half) == datetime.date(2026, 8, 15)
    assert functions.add_months(day, -half) == datetime.date(2026, 6, 15)
    assert functions.add_years(day, 1 + half) == datetime.date(2027, 7, 15)
    assert functions.add_years(day, -half) == datetime.date(2025, 7, 15)
    assert functions.make_date(2026 + half, 7 + half, 15 + half) == day


def test_the_first_and_last_year_that_exist_are_years() -> None:
    assert functions.add_years(datetime.date(9998, 5, 1), 1) == datetime.date(9999, 5, 1)
    assert functions.add_years(datetime.date(2, 5, 1), -1) == datetime.date(1, 5, 1)
    assert functions.add_months(datetime.date(9999, 12, 5), 1) == datetime.date.max
    assert functions.add_months(datetime.date(1, 1, 5), -1) == datetime.date.min
    assert functions.add_months(datetime.date(2026, 12, 5), 12) == datetime.date(2027, 12, 5)


def test_dates_stay_within_what_exists() -> None:
    day = datetime.date(2024, 2, 29)

    assert functions.add_years(day, 1) == datetime.date(2025, 2, 28)
    assert functions.add_months(day, 12) == datetime.date(2025, 2, 28)
    assert functions.add_months(datetime.date(2026, 1, 31), -2) == datetime.date(2025, 11, 30)
    assert functions.add_years(day, 10_000) == datetime.date.max
    assert functions.add_years(day, -10_000) == datetime.date.min
    assert functions.make_date(2026, 13, 40) == datetime.date(2026, 12, 31)
    assert functions.make_date(2026, 0, 0) == datetime.date(2026, 1, 1)
    assert functions.first_of_quarter(datetime.date(2026, 6, 30)) == datetime.date(2026, 4, 1)
    assert functions.first_of_month(day) == datetime.date(2024, 2, 1)
    assert functions.first_of_year(day) == datetime.date(2024, 1, 1)


def test_tables_are_read_from_the_highest_bound_below() -> None:
    assert [functions.bracket(value, TABLE) for value in (-11, -10, -1, 0, 4, 5, 19, 20, 99)] == [
        3,
        3,
        3,
        7,
        7,
        1,
        1,
        9,
        9,
    ]
    assert functions.lookup("b", (("a", 1), ("b", 2))) == 2
    assert functions.share(3, 0) == 0
    assert functions.share(3, 4) == Fraction(3, 4)
    assert isinstance(functions.divide(8, 4), int)
    assert operator.truediv(1, 3) != functions.divide(1, 3)
