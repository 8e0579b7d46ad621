"""Which numbers an SMS can go to."""

import pytest

from houvast.casework.post.numbers import NotForSms, for_sms


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06 12 34 56 78", "+31612345678"),
        ("06-12345678", "+31612345678"),
        ("+31 (0)6 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0090 532 123 45 67", "+905321234567"),
    ],
)
def test_a_mobile_number_is_understood_however_it_is_written(typed: str, number: str) -> None:
    assert for_sms(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "020 123 45 67", "06 1234567", "14 020", "0612345678901", "bel mij", "+3161"]
)
def test_no_sms_goes_to_anything_else(typed: str) -> None:
    with pytest.raises(NotForSms):
        for_sms(typed)
