"""What stands on one screen: a fact of all grown-ups, a fact of all children, a group of one person."""

from houvast.law.api import Question, QuestionKind, Situation, open_questions, screen_of
from houvast.law.settling import settle
from houvast.law.tests.households import DAY, family, village


def asked(situation: Situation) -> list[Question]:
    return list(open_questions(village(), situation, on=DAY))


def test_a_fact_of_several_grown_ups_is_asked_on_one_screen() -> None:
    household = family().with_fact("inkomen", None, person="aanvrager")
    household = household.with_fact("inkomen", None, person="partner")

    [question] = asked(household)

    assert question.kind is QuestionKind.FACT
    assert question.asked == (("inkomen", "aanvrager"), ("inkomen", "partner"))


def test_who_told_it_already_is_not_on_the_screen_again() -> None:
    household = family().with_fact("inkomen", None, person="partner")

    [question] = asked(household)

    assert question.asked == (("inkomen", "partner"),)
    assert (question.facts, question.persons) == (("inkomen",), ("partner",))


def test_children_are_asked_together_and_apart_from_grown_ups() -> None:
    household, facts = family(), village()
    keys = {
        person: screen_of(facts, household, "geboortedatum", person)
        for person in ("aanvrager", "partner", "kind-1", "kind-2")
    }

    assert keys["aanvrager"] == keys["partner"] != keys["kind-1"] == keys["kind-2"]


def test_answering_a_screen_answers_it_for_everybody_on_it() -> None:
    settled = settle(village(), family(), on=DAY)

    assert settled.done
    pairs = [pair for question in settled.screens for pair in question.asked]
    assert len(pairs) == len(set(pairs))
    assert max(len(question.persons) for question in settled.screens) > 1
    assert settled.known.person("partner").facts["inkomen"] == 4000
