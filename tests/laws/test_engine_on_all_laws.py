"""What holds for every law, also one that is added tomorrow: the truth lies within, and nothing raises."""

import datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import Answer, Corpus, Outcome, Situation
from houvast.law.lawpage import law_as_text
from houvast.law.settling import answered
from houvast.law.tests.households import situations, with_less_known

LAWS = Path(__file__).parents[2] / "laws"
DAY = datetime.date(2026, 7, 1)


@cache
def corpus() -> Corpus:
    """The laws of this checkout, with Amsterdam's."""
    return api.load_corpus(LAWS, city="amsterdam")


def days() -> list[datetime.date]:
    """Every day on which a value or rule changes, and the day before."""
    changes = corpus().changes
    near = {change + datetime.timedelta(days=more) for change in changes for more in (-1, 0)}
    return sorted(
        day for day in near if any(law.right and law.covers_day(day) for law in corpus().laws.values())
    )


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_no_household_within_bounds_makes_a_law_raise(data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(days()))
    household = data.draw(situations(corpus(), on=day))

    for outcome in api.assess(corpus(), household, on=day).outcomes:
        assert outcome.missing == ()
        assert outcome.answer is not Answer.DEPENDS or outcome.unknown_values
        assert_exact(outcome)


def assert_exact(outcome: Outcome) -> None:
    """Nothing in the reasoning was ever rounded by the machine."""
    for top in outcome.because:
        for reason in top.walk():
            assert not isinstance(reason.value, float), reason.name
    assert isinstance(outcome.low, int | Fraction | None)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_truth_lies_within_what_is_said(data: st.DataObject) -> None:
    full = data.draw(situations(corpus(), on=DAY))
    less = data.draw(with_less_known(full, corpus(), on=DAY))

    truth = api.assess(corpus(), full, on=DAY)
    said = api.assess(corpus(), less, on=DAY)

    for true, told in zip(truth.outcomes, said.outcomes, strict=True):
        assert told.answer in {true.answer, Answer.DEPENDS}, told.scheme
        if true.low is not None and told.low is not None:
            assert told.low <= true.low, told.scheme
        if true.high is not None and told.high is not None:
            assert true.high <= told.high, told.scheme
        if not told.missing:
            assert (told.answer, told.low, told.high) == (true.answer, true.low, true.high), told.scheme


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_receipt_gives_the_same_outcome_again(data: st.DataObject) -> None:
    household = data.draw(with_less_known(data.draw(situations(corpus(), on=DAY)), corpus(), on=DAY))

    for outcome in api.assess(corpus(), household, on=DAY).outcomes:
        receipt = outcome.receipt
        again = api.assess(corpus(), receipt.situation, on=receipt.on, schemes=[receipt.scheme]).outcomes[0]
        assert (again.answer, again.low, again.high) == (outcome.answer, outcome.low, outcome.high)
        assert again.receipt.code == receipt.code


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_outcome_can_be_told_in_dutch_and_as_json(data: st.DataObject) -> None:
    household = data.draw(with_less_known(data.draw(situations(corpus(), on=DAY)), corpus(), on=DAY))
    assessment = api.assess(corpus(), household, on=DAY)

    text = api.as_text(assessment, explain=True)
    content = api.assessment_as_json(assessment, corpus())

    assert all(outcome.title in text for outcome in assessment.outcomes)
    assert set(content["schemes"]) == {outcome.scheme for outcome in assessment.outcomes}


@pytest.mark.parametrize(
    ("scheme", "fact"),
    [
        ("zorgtoeslag", "toetsingsinkomen"),
        ("kindgebonden_budget", "toetsingsinkomen"),
        ("huurtoeslag", "toetsingsinkomen"),
        ("zorgtoeslag", "vermogen_1_januari"),
        ("huurtoeslag", "vermogen_1_januari"),
    ],
)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_who_has_more_does_not_get_more(scheme: str, fact: str, data: st.DataObject) -> None:
    poorer = data.draw(situations(corpus(), on=DAY))
    before = poorer.persons[0].facts[fact]
    assert isinstance(before, int | Fraction)
    assert isinstance(corpus().facts[fact].high, int)
    more = data.draw(st.integers(0, 40_000))
    after = min(before + more, corpus().facts[fact].high)  # type: ignore[type-var]  # a number: asserted above
    richer = poorer.with_fact(fact, after, person="aanvrager")

    one = api.assess(corpus(), poorer, on=DAY, schemes=[scheme]).outcomes[0]
    other = api.assess(corpus(), richer, on=DAY, schemes=[scheme]).outcomes[0]

    assert one.low is None or other.low is None or other.low <= one.low


@pytest.mark.parametrize("name", sorted(corpus().laws))
def test_every_law_reads_as_a_page(name: str) -> None:
    law = corpus().laws[name]

    text = law_as_text(corpus(), name, on=law.covers[1])

    assert law.title in text
    assert all(step.article in text for step in law.steps.values())


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(data=st.data())
def test_an_interview_ends_settles_what_can_be_settled_and_asks_nothing_idle(data: st.DataObject) -> None:
    truth = data.draw(situations(corpus(), on=DAY))
    known = Situation({}, tuple(api.Person(person.id, person.role, {}) for person in truth.persons))

    for _ in range(80):
        questions = api.open_questions(corpus(), known, on=DAY)
        if not questions:
            break
        missing = {
            what for outcome in api.assess(corpus(), known, on=DAY).outcomes for what in outcome.missing
        }
        best = questions[0]
        assert any(api.Missing(fact, person) in missing for fact, person in best.asked)
        known = answered(known, truth, best)
    else:
        pytest.fail("80 questions were not enough")

    for said in api.assess(corpus(), known, on=DAY).outcomes:
        true = api.assess(corpus(), truth, on=DAY).outcome(said.scheme)
        if not said.missing and all(
            told_of(truth, granted) == granted.value for granted in said.taken_for_granted
        ):
            assert (said.answer, said.low, said.high) == (true.answer, true.low, true.high)


def told_of(truth: Situation, granted: api.Granted) -> api.Plain | None:
    """What really is the case where something was taken for granted."""
    facts = truth.household if granted.person is None else truth.person(granted.person).facts
    return facts.get(granted.fact, granted.value)
