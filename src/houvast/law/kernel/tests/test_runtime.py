"""Columns come into rows as they stand: every bit, and every day that there is."""

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law.kernel import calendar, runtime

NO_WORDS = np.zeros(1)


def test_every_day_that_there_is_comes_in_as_its_own_date() -> None:
    first, last = datetime.date.min, datetime.date.max
    ages = np.arange(first.toordinal(), last.toordinal() + 1)
    days = (ages - datetime.date(1970, 1, 1).toordinal()).astype(np.int32)
    line = np.zeros(len(days))

    runtime.fill(runtime.DATES, days.ctypes.data, 0, line, NO_WORDS)

    expected = [calendar.as_number(datetime.date.fromordinal(age)) for age in ages.tolist()]
    assert (line == np.array(expected, np.float64)).all()


@settings(deadline=None)
@given(content=st.binary(min_size=12, max_size=40), start=st.integers(0, 40), count=st.integers(0, 56))
def test_bits_come_in_from_any_place_on(content: bytes, start: int, count: int) -> None:
    column, line = np.frombuffer(content, np.uint8).copy(), np.full(count, np.nan)

    runtime.fill(runtime.BITS, column.ctypes.data, start, line, NO_WORDS)

    assert line.tolist() == np.unpackbits(column, bitorder="little")[start : start + count].tolist()


@pytest.mark.parametrize(("bad", "place"), [((), -1), ((0,), 0), ((3, 7), 3), ((9,), 9)])
@pytest.mark.parametrize("value", [-1.0, 6.0, np.inf, np.nan])
def test_the_first_value_outside_its_bounds_is_found(bad: tuple[int, ...], place: int, value: float) -> None:
    line = np.full(10, 5.0)
    line[list(bad)] = value

    assert runtime.outside(line, 0.0, 5.0) == place
