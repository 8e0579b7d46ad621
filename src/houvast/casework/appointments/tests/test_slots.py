"""The half hours of the world, also when the clock goes forward or back."""

import datetime as dt

import pytest

from houvast.casework.appointments import slots
from houvast.casework.appointments.slots import AMSTERDAM, Need, NotOnTheHalfHour, Stretch

DAY = dt.date(2026, 11, 24)


def at(day: dt.date, hour: int, minute: int = 0) -> int:
    return slots.number(dt.datetime.combine(day, dt.time(hour, minute), tzinfo=AMSTERDAM))


def test_a_half_hour_is_found_back_on_the_clock_of_amsterdam() -> None:
    assert slots.moment(at(DAY, 9, 30)) == dt.datetime(2026, 11, 24, 9, 30, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("day", "half_hours"),
    [(dt.date(2027, 3, 28), 46), (dt.date(2026, 10, 25), 50), (DAY, 48)],
    ids=["forward", "back", "usual"],
)
def test_a_day_has_as_many_half_hours_as_the_clock_gives_it(day: dt.date, half_hours: int) -> None:
    whole = Stretch(at(day, 0), at(day + dt.timedelta(days=1), 0))

    assert whole.last - whole.first == half_hours


@pytest.mark.parametrize("day", [dt.date(2027, 3, 29), dt.date(2026, 10, 26)], ids=["spring", "autumn"])
def test_nine_oclock_is_nine_oclock_on_the_day_after_the_clock_changed(day: dt.date) -> None:
    morning = slots.stretch(day, dt.time(9), dt.time(12))

    assert slots.moment(morning.first).time() == dt.time(9)
    assert morning.last - morning.first == 6


def test_hours_begin_and_end_on_the_half_hour() -> None:
    with pytest.raises(NotOnTheHalfHour):
        slots.stretch(DAY, dt.time(9, 15), dt.time(12))


def test_an_hour_at_home_takes_the_way_there_and_back_too() -> None:
    assert list(slots.taken_by(100, Need(talk=2, travel=1))) == [99, 100, 101, 102]


def test_a_talk_begins_only_where_all_of_it_fits() -> None:
    found = slots.starts([Stretch(10, 16)], Need(talk=2), taken={12}, earliest=10, within=[Stretch(0, 99)])

    assert found == [10, 13, 14]


def test_the_way_may_lie_outside_the_hours_of_a_place_but_not_outside_ones_own() -> None:
    found = slots.starts([Stretch(10, 16)], Need(2, 1), taken=(), earliest=0, within=[Stretch(11, 14)])

    assert found == [11, 12]


def test_nothing_begins_before_the_earliest() -> None:
    assert slots.starts([Stretch(10, 13)], Need(1), taken=(), earliest=12, within=[Stretch(0, 99)]) == [12]
