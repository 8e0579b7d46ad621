"""What to ask next: only what can still change something, and what belongs together on one screen.

Takes   a household, a day, and what somebody said they do not know.
Gives   screens in order: one fact, a group of yes/no facts of one person, or the birthdays of all children.
Knows   nothing of pages or of how an answer is typed.
"""

import dataclasses
import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterable

from houvast.law.api import FactDefinition, Missing, Situation, open_questions
from houvast.rights.changes import near_days
from houvast.rights.corpora import corpus

BIRTHDAYS = "geboortedatum-kinderen"
GROUP = "groep-"
MOST_REMEMBERED = 256
MOST_ON_A_SCREEN = 6
Fact = tuple[str, str | None]

_LOCK = threading.Lock()


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


_LAST: dict[bytes, tuple[Screen, ...]] = {}


def screens(situation: Situation, *, on: dt.date, unknown: Iterable[Fact] = ()) -> tuple[Screen, ...]:
    """The screens that can still change an answer, the most telling first; `unknown` is not asked again.

    Who lives in the house is not among them: that is asked first, always.
    """
    passed = frozenset(unknown)
    told = repr((situation, sorted(passed, key=str), on))
    return _remembered(hashlib.sha256(told.encode()).digest(), lambda: _screens(situation, on, passed))


def screen_with(
    key: str, situation: Situation, *, on: dt.date, unknown: Iterable[Fact] = ()
) -> Screen | None:
    """The screen with this key: what is still open on it and what was answered on it. None when there is
    nothing.
    """
    passed = frozenset(unknown)
    still_open = {fact for screen in screens(situation, on=on, unknown=passed) for fact in screen.facts}
    facts = tuple(
        fact
        for fact in _every_fact(situation)
        if screen_key(situation, *fact) == key
        and (
            key == BIRTHDAYS
            or not key.startswith(GROUP)
            or fact in still_open | passed
            or _is_told(situation, fact)
        )
    )
    return Screen(key, facts) if facts else None


def screen_key(situation: Situation, fact: str, person: str | None) -> str:
    """On which screen a fact is asked."""
    definition = corpus().facts[fact]
    if fact == "geboortedatum" and person is not None and situation.person(person).role == "kind":
        return BIRTHDAYS
    name = _part_of_group(definition) if definition.group else fact
    return name if person in {None, "aanvrager"} else f"{name}.{person}"


def _part_of_group(fact: FactDefinition) -> str:
    """A big group is spread over screens of a few facts; a fact always stands on the same one."""
    together = [each.name for each in corpus().facts.values() if each.group == fact.group]
    part = together.index(fact.name) // MOST_ON_A_SCREEN + 1
    return f"{GROUP}{fact.group}-{part}"


def _screens(situation: Situation, on: dt.date, passed: frozenset[Fact]) -> tuple[Screen, ...]:
    asked = [Missing(name, person) for name, person in passed]
    roles = [Missing(role, None, is_role=True) for role in situation.unknown_roles]
    found: dict[str, list[Fact]] = {}
    # What matters on a birthday that is near is asked now: who turns 18 next week wants to know next
    # week's answer.
    for day in [on, *near_days(situation, on)]:
        for question in open_questions(corpus(), situation, on=day, passed=[*asked, *roles]):
            for fact in question.asked:
                found.setdefault(screen_key(situation, *fact), []).append(fact)
    if BIRTHDAYS in found:  # all children at once, whoever of them matters most
        found[BIRTHDAYS] = [
            fact for fact in _every_fact(situation) if screen_key(situation, *fact) == BIRTHDAYS
        ]
    return tuple(Screen(key, tuple(dict.fromkeys(facts))) for key, facts in found.items())


def _every_fact(situation: Situation) -> Iterable[Fact]:
    for fact in corpus().facts.values():
        if fact.level.value == "household":
            yield fact.name, None
            continue
        for person in situation.persons:
            if not fact.applies_to or person.role in fact.applies_to:
                yield fact.name, person.id


def _is_told(situation: Situation, fact: Fact) -> bool:
    name, person = fact
    return name in (situation.household if person is None else situation.person(person).facts)


def _remembered(digest: bytes, make: Callable[[], tuple[Screen, ...]]) -> tuple[Screen, ...]:
    """One answer of the engine serves the two or three pages in a row that ask for it. No facts are kept:
    names only.
    """
    with _LOCK:
        if digest in _LAST:
            return _LAST[digest]
    made = make()
    with _LOCK:
        _LAST[digest] = made
        while len(_LAST) > MOST_REMEMBERED:
            _LAST.pop(next(iter(_LAST)))
    return made
