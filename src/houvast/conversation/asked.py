"""One question on one screen: what it says, and what was answered.

Takes   a screen of `rights`, the story so far, and what was typed.
Gives   what the page shows, and answers, or a fault beside each field with what to do.
Knows   nothing of HTTP. Nothing that was typed is lost: it goes back into its field.
"""

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from houvast.conversation import typing_faults
from houvast.conversation.story import Fact, Story
from houvast.language.api import NotADay, NotAnAmount, amount, day
from houvast.law.api import MOST, FactDefinition, Kind, Plain, refusal
from houvast.rights.api import BIRTHDAYS, Screen, called, corpus, in_language, question

ANSWER, FITS, NONE_FITS = "antwoord", "past", "geen"
MAX_NAME = 80
Typed = MultiValueDict[str, str]


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is wrong with what was typed in one field, in words."""

    field: str
    text: str


@dataclasses.dataclass(frozen=True)
class Answers:
    """What one screen gave: a value per fact, and names of people."""

    values: tuple[tuple[Fact, Plain | None], ...]
    names: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Part:
    """One question of several on a screen: why we ask it, and where the answer is to be found."""

    question: str
    why: str
    where: str


@dataclasses.dataclass(frozen=True)
class Asked:
    """What a question's page shows. `kind` is amount, number, date, choice, group or births.

    Of a group `parts` explains each of its questions.
    """

    key: str
    kind: str
    title: str
    why: str
    where: str
    choices: list[dict[str, str]]
    typed: Mapping[str, Any]
    faults: tuple[Fault, ...]
    children: list[dict[str, Any]]
    parts: tuple[Part, ...] = ()

    @property
    def error(self) -> str:
        """The fault of the only field."""
        return self.faults[0].text if self.faults else ""


def ask(screen: Screen, story: Story, *, typed: Typed | None = None, faults: tuple[Fault, ...] = ()) -> Asked:
    """The page of this screen, with what was typed or else what was answered before."""
    name = screen.facts[0][0]
    fact = corpus().facts[name]
    kind = _kind(screen, fact)
    return Asked(
        key=screen.key,
        kind=kind,
        title=_title(screen, story, fact),
        why=_why(screen),
        where="" if screen.is_group else _where(fact),
        choices=_choices(screen, story, fact, kind),
        typed=_shown(screen, story, kind, typed),
        faults=faults,
        children=_children(screen, story, typed, faults) if kind == "births" else [],
        parts=tuple(_parts(screen, story)) if kind == "group" else (),
    )


def answered(screen: Screen, story: Story, typed: Typed, *, on: dt.date) -> Answers | tuple[Fault, ...]:
    """The answers that were typed, or the faults; never both."""
    fact = corpus().facts[screen.facts[0][0]]
    kind = _kind(screen, fact)
    if kind == "births":
        return _births(screen, typed, on)
    if kind == "group":
        return _fitting(screen, typed)
    raw = typed.get(ANSWER, "")
    try:
        value = _READ[kind](raw)
    except (NotAnAmount, NotADay) as error:
        return (Fault(ANSWER, typing_faults.words(error)),)
    if value is None or (kind == "choice" and refusal(fact, value, on=on)):
        return (Fault(ANSWER, gettext("Kies een antwoord, of kies «Weet ik niet».")),)
    if refusal(fact, value, on=on):
        return (Fault(ANSWER, typing_faults.out_of_bounds(fact, value, on=on)),)
    return Answers(((screen.facts[0], value),))


def not_known(screen: Screen) -> Answers:
    """The answer "weet ik niet" to all of this screen."""
    return Answers(tuple((fact, None) for fact in screen.facts))


def clean_name(text: str) -> str:
    """A name without invisible signs; emoji and any script stay. At most 80 signs."""
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    return " ".join(kept.split())[:MAX_NAME]


def _yes_or_no(raw: str) -> bool | None:
    return {"ja": True, "nee": False}.get(raw)


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


_READ: dict[str, Callable[[str], Any]] = {
    "amount": lambda raw: _whole(amount(raw)),
    "number": lambda raw: _whole(amount(raw)),
    "date": day,
    "choice": lambda raw: raw or None,
    "yes_no": _yes_or_no,
}


def _kind(screen: Screen, fact: FactDefinition) -> str:
    if screen.key == BIRTHDAYS:
        return "births"
    if screen.is_group:
        return "group"
    if fact.unit.kind is Kind.NUMBER:
        return "amount" if fact.unit.name.startswith("euro") else "number"
    return {Kind.DATE: "date", Kind.BOOL: "yes_no", Kind.CHOICE: "choice"}[fact.unit.kind]


def _title(screen: Screen, story: Story, fact: FactDefinition) -> str:
    if screen.key == BIRTHDAYS:
        many = len(screen.facts) > 1
        return (
            gettext("Wanneer zijn uw kinderen geboren?") if many else gettext("Wanneer is uw kind geboren?")
        )
    if screen.is_group:
        who = called(story.situation, screen.person)
        if who:
            return gettext("Wat past bij %(who)s?") % {"who": who}
        return gettext("Wat past bij u?")
    return question(fact, story.situation, screen.facts[0][1])


def _why(screen: Screen) -> str:
    """Why we ask: of a group, the reasons of its facts, each once and at most two."""
    reasons = dict.fromkeys(in_language(corpus().facts[name].why) for name, _ in screen.facts)
    return " ".join(list(reasons)[:2])


def _where(fact: FactDefinition) -> str:
    return in_language(fact.where) if fact.where else ""


def _parts(screen: Screen, story: Story) -> Iterator[Part]:
    for name, person in screen.facts:
        fact = corpus().facts[name]
        yield Part(question(fact, story.situation, person), in_language(fact.why), _where(fact))


def _choices(screen: Screen, story: Story, fact: FactDefinition, kind: str) -> list[dict[str, str]]:
    if kind == "yes_no":
        return [{"value": "ja", "label": gettext("Ja")}, {"value": "nee", "label": gettext("Nee")}]
    if kind == "choice":
        return [{"value": value, "label": in_language(label)} for value, label in fact.choices.items()]
    if kind == "group":
        fitting = [
            {"value": name, "label": question(corpus().facts[name], story.situation, person)}
            for name, person in screen.facts
        ]
        return [*fitting, {"value": NONE_FITS, "label": gettext("Geen van deze")}]
    return []


def _shown(screen: Screen, story: Story, kind: str, typed: Typed | None) -> Mapping[str, Any]:
    if typed is not None:
        return {ANSWER: typed.get(ANSWER, ""), FITS: typed.getlist(FITS)}
    told = {fact: _told(story, fact) for fact in screen.facts}
    if kind == "group":
        fitting = [name for (name, _), value in told.items() if value is True]
        nothing = not fitting and all(value is False for value in told.values())
        return {FITS: [NONE_FITS] if nothing else fitting}
    return {ANSWER: _as_typed(told[screen.facts[0]])}


def _told(story: Story, fact: Fact) -> Plain | None:
    name, person = fact
    facts = story.situation.household if person is None else story.situation.person(person).facts
    return facts.get(name)


def _as_typed(value: Plain | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else f"{float(value):.2f}".replace(".", ",")


def _children(
    screen: Screen, story: Story, typed: Typed | None, faults: tuple[Fault, ...]
) -> list[dict[str, Any]]:
    wrong = {fault.field: fault.text for fault in faults}
    shown = []
    for number, fact in enumerate(screen.facts, 1):
        person = story.situation.person(fact[1] or "")
        names, days = f"naam.{person.id}", f"dag.{person.id}"
        shown.append(
            {
                "number": number,
                "name_field": names,
                "day_field": days,
                "name": typed.get(names, "") if typed is not None else person.name,
                "day": typed.get(days, "") if typed is not None else _as_typed(_told(story, fact)),
                "error": wrong.get(days, ""),
            }
        )
    return shown


def _births(screen: Screen, typed: Typed, on: dt.date) -> Answers | tuple[Fault, ...]:
    values: list[tuple[Fact, Plain | None]] = []
    faults: list[Fault] = []
    for fact in screen.facts:
        field = f"dag.{fact[1]}"
        try:
            born = day(typed.get(field, ""))
        except NotADay as error:
            faults.append(Fault(field, typing_faults.words(error)))
            continue
        definition = corpus().facts[fact[0]]
        if refusal(definition, born, on=on):
            faults.append(Fault(field, typing_faults.out_of_bounds(definition, born, on=on)))
        values.append((fact, born))
    names = {str(person): clean_name(typed.get(f"naam.{person}", "")) for _, person in screen.facts}
    return tuple(faults) if faults else Answers(tuple(values), names)


def _fitting(screen: Screen, typed: Typed) -> Answers | tuple[Fault, ...]:
    chosen = set(typed.getlist(FITS))
    known = {name for name, _ in screen.facts}
    if not chosen or chosen - known - {NONE_FITS}:
        return (Fault(FITS, gettext("Kies wat past. Past er niets? Kies dan «Geen van deze».")),)
    if NONE_FITS in chosen and len(chosen) > 1:
        return (Fault(FITS, gettext("U koos ook «Geen van deze». Haal een van de twee weg.")),)
    return Answers(tuple((fact, fact[0] in chosen) for fact in screen.facts))


def count(raw: str, role: str) -> int | Fault:
    """How many people of a role, typed as a number from 1."""
    try:
        number = amount(raw)
    except NotAnAmount as error:
        return Fault(ANSWER, typing_faults.words(error, number=True))
    if number.denominator != 1 or not 1 <= number <= MOST[role]:
        return Fault(ANSWER, gettext("Vul een getal in van 1 tot en met %(most)d.") % {"most": MOST[role]})
    return number.numerator
