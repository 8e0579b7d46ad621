"""What a jurist hears from `houvast check-data`, over the real laws with one thing broken at a time."""

import dataclasses
import datetime
from typing import Any

import pytest

from houvast.law import checking, commands
from houvast.law.api import Corpus, Law, load_corpus

LAWS = commands.default_laws()
CORPUS = load_corpus(LAWS, city="amsterdam")
LAST = CORPUS.laws["zorgtoeslag"].covers[1]


def with_law(name: str, **changes: Any) -> Corpus:
    notions = {other: law for other, law in CORPUS.laws.items() if law.kind == "begrip"}
    return holding({**notions, name: dataclasses.replace(CORPUS.laws[name], **changes)})


def holding(laws: dict[str, Law]) -> Corpus:
    return Corpus(CORPUS.facts, laws, "changed", CORPUS.city)


def test_the_laws_as_they_stand_have_a_practical_side() -> None:
    assert list(checking.practical_faults(CORPUS)) == []


@pytest.mark.parametrize("part", checking.PRACTICE)
def test_a_scheme_without_a_part_of_its_practical_side_must_be_mended(part: str) -> None:
    rest = {key: value for key, value in CORPUS.laws["zorgtoeslag"].getting_it.items() if key != part}

    faults = list(checking.practical_faults(with_law("zorgtoeslag", getting_it=rest)))

    assert [(fault.where, part in fault.what) for fault in faults] == [("wet/zorgtoeslag.yaml", True)]


@pytest.mark.parametrize(
    ("days_before", "said"), [(61, []), (60, ["Expires"]), (0, ["Expires"]), (-1, ["Expired"])]
)
def test_a_law_that_ends_within_sixty_days_is_told(days_before: int, said: list[str]) -> None:
    day = LAST - datetime.timedelta(days=days_before)

    found = [line.split(":")[0] for line in checking.warnings(with_one_law_that_ends(), on=day)]

    assert [word for word in found if word.startswith("Expire")] == said


def with_one_law_that_ends() -> Corpus:
    """Zorgtoeslag and what it uses, of which only zorgtoeslag itself can expire."""
    far = (CORPUS.laws["awir"].covers[0], datetime.date(9999, 12, 31))
    notions = {
        name: dataclasses.replace(law, covers=far)
        for name, law in CORPUS.laws.items()
        if law.kind == "begrip"
    }
    return holding({**notions, "zorgtoeslag": CORPUS.laws["zorgtoeslag"]})


def test_what_nobody_knows_and_what_is_unsure_is_told_by_name() -> None:
    told = list(checking.warnings(CORPUS, on=None))

    assert any(line.startswith("Nobody knows: minima.inkomensgrens_alleen from 2026") for line in told)
    assert any(line.startswith("Confidence B decides an outcome: huurtoeslag") for line in told)
    assert not any(line.startswith("Expire") for line in told)


def test_the_command_tells_what_expires(capsys: pytest.CaptureFixture[str]) -> None:
    status = commands.check_data(["--laws", str(LAWS), "--on", LAST.isoformat()])

    assert status == 0
    assert "Expires: zorgtoeslag was checked until" in capsys.readouterr().out
