"""A job's slot is the newest moment at which it had to run."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.jobs.schedule import Daily, Every
from houvast.jobs.table import JOBS

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: START + dt.timedelta(minutes=minutes))


def test_a_quarter_of_an_hour_has_four_slots_an_hour() -> None:
    at = dt.datetime(2026, 11, 22, 18, 44, 59, tzinfo=dt.UTC)

    assert Every(15).slot(at) == dt.datetime(2026, 11, 22, 18, 30, tzinfo=dt.UTC)


def test_a_daily_job_runs_at_the_same_hour_on_the_clock_in_summer_and_winter() -> None:
    winter = Daily(3, 30).slot(dt.datetime(2026, 1, 10, 12, tzinfo=AMSTERDAM))
    summer = Daily(3, 30).slot(dt.datetime(2026, 7, 10, 12, tzinfo=AMSTERDAM))

    assert (winter.hour, summer.hour) == (2, 1)


def test_before_its_hour_a_daily_job_still_has_yesterdays_slot() -> None:
    at = dt.datetime(2026, 11, 22, 3, 29, tzinfo=AMSTERDAM)

    assert Daily(3, 30).slot(at).astimezone(AMSTERDAM).date() == dt.date(2026, 11, 21)


@pytest.mark.parametrize("name", JOBS)
@given(at=MOMENTS, later=st.integers(0, 10_000))
def test_a_slot_is_never_in_the_future_and_never_goes_back(name: str, at: dt.datetime, later: int) -> None:
    rhythm = JOBS[name].rhythm

    slot = rhythm.slot(at)

    assert slot <= at < slot + dt.timedelta(days=1, hours=1)
    assert rhythm.slot(at + dt.timedelta(minutes=later)) >= slot
    assert rhythm.slot(slot) == slot


@pytest.mark.parametrize("name", JOBS)
def test_no_daily_job_stands_in_the_hour_that_is_missing_once_a_year(name: str) -> None:
    rhythm = JOBS[name].rhythm

    assert not (isinstance(rhythm, Daily) and rhythm.hour == 2)
