"""The laws and households that the engine's own tests use: three made-up laws of a village, small enough
to check by hand.
"""

import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from houvast.law.api import Corpus, FactDefinition, Kind, Level, Person, Plain, Situation, load_corpus
from houvast.law.fitting import whole
from houvast.law.functions import years_between

LAWS = Path(__file__).parent / "laws"
DAY = datetime.date(2026, 7, 1)


def village() -> Corpus:
    """The made-up corpus."""
    return load_corpus(LAWS, city="dorp")


def family(**changes: Any) -> Situation:
    """A couple with two children of which everything is known."""
    parent: dict[str, Plain] = {
        "geboortedatum": datetime.date(1990, 5, 1),
        "inkomen": 20000,
        "spaargeld": 100,
    }
    other: dict[str, Plain] = {"geboortedatum": datetime.date(1991, 5, 1), "inkomen": 4000, "spaargeld": 0}
    young: dict[str, Plain] = {"geboortedatum": datetime.date(2015, 2, 3), "inkomen": 0}
    old: dict[str, Plain] = {"geboortedatum": datetime.date(2008, 9, 15), "inkomen": 0}
    situation = (
        Situation({"huur": 800, "woning": "huis", "gehuwd": True}, ())
        .with_person("aanvrager", {**parent, "student": False, "werkdeel": 50})
        .with_person("partner", {**other, "student": False})
        .with_person("kind", {**young, "student": False})
        .with_person("kind", {**old, "student": True})
    )
    for name, value in changes.items():
        level = village().facts[name].level
        situation = situation.with_fact(name, value, person="aanvrager" if level is Level.PERSON else None)
    return situation


def values(corpus: Corpus, name: str, *, on: datetime.date) -> st.SearchStrategy[Plain]:
    """Any value within the bounds of a fact, with the ends more often than chance."""
    fact = corpus.facts[name]
    match fact.unit.kind:
        case Kind.BOOL:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(sorted(fact.choices))
        case Kind.DATE:
            return st.dates(fact.low, fact.high or on)  # type: ignore[arg-type]  # a fact of dates
    low, high = fact.low, fact.high
    assert not isinstance(low, datetime.date | None)
    assert not isinstance(high, datetime.date | None)
    if fact.unit.name == "aantal":
        return st.integers(int(low), int(high))
    cents = st.integers(int(low * 100), int(high * 100)) | st.integers(
        int(low * 100), min(int(high * 100), 4_000_000)
    )
    return st.sampled_from([low, high]) | cents.map(lambda value: whole(Fraction(value, 100)))


@st.composite
def situations(draw: st.DrawFn, corpus: Corpus, *, on: datetime.date = DAY) -> Situation:
    """Any household within bounds of which every fact is known."""
    roles = ["aanvrager", *draw(st.lists(st.sampled_from(["partner"]), max_size=1))]
    roles += draw(st.lists(st.sampled_from(["kind", "medebewoner"]), max_size=3))
    situation = Situation(
        {
            name: draw(values(corpus, name, on=on))
            for name, fact in corpus.facts.items()
            if fact.level is Level.HOUSEHOLD
        },
        (),
    )
    for role in roles:
        facts = {
            name: draw(values(corpus, name, on=on))
            for name, fact in corpus.facts.items()
            if fact.level is Level.PERSON and (not fact.applies_to or role in fact.applies_to)
        }
        situation = situation.with_person(role, facts)
    return situation


def granted(fact: FactDefinition, person: Person | None, *, on: datetime.date) -> Plain | None:
    """What would be taken for granted of this fact if nobody told it."""
    born = person.facts.get("geboortedatum") if person else None
    age = years_between(born, on) if isinstance(born, datetime.date) else None
    role = person.role if person else None
    return next((default.value for default in fact.defaults if default.holds_for(role, age)), None)


@st.composite
def with_less_known(
    draw: st.DrawFn, full: Situation, corpus: Corpus | None = None, *, on: datetime.date = DAY
) -> Situation:
    """The same household of which less is known: facts taken back, persons turned into an unknown role.

    What would then be taken for granted is true: else the assumption is wrong, and says so, not the engine.
    """
    facts, less = (corpus or village()).facts, full
    for name, value in full.household.items():
        if draw(st.booleans()) and granted(facts[name], None, on=on) in {None, value}:
            less = less.with_fact(name, None)
    unknown = draw(st.frozensets(st.sampled_from(["partner", "kind", "medebewoner"])))
    for person in full.persons:
        ordinary = all(
            granted(facts[name], person, on=on) in {None, told} for name, told in person.facts.items()
        )
        if ordinary and person.role in unknown and draw(st.booleans()):
            less = less.without_person(person.id)
            continue
        for name, value in person.facts.items():
            if draw(st.booleans()) and granted(facts[name], person, on=on) in {None, value}:
                less = less.with_fact(name, None, person=person.id)
    return Situation(less.household, less.persons, unknown)
