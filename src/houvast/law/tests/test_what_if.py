"""What would turn it, what the coming months bring, and what another law would do."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import Answer, BadCorpus, Event
from houvast.law.tests.households import DAY, family, situations, village, with_less_known

REFORMS = Path(__file__).parent / "reforms"


def test_the_income_at_which_help_ends_is_found_to_the_euro() -> None:
    found = api.flips(village(), family(), on=DAY, scheme="woonhulp")

    income = next(flip for flip in found if flip.fact == "inkomen" and flip.person == "aanvrager")
    assert (income.before, income.after) == (Answer.YES, Answer.NO)
    assert income.then == 26001  # with the partner's 4000 just above 30000


def test_a_no_tells_how_much_less_income_would_make_it_a_yes() -> None:
    found = api.flips(village(), family(inkomen=26212), on=DAY, scheme="woonhulp")

    income = next(flip for flip in found if flip.fact == "inkomen" and flip.person == "aanvrager")
    assert (income.before, income.after, income.then) == (Answer.NO, Answer.YES, 26000)


def test_the_birthday_that_turns_a_no_into_a_yes_is_found_to_the_day() -> None:
    young = family().with_fact("geboortedatum", datetime.date(2008, 9, 20), person="aanvrager")

    found = api.flips(village(), young, on=DAY, scheme="woonhulp")

    assert found[0].day == datetime.date(2026, 9, 20)
    assert found[0].after is Answer.YES


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_flip_turns_the_answer_and_nothing_nearer_on_the_way_does(data: st.DataObject) -> None:
    corpus, household = village(), data.draw(situations(village()))

    for flip in api.flips(corpus, household, on=DAY, scheme="woonhulp"):
        if flip.day is not None:
            after = api.assess(corpus, household, on=flip.day).outcome("woonhulp")
            before = api.assess(corpus, household, on=flip.day - datetime.timedelta(days=1)).outcome(
                "woonhulp"
            )
            assert (before.answer, after.answer) == (flip.before, flip.after)
            continue
        assert flip.fact is not None
        changed = household.with_fact(flip.fact, flip.then, person=flip.person)
        assert api.assess(corpus, changed, on=DAY).outcome("woonhulp").answer is flip.after


def test_a_timeline_knows_birthdays_changes_of_law_and_planned_events() -> None:
    job = Event(datetime.date(2026, 3, 15), "een baan", persons={"aanvrager": {"inkomen": 60000}})

    line = api.timeline(village(), family(), start=datetime.date(2025, 11, 10), months=12, events=[job])

    why = {(turn.on, cause.kind, cause.name, cause.age) for turn in line.turns for cause in turn.causes}
    assert (datetime.date(2026, 4, 1), "event", "een baan", None) in why
    assert all(month.assessment is not None for month in line.months)


def test_a_child_that_turns_eighteen_is_the_cause_of_the_turn() -> None:
    three = family().with_person(
        "kind", {"geboortedatum": datetime.date(2020, 1, 1), "inkomen": 0, "student": False}
    )

    line = api.timeline(village(), three, start=DAY, months=4)

    (turn,) = [turn for turn in line.turns if turn.scheme == "woonhulp"]
    assert turn.on == datetime.date(2026, 10, 1)
    assert (turn.low_before, turn.low_after) == (835, 800)
    assert [(cause.kind, cause.person, cause.age) for cause in turn.causes] == [("birthday", "kind-2", 18)]


def test_a_month_that_nobody_checked_is_left_open() -> None:
    line = api.timeline(village(), family(), start=DAY, months=8)

    assert [month.assessment is None for month in line.months] == [False] * 6 + [True] * 2


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_month_of_a_timeline_contradicts_a_direct_assessment(data: st.DataObject) -> None:
    corpus = village()
    household = data.draw(with_less_known(data.draw(situations(corpus))))
    event = Event(datetime.date(2026, 9, 3), "verhuizing", household={"huur": 400})

    line = api.timeline(corpus, household, start=DAY, months=5, events=[event])

    for month in line.months:
        direct = api.assess(corpus, api.situation_on(household, [event], month.on), on=month.on)
        assert month.assessment is not None
        for one, other in zip(month.assessment.outcomes, direct.outcomes, strict=True):
            assert (one.answer, one.low, one.high, one.missing) == (
                other.answer,
                other.low,
                other.high,
                other.missing,
            )


def test_a_reform_changes_values_and_rules_from_its_day_and_leaves_the_laws_alone() -> None:
    corpus, household = village(), family(inkomen=33_000)
    reform = api.read_reform(REFORMS / "ruimer.yaml", corpus)

    before = api.assess(corpus, household, on=DAY)
    after = api.assess(reform.corpus, household, on=DAY)
    earlier = api.assess(reform.corpus, household, on=datetime.date(2026, 6, 30))

    assert before.outcome("woonhulp").answer is Answer.NO
    assert after.outcome("woonhulp").answer is Answer.YES
    assert earlier.outcome("woonhulp").answer is Answer.NO
    assert after.outcome("pas").answer is Answer.NO
    assert after.outcome("extra").amount == 100
    assert {difference.scheme for difference in api.differences(before, after)} == {
        "woonhulp",
        "extra",
        "pas",
    }
    assert reform.corpus.digest != corpus.digest


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "from: 2026-07-01\nchange: [{law: woonhulp, parameter: inkomensgrens, value: 1}]",
            "`title` is missing",
        ),
        (
            "title: {nl: x}\nfrom: 2026-07-01\nchange: [{law: woonhulpp, parameter: a, value: 1}]",
            "'woonhulpp' is no law",
        ),
        (
            "title: {nl: x}\nfrom: 2026-07-01\nchange: [{law: woonhulp, parameter: a, value: 1}]",
            "has no parameter 'a'",
        ),
        (
            "title: {nl: x}\nfrom: 2026-07-01\nchange: [{law: woonhulp, step: recht, formula: huur}]",
            "the step promises",
        ),
        (
            "title: {nl: x}\nfrom: 2026-07-01\nchange: [{law: woonhulp, step: recht, formula: recht}]",
            "in a circle",
        ),
        ("title: {nl: x}\nfrom: 2026-07-01\nadd: [weg.yaml]", "There is no such file"),
        ("title: {nl: x}\nfrom: gisteren", "is not a date"),
        (
            "title: {nl: x}\nfrom: 2026-07-01\nchange: [{law: woonhulp, parameter: hoogste_huur, value: 3}]",
            "another shape",
        ),
    ],
)
def test_a_reform_that_does_not_fit_is_refused(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "voorstel.yaml").write_text(text)

    with pytest.raises(BadCorpus) as refused:
        api.read_reform(tmp_path / "voorstel.yaml", village())

    assert what in str(refused.value)
