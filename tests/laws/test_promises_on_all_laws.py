"""Promises of the engine that hold for every law of the corpus: questions, turning points, coming months."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import Answer, Event, Level, Situation
from houvast.law.binding import Missing
from houvast.law.fitting import whole
from houvast.law.program import PERSONS, ROLE, Program, Row
from houvast.law.tests.households import situations, with_less_known
from houvast.law.witness import Search
from tests.laws.test_engine_on_all_laws import DAY, corpus

MOST_PROOFS = 8


def told(row: Row, program: Program) -> Situation:
    """The household of a row, as somebody would tell it."""
    household = {name: plain(name, row[slot]) for name, slot in program.household_facts.items()}
    situation = Situation(household, ())
    for person in row[PERSONS]:
        facts = {name: plain(name, person[slot]) for name, slot in program.person_facts.items()}
        situation = situation.with_person(person[ROLE], facts)
    return situation


def plain(name: str, value: object) -> api.Plain:
    """A value as it is told: a percentage as 13.73."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return value  # type: ignore[return-value]  # what stands in a row of which everything is known
    return whole(value / corpus().facts[name].unit.scale)


def differing(one: Situation, other: Situation) -> set[Missing]:
    """What two households tell differently."""
    found = {Missing(name) for name in one.household if one.household[name] != other.household[name]}
    roles = [[person.role for person in each.persons] for each in (one, other)]
    if roles[0] != roles[1]:
        return found | {
            Missing(role, None, is_role=True) for role in set(roles[0] + roles[1])
            if roles[0].count(role) != roles[1].count(role)
        }  # fmt: skip
    for person, same in zip(one.persons, other.persons, strict=True):
        found |= {Missing(name, person.id) for name in person.facts if person.facts[name] != same.facts[name]}
    return found


@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_every_question_has_two_households_that_differ_in_that_answer_and_in_an_outcome(
    data: st.DataObject,
) -> None:
    less = data.draw(with_less_known(data.draw(situations(corpus(), on=DAY)), corpus(), on=DAY))
    search = Search(corpus(), less, DAY)
    findings = [(what, each) for what, each in search.run().items() if each.schemes]

    for missing, finding in findings[:MOST_PROOFS]:
        assert finding.proof is not None
        one, other = (told(row, search.program) for row in finding.proof)
        outcomes = [
            api.assess(corpus(), each, on=DAY, schemes=sorted(finding.schemes)).outcomes
            for each in (one, other)
        ]

        assert differing(one, other) == {missing}
        assert any(
            (was.answer, was.low, was.high) != (now.answer, now.low, now.high)
            for was, now in zip(*outcomes, strict=True)
        ), missing


@settings(max_examples=2, deadline=None)
@given(data=st.data())
def test_every_flip_turns_the_answer(data: st.DataObject) -> None:
    household = data.draw(situations(corpus(), on=DAY))
    names = corpus().schemes_on(DAY)
    schemes = data.draw(st.lists(st.sampled_from(names), min_size=4, max_size=4, unique=True))

    for scheme in schemes:
        before = api.assess(corpus(), household, on=DAY, schemes=[scheme]).outcomes[0]
        for flip in api.flips(corpus(), household, on=DAY, scheme=scheme):
            changed = (
                household if flip.day else household.with_fact(str(flip.fact), flip.then, person=flip.person)
            )
            after = api.assess(corpus(), changed, on=flip.day or DAY, schemes=[scheme]).outcomes[0]

            assert (flip.before, flip.after) == (before.answer, after.answer), (scheme, flip)
            assert flip.before is not flip.after


@settings(max_examples=1, deadline=None)
@given(data=st.data())
def test_no_month_of_two_years_contradicts_a_direct_assessment(data: st.DataObject) -> None:
    full = data.draw(situations(corpus(), on=DAY))
    household = data.draw(with_less_known(full, corpus(), on=DAY))
    start = datetime.date(2025, 1, 20)
    event = Event(datetime.date(2026, 3, 9), "verhuizing", household={"kale_huur": 400})

    line = api.timeline(corpus(), household, start=start, months=24, events=[event])

    assert len(line.months) == 24
    for month in line.months[::3]:
        direct = api.assess(corpus(), api.situation_on(household, [event], month.on), on=month.on)
        assert month.assessment is not None
        assert [(each.answer, each.low, each.high, each.missing) for each in month.assessment.outcomes] == [
            (each.answer, each.low, each.high, each.missing) for each in direct.outcomes
        ]


@pytest.mark.parametrize(
    ("scheme", "fact"),
    [
        ("algemene_bijstand", "andere_inkomsten_maand"),
        ("algemene_bijstand", "vermogen_nu"),
        ("aio", "vermogen_nu"),
        ("kinderopvangtoeslag", "toetsingsinkomen"),
        ("kindgebonden_budget", "vermogen_1_januari"),
        ("aow", "jaren_buiten_nederland"),
    ],
)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_who_has_more_does_not_get_more_of_this_either(scheme: str, fact: str, data: st.DataObject) -> None:
    definition = corpus().facts[fact]
    person = None if definition.level is Level.HOUSEHOLD else "aanvrager"
    poorer = data.draw(situations(corpus(), on=DAY))
    had = (poorer.household if person is None else poorer.person(person).facts)[fact]
    assert isinstance(had, int | Fraction)
    assert isinstance(definition.high, int | Fraction)
    richer = poorer.with_fact(
        fact, min(definition.high, had + data.draw(st.integers(0, 20_000))), person=person
    )

    one, other = (
        api.assess(corpus(), each, on=DAY, schemes=[scheme]).outcomes[0] for each in (poorer, richer)
    )

    assert not (one.answer is Answer.NO and other.answer is Answer.YES)
    assert one.low is None or other.low is None or other.low <= one.low


@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_no_bound_is_below_zero_where_the_right_asks_for_more_than_nothing(data: st.DataObject) -> None:
    less = data.draw(with_less_known(data.draw(situations(corpus(), on=DAY)), corpus(), on=DAY))

    for outcome in api.assess(corpus(), less, on=DAY).outcomes:
        if corpus().laws[outcome.scheme].pays_above_zero:
            assert outcome.low is not None, outcome.scheme
            assert outcome.low >= 0, outcome.scheme
