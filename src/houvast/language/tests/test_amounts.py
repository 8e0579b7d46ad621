"""An amount is read as it is meant, or not at all."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.language.amounts import NotAnAmount, Why, amount


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.5", "1234.5"),
        ("€ 900,-", "900"),
        ("€900,--", "900"),
        ("900 euro", "900"),
        ("EUR 900", "900"),
        ("1.234", "1234"),
        ("12.345.678", "12345678"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234", "1234"),
        ("1,234.56", "1234.56"),
        ("0", "0"),
        ("0,05", "0.05"),
        ("-100", "-100"),
        ("٩٠٠", "900"),
        ("٩٠٠٫٥", "900.5"),
        ("\u200f900\u200e", "900"),
    ],
)
def test_an_amount_is_read_exactly(typed: str, euros: str) -> None:
    assert amount(typed) == Fraction(euros)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Why.EMPTY),
        ("  € ", Why.EMPTY),
        ("1,234", Why.TWO_MEANINGS),
        ("negenhonderd", Why.UNCLEAR),
        ("900 per maand", Why.UNCLEAR),
        ("1.23.4", Why.UNCLEAR),
        ("1e3", Why.UNCLEAR),
        ("900-1000", Why.UNCLEAR),
        ("1.2345", Why.UNCLEAR),
        ("12,345,6", Why.UNCLEAR),
        ("9" * 25, Why.UNCLEAR),
        ("🙂", Why.UNCLEAR),
    ],
)
def test_what_is_not_one_amount_is_refused_with_the_reason(typed: str, why: Why) -> None:
    with pytest.raises(NotAnAmount) as refused:
        amount(typed)

    assert refused.value.why is why


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_every_amount_in_dutch_notation_comes_back_to_the_cent(euros: int, cents: int) -> None:
    written = f"{euros:,}".replace(",", ".") + f",{cents:02d}"

    assert amount(written) == Fraction(euros * 100 + cents, 100)


@given(st.text(max_size=40))
def test_nothing_that_is_typed_makes_it_fail_otherwise(typed: str) -> None:
    with contextlib.suppress(NotAnAmount):
        assert isinstance(amount(typed), Fraction)
