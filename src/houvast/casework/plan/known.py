"""What the vault knows already and a plan need not ask again.

Takes   the facts of a household, after a look that stands in the ledger.
Gives   each with the question it answers, its value in words and where it comes from.
Knows   nothing of plans.
"""

from django.utils.dateformat import format as date_format

from houvast.rights import api as rights
from houvast.vault.api import Facts, StoredFact

SOURCES = {
    "resident": "zelf verteld",
    "register": "uit een register",
    "professional": "van een hulpverlener",
    "letter": "uit een brief",
    "computed": "uitgerekend",
}


def choices(facts: Facts) -> list[tuple[str, str]]:
    """To choose from in a form: the name of the fact, and what it says."""
    return sorted(in_words(facts).items(), key=lambda pair: pair[1])


def in_words(facts: Facts) -> dict[str, str]:
    """By name: `Huur per maand: € 652,10 (zelf verteld, 20 november 2026)`. Of the household and whoever
    asked."""
    found = dict(facts.household)
    for member in facts.members:
        if member.role == "aanvrager":
            found |= dict(member.facts)
    situation = rights.situation_of(facts)
    told = {}
    for name, stored in found.items():
        definition = rights.corpus().facts.get(name)
        if stored.value is not None and definition is not None:
            person = None if name in facts.household else "aanvrager"
            # Without its question mark: an answer follows.
            asked = rights.question(definition, situation, person).rstrip("?")
            told[name] = f"{asked}: {_value(stored)}"
    return told


def _value(stored: StoredFact) -> str:
    assert stored.value is not None  # asked above
    source = SOURCES.get(stored.source, stored.source)
    return (
        f"{rights.answer_in_words(stored.fact, stored.value)} ({source}, {date_format(stored.at, 'j F Y')})"
    )
