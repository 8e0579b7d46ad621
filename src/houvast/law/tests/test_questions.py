"""Questions: only those that can change something, the best one first."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import QuestionKind, Situation
from houvast.law.settling import answered
from houvast.law.tests.households import DAY, family, situations, values, village, with_less_known


def test_somebody_of_whom_nothing_is_known_is_asked_who_lives_there() -> None:
    stranger = Situation({}, (), frozenset({"partner", "kind", "medebewoner"})).with_person("aanvrager")

    questions = api.open_questions(village(), stranger, on=DAY)

    company = next(question for question in questions if question.kind is QuestionKind.COMPANY)
    assert "partner" in company.roles
    assert "medebewoner" in company.roles  # a student in the house opens the pass
    assert any(question.facts == ("huur",) for question in questions)


def test_nothing_is_asked_when_everything_is_known() -> None:
    assert api.open_questions(village(), family(), on=DAY) == ()


def test_what_cannot_change_anything_any_more_is_not_asked() -> None:
    rich = family(inkomen=500_000, werkdeel=90).with_fact("huur", None).with_fact("woning", None)

    assert api.open_questions(village(), rich, on=DAY) == ()


def test_the_same_situation_gives_the_same_questions() -> None:
    household = family().with_fact("huur", None).with_fact("inkomen", None, person="partner")

    assert api.open_questions(village(), household, on=DAY) == api.open_questions(
        village(), household, on=DAY
    )


def test_a_question_is_found_where_nearly_every_household_gets_the_same() -> None:
    """One of two children must be under 18 for a supplement: seldom are both older, and then it is lost."""
    grown: dict[str, api.Plain] = {"geboortedatum": datetime.date(2000, 1, 1), "inkomen": 0, "student": False}
    known = (
        Situation({"huur": 0, "woning": "boot", "gehuwd": False}, ())
        .with_person("aanvrager", {**grown, "spaargeld": 0, "werkdeel": 0})
        .with_person("kind", {"inkomen": 0, "student": False})
        .with_person("kind", {"student": False})
        .with_person("kind", {**grown, "student": True})
    )

    questions = api.open_questions(village(), known, on=DAY)

    assert {question.facts for question in questions} == {("geboortedatum",)}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_open_outcome_is_settled_by_answering_what_is_asked(data: st.DataObject) -> None:
    corpus = village()
    truth = data.draw(situations(corpus))
    known = data.draw(with_less_known(truth)).knowing_roles("partner", "kind", "medebewoner")
    known = Situation(known.household, _everybody(truth, known))

    for _ in range(40):
        questions = api.open_questions(corpus, known, on=DAY)
        if not questions:
            break
        known = answered(known, truth, questions[0])

    for said in api.assess(corpus, known, on=DAY).outcomes:
        true = api.assess(corpus, truth, on=DAY).outcome(said.scheme)
        if said.missing:
            # Bounds can be wider than the truth. Then nothing is asked, because no answer makes a difference.
            others = [
                api.assess(corpus, other, on=DAY).outcome(said.scheme)
                for other in data.draw(_completions(known))
            ]
            assert {(other.answer, other.low) for other in others} == {(true.answer, true.low)}
        else:
            assert (said.answer, said.low, said.high) == (true.answer, true.low, true.high)


@st.composite
def _completions(draw: st.DrawFn, known: Situation) -> list[Situation]:
    corpus, found = village(), []
    for _ in range(10):
        other = known
        for name, fact in corpus.facts.items():
            for person in [None] if fact.level is api.Level.HOUSEHOLD else known.persons:
                told = known.household if person is None else person.facts
                if name not in told:
                    value = draw(values(corpus, name, on=DAY))
                    other = other.with_fact(name, value, person=None if person is None else person.id)
        found.append(other)
    return found


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_question_that_is_asked_can_change_an_outcome(data: st.DataObject) -> None:
    corpus = village()
    household = data.draw(with_less_known(data.draw(situations(corpus))))

    questions = api.open_questions(corpus, household, on=DAY)

    missing = {what for outcome in api.assess(corpus, household, on=DAY).outcomes for what in outcome.missing}
    for question in questions:
        assert question.schemes
        for fact, person in question.asked:
            assert api.Missing(fact, person) in missing
        for role in question.roles:
            assert api.Missing(role, None, is_role=True) in missing


def _everybody(truth: Situation, known: Situation) -> tuple[api.Person, ...]:
    there = {person.id: person for person in known.persons}
    return tuple(there.get(person.id, api.Person(person.id, person.role, {})) for person in truth.persons)
