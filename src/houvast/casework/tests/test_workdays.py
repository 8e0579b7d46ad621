"""Dutch working days as the Algemene termijnenwet sees them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.casework import workdays

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1))


@pytest.mark.parametrize("year", range(2020, 2041))
def test_the_fifth_of_may_is_a_holiday_every_year_for_the_law_on_terms(year: int) -> None:
    assert not workdays.is_working_day(dt.date(year, 5, 5))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 1, 1), "Nieuwjaarsdag"),
        (dt.date(2026, 4, 3), "Goede Vrijdag"),
        (dt.date(2026, 4, 6), "tweede paasdag"),
        (dt.date(2026, 4, 27), "Koningsdag"),
        (dt.date(2026, 5, 14), "Hemelvaartsdag"),
        (dt.date(2026, 5, 25), "tweede pinksterdag"),
        (dt.date(2026, 12, 25), "eerste kerstdag"),
        (dt.date(2025, 12, 26), "tweede kerstdag"),
        (dt.date(2025, 4, 26), "Koningsdag, on Saturday because the 27th was a Sunday"),
    ],
)
def test_nobody_works_on_a_general_holiday(day: dt.date, name: str) -> None:
    assert not workdays.is_working_day(day), name


def test_the_day_before_a_weekend_leads_to_monday() -> None:
    friday = dt.date(2026, 11, 20)

    assert workdays.after(friday, 1) == dt.date(2026, 11, 23)


def test_five_working_days_over_christmas_and_new_year_skip_both_weekends_and_holidays() -> None:
    wednesday = dt.date(2025, 12, 24)

    assert workdays.after(wednesday, 5) == dt.date(2026, 1, 5)


def test_zero_working_days_on_a_sunday_is_monday() -> None:
    assert workdays.after(dt.date(2026, 11, 22), 0) == dt.date(2026, 11, 23)


def test_counting_back_in_time_is_refused() -> None:
    with pytest.raises(ValueError, match="count forward"):
        workdays.after(dt.date(2026, 11, 22), -1)


@pytest.mark.parametrize("year", [1900, 2101])
def test_a_year_that_nobody_checked_is_refused(year: int) -> None:
    with pytest.raises(workdays.OutsideCalendar):
        workdays.is_working_day(dt.date(year, 3, 3))


@given(day=DAYS, number=st.integers(1, 40))
def test_the_day_so_many_working_days_later_has_so_many_working_days_before_it(
    day: dt.date, number: int
) -> None:
    later = workdays.after(day, number)

    assert workdays.is_working_day(later)
    assert workdays.between(day, later) == number


@given(day=DAYS, term=st.integers(3, 90))
def test_a_legal_term_never_ends_on_a_free_day_and_holds_two_working_days(day: dt.date, term: int) -> None:
    last = workdays.end_of_legal_term(day, day + dt.timedelta(days=term))

    assert workdays.is_working_day(last)
    assert workdays.between(day, last) >= 2


def test_a_short_term_over_easter_is_stretched_to_hold_two_working_days() -> None:
    thursday_before_easter = dt.date(2026, 4, 2)

    last = workdays.end_of_legal_term(thursday_before_easter, dt.date(2026, 4, 5))

    assert last == dt.date(2026, 4, 8)


def test_a_term_of_more_than_ninety_days_ends_on_the_day_itself() -> None:
    saturday = dt.date(2026, 5, 2)

    assert workdays.end_of_legal_term(dt.date(2026, 1, 1), saturday) == saturday
