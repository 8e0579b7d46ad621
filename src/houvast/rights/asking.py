"""What to ask next: only what can still change something, and what belongs together on one screen.

Takes   a household, a day, and what somebody said they do not know.
Gives   screens in order: one fact, one fact of all grown-ups or all children, or a group of yes/no facts.
Knows   nothing of pages or of how an answer is typed.
"""

import dataclasses
import datetime as dt
import functools
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping

from houvast.law.api import Corpus, Missing, Person, Situation, open_questions, screen_of
from houvast.rights.changes import near_days
from houvast.rights.corpora import corpus

BIRTHDAYS = "geboortedatum-kinderen"
GROUP = "groep-"
_OF_CHILDREN = "-kinderen"
MOST_REMEMBERED = 256
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
    def is_of_each(self) -> bool:
        """Whether one fact is asked of several people at once."""
        return len(self.facts) > 1 and not self.is_group and self.key != BIRTHDAYS

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
    facts = _standing_on(key, situation)
    if key != BIRTHDAYS and (len(facts) > 1 or key.startswith(GROUP)):
        passed = frozenset(unknown)
        matter = {fact for screen in screens(situation, on=on, unknown=passed) for fact in screen.facts}
        left = [fact for fact in facts if fact in matter | passed or _is_told(situation, fact)]
        facts = tuple(left) if left or key.startswith(GROUP) else facts  # a late answer is still taken
    return Screen(key, facts) if facts else None


def screen_key(situation: Situation, fact: str, person: str | None) -> str:
    """On which screen a fact is asked: the engine says what stands together."""
    where = screen_of(corpus(), situation, fact, person)
    if where.group is None:
        return where.name + (_OF_CHILDREN if where.whose else "")
    own = "" if where.whose in {None, "aanvrager"} else f".{where.whose}"
    return f"{GROUP}{where.group}{own}"


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
        found[BIRTHDAYS] = [*_standing_on(BIRTHDAYS, situation)]
    return tuple(Screen(key, tuple(dict.fromkeys(facts))) for key, facts in found.items())


def _standing_on(key: str, situation: Situation) -> tuple[Fact, ...]:
    """Every fact that is asked on this screen, matter or not."""
    people = tuple((person.id, person.role) for person in situation.persons)
    return _facts_by_screen(corpus(), people).get(key, ())


@functools.lru_cache(maxsize=MOST_REMEMBERED)
def _facts_by_screen(laws: Corpus, people: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[Fact, ...]]:
    """The same for all who live together alike: what was told changes no screen."""
    company = Situation({}, tuple(Person(name, role, {}) for name, role in people))
    found: dict[str, list[Fact]] = {}
    for fact in _every_fact(laws, company):
        found.setdefault(screen_key(company, *fact), []).append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


def _every_fact(laws: Corpus, situation: Situation) -> Iterator[Fact]:
    for fact in laws.facts.values():
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
