"""A day is read as it is meant, or not at all."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.language.days import NotADay, Why, day


@pytest.mark.parametrize(
    "typed",
    ["3-4-2015", "03-04-2015", "3/4/2015", "3.4.2015", "3 4 2015", "2015-04-03",
     "3 april 2015", "3 Apr. 2015",
     "3 nisan 2015", "٣-٤-٢٠١٥", "٣ أبريل ٢٠١٥"],
)  # fmt: skip
def test_a_day_is_read_with_the_day_before_the_month(typed: str) -> None:
    assert day(typed) == dt.date(2015, 4, 3)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Why.EMPTY),
        ("gisteren", Why.UNCLEAR),
        ("3-4-15", Why.SHORT_YEAR),
        ("31-2-2015", Why.NO_SUCH_DAY),
        ("4-13-2015", Why.NO_SUCH_DAY),
        ("0-0-0000", Why.NO_SUCH_DAY),
        ("3-4-20155", Why.UNCLEAR),
        ("3 zomer 2015", Why.UNCLEAR),
        ("🙂", Why.UNCLEAR),
    ],
)
def test_what_is_not_a_day_is_refused_with_the_reason(typed: str, why: Why) -> None:
    with pytest.raises(NotADay) as refused:
        day(typed)

    assert refused.value.why is why


@given(st.dates(min_value=dt.date(1900, 1, 1)))
def test_every_day_in_dutch_notation_comes_back(one: dt.date) -> None:
    assert day(f"{one.day}-{one.month}-{one.year:04d}") == one


@given(st.text(max_size=40))
def test_nothing_that_is_typed_makes_it_fail_otherwise(typed: str) -> None:
    with contextlib.suppress(NotADay):
        assert isinstance(day(typed), dt.date)
