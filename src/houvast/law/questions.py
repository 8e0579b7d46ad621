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
_EACH_PERSON = Fraction(1, 2)
"""What each further person adds to the effort of a question that is put about several people at once."""

FactOf = tuple[str, str | None]
"""A fact, and whose it is: a person's id, or None for the household."""


@dataclasses.dataclass(frozen=True, slots=True)
class ScreenOf:
    """What makes a screen that screen: a fact or a group, and of whom: a person (a group), or `kind` (a fact
    of children).
    """

    name: str
    group: str | None
    whose: str | None


_COMPANY = ScreenOf("company", None, None)


class QuestionKind(enum.Enum):
    """How a question is put."""

    FACT = "fact"
    GROUP = "group"
    COMPANY = "company"


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One screen, and what is asked on it.

    FACT: one fact, of the household or of every person of whom it still matters. GROUP: yes/no facts of one
    person (or the household) that are asked together, named `group`. COMPANY: who lives with you, for the
    roles in `roles`; nothing in `asked`.

    `schemes` are those for which two households are known that differ in this answer only and get
    something else.
    `weight` is what the answer moves, in euros per month and in schemes, per effort: higher comes first.
    """

    kind: QuestionKind
    asked: tuple[FactOf, ...]
    roles: tuple[str, ...]
    group: str | None
    schemes: tuple[str, ...]
    weight: Fraction

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts on this screen, each once."""
        return tuple(dict.fromkeys(fact for fact, _ in self.asked))

    @property
    def persons(self) -> tuple[str | None, ...]:
        """Whom it is about, each once; None is the household."""
        return tuple(dict.fromkeys(person for _, person in self.asked))


def open_questions(
    corpus: Corpus, situation: Situation, *, on: datetime.date, passed: Collection[Missing] = ()
) -> tuple[Question, ...]:
    """The questions that can still change an outcome on that day, best first. Raises `OutsideCorpus`.

    `passed` are those answered with "I do not know": they are not asked again. Every screen has a
    witness. On a screen
    with several yes/no facts (or roles, or people) all that may still matter stand together, so that nobody
    gets the same screen
    twice. With enough questions in hand, we do not look for more.
    """
    findings = Search(corpus, situation, on, passed).run()
    screens: dict[ScreenOf, list[Missing]] = {}
    for missing in findings:
        where = _COMPANY if missing.is_role else screen_of(corpus, situation, missing.name, missing.person)
        screens.setdefault(where, []).append(missing)
    questions = [
        _question(corpus, together, findings)
        for together in screens.values()
        if any(findings[what].schemes for what in together)
    ]
    return tuple(
        sorted(questions, key=lambda question: (-question.weight, question.facts, str(question.persons)))
    )


def screen_of(corpus: Corpus, situation: Situation, fact: str, person: str | None) -> ScreenOf:
    """On which screen a fact is asked: what gives the same stands on one, in every way of asking.

    The yes/no facts of a group stand together, of one person each. Any other fact of a person is asked of all
    grown-ups of the house at once, and of all children at once. Raises `LookupError` for who is not there.
    """
    if group := corpus.facts[fact].group:
        return ScreenOf(group, group, person)
    child = person is not None and situation.person(person).role == "kind"
    return ScreenOf(fact, None, "kind" if child else None)


def _question(corpus: Corpus, together: list[Missing], findings: dict[Missing, Finding]) -> Question:
    moved = sum((findings[what].average for what in together), Fraction(0))
    schemes = tuple(sorted({scheme for what in together for scheme in findings[what].schemes}))
    if together[0].is_role:
        roles = tuple(what.name for what in together)
        return Question(QuestionKind.COMPANY, (), roles, None, schemes, moved)
    facts = [corpus.facts[what.name] for what in together]
    group = facts[0].group
    each_more = _EACH_MORE if group else _EACH_PERSON
    effort = max(fact.effort for fact in facts) + each_more * (len(facts) - 1)
    kind = QuestionKind.GROUP if group else QuestionKind.FACT
    asked = tuple((what.name, what.person) for what in together)
    return Question(kind, asked, (), group, schemes, moved / effort)
