"""Exact, explained and compiled agree to the cent, for any household within bounds."""

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.law.api import assess, load_corpus
from houvast.law.city.build import city
from houvast.law.commands import default_laws
from houvast.law.corpus import Corpus
from houvast.law.kernel.engine import Kernel, in_cents, kernel
from houvast.law.kernel.rows import batch, situation
from houvast.law.kernel.tests.same import differences
from houvast.law.situation import Situation
from houvast.law.tests.households import DAY, situations, village

NIGHTLY = int(os.environ.get("HOUVAST_NIGHTLY_HOUSEHOLDS", "300"))
"""How many households of the city are compared; the nightly run sets 1,000,000."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(households=st.lists(situations(village()), min_size=1, max_size=6))
def test_any_household_of_the_village_has_the_same_outcome_compiled(
    compiled: Kernel, households: list[Situation]
) -> None:
    assert differences(compiled, batch(households, compiled.corpus)) == []


def test_an_explanation_has_the_very_amounts_of_the_compiled_run(compiled: Kernel, corpus: Corpus) -> None:
    people = next(city(corpus.facts, 40, seed=3, on=DAY))
    outcomes = compiled.run(people)

    for place in range(len(people)):
        for outcome in assess(corpus, situation(people, place, corpus), on=DAY).outcomes:
            if outcome.unit is not None and outcome.amount is not None:
                written = outcomes.column(f"{outcome.scheme}.bedrag")[place].as_py()
                assert written * 100 == in_cents(outcome.amount, 1)


def test_every_law_of_the_village_is_compiled(compiled: Kernel) -> None:
    assert compiled.by_hand == {}


def test_equal_code_is_compiled_once(compiled: Kernel, corpus: Corpus, cache: Path) -> None:
    before = sorted(cache.glob("*.py"))

    again = kernel(corpus, on=DAY + datetime.timedelta(days=1), cache=cache, processes=1)

    assert sorted(cache.glob("*.py")) == before
    assert again.code.functions == compiled.code.functions


@pytest.mark.slow
@pytest.mark.parametrize(
    "on", [datetime.date(2026, 11, 22), datetime.date(2025, 3, 1), datetime.date(2024, 8, 1)]
)
def test_the_whole_corpus_over_the_city_has_no_difference_to_the_cent(on: datetime.date) -> None:
    corpus = load_corpus(default_laws(), city="amsterdam")
    compiled = kernel(corpus, on=on)
    found: list[object] = []

    for people in city(corpus.facts, NIGHTLY, seed=20261122, on=on):
        found += differences(compiled, people)

    assert found == []
    assert compiled.by_hand == {}, "every scheme is compiled"
