"""What to ask next: only what can still change something, and what belongs together on one screen.

Takes   a household, a day, and what somebody said they do not know.
Gives   screens in order: one fact, a group of yes/no facts of one person, or the birthdays of all children.
Knows   nothing of pages or of how an answer is typed.
"""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable

from houvast.law.api import Missing, Situation
from houvast.rights.corpora import assess, corpus

BIRTHDAYS = "geboortedatum-kinderen"
GROUP = "groep-"


@dataclasses.dataclass(frozen=True)
class Screen:
    """One thing to ask. `key` stands in the address; `facts` are its (fact, person) pairs, never empty."""

    key: str
    facts: tuple[tuple[str, str | None], ...]

    @property
    def is_group(self) -> bool:
        """Whether several yes/no facts of one person share it: "which of these fit you"."""
        return self.key.startswith(GROUP)

    @property
    def person(self) -> str | None:
        """Whom it is about; None for the household and for several people."""
        people = {person for _, person in self.facts}
        return people.pop() if len(people) == 1 else None


def screens(
    situation: Situation, *, on: dt.date, unknown: Iterable[tuple[str, str | None]] = ()
) -> tuple[Screen, ...]:
    """The screens that can still change an answer, the most telling first; `unknown` is not asked again."""
    left = set(unknown)
    found: dict[str, list[tuple[str, str | None]]] = {}
    for missing in _most_telling_first(situation, on):
        fact = (missing.name, missing.person)
        if not missing.is_role and fact not in left:
            found.setdefault(screen_key(situation, *fact), []).append(fact)
    return tuple(Screen(key, tuple(dict.fromkeys(facts))) for key, facts in found.items())


def screen_with(key: str, situation: Situation) -> Screen | None:
    """The screen with this key, whether or not it was answered; None when this household has no such
    screen.
    """
    facts = tuple(fact for fact in _every_fact(situation) if screen_key(situation, *fact) == key)
    return Screen(key, facts) if facts else None


def screen_key(situation: Situation, fact: str, person: str | None) -> str:
    """On which screen a fact is asked."""
    definition = corpus().facts[fact]
    if fact == "geboortedatum" and person is not None and situation.person(person).role == "kind":
        return BIRTHDAYS
    name = f"{GROUP}{definition.group}" if definition.group else fact
    return name if person in {None, "aanvrager"} else f"{name}.{person}"


def _every_fact(situation: Situation) -> Iterable[tuple[str, str | None]]:
    for fact in corpus().facts.values():
        if fact.level.value == "household":
            yield fact.name, None
            continue
        for person in situation.persons:
            if not fact.applies_to or person.role in fact.applies_to:
                yield fact.name, person.id


def _most_telling_first(situation: Situation, on: dt.date) -> list[Missing]:
    """What can still change an outcome: first what touches most schemes for the least effort."""
    touches = Counter(missing for outcome in assess(situation, on=on).outcomes for missing in outcome.missing)
    order = {name: place for place, name in enumerate(corpus().facts)}

    def weight(missing: Missing) -> tuple[bool, float, int, str]:
        effort = corpus().facts[missing.name].effort if not missing.is_role else 1
        place = order.get(missing.name, -1)
        return missing.name != "geboortedatum", effort / touches[missing], place, missing.person or ""

    return sorted(touches, key=weight)


def is_open(missing: Missing, unknown: Iterable[tuple[str, str | None]]) -> bool:
    """Whether somebody could still answer this, rather than having said that they do not know."""
    return (missing.name, missing.person) not in set(unknown)
