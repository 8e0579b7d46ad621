"""A cliff computed again, by another way: the household is told anew and assessed on each side."""

import datetime
from fractions import Fraction

from houvast.law import api
from houvast.law.api import Cliff, Corpus, Kind, Situation
from houvast.law.cliffs import PAYING
from houvast.law.units import WHOLE

A_YEAR = {"euro/maand": 1, "euro/kwartaal": 3, "euro/jaar": 12}
"""By how much an amount is divided to be one a month."""


def brings(
    corpus: Corpus, household: Situation, cliff: Cliff, *, on: datetime.date, beyond: bool
) -> Fraction:
    """What all schemes bring a month on one side of a cliff, over those that are known on both."""
    sides = [_amounts(corpus, household, cliff, on, side) for side in (False, True)]
    shared = sides[0].keys() & sides[1].keys()
    return sum((sides[beyond][scheme] for scheme in shared), Fraction(0))


def _amounts(
    corpus: Corpus, household: Situation, cliff: Cliff, on: datetime.date, beyond: bool
) -> dict[str, Fraction]:
    if cliff.day is not None:
        on = cliff.day if beyond else cliff.day - datetime.timedelta(days=1)
    else:
        value = cliff.then if beyond else cliff.near
        household = household.with_fact(str(cliff.fact), value, person=cliff.person)
    return {
        outcome.scheme: Fraction(outcome.amount) / A_YEAR[outcome.unit.name]
        for outcome in api.assess(corpus, household, on=on).outcomes
        if outcome.unit is not None and outcome.unit.name in A_YEAR and outcome.amount is not None
        if corpus.laws[outcome.scheme].kind in PAYING
    }


def a_step_apart(corpus: Corpus, cliff: Cliff) -> bool:
    """Whether both sides are next to each other: a cent, a whole one, a choice or a day."""
    if cliff.fact is None:
        return cliff.day is not None
    fact = corpus.facts[cliff.fact]
    if fact.unit.kind is not Kind.NUMBER:
        return cliff.near == cliff.now != cliff.then
    assert isinstance(cliff.near, int | Fraction)
    assert isinstance(cliff.then, int | Fraction)
    step = 1 if fact.unit.name in WHOLE else Fraction(1, 100)
    return abs(Fraction(cliff.then) - Fraction(cliff.near)) == step
