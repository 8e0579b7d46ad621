"""The published factors of the huurtoeslag until 2025 follow from the law's own points (Wht art. 19 lid 2).

The curve goes through two points: the lowest income with its rent, and the reference income with its rent.
a = (q2 - q1) / (Y2 - Y1) and b = q1 - a * Y1, where q is the rent divided by the income, to twelve decimals.
The reference rent is 483.78 (2025) or 460.74 (2024) less 2.27 or 4.54 (2025), 1.82 or 3.63 (2024).
Source: Wht art. 17-19 as of 2024-01-01 and 2025-01-01. The reference points have no other use.
"""

import datetime
from fractions import Fraction

import pytest

from houvast.law.functions import round_half_up
from tests.laws.published import corpus

POINTS = {
    ("2025-01-01", "een"): ("22700", "236.19", "32625", "481.51"),
    ("2025-01-01", "meer"): ("30450", "234.38", "42475", "479.24"),
    ("2024-01-01", "een"): ("20700", "226.67", "30550", "458.92"),
    ("2024-01-01", "meer"): ("26975", "226.67", "39700", "457.11"),
}
TWELVE_DECIMALS = Fraction(1, 10**12)


@pytest.mark.parametrize(("day", "household"), POINTS)
def test_the_factors_follow_from_the_points(day: str, household: str) -> None:
    income, rent, reference_income, reference_rent = (Fraction(text) for text in POINTS[day, household])
    slope = (reference_rent / reference_income - rent / income) / (reference_income - income)
    parameters = corpus().laws["huurtoeslag"].parameters
    on = datetime.date.fromisoformat(day)

    published = [parameters[f"factor_{letter}_{household}"].on(on).value for letter in "ab"]

    assert published == [
        round_half_up(slope, TWELVE_DECIMALS),
        round_half_up(rent / income - slope * income, TWELVE_DECIMALS),
    ]
