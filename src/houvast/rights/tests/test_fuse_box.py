"""The fuse box says what is so, adds up only what is known, and is unsure where we are."""

import dataclasses
import datetime as dt
from fractions import Fraction

from django.template.loader import render_to_string
from django.utils import translation

from houvast.law.api import Situation
from houvast.rights.api import assess, corpus, could_come_in, detail, fuse_box
from houvast.rights.box import PAYING
from houvast.rights.tests.conftest import ON, household


def test_a_settled_right_waits_with_its_exact_amount(alone: Situation) -> None:
    switch = fuse_box(assess(alone, on=ON)).switch("zorgtoeslag")

    assert switch is not None
    assert (switch.state, switch.amount, switch.period) == ("waiting", 129, "month")


def test_what_somebody_gets_already_is_on_and_counts_as_coming_in(alone: Situation) -> None:
    box = fuse_box(assess(alone, on=ON), receiving=["zorgtoeslag"])

    assert box.now == 129
    assert box.lit[0].scheme == "zorgtoeslag"


def test_what_is_being_arranged_is_neither_here_nor_waiting(alone: Situation) -> None:
    before, box = fuse_box(assess(alone, on=ON)), fuse_box(assess(alone, on=ON), arranging=["zorgtoeslag"])

    assert box.arranging == 129
    assert box.now == 0
    assert box.waiting == before.waiting - 129


def test_an_amount_per_quarter_counts_for_a_third_in_a_month() -> None:
    parent = household(
        {"woongemeente": "amsterdam"},
        {"role": "aanvrager", "geboortedatum": "1990-01-01", "verblijfsrecht": True},
        {"role": "kind", "geboortedatum": "2015-05-05"},
    )

    switch = fuse_box(assess(parent, on=ON)).switch("kinderbijslag")

    assert switch is not None
    assert switch.amount is not None
    assert (switch.period, switch.per_month) == ("quarter", Fraction(switch.amount) / 3)


def test_what_is_not_known_is_said_so_and_not_added_up(alone: Situation) -> None:
    unsure = alone.with_fact("toetsingsinkomen", None, person="aanvrager")

    box = fuse_box(assess(unsure, on=ON))

    switch = box.switch("zorgtoeslag")
    assert switch is not None
    assert (switch.state, switch.amount, switch.per_month) == ("unknown", None, None)
    assert any("inkomen" in words for words in switch.missing)
    assert box.amounts_open
    assert box.waiting == 0 or "zorgtoeslag" not in [each.scheme for each in box.lit]


def test_getting_what_does_not_fit_is_said_before_it_must_be_paid_back(alone: Situation) -> None:
    rich = alone.with_fact("vermogen_1_januari", 900000, person="aanvrager")

    switch = fuse_box(assess(rich, on=ON), receiving=["zorgtoeslag"]).switch("zorgtoeslag")

    assert switch is not None
    assert switch.state == "on"
    assert "past niet bij wat u vertelde" in switch.why


def test_rules_that_protect_money_are_never_added_to_it(alone: Situation) -> None:
    box = fuse_box(assess(alone, on=ON))

    assert {corpus().laws[switch.scheme].kind for switch in box.switches} <= PAYING


def test_a_birthday_that_is_near_tells_from_when_it_changes() -> None:
    nearly = household(
        {"woongemeente": "amsterdam"},
        {
            "role": "aanvrager", "geboortedatum": "2008-07-20", "verblijfsrecht": True, "in_detentie": False,
            "toetsingsinkomen": 0, "vermogen_1_januari": 0, "zorgverzekering": "nederlands",
        },
    )  # fmt: skip

    switch = fuse_box(assess(nearly, on=ON)).switch("zorgtoeslag")

    assert switch is not None
    assert (switch.state, switch.changes) == ("off", "Vanaf 1 augustus 2026 past dit wel bij u.")


def test_a_scheme_in_full_has_articles_sources_and_what_would_turn_it(alone: Situation) -> None:
    shown = detail(assess(alone, on=ON), "zorgtoeslag")

    articles = str(shown.steps)
    assert "Wzt 2" in articles
    assert "bron:" in articles
    assert shown.flips
    assert shown.url == "https://www.toeslagen.nl"


def test_only_incomes_in_doubt_and_sure_rights_are_asked_about(alone: Situation) -> None:
    assessment = assess(alone, on=ON)

    asked = could_come_in(assessment)

    assert "zorgtoeslag" in asked
    assert all(assessment.outcome(scheme).answer.value != "no" for scheme in asked)


def test_the_fuse_box_is_drawn_in_every_language(alone: Situation) -> None:
    for language in ("nl", "en", "tr", "ar"):
        with translation.override(language):
            drawn = render_to_string("rights/parts/fuse_box.html", {"box": fuse_box(assess(alone, on=ON))})
        assert "129" in drawn
        assert ("Dit krijgt u nu" in drawn) == (language == "nl"), language


def test_the_same_household_on_another_day_is_another_box(alone: Situation) -> None:
    box = fuse_box(assess(alone, on=dt.date(2025, 7, 1)))

    assert box.on == dt.date(2025, 7, 1)
    assert dataclasses.is_dataclass(box)
