"""Whose answers changed between two versions of the laws."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from houvast.law import api, commands
from houvast.law.api import Answer, BadSituation, Corpus
from houvast.law.changed import answers_changed, changed_as_text
from houvast.law.tests.households import DAY, LAWS, village

APPLICANT = {
    "role": "aanvrager",
    "geboortedatum": "1990-05-01",
    "spaargeld": 0,
    "student": False,
    "werkdeel": 50,
}
HOME = "household: {huur: 800, woning: huis, gehuwd: false}"
ADULT = "role: aanvrager, geboortedatum: 1990-05-01, spaargeld: 0, student: false, werkdeel: 50"
CHILD = "{role: kind, geboortedatum: 2015-02-03, inkomen: 0, student: false}"
PEOPLE = f"""\
residents:
  - {{id: ada, {HOME}, persons: [{{{ADULT}, inkomen: 20000}}]}}
  - {{id: bo, {HOME}, persons: [{{{ADULT}, inkomen: 20000}}, {CHILD}]}}
"""


def person(income: int | None, **more: Any) -> tuple[str, dict[str, Any]]:
    """Somebody alone with 800 rent, labelled by income."""
    told = APPLICANT if income is None else {**APPLICANT, "inkomen": income}
    return str(income), {
        "household": {"huur": 800, "woning": "huis", "gehuwd": False} | more,
        "persons": [told],
    }


def changed_laws(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    """The village's laws with something else in a file."""
    laws = Path(shutil.copytree(LAWS, tmp_path / "laws"))
    for file, old, new in changes:
        text = (laws / file).read_text()
        assert old in text
        (laws / file).write_text(text.replace(old, new, 1))
    return laws


@pytest.fixture
def wider(tmp_path: Path) -> Corpus:
    """The village with a higher income limit and a higher own contribution."""
    laws = changed_laws(
        tmp_path,
        ("wet/woonhulp.yaml", "value: 30000", "value: 31000"),
        ("wet/woonhulp.yaml", "value: 1.25", "value: 2.5"),
    )
    return api.load_corpus(laws, city="dorp")


def test_who_gains_who_loses_and_what_it_costs_stand_per_scheme(wider: Corpus) -> None:
    found = answers_changed(village(), wider, [person(20_000), person(30_500), person(90_000)], on=DAY)

    help_ = found.by_scheme["woonhulp"]
    assert (found.households, found.touched) == (3, 2)
    assert (help_.gain, help_.lose, help_.unclear) == (1, 1, 0)
    # 20,000: the contribution goes from ceil(20.83) to ceil(41.67); 30,500: from nothing to 800 - ceil(63.54)
    assert help_.a_year == 12 * ((800 - 42) - (800 - 21)) + 12 * (800 - 64)


def test_the_examples_are_those_that_change_most_with_what_they_had_and_get(wider: Corpus) -> None:
    people = [person(income) for income in (18_000, 20_000, 22_000, 24_000, 30_500)]

    found = answers_changed(village(), wider, people, on=DAY)

    examples = found.by_scheme["woonhulp"].examples
    assert [label for _, label, _ in examples] == ["30500", "24000", "22000"]
    first, second = examples[0][2], examples[1][2]
    assert (first.before, first.after, first.high_before, first.low_after) == (Answer.NO, Answer.YES, 0, 736)
    assert (second.low_before, second.high_before, second.low_after, second.high_after) == (
        775,
        775,
        750,
        750,
    )


def test_a_change_of_which_the_amount_is_unknown_is_counted_apart(wider: Corpus) -> None:
    found = answers_changed(village(), wider, [person(30_500), person(None)], on=DAY)

    assert found.by_scheme["pas"].unclear == 1  # what stands on the pass nobody knows, before and after
    assert found.by_scheme["pas"].a_year == 0
    assert found.touched == 1  # between the same bounds as before is no change


def test_a_scheme_that_is_new_or_gone_counts_as_a_no_on_the_other_side(tmp_path: Path) -> None:
    laws = changed_laws(tmp_path)
    (laws / "dorp" / "pas.yaml").unlink()
    smaller = api.load_corpus(laws, city="dorp")

    gone = answers_changed(village(), smaller, [person(20_000)], on=DAY)
    new = answers_changed(smaller, village(), [person(20_000)], on=DAY)

    assert gone.by_scheme["pas"].examples[0][2].after is None
    assert new.by_scheme["pas"].examples[0][2].before is None
    assert "pas: ja -> was er niet" in changed_as_text(gone, smaller)


def test_the_same_laws_change_nothing() -> None:
    found = answers_changed(village(), village(), [person(20_000)], on=DAY)

    assert (found.touched, found.by_scheme) == (0, {})
    assert changed_as_text(found, village()) == "Answers changed: 0 of 1 households.\n\n"


def test_a_fact_of_one_version_only_is_left_out_there_and_one_of_neither_is_refused(tmp_path: Path) -> None:
    laws = changed_laws(
        tmp_path,
        ("wet/woonhulp.yaml", "facts: [huur, ", "facts: [kale_huur, "),
        ("wet/woonhulp.yaml", "min(huur, ", "min(kale_huur, "),
        ("facts/alle.yaml", "name: huur", "name: kale_huur"),
    )
    renamed = api.load_corpus(laws, city="dorp")

    found = answers_changed(village(), renamed, [person(20_000, kale_huur=800)], on=DAY)

    assert found.touched == 0
    with pytest.raises(BadSituation, match="huurr"):
        answers_changed(village(), renamed, [person(20_000, huurr=800)], on=DAY)


def test_the_command_compares_people_and_the_synthetic_city(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laws = changed_laws(tmp_path, ("wet/woonhulp.yaml", "[1, 25]", "[1, 50]"))
    (tmp_path / "people.yaml").write_text(PEOPLE)
    words = ["changed", "--before", str(LAWS), "--laws", str(laws), "--city", "dorp", "--on", str(DAY)]

    status = commands.law([*words, str(tmp_path / "people.yaml"), "--households", "300"])

    told = capsys.readouterr().out
    people, _, city = told.partition("The synthetic city (seed 1; nobody in it exists)")
    assert status == 0
    assert "Answers changed: 1 of 2 households." in people
    assert "bo: woonhulp: ja, € 804 -> ja, € 829" in people
    assert "€ 300" in people
    assert "of 300 households." in city
    assert "woonhulp" in city
    assert "\ncity " in city


def test_the_command_says_whom_to_name_when_there_is_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    status = commands.law(
        ["changed", "--before", str(LAWS), "--laws", str(LAWS), "--city", "dorp", "--on", "2026-07-01"]
    )

    assert status == 2
    assert "Nobody to compare" in capsys.readouterr().err
