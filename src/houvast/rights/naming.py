"""What facts, people and laws are called on a screen, in the reader's language.

Takes   names from the corpus and a household.
Gives   questions, labels and "uw partner", "uw kind Samira"; a Dutch text where the corpus has nothing
        else.
Knows   nothing of answers.
"""

import dataclasses
from collections.abc import Mapping

from django.utils.translation import get_language, gettext, gettext_noop

from houvast.law.api import FactDefinition, Missing, Person, Situation
from houvast.rights.corpora import corpus

ROLE_WORDS = {
    "partner": gettext_noop("uw partner"),
    "kind": gettext_noop("uw kind"),
    "medebewoner": gettext_noop("uw huisgenoot"),
}


def in_language(text: Mapping[str, str]) -> str:
    """The text in the reader's language; else the Dutch one."""
    return text.get(get_language() or "nl") or text["nl"]


@dataclasses.dataclass(frozen=True)
class Said:
    """A text, and the language that it is really in: Dutch where nobody translated it."""

    text: str
    language: str


def said(text: Mapping[str, str]) -> Said:
    """The text for the reader, with its own language beside it."""
    language = get_language() or "nl"
    found = language if text.get(language) else "nl"
    return Said(text[found], found)


def called(situation: Situation, person_id: str | None) -> str:
    """`uw partner`, `uw kind Samira`, `uw tweede kind`; empty for the applicant and for the household."""
    if person_id is None or person_id == "aanvrager":
        return ""
    person = situation.person(person_id)
    role = _role_words(person)
    if person.name:
        # Isolated, so that a name that runs from right to left stays in its place.
        return f"{role} \u2068{person.name}\u2069"
    alike = [each for each in situation.persons if each.role == person.role]
    return role if len(alike) == 1 else f"{role} {alike.index(person) + 1}"


def _role_words(person: Person) -> str:
    return gettext(ROLE_WORDS[person.role])


def question(fact: FactDefinition, situation: Situation, person_id: str | None) -> str:
    """The question as it is put to the applicant, about themself, the household or somebody in it."""
    forms = fact.question.get(get_language() or "nl") or fact.question["nl"]
    who = called(situation, person_id)
    words = forms["zelf"] if not who else forms.get("ander", forms["zelf"]).replace("{wie}", who)
    return words[:1].upper() + words[1:]


def what_is_missing(missing: Missing, situation: Situation) -> str:
    """What we do not know yet, as the question that was not answered."""
    if missing.is_role:
        return gettext("Wie wonen er bij u in huis?")
    return question(corpus().facts[missing.name], situation, missing.person)
