"""What to ask next: only what can still change an outcome, what tells most for the least effort first.

Takes   a corpus, a situation and a day.
Gives   `Question`s in order; none when every scheme is settled, or when nothing that one can ask would
        change it.
Knows   nothing of wording (a fact's definition has that) or screens.
"""

import dataclasses
import datetime
import enum
from collections.abc import Collection
from fractions import Fraction

from houvast.law.binding import Missing
from houvast.law.corpus import Corpus
from houvast.law.situation import Situation
from houvast.law.witness import Finding, Search

_EACH_MORE = Fraction(1, 4)
"""What each further yes/no on the same screen adds to the effort of that screen."""


class QuestionKind(enum.Enum):
    """How a question is put."""

    FACT = "fact"
    GROUP = "group"
    COMPANY = "company"


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One screen. FACT: one fact of the household or of a person. GROUP: yes/no facts of one person (or
    the household)
    that are asked together, named `group`. COMPANY: who lives with you, for the roles in `roles`.

    `schemes` are those for which two households are known that differ in this answer only and get
    something else.
    `weight` is what the answer moves, in euros per month and in schemes, per effort: higher comes first.
    """

    kind: QuestionKind
    facts: tuple[str, ...]
    person: str | None
    roles: tuple[str, ...]
    group: str | None
    schemes: tuple[str, ...]
    weight: Fraction


def open_questions(
    corpus: Corpus, situation: Situation, *, on: datetime.date, passed: Collection[Missing] = ()
) -> tuple[Question, ...]:
    """The questions that can still change an outcome on that day, best first. Raises `OutsideCorpus`.

    `passed` are those answered with "I do not know": they are not asked again. Every screen has a
    witness. On a screen
    with several yes/no facts (or roles) all that may still matter stand together, so that nobody gets the
    same screen
    twice. With enough questions in hand, we do not look for more.
    """
    findings = Search(corpus, situation, on, passed).run()
    screens: dict[tuple[str, str | None], list[Missing]] = {}
    for missing in findings:
        screens.setdefault(_screen(corpus, missing), []).append(missing)
    questions = [
        _question(corpus, key, together, findings)
        for key, together in screens.items()
        if any(findings[what].schemes for what in together)
    ]
    return tuple(
        sorted(questions, key=lambda question: (-question.weight, question.facts, question.person or ""))
    )


def _screen(corpus: Corpus, missing: Missing) -> tuple[str, str | None]:
    """What is asked on one screen: everything about company, a group of one person, or a single fact."""
    if missing.is_role:
        return "company", None
    group = corpus.facts[missing.name].group
    return (f"group {group}" if group else f"fact {missing.name}"), missing.person


def _question(
    corpus: Corpus, key: tuple[str, str | None], together: list[Missing], findings: dict[Missing, Finding]
) -> Question:
    moved = sum((findings[what].average for what in together), Fraction(0))
    schemes = tuple(sorted({scheme for what in together for scheme in findings[what].schemes}))
    names = tuple(what.name for what in together)
    if key[0] == "company":
        return Question(QuestionKind.COMPANY, (), None, names, None, schemes, moved)
    facts = [corpus.facts[name] for name in names]
    effort = max(fact.effort for fact in facts) + _EACH_MORE * (len(facts) - 1)
    kind = QuestionKind.GROUP if facts[0].group else QuestionKind.FACT
    return Question(kind, names, key[1], (), facts[0].group, schemes, moved / effort)
