"""An interview in a terminal: ask what still matters, take "I do not know" for an answer, tell the outcome.

Takes   a corpus, a day, a way to ask and a way to tell.
Gives   the situation as it was told.
Knows   nothing of the web; the same questions in the same order as there.
"""

import dataclasses
import datetime
from collections.abc import Callable

from houvast.law.binding import Missing
from houvast.law.corpus import Corpus
from houvast.law.facts import FactDefinition, refusal
from houvast.law.questions import Question, QuestionKind, open_questions
from houvast.law.rendering import of_whom
from houvast.law.situation import MOST, Situation, parsed
from houvast.law.units import Kind

Ask = Callable[[str], str]
Tell = Callable[[str], None]
_COMPANY = {
    "partner": "Hoeveel partners heeft u? (0 of 1) ",
    "kind": "Hoeveel kinderen wonen er bij u? ",
    "medebewoner": "Hoeveel andere mensen wonen er bij u? ",
}
MOST_QUESTIONS = 100


@dataclasses.dataclass(slots=True)
class _Talk:
    corpus: Corpus
    ask: Ask
    tell: Tell
    on: datetime.date
    situation: Situation
    passed: set[Missing]


def interview(corpus: Corpus, *, on: datetime.date, ask: Ask, tell: Tell) -> tuple[Situation, int]:
    """The situation after all questions that matter, and how many screens that took. An empty answer or
    `?` is "I do not
    know"."""
    stranger = Situation({}, (), frozenset({"partner", "kind", "medebewoner"})).with_person("aanvrager")
    talk = _Talk(corpus, ask, tell, on, stranger, set())
    for asked in range(MOST_QUESTIONS):
        questions = open_questions(corpus, talk.situation, on=on, passed=talk.passed)
        if not questions:
            return talk.situation, asked
        _put(talk, questions[0])
    return talk.situation, MOST_QUESTIONS


def _put(talk: _Talk, question: Question) -> None:
    if question.kind is QuestionKind.COMPANY:
        for role in question.roles:
            _company(talk, role)
        return
    if question.kind is QuestionKind.GROUP:
        talk.tell(f"Wat past bij {of_whom(question.persons[0]).removeprefix(' van ') or 'u'}?")
    for name, person in question.asked:
        _fact(talk, talk.corpus.facts[name], person)


def _company(talk: _Talk, role: str) -> None:
    already = sum(person.role == role for person in talk.situation.persons)
    while True:
        answer = talk.ask(_COMPANY[role]).strip()
        if answer in {"", "?"}:
            talk.passed.add(Missing(role, None, is_role=True))
            return
        if answer.isascii() and answer.isdigit() and len(answer) < 3 and int(answer) + already <= MOST[role]:
            for _ in range(int(answer)):
                talk.situation = talk.situation.with_person(role)
            talk.situation = talk.situation.knowing_roles(role)
            return
        talk.tell(f"Geef een getal van 0 tot en met {MOST[role] - already}, of een vraagteken.")


def _fact(talk: _Talk, fact: FactDefinition, person: str | None) -> None:
    question = wording(fact, person)
    if fact.choices:
        question += f" ({', '.join(fact.choices)})"
    elif fact.unit.kind is Kind.BOOL:
        question += " (ja, nee)"
    elif fact.unit.kind is Kind.NUMBER:
        question += f" ({fact.unit.name})"
    while True:
        answer = talk.ask(f"{question} ").strip()
        if answer in {"", "?"}:
            talk.passed.add(Missing(fact.name, person))
            return
        value = parsed(fact, answer)
        problem = refusal(fact, value, on=talk.on)
        if problem is None:
            talk.situation = talk.situation.with_fact(fact.name, value, person=person)
            return
        talk.tell(f"{problem.what} {problem.mend}")


def wording(fact: FactDefinition, person: str | None) -> str:
    """The question in Dutch, about the one it is about."""
    texts = fact.question["nl"]
    if person in {None, "aanvrager"} or "ander" not in texts:
        return texts["zelf"] + (f" ({of_whom(person).strip()})" if person not in {None, "aanvrager"} else "")
    return texts["ander"].replace("{wie}", of_whom(person).removeprefix(" van "))
