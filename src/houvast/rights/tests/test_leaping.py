"""A leap nearby is told on the page of a scheme, with what all schemes together lose, in four languages."""

import pytest
from django.utils import translation

from houvast.law.api import Situation
from houvast.rights.api import assess, corpus, detail
from houvast.rights.tests.conftest import ON, household


def near_the_end(income: object) -> Situation:
    """Somebody on their own who earns nearly too much for zorgtoeslag."""
    return household(
        {"woongemeente": "elders", "woonvorm": "koop"},
        {
            "role": "aanvrager", "geboortedatum": "1990-01-01", "verblijfsrecht": True, "in_detentie": False,
            "toetsingsinkomen": income, "vermogen_1_januari": 145_000, "zorgverzekering": "nederlands",
        },
    )  # fmt: skip


def test_savings_just_below_the_limit_are_warned_about_to_the_cent() -> None:
    found = detail(assess(near_the_end(20_000), on=ON), "zorgtoeslag")

    savings = [line for line in found.cliffs if "Meer dan" in line]
    limit = corpus().laws["zorgtoeslag"]
    assert len(savings) == 1
    assert "per maand minder (Zorgtoeslag)" in savings[0]
    assert limit.title == "Zorgtoeslag"


def test_a_slope_is_not_warned_about() -> None:
    modest = near_the_end(33_000).with_fact("vermogen_1_januari", 0, person="aanvrager")

    assert detail(assess(modest, on=ON), "zorgtoeslag").cliffs == ()


def test_a_choice_that_turns_the_answer_is_told_once() -> None:
    found = detail(assess(near_the_end(20_000), on=ON), "zorgtoeslag")

    assert any("verzeker" in line for line in found.flips)
    assert not any("verzeker" in line for line in found.cliffs)


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_the_leap_is_told_in_the_readers_language(language: str) -> None:
    with translation.override(language):
        found = detail(assess(near_the_end(20_000), on=ON), "zorgtoeslag")

    assert found.cliffs
    assert not any("per maand" in line or "Meer dan" in line for line in found.cliffs)
