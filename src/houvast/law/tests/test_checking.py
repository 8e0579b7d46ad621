"""What a jurist hears from `houvast check-data`, over the real laws with one thing broken at a time."""

import dataclasses
import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from houvast.law import checking, commands
from houvast.law.api import BadCorpus, Corpus, Law, load_corpus, read_life_events

LAWS = commands.default_laws()
CORPUS = load_corpus(LAWS, city="amsterdam")
EVENTS = read_life_events(LAWS, CORPUS)
LAST = CORPUS.laws["zorgtoeslag"].covers[1]


def with_law(name: str, **changes: Any) -> Corpus:
    notions = {other: law for other, law in CORPUS.laws.items() if law.kind == "begrip"}
    return holding({**notions, name: dataclasses.replace(CORPUS.laws[name], **changes)})


def holding(laws: dict[str, Law]) -> Corpus:
    return Corpus(CORPUS.facts, laws, "changed", CORPUS.city)


def faults_of(corpus: Corpus) -> list[tuple[str, str]]:
    return [(fault.where, fault.what) for fault in checking.faults(corpus, EVENTS)]


def test_the_laws_as_they_stand_have_nothing_to_mend() -> None:
    assert faults_of(CORPUS) == []


@pytest.mark.parametrize("part", checking.PRACTICE)
@pytest.mark.parametrize("hole", ["absent", None])
def test_a_scheme_without_a_part_of_its_practical_side_must_be_mended(part: str, hole: str | None) -> None:
    rest = {key: value for key, value in CORPUS.laws["zorgtoeslag"].getting_it.items() if key != part}
    if hole is None:
        rest[part] = None

    found = faults_of(with_law("zorgtoeslag", getting_it=rest))

    assert found == [("wet/zorgtoeslag.yaml", f"The practical side lacks {part}.")]


def test_a_scheme_that_nobody_can_find_by_their_own_words_must_be_mended() -> None:
    few = {**CORPUS.laws["zorgtoeslag"].getting_it, "words": ["zorg", "premie"]}

    assert "fewer than 4" in faults_of(with_law("zorgtoeslag", getting_it=few))[0][1]


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar"])
def test_a_description_of_one_sentence_must_be_mended(language: str) -> None:
    short = {**CORPUS.laws["zorgtoeslag"].summary, language: "Geld."}

    found = faults_of(with_law("zorgtoeslag", summary=short))

    assert found == [("wet/zorgtoeslag.yaml", f"The summary in {language} is not two sentences.")]


def test_a_scheme_without_a_title_in_a_language_must_be_mended() -> None:
    titled = {key: text for key, text in CORPUS.laws["zorgtoeslag"].called.items() if key != "tr"}

    found = faults_of(with_law("zorgtoeslag", called=titled))

    assert found == [("wet/zorgtoeslag.yaml", "There is no title in tr.")]


def test_a_life_event_that_is_not_there_must_be_mended() -> None:
    lost = {**CORPUS.laws["zorgtoeslag"].getting_it, "life_events": ["loterij"]}

    found = faults_of(with_law("zorgtoeslag", getting_it=lost))

    assert found == [("wet/zorgtoeslag.yaml", "There is no life event 'loterij'.")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"where": {}}, "Nobody is told where"), ({"question": "of another"}, "asks the same")],
)
def test_a_fact_that_nobody_can_find_or_that_is_there_twice_must_be_mended(
    changes: dict[str, Any], said: str
) -> None:
    fact = CORPUS.facts["kale_huur"]
    if "question" in changes:
        changes = {"question": CORPUS.facts["servicekosten"].question}
    facts = {**CORPUS.facts, "kale_huur": dataclasses.replace(fact, **changes)}

    found = list(checking.fact_faults(Corpus(facts, CORPUS.laws, "changed", CORPUS.city)))

    assert [said in each.what for each in found] == [True]


@pytest.mark.parametrize(
    ("line", "broken", "said"),
    [
        ("schemes: [zorgtoeslag]", "schemes: [toverwet]", "There is no scheme 'toverwet'."),
        ("check_first:", "check_frist:", "We do not know the field 'check_frist'."),
        ("    article:", "    articel:", "We do not know the field 'articel'."),
        (", tr:", ", tt:", "There is no text in tr."),
    ],
)
def test_a_broken_life_event_is_refused_by_file_and_place(
    tmp_path: Path, line: str, broken: str, said: str
) -> None:
    shutil.copytree(LAWS, tmp_path / "laws")
    file = tmp_path / "laws" / "life_events" / "achttien_worden.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(line, broken, 1), encoding="utf-8")

    with pytest.raises(BadCorpus) as refused:
        read_life_events(tmp_path / "laws", CORPUS)

    assert said in [fault.what for fault in refused.value.faults]
    assert all(fault.where.startswith("life_events/achttien_worden.yaml") for fault in refused.value.faults)


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


def test_what_the_practical_side_says_without_a_source_is_told_by_name() -> None:
    practice = CORPUS.laws["zorgtoeslag"].getting_it
    bare = {**practice, "terms": {**practice["terms"], "source": None}}

    told = list(checking.warnings(with_law("zorgtoeslag", getting_it=bare), on=None))

    assert "Said without a source: zorgtoeslag on terms" in told


def test_the_laws_as_they_stand_say_nothing_without_a_source() -> None:
    told = list(checking.warnings(CORPUS, on=None))

    assert not [line for line in told if line.startswith("Said without a source")]


def test_the_command_tells_what_expires(capsys: pytest.CaptureFixture[str]) -> None:
    status = commands.check_data(["--laws", str(LAWS), "--on", LAST.isoformat()])

    assert status == 0
    assert "Expires: zorgtoeslag was checked until" in capsys.readouterr().out


def test_the_command_tells_what_to_mend_and_then_ends_badly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(LAWS, tmp_path / "laws")
    file = tmp_path / "laws" / "wet" / "zorgtoeslag.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  mistakes:", "  fouten:"), encoding="utf-8")

    status = commands.check_data(["--laws", str(tmp_path / "laws")])

    assert status == 1
    assert "Mend: wet/zorgtoeslag.yaml: The practical side lacks mistakes." in capsys.readouterr().err
