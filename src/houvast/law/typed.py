"""A household told on a command line: `kale_huur=700 partner.inkomen=1000 kind-1.geboortedatum=2015-02-03`.

Takes   words.
Gives   the mapping that `read_situation` takes, persons in the order in which they are first named.
Knows   nothing of whether a fact exists, save its level where no person is named.
"""

from collections.abc import Iterable
from typing import Any

from houvast.law.errors import BadSituation, Fault
from houvast.law.fitting import ROLES
from houvast.law.ir import Level
from houvast.law.situation import KnowsFacts


def situation_from(words: Iterable[str], corpus: KnowsFacts) -> dict[str, Any]:
    """The mapping. A fact without a person is the household's, or else the applicant's. Raises
    `BadSituation`.
    """
    household: dict[str, str] = {}
    persons: dict[str, dict[str, str]] = {"aanvrager": {"role": "aanvrager"}}
    for word in words:
        left, equals, value = word.partition("=")
        person, dot, name = left.rpartition(".")
        role = person.partition("-")[0]
        if not equals or (dot and role not in ROLES):
            mend = "Write fact=value, partner.fact=value or kind-1.fact=value."
            raise BadSituation([Fault(word[:60], "This is not a fact.", mend)])
        fact = corpus.facts.get(name)
        if not dot and fact is not None and fact.level is Level.HOUSEHOLD:
            household[name] = value
        else:
            persons.setdefault(person or "aanvrager", {"role": role or "aanvrager"})[name] = value
    return {"household": household, "persons": list(persons.values())}
