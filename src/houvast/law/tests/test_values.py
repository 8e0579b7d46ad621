"""Values as people read them: exact where that can be said, never nothing where there is something."""

import datetime
from fractions import Fraction
from typing import Any

import pytest

from houvast.law.units import UNITS
from houvast.law.values import Unsure, exact_text, in_dutch


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction("0.00000123"), "factor", "0,00000123"),
        (Fraction("0.00004"), "factor", "0,00004"),
        (Fraction("13.73"), "%", "13,73%"),
        (Fraction("-0.000045"), "%", "-0,000045%"),
        (Fraction(1, 3), "factor", "ongeveer 0,3333"),
        (Fraction(1, 30_000), "factor", "ongeveer 0,00003333"),
        (Fraction(-1, 30_000), "factor", "ongeveer -0,00003333"),
        (Fraction(200, 3), "aantal", "ongeveer 66,6667"),
        (Fraction(1, 2**40), "factor", "ongeveer 0,000000000000909"),
        (0, "factor", "0"),
        (12, "aantal", "12"),
        (Fraction("1.5"), "uur/week", "1,5 uur per week"),
        (Fraction("1234.5"), "euro/maand", "€ 1.234,50 per maand"),
        (Fraction("-0.005"), "euro", "-€ 0,01"),
        (Fraction("-0.004"), "euro", "€ 0"),
        (True, "ja/nee", "ja"),
        (None, "euro", "onbekend"),
        (datetime.date(2026, 7, 1), "datum", "1 juli 2026"),
        (Unsure(0, Fraction("2.5")), "euro/maand", "tussen € 0 per maand en € 2,50 per maand"),
        (Unsure(None, 3), "aantal", "hoogstens 3"),
        (Unsure(3, None), "aantal", "minstens 3"),
        (Unsure(), "aantal", "nog niet bekend"),
    ],
)
def test_a_value_reads_as_it_is(value: Any, unit: str, text: str) -> None:
    assert in_dutch(value, UNITS[unit]) == text


def test_a_machine_gets_the_exact_value_and_bounds() -> None:
    assert exact_text(Fraction(1, 30_000)) == "1/30000"
    assert exact_text(Unsure(0, Fraction("2.5"))) == "0..2.5"
    assert exact_text(Unsure(choices=("ja", "nee"))) == "ja|nee"
