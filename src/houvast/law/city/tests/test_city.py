"""The city meets the published margins, is the same for the same seed, and says that nobody in it exists."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from houvast.law.api import MOST, load_corpus
from houvast.law.city import means as m
from houvast.law.city.build import CHUNK, city, city_schema, draw_chunk
from houvast.law.city.families import draw_families
from houvast.law.city.margins import margins
from houvast.law.city.means import Means, draw_means
from houvast.law.city.streams import Streams
from houvast.law.commands import default_laws
from houvast.law.corpus import Corpus
from houvast.law.kernel.parquet import Writer
from houvast.law.kernel.rows import situation
from houvast.law.tests.households import village

SIZE = 120_000
FAMILIES = draw_families(margins(), Streams(1, 0), SIZE)
MEANS: Means = draw_means(margins(), Streams(1, 0), FAMILIES)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(default_laws(), city="amsterdam")


def share(count: int) -> float:
    return count / SIZE


def test_household_forms_are_as_published() -> None:
    figures = margins().figure("household_forms")

    for number, (name, count) in enumerate(figures.items()):
        expected = count / sum(figures.values())
        assert share(int((FAMILIES.form == number).sum())) == pytest.approx(expected, abs=0.01), name


def test_ages_of_reference_persons_are_as_published() -> None:
    for number, expected in enumerate(margins().ages):
        assert share(int((FAMILIES.age_class == number).sum())) == pytest.approx(expected, abs=0.01)


def test_ownership_of_homes_is_as_published() -> None:
    for number, expected in enumerate(margins().figure("tenure").values()):
        assert share(int((MEANS.tenure == number).sum())) == pytest.approx(expected, abs=0.01)


def test_married_pairs_are_as_published() -> None:
    assert FAMILIES.married.sum() / FAMILIES.pair.sum() == pytest.approx(
        margins().figure("married"), abs=0.03
    )


def test_bijstand_is_as_published() -> None:
    applicants = MEANS.source[FAMILIES.offsets[:-1]]

    assert share(int((applicants == m.BIJSTAND).sum())) == pytest.approx(
        margins().figure("bijstand_households"), abs=0.01
    )


def test_problematic_debts_are_as_published() -> None:
    assert MEANS.problem_debts.mean() == pytest.approx(margins().figure("problem_debts"), abs=0.01)


def test_half_of_the_renters_have_the_published_savings_at_most() -> None:
    renters = MEANS.wealth[MEANS.tenure > 0]

    assert np.median(renters) / 100 == pytest.approx(2600, rel=0.25)


def test_every_figure_has_a_source_a_day_and_a_confidence() -> None:
    for name, entry in margins().raw.items():
        if isinstance(entry, dict):
            assert entry.keys() >= {"source", "date", "confidence"}, name
            assert entry["confidence"] in {"A", "B", "C"}, name


def test_a_city_says_that_nobody_in_it_exists() -> None:
    label = city_schema(village().facts, 1).metadata[b"houvast.synthetic"]

    assert b"no household or person in it exists" in label


def written(path: Path, households: int, threads: int) -> bytes:
    facts = village().facts
    with Writer(path, city_schema(facts, 5)) as writer:
        for batch in city(facts, households, 5, threads=threads):
            writer.write(batch)
    return path.read_bytes()


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_cores(tmp_path: Path) -> None:
    assert written(tmp_path / "a", 40_000, 1) == written(tmp_path / "b", 40_000, 4)


def test_a_larger_city_begins_with_the_smaller_one() -> None:
    facts = village().facts
    small = pa.Table.from_batches(city(facts, 1000, 5))
    large = pa.Table.from_batches(city(facts, CHUNK + 1, 5))

    assert large.slice(0, 1000).equals(small)
    assert len(large) == CHUNK + 1


def test_another_seed_gives_another_city() -> None:
    facts = village().facts

    assert not next(city(facts, 100, 1)).equals(next(city(facts, 100, 2)))


def test_a_fact_more_changes_no_other_column() -> None:
    facts = dict(village().facts)
    fewer = {name: fact for name, fact in facts.items() if name != "huur"}
    everything, less = (
        draw_chunk(list(found.values()), city_schema(found, 1), 1, 0) for found in (facts, fewer)
    )

    for name in less.schema.names:
        assert everything.column(name).equals(less.column(name)), name


def test_every_household_is_a_situation_that_the_engine_accepts(corpus: Corpus) -> None:
    batch = next(city(corpus.facts, 150, seed=9))

    for place in range(len(batch)):
        told = situation(batch, place, corpus)
        assert told.persons[0].role == "aanvrager"
        assert {person.role for person in told.persons} <= set(MOST)
