"""What somebody told so far, as one value.

Takes   words, choices and answers.
Gives   a frozen `Story`, and the same as text and back.
Knows   nothing of pages, keys or tables.
"""

import dataclasses
import datetime as dt
import json
import secrets
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from houvast.conversation.circumstances import Said
from houvast.law.api import BadSituation, Corpus, Person, Plain, Situation, read_situation

APPLICANT = "aanvrager"
OTHERS = ("partner", "kind", "medebewoner")
Fact = tuple[str, str | None]


class UnreadableStory(ValueError):
    """This was written by an older version, with facts that the laws no longer know. Begin again."""


@dataclasses.dataclass(frozen=True)
class Kept:
    """That the story became a help request, and the code, which the visitor may see until they say they
    have it.
    """

    code: str
    resident: str
    reference: str


@dataclasses.dataclass(frozen=True)
class Question:
    """One of several questions that somebody asked at once: its words, its topic, how long it can wait."""

    words: str
    about: str
    urgency: str


def nobody_known() -> Situation:
    """The household of somebody who said nothing yet: one applicant, and nothing known of others."""
    return Situation({}, (Person(APPLICANT, APPLICANT, {}),), frozenset(OTHERS))


@dataclasses.dataclass(frozen=True)
class Story:
    """Everything that was said. `about` is the topic that the question is about, once the visitor left it so
    or chose it; "" when nobody knows. `questions` are more than one, kept apart, the most urgent first.
    `token` makes one request of a form that is sent twice.
    `dangers` were heard in the words and not denied; `confirmed` are those to which the visitor said yes.

    `unknown` are facts to which the answer was "weet ik niet"; `answered` the screens in the order of
    answering; `receiving` the schemes that come in already, None while nobody asked; `circumstances` what was
    said of urgency, of what was tried, of who is around and of what would be good.
    """

    words: str = ""
    topic: str = ""
    about: str = ""
    dangers: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    people_told: bool = False
    situation: Situation = dataclasses.field(default_factory=nobody_known)
    unknown: frozenset[Fact] = frozenset()
    answered: tuple[str, ...] = ()
    receiving: tuple[str, ...] | None = None
    circumstances: tuple[Said, ...] = ()
    token: str = dataclasses.field(default_factory=lambda: secrets.token_urlsafe(24))
    kept: Kept | None = None

    def told(self, screen: str, values: Iterable[tuple[Fact, Plain | None]]) -> "Story":
        """The same with one screen answered; None for a fact is "weet ik niet"."""
        situation, unknown = self.situation, set(self.unknown)
        for (name, person), value in values:
            situation = situation.with_fact(name, value, person=person)
            unknown.discard((name, person))
            if value is None:
                unknown.add((name, person))
        return self._with(situation, unknown, screen)

    def said(self, said: Said) -> "Story":
        """The same with this said of the circumstances, in place of what was said before."""
        others = tuple(each for each in self.circumstances if each.name != said.name)
        answered = self.answered if said.name in self.answered else (*self.answered, said.name)
        return dataclasses.replace(self, circumstances=(*others, said), answered=answered)

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about: one topic, or those of several questions, the most urgent first."""
        if self.questions:
            return tuple(dict.fromkeys(each.about for each in self.questions))
        return (self.about,) if self.about else ()

    def named(self, names: dict[str, str]) -> "Story":
        """The same with these names of people, by their id."""
        persons = tuple(
            dataclasses.replace(person, name=names.get(person.id, person.name))
            for person in self.situation.persons
        )
        return dataclasses.replace(self, situation=dataclasses.replace(self.situation, persons=persons))

    def living_with(self, counts: dict[str, int] | None) -> "Story":
        """The same with so many people of each role; None: "weet ik niet". Who stays keeps what was told of
        them.
        """
        people = [self.situation.persons[0]]
        for role in OTHERS:
            were = [person for person in self.situation.persons if person.role == role]
            people += _so_many(role, were, (counts or {}).get(role, 0))
        known = {person.id for person in people}
        unknown = {(name, person) for name, person in self.unknown if person is None or person in known}
        unsure = frozenset(OTHERS) if counts is None else frozenset()
        situation = Situation(self.situation.household, tuple(people), unsure)
        return dataclasses.replace(self, situation=situation, unknown=frozenset(unknown), people_told=True)

    def _with(self, situation: Situation, unknown: set[Fact], screen: str) -> "Story":
        answered = self.answered if screen in self.answered else (*self.answered, screen)
        return dataclasses.replace(self, situation=situation, unknown=frozenset(unknown), answered=answered)


def _so_many(role: str, were: list[Person], count: int) -> list[Person]:
    if role == "partner":
        return (were or [Person(role, role, {})])[:count]
    return [were[at] if at < len(were) else Person(f"{role}-{at + 1}", role, {}) for at in range(count)]


def written(story: Story) -> str:
    """The story as text, every amount exact."""
    said = dataclasses.asdict(dataclasses.replace(story, situation=nobody_known()))
    said["unknown"] = sorted([name, person] for name, person in story.unknown if person is not None) + sorted(
        [name, None] for name, person in story.unknown if person is None
    )
    said["situation"] = {
        "household": {name: _plain(value) for name, value in story.situation.household.items()},
        "persons": [
            {
                "role": person.role,
                "name": person.name,
                **{key: _plain(value) for key, value in person.facts.items()},
            }
            for person in story.situation.persons
        ],
        "unknown": sorted(story.situation.unknown_roles),
    }
    return json.dumps(said, ensure_ascii=False)


def read(text: str, corpus: Corpus) -> Story:
    """The story that `written` made this text from. Raises `UnreadableStory`."""
    said = json.loads(text)
    try:
        situation = read_situation(said.pop("situation"), corpus)
        said["unknown"] = frozenset((name, person) for name, person in said["unknown"])
        said["kept"] = Kept(**said["kept"]) if said["kept"] else None
        for name in ("dangers", "confirmed", "answered"):
            said[name] = tuple(said.get(name, ()))
        said["questions"] = tuple(Question(**each) for each in said["questions"])
        said["circumstances"] = tuple(
            Said(each["name"], tuple(each["chosen"]), each["words"]) for each in said["circumstances"]
        )
        said["receiving"] = None if said["receiving"] is None else tuple(said["receiving"])
        return Story(situation=situation, **said)
    except (BadSituation, KeyError, TypeError, ValueError) as error:
        raise UnreadableStory("The story does not fit the laws of today; begin again.") from error


def _plain(value: Plain) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    exact = Fraction(value)
    if exact.denominator == 1:
        return exact.numerator
    cents = exact * 100
    if cents.denominator != 1:
        raise ValueError("An amount that was typed has at most two decimals.")
    return f"{cents.numerator // 100}.{cents.numerator % 100:02d}" if cents >= 0 else f"-{_plain(-exact)}"
