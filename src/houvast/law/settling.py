"""How many questions it takes: a household answers, truthfully, what is asked, until nothing is asked.

Takes   a corpus, a household of which everything is known, a day.
Gives   which screens were shown in order, and what was then known.
Knows   nothing of people: this is for measuring on made-up households what an interview asks of a real one.
"""

import dataclasses
import datetime

from houvast.law.corpus import Corpus
from houvast.law.questions import Question, QuestionKind, open_questions
from houvast.law.situation import MOST, Situation

MOST_SCREENS = 100


@dataclasses.dataclass(frozen=True, slots=True)
class Settled:
    """The screens that were shown, and what was known after the last. `done` is false after 100 of them."""

    screens: tuple[Question, ...]
    known: Situation
    done: bool


def stranger() -> Situation:
    """Somebody of whom nothing is known, nor who lives there."""
    return Situation({}, (), frozenset(MOST) - {"aanvrager"}).with_person("aanvrager")


def settle(corpus: Corpus, truth: Situation, *, on: datetime.date) -> Settled:
    """Ask the best question, answer it from the truth, until none is left. Raises `OutsideCorpus`."""
    known, screens = stranger(), list[Question]()
    while len(screens) < MOST_SCREENS:
        questions = open_questions(corpus, known, on=on)
        if not questions:
            return Settled(tuple(screens), known, done=True)
        screens.append(questions[0])
        known = answered(known, truth, questions[0])
    return Settled(tuple(screens), known, done=False)


def answered(known: Situation, truth: Situation, question: Question) -> Situation:
    """What is known after this household answered this screen."""
    if question.kind is QuestionKind.COMPANY:
        for role in question.roles:
            there = sum(person.role == role for person in truth.persons)
            for _ in range(there - sum(person.role == role for person in known.persons)):
                known = known.with_person(role)
        return known.knowing_roles(*question.roles)
    for name, person in question.asked:
        told = truth.household if person is None else truth.person(person).facts
        known = known.with_fact(name, told[name], person=person)
    return known
