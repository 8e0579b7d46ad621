"""The named people of the tests: the same who live in the demo city (`houvast/web/demo_people.yaml`).

Takes   a short name.
Gives   what this person says, and what they would type on each screen.
Knows   nothing of browsers.
"""

import datetime as dt
from fractions import Fraction

from houvast.law.api import Plain, Situation
from houvast.web.demo import DemoResident, residents, story_of


def somebody(name: str) -> DemoResident:
    """The person with this short name. Raises `StopIteration` for nobody."""
    return next(person for person in residents() if person.id == name)


def situation_of(person: DemoResident) -> Situation:
    """What is so for this person's household."""
    return story_of(person).situation


def known(situation: Situation, fact: str, person: str | None) -> Plain | None:
    """What this person knows of a fact, or None."""
    if person is None:
        return situation.household.get(fact)
    return situation.person(person).facts.get(fact)


def as_typed(value: Plain) -> str:
    """A value the way people type it here: 1.234,56 and 3-4-2015."""
    if isinstance(value, dt.date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return value
    cents = Fraction(value) * 100
    euros, rest = divmod(cents.numerator, 100)
    grouped = f"{euros:,}".replace(",", ".")
    return grouped if not rest else f"{grouped},{rest:02d}"
