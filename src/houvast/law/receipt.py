"""A receipt for every outcome: enough to compute it again, and a short code to recognise it by.

Takes   the corpus's digest, the day, the scheme and the facts that were really looked at.
Gives   a `Receipt`; the same receipt later gives the same outcome.
Knows   nothing of how outcomes are computed. A receipt holds personal facts: treat it as such; its code
        holds none.
"""

import dataclasses
import datetime
import functools
import hashlib
import json
from collections.abc import Iterable

from houvast.law.facts import spell
from houvast.law.situation import Situation

ENGINE = "1"
"""Raised whenever the same corpus and facts could give another outcome than before."""


_CANONICAL = json.JSONEncoder(sort_keys=True)


class OtherLaws(LookupError):
    """The receipt was made with other laws or another engine. Load those; these might give something else."""


@dataclasses.dataclass(frozen=True)
class Receipt:
    """What an outcome was computed from: the laws, the day, and what was looked at (`used`: fact and
    person id).
    """

    scheme: str
    on: datetime.date
    corpus: str
    engine: str
    told: Situation
    used: frozenset[tuple[str, str | None]]

    @functools.cached_property
    def situation(self) -> Situation:
        """What was told, as far as it was looked at; names are left out."""
        return used_only(self.told, self.used)

    @functools.cached_property
    def code(self) -> str:
        """A short code: equal for equal receipts, and telling nothing of the facts to who does not know
        them all.
        """
        household, *people = _texts(self.told, self.used)
        content = {
            "scheme": self.scheme,
            "on": self.on.isoformat(),
            "corpus": self.corpus,
            "engine": self.engine,
            "household": household,
            "persons": [
                [person.id, person.role, facts]
                for person, facts in zip(self.told.persons, people, strict=True)
            ],
            "unknown": sorted(self.told.unknown_roles),
        }
        return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()[:24]


def _texts(told: Situation, used: Iterable[tuple[str, str | None]]) -> list[dict[str, str]]:
    """What was told and looked at, as text: of the household, and of each person."""
    facts = [told.household, *(person.facts for person in told.persons)]
    places = {person.id: number for number, person in enumerate(told.persons, 1)}
    texts: list[dict[str, str]] = [{} for _ in facts]
    for name, person in used:
        number = 0 if person is None else places.get(person, -1)
        if number >= 0 and name in facts[number]:
            texts[number][name] = spell(facts[number][name])
    return texts


def used_only(situation: Situation, used: frozenset[tuple[str, str | None]]) -> Situation:
    """The situation with only the facts that were looked at, by fact and person id. Names are left out."""
    household = {name: value for name, value in situation.household.items() if (name, None) in used}
    persons = tuple(
        dataclasses.replace(
            person,
            name="",
            facts={name: value for name, value in person.facts.items() if (name, person.id) in used},
        )
        for person in situation.persons
    )
    return dataclasses.replace(situation, household=household, persons=persons)
