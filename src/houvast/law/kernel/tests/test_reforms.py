"""A reform over a population: who gains, who loses, what it costs; nobody can be found in the totals."""

from pathlib import Path

import pytest

from houvast.law.city.build import city, city_schema
from houvast.law.corpus import Corpus
from houvast.law.kernel.compare import Change, NotComparable, compare_files
from houvast.law.kernel.engine import Kernel, kernel
from houvast.law.kernel.parquet import Writer
from houvast.law.kernel.picture import picture
from houvast.law.kernel.stream import run_file
from houvast.law.reform import read_reform
from houvast.law.tests.households import DAY

OVERLAY = """\
title: {nl: "Meer voor kinderen"}
from: 2026-01-01
change:
  - {law: woonhulp, parameter: kindertoeslag, value: [[0, 10], [1, 50], [3, 90]]}
"""


@pytest.fixture(scope="module")
def runs(corpus: Corpus, compiled: Kernel, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    with Writer(folder / "people.parquet", city_schema(corpus.facts, 2)) as writer:
        for part in city(corpus.facts, 20_000, 2, on=DAY):
            writer.write(part)
    (folder / "meer.yaml").write_text(OVERLAY, encoding="utf-8")
    reform = read_reform(folder / "meer.yaml", corpus)
    other = kernel(reform.corpus, on=DAY, cache=cache, processes=1)
    run_file(compiled, folder / "people.parquet", folder / "before.parquet")
    run_file(other, folder / "people.parquet", folder / "after.parquet", reform="meer.yaml")
    return folder


def test_more_for_children_has_gainers_and_no_losers(runs: Path) -> None:
    found = compare_files(runs / "before.parquet", runs / "after.parquet", runs / "people.parquet")

    assert found.everybody.gain > 0
    assert found.everybody.lose == 0
    assert found.everybody.cents > 0
    assert found.by_scheme["woonhulp"].after > found.by_scheme["woonhulp"].before


def test_the_groups_add_up_to_everybody(runs: Path) -> None:
    found = compare_files(runs / "before.parquet", runs / "after.parquet", runs / "people.parquet")

    for field in ("households", "gain", "lose", "cents"):
        assert sum(getattr(change, field) for change in found.by_type.values()) == getattr(
            found.everybody, field
        )


def test_the_same_run_twice_changes_nothing(runs: Path) -> None:
    found = compare_files(runs / "before.parquet", runs / "before.parquet", runs / "people.parquet")

    assert (found.everybody.gain, found.everybody.lose, found.everybody.cents) == (0, 0, 0)
    assert "No scheme changes." in found.as_text()


def test_another_population_cannot_be_compared(runs: Path, corpus: Corpus, tmp_path: Path) -> None:
    with Writer(tmp_path / "others.parquet", city_schema(corpus.facts, 3)) as writer:
        for part in city(corpus.facts, 100, 3, on=DAY):
            writer.write(part)

    with pytest.raises(NotComparable):
        compare_files(runs / "before.parquet", runs / "after.parquet", tmp_path / "others.parquet")


def test_groups_of_fewer_than_ten_are_hidden_in_table_and_picture(runs: Path) -> None:
    found = compare_files(runs / "before.parquet", runs / "after.parquet", runs / "people.parquet")
    found.by_type["eenouder"] = Change(households=500, gain=7, lose=0, cents=98_765_43)

    line = next(line for line in found.as_text().splitlines() if line.startswith("eenouder"))
    drawn = picture(found)

    assert "<10" in line
    assert "hidden" in line
    assert "98,765" not in found.as_text()
    assert "&lt;10 gain" in drawn


def test_the_picture_has_a_title_a_description_and_no_script(runs: Path) -> None:
    drawn = picture(compare_files(runs / "before.parquet", runs / "after.parquet", runs / "people.parquet"))

    assert drawn.startswith("<svg")
    assert "<title" in drawn
    assert "<desc" in drawn
    assert "<script" not in drawn
    assert "nobody in it exists" in drawn
