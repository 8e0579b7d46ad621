"""The question given back: "Heb ik het goed begrepen?"

Takes   a story.
Gives   the lines that the resident corrects and that the counsellor reads: the same ones.
Knows   nothing of pages, save the addresses where a line can be changed, which come in.
"""

import dataclasses
import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, ngettext

from houvast.answers import api as hearing
from houvast.conversation import circumstances, topics
from houvast.conversation.story import Story
from houvast.language.api import Kind
from houvast.law.api import Plain
from houvast.rights.api import Screen, answer_in_words, called, corpus, question, screen_key, screen_with
from houvast.ui.api import euro_text, listed

PERIODS = {
    "euro": "once", "euro/jaar": "year", "euro/kwartaal": "quarter", "euro/maand": "month", "euro/week":
    "week",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Line:
    """One thing that we understood; `key` is the screen that asked it. An amount has no `value`."""

    term: str
    value: str
    key: str
    amount: Fraction | int | None = None
    period: str = ""

    def as_row(self, address: Callable[[str], str]) -> dict[str, Any]:
        """The row for the component `summary_list`."""
        return {
            "term": self.term,
            "value": self.value,
            "amount": self.amount,
            "period": self.period,
            "href": address(self.key),
        }

    def as_text(self) -> str:
        """The line in one sentence, for the counsellor and on paper."""
        mark = "" if self.term.endswith(("?", "؟")) else ":"
        if self.amount is None:
            return f"{self.term}{mark} {self.value}"
        per = {
            "month": gettext("per maand"),
            "year": gettext("per jaar"),
            "quarter": gettext("per kwartaal"),
            "week": gettext("per week"),
        }.get(self.period, "")
        return f"{self.term}{mark} {euro_text(self.amount)} {per}".rstrip()


def lines(story: Story, *, on: dt.date) -> list[Line]:
    """Everything that was understood, in the order in which it was said."""
    found = [Line(gettext("Wat u nodig heeft"), _need(story), "begin")]
    found += [
        Line(topics.mark(danger, story.confirmed), str(topics.DANGER_WORDS[Kind(danger)]), "begin")
        for danger in story.dangers
    ]
    for name in story.topics:
        about = hearing.topic_called(name)
        if about is not None:
            found.append(Line(gettext("Waar het over gaat"), hearing.title(about), "gehoord"))
    if story.people_told:
        found.append(Line(gettext("Wie er bij u wonen"), people(story), "thuis"))
    found += [
        Line(str(each.title), circumstances.in_words(said) or gettext("Weet ik niet"), each.name)
        for each in circumstances.ALL
        for said in story.circumstances
        if said.name == each.name
    ]
    for key in story.answered:
        screen = screen_with(key, story.situation, on=on, unknown=story.unknown)
        if screen is not None:
            found += _answers(screen, story)
    if story.receiving is not None:
        titles = [corpus().laws[scheme].title for scheme in story.receiving if scheme in corpus().laws]
        found.append(
            Line(gettext("Wat u nu al krijgt"), ", ".join(titles) or gettext("Niets hiervan"), "krijgt-u-al")
        )
    return found


def people(story: Story) -> str:
    """`u, uw partner en 5 kinderen`, or that we do not know."""
    if story.situation.unknown_roles:
        return gettext("Dat weten we nog niet")
    roles = [person.role for person in story.situation.persons]
    parts = [gettext("u")]
    if "partner" in roles:
        parts.append(gettext("uw partner"))
    children, others = roles.count("kind"), roles.count("medebewoner")
    if children:
        parts.append(ngettext("%(n)d kind", "%(n)d kinderen", children) % {"n": children})
    if others:
        parts.append(ngettext("%(n)d huisgenoot", "%(n)d huisgenoten", others) % {"n": others})
    if parts == [gettext("u")]:
        return gettext("U woont alleen")
    return listed(parts)


def _need(story: Story) -> str:
    return story.words or topics.subject(story.topic)


def _answers(screen: Screen, story: Story) -> list[Line]:
    asked = [(name, person) for name, person in screen.facts if _was_asked(story, name, person)]
    if screen.is_group:
        return [_fitting(screen, story, asked)] if asked else []
    return [_line(screen, story, name, person) for name, person in asked]


def _fitting(screen: Screen, story: Story, asked: list[tuple[str, str | None]]) -> Line:
    """One line for "which of these fit you": what does, rather than ten times no."""
    who = called(story.situation, screen.person)
    term = gettext("Wat past bij %(who)s?") % {"who": who} if who else gettext("Wat past bij u?")
    fitting = [
        question(corpus().facts[name], story.situation, person)
        for name, person in asked
        if _told(story, name, person) is True
    ]
    nothing = gettext("Weet ik niet") if set(asked) <= story.unknown else gettext("Geen van deze")
    return Line(term, "; ".join(fitting) or nothing, screen.key)


def _was_asked(story: Story, name: str, person: str | None) -> bool:
    return (name, person) in story.unknown or _told(story, name, person) is not None


def _told(story: Story, name: str, person: str | None) -> Plain | None:
    facts = story.situation.household if person is None else story.situation.person(person).facts
    return facts.get(name)


def _line(screen: Screen, story: Story, name: str, person: str | None) -> Line:
    fact = corpus().facts[name]
    term = question(fact, story.situation, person)
    if name == "geboortedatum":
        who = called(story.situation, person)
        term = gettext("Geboortedatum van %(who)s") % {"who": who} if who else gettext("Uw geboortedatum")
    value = _told(story, name, person)
    key = screen_key(story.situation, name, person)
    if value is None:
        return Line(term, gettext("Weet ik niet"), key)
    if fact.unit.name in PERIODS and isinstance(value, int | Fraction) and not isinstance(value, bool):
        return Line(term, "", key, amount=value, period=PERIODS[fact.unit.name])
    return Line(term, answer_in_words(name, value), key)
