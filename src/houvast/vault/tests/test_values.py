"""Values as text."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.vault.values import NotAValue, Value, read, written

values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.fractions()
)


@given(values)
def test_every_value_comes_back_equal_and_of_the_same_type(value: Value) -> None:
    back = read(written(value))

    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "value", [0.1, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), b"x", [1], {"a": 1}, Decimal, 1j]
)
def test_what_would_lose_something_is_refused(value: Any) -> None:
    with pytest.raises(NotAValue):
        written(value)


def test_yes_is_not_one_and_a_sixth_stays_a_sixth() -> None:
    assert read(written(True)) is True
    assert read(written(Fraction(1, 6))) == Fraction(1, 6)
    assert str(read(written(Decimal("1.10")))) == "1.10"
