"""Everything that a help request is made of, from a story that goes on now or from what was kept of it.

Takes   a story; or the facts of the vault and the words that were sealed.
Gives   one frozen `Known`, whichever of the two it came from.
Knows   nothing of how it is shown.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext

from houvast.conversation.circumstances import BY_NAME, Said
from houvast.conversation.story import Question, Story
from houvast.law.api import Person, Plain, Situation
from houvast.rights.api import corpus, receiving_of, situation_of
from houvast.ui.api import date_in_words
from houvast.vault.api import Facts, NewFact, StoredFact

TOLD = "verhaal:"
ABOUT, DANGERS, PICTURE, OWN_WORDS = f"{TOLD}over", f"{TOLD}nood", f"{TOLD}plaatje", ":woorden"
CONFIRMED = f"{TOLD}nood-bevestigd"
ASKED = f"{TOLD}vraag-"


@dataclasses.dataclass(frozen=True)
class Answered:
    """A fact with its value (None: not known) and where it comes from, in the reader's language."""

    fact: str
    person: str | None
    value: Plain | None
    source: str


@dataclasses.dataclass(frozen=True)
class Known:
    """What somebody told, whoever it is read by. `about` are topics, the most urgent first; `asked` the
    questions when there were several; `confirmed` the dangers to which the resident said yes.
    """

    words: str
    picture: str
    about: tuple[str, ...]
    asked: tuple[Question, ...]
    dangers: tuple[str, ...]
    confirmed: tuple[str, ...]
    circumstances: tuple[Said, ...]
    situation: Situation
    receiving: frozenset[str]
    answered: tuple[Answered, ...]
    kept: bool


def of_story(story: Story, *, on: dt.date) -> Known:
    """What was told in a conversation that goes on now."""
    source = gettext("U vertelde dit op %(day)s") % {"day": date_in_words(on)}
    told = [Answered(fact, person, value, source) for fact, person, value in _facts_in(story.situation)]
    unknown = [Answered(fact, person, None, source) for fact, person in sorted(story.unknown, key=str)]
    return Known(
        words=story.words,
        picture=story.topic,
        about=story.topics,
        asked=story.questions,
        dangers=story.dangers,
        confirmed=story.confirmed,
        circumstances=story.circumstances,
        situation=story.situation,
        receiving=frozenset(story.receiving or ()),
        answered=(*told, *unknown),
        kept=story.kept is not None,
    )


def of_vault(words: str, facts: Facts) -> Known:
    """What was kept: the sealed words, and each fact with whoever said it last."""
    situation = situation_of(facts)
    told = {name: stored for name, stored in facts.household.items() if name.startswith(TOLD)}
    return Known(
        words=words,
        picture=_text(told.get(PICTURE)),
        about=_list(told.get(ABOUT)),
        asked=tuple(_questions(told)),
        dangers=_list(told.get(DANGERS)),
        confirmed=_list(told.get(CONFIRMED)),
        circumstances=tuple(_circumstances(told)),
        situation=situation,
        receiving=receiving_of(facts),
        answered=tuple(_stored(facts, situation)),
        kept=True,
    )


def to_keep(story: Story) -> Iterator[NewFact]:
    """What of a story is no fact of a law, as facts for the vault; `of_vault` reads them again."""
    texts = {
        PICTURE: story.topic,
        ABOUT: ",".join(story.topics),
        **{f"{ASKED}{n}": _question_text(each) for n, each in enumerate(story.questions, 1)},
        DANGERS: ",".join(story.dangers),
        CONFIRMED: ",".join(story.confirmed),
        **{f"{TOLD}{said.name}": ",".join(said.chosen) for said in story.circumstances},
        **{f"{TOLD}{said.name}{OWN_WORDS}": said.words for said in story.circumstances if said.words},
    }
    for name, text in texts.items():
        asked = name.removeprefix(TOLD) in BY_NAME
        if text or asked:
            yield NewFact(fact=name, value=text or None, source="resident")


def _circumstances(told: dict[str, StoredFact]) -> Iterator[Said]:
    for name in BY_NAME:
        if f"{TOLD}{name}" in told:
            words = _text(told.get(f"{TOLD}{name}{OWN_WORDS}"))
            yield Said(name, _list(told[f"{TOLD}{name}"]), words)


def _question_text(question: Question) -> str:
    return f"{question.about}|{question.urgency}|{question.words}"


def _questions(told: dict[str, StoredFact]) -> Iterator[Question]:
    for name in sorted(name for name in told if name.startswith(ASKED)):
        about, urgency, words = _text(told[name]).split("|", 2)
        yield Question(words, about, urgency)


def _text(stored: StoredFact | None) -> str:
    return str(stored.value or "") if stored else ""


def _list(stored: StoredFact | None) -> tuple[str, ...]:
    return tuple(part for part in _text(stored).split(",") if part)


def _facts_in(situation: Situation) -> Iterator[tuple[str, str | None, Plain]]:
    for name, value in situation.household.items():
        yield name, None, value
    for person in situation.persons:
        for name, value in person.facts.items():
            yield name, person.id, value


def _stored(facts: Facts, situation: Situation) -> Iterator[Answered]:
    yield from _of_one(facts.household.values(), None, situation.household)
    people = iter(situation.persons)
    if not facts.members:
        return
    for member in sorted(facts.members, key=lambda one: one.role != "aanvrager"):
        person: Person = next(people)
        yield from _of_one(member.facts.values(), person.id, person.facts)


def _of_one(
    stored: Iterable[StoredFact], person: str | None, values: Mapping[str, Plain]
) -> Iterator[Answered]:
    for fact in stored:
        if fact.fact in corpus().facts:
            yield Answered(fact.fact, person, values.get(fact.fact), _source(fact))


def _source(fact: StoredFact) -> str:
    words = {
        "resident": gettext("U vertelde dit op %(day)s"),
        "register": gettext("Uit een register, op %(day)s"),
        "professional": gettext("Van een hulpverlener, op %(day)s"),
        "letter": gettext("Uit een brief, op %(day)s"),
        "computed": gettext("Uitgerekend op %(day)s"),
    }[fact.source]
    return words % {"day": date_in_words(fact.at.date())}
