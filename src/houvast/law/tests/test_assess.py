"""Outcomes: exact when everything is known, honest when it is not."""

import dataclasses
import datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import Answer, Missing, OutsideCorpus, Situation
from houvast.law.tests.households import DAY, family, situations, village, with_less_known


def test_a_household_of_which_all_is_known_gets_the_exact_amount() -> None:
    outcome = api.assess(village(), family(), on=DAY).outcome("woonhulp")

    # 800 rent - ceil(1.25% of 24000 / 12) + 25 and one child under 18 more: two children, still 25
    assert outcome.answer is Answer.YES
    assert outcome.amount == 800 - 25 + 25
    assert outcome.missing == ()
    assert outcome.confidence == "C"


def test_a_formula_may_differ_from_year_to_year() -> None:
    household = family(inkomen=20001)

    before = api.assess(village(), household, on=datetime.date(2025, 12, 31)).outcome("woonhulp")
    after = api.assess(village(), household, on=datetime.date(2026, 1, 1)).outcome("woonhulp")

    assert before.amount == 800 - 25 + 25
    assert after.amount == 800 - 26 + 25


def test_nothing_is_rounded_that_the_law_does_not_round() -> None:
    outcome = api.assess(village(), family(huur=Fraction("640.37")), on=DAY).outcome("woonhulp")

    assert outcome.amount == Fraction("640.37")


def test_an_unknown_rent_gives_bounds_and_is_named_as_missing() -> None:
    household = family().with_fact("huur", None)

    outcome = api.assess(village(), household, on=DAY).outcome("woonhulp")

    assert (outcome.low, outcome.high) == (0, Fraction("900.50"))
    assert outcome.missing == (Missing("huur"),)
    assert outcome.answer is Answer.DEPENDS


def test_a_fact_that_cannot_matter_any_more_is_not_missing() -> None:
    rich = family(inkomen=500_000).with_fact("huur", None).with_fact("woning", None)

    outcome = api.assess(village(), rich, on=DAY).outcome("woonhulp")

    assert outcome.answer is Answer.NO
    assert outcome.amount == 0
    assert outcome.missing == ()


def test_an_unknown_role_is_a_person_who_may_be_there() -> None:
    alone = family().without_person("partner")
    household = Situation(alone.household, alone.persons, frozenset({"partner"}))

    outcome = api.assess(village(), household, on=DAY).outcome("woonhulp")

    assert outcome.answer is Answer.DEPENDS
    assert outcome.missing == (Missing("partner", is_role=True),)


def test_a_value_that_nobody_knows_gives_an_unknown_amount_and_never_a_zero() -> None:
    outcome = api.assess(village(), family(), on=DAY).outcome("pas")

    assert outcome.answer is Answer.YES
    assert (outcome.low, outcome.high, outcome.amount) == (None, None, None)
    assert outcome.unknown_values == ("pas.pasgeld",)
    assert outcome.missing == ()


def test_a_child_below_sixteen_is_taken_to_earn_nothing_and_that_is_shown() -> None:
    household = (
        family().with_fact("student", None, person="kind-1").with_fact("student", False, person="kind-2")
    )
    no_help = (
        household.with_fact("huur", 0)
        .with_fact("woning", "kamer")
        .with_fact("inkomen", 90000, person="aanvrager")
    )

    outcome = api.assess(village(), no_help, on=DAY).outcome("pas")

    assert [(granted.fact, granted.person, granted.value) for granted in outcome.taken_for_granted] == [
        ("student", "kind-1", False)
    ]


def test_a_day_that_nobody_checked_is_refused_with_the_days_that_are() -> None:
    with pytest.raises(OutsideCorpus, match="2025-01-01 until 2026-12-31"):
        api.assess(village(), family(), on=datetime.date(2027, 1, 1))


def test_a_scheme_that_nobody_checked_for_the_day_is_named() -> None:
    assessment = api.assess(village(), family(), on=datetime.date(2025, 5, 1))

    assert [outcome.scheme for outcome in assessment.outcomes] == ["woonhulp"]
    assert assessment.not_checked == ("pas",)


def test_every_reason_bears_an_article_or_a_source() -> None:
    outcome = api.assess(village(), family(), on=DAY).outcome("woonhulp")
    reasons = [reason for top in outcome.because for reason in top.walk()]

    assert {reason.name for reason in reasons} >= {"recht", "bedrag", "hoogste_huur", "huur", "paar"}
    for reason in reasons:
        assert reason.kind == "fact" or reason.article
        assert reason.kind != "parameter" or reason.source


def test_an_open_norm_is_named_and_left_open() -> None:
    with_children = api.assess(village(), family(), on=DAY).outcome("woonhulp")
    childless = family().without_person("kind-1").without_person("kind-2")

    assert [norm.name for norm in with_children.open_norms] == ["schrijnend"]
    assert api.assess(village(), childless, on=DAY).outcome("woonhulp").open_norms == ()


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_the_truth_always_lies_within_what_is_said(data: st.DataObject) -> None:
    corpus = village()
    full = data.draw(situations(corpus))
    less = data.draw(with_less_known(full))

    truth = api.assess(corpus, full, on=DAY)
    said = api.assess(corpus, less, on=DAY)

    for true, told in zip(truth.outcomes, said.outcomes, strict=True):
        assert true.missing == ()
        assert told.answer in {true.answer, Answer.DEPENDS}
        if true.low is not None and told.low is not None:
            assert told.low <= true.low
        if true.high is not None and told.high is not None:
            assert true.high <= told.high
        if not told.missing:
            assert (told.answer, told.low, told.high) == (true.answer, true.low, true.high)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_same_receipt_gives_the_same_outcome(data: st.DataObject) -> None:
    corpus = village()
    household = data.draw(with_less_known(data.draw(situations(corpus))))
    outcome = data.draw(st.sampled_from(api.assess(corpus, household, on=DAY).outcomes))

    again = api.replay(corpus, outcome.receipt)

    assert (again.answer, again.low, again.high) == (outcome.answer, outcome.low, outcome.high)
    assert again.receipt.code == outcome.receipt.code


def test_a_receipt_of_other_laws_is_refused() -> None:
    receipt = api.assess(village(), family(), on=DAY).outcome("woonhulp").receipt

    with pytest.raises(api.OtherLaws, match="belongs to the laws"):
        api.replay(village(), dataclasses.replace(receipt, corpus="0" * 64))
