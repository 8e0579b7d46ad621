"""One question about several people on one screen: everybody their own field, and their own fault.

Takes   a screen of `rights`, the story so far, and what was typed.
Gives   the page's question, and answers or faults; a screen about one person goes on to `asked`.
Knows   nothing of HTTP, and nothing of how one answer is read.
"""

import dataclasses
import datetime as dt

from django.utils.translation import gettext

from houvast.conversation import asked
from houvast.conversation.asked import ANSWER, FITS, NONE_FITS, Answers, Asked, Fault, Typed
from houvast.conversation.story import Fact, Story
from houvast.law.api import Plain
from houvast.rights.api import BIRTHDAYS, Screen

KIND = "each"


@dataclasses.dataclass(frozen=True)
class One:
    """The question about one of them, and the name of its field."""

    field: str
    asked: Asked


@dataclasses.dataclass(frozen=True)
class AskedOfEach:
    """What the page of a question about several people shows: why and where once, the question of each."""

    key: str
    title: str
    why: str
    where: str
    faults: tuple[Fault, ...]
    each: tuple[One, ...]
    kind: str = KIND
    parts: tuple[()] = ()

    @property
    def choices(self) -> list[dict[str, str]]:
        """What is read beside the title: the question of each, and what they choose from."""
        questions = [{"value": one.field, "label": one.asked.title} for one in self.each]
        return questions + self.each[0].asked.choices


def ask(
    screen: Screen, story: Story, *, typed: Typed | None = None, faults: tuple[Fault, ...] = ()
) -> Asked | AskedOfEach:
    """The page of this screen, with what was typed or else what was answered before."""
    if not screen.is_of_each:
        return asked.ask(screen, story, typed=typed, faults=faults)
    first = asked.ask(_alone(screen, screen.facts[0]), story)
    return AskedOfEach(
        key=screen.key,
        title=gettext("Dezelfde vraag voor iedereen"),
        why=first.why,
        where=first.where,
        faults=faults,
        each=tuple(_one(screen, fact, story, typed, faults) for fact in screen.facts),
    )


def answered(screen: Screen, story: Story, typed: Typed, *, on: dt.date) -> Answers | tuple[Fault, ...]:
    """The answers of everybody on this screen, or the faults; never both."""
    if not screen.is_of_each:
        return asked.answered(screen, story, typed, on=on)
    values: list[tuple[Fact, Plain | None]] = []
    faults: list[Fault] = []
    for fact in screen.facts:
        given = asked.answered(_alone(screen, fact), story, _own(typed, fact), on=on)
        if isinstance(given, Answers):
            values += given.values
        else:
            faults += [Fault(field_of(fact), fault.text) for fault in given]
    return tuple(faults) if faults else Answers(tuple(values))


def not_known(screen: Screen, story: Story, typed: Typed, *, on: dt.date) -> Answers:
    """ "Weet ik niet": what was filled in all the same is kept, the rest is not known."""
    if screen.is_group:
        fitting = set(typed.getlist(FITS)) - {NONE_FITS}
        return Answers(tuple((fact, True if fact[0] in fitting else None) for fact in screen.facts))
    if screen.key == BIRTHDAYS or not screen.is_of_each:
        return asked.not_known(screen)
    values: list[tuple[Fact, Plain | None]] = []
    for fact in screen.facts:
        given = asked.answered(_alone(screen, fact), story, _own(typed, fact), on=on)
        values += given.values if isinstance(given, Answers) else [(fact, None)]
    return Answers(tuple(values))


def field_of(fact: Fact) -> str:
    """The name of somebody's field: `antwoord.partner`."""
    return f"{ANSWER}.{fact[1]}"


def _alone(screen: Screen, fact: Fact) -> Screen:
    return Screen(screen.key, (fact,))


def _own(typed: Typed, fact: Fact) -> Typed:
    return Typed({ANSWER: typed.getlist(field_of(fact)) or [""]})


def _one(screen: Screen, fact: Fact, story: Story, typed: Typed | None, faults: tuple[Fault, ...]) -> One:
    field = field_of(fact)
    own = tuple(Fault(ANSWER, fault.text) for fault in faults if fault.field == field)
    shown = asked.ask(
        _alone(screen, fact), story, typed=None if typed is None else _own(typed, fact), faults=own
    )
    return One(field, shown)
