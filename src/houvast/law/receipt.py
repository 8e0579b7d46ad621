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
        told = self.situation
        content = {
            "scheme": self.scheme,
            "on": self.on.isoformat(),
            "corpus": self.corpus,
            "engine": self.engine,
            "household": _texts(told.household.items()),
            "persons": [[person.id, person.role, _texts(person.facts.items())] for person in told.persons],
            "unknown": sorted(told.unknown_roles),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


def _texts(facts: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {name: spell(value) for name, value in facts}


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
