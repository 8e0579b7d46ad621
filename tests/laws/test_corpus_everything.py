"""What holds for every law, fact and life event, and for those that are added tomorrow."""

import dataclasses
import datetime
import json
import re
import shutil
import statistics
from pathlib import Path
from typing import Any

import pytest
import yaml

from houvast.law import commands
from houvast.law.api import (
    Answer,
    Corpus,
    Outcome,
    OutsideCorpus,
    assess,
    load_corpus,
    read_life_events,
    read_situation,
)
from tests.laws.coverage import PAGE, PROVEN, page, proven
from tests.laws.published import ROOT, corpus

LAWS = ROOT / "laws"
CORPUS = corpus()
ELSEWHERE = load_corpus(LAWS, city="voorbeeldstad")
SCHEMES = sorted(law.name for law in CORPUS.laws.values() if law.kind != "begrip")
EVENTS = {event.name for event in read_life_events(LAWS, CORPUS)}
WAYS = {"on_request", "automatic", "partly", "via_helper", "unknown"}
PRACTICAL = {"pays", "granted", "where", "evidence", "terms", "back_payment", "reclaim", "objection"}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_says_how_to_get_it(name: str) -> None:
    practical = CORPUS.laws[name].getting_it

    assert not PRACTICAL - practical.keys()
    assert practical["granted"]["how"] in WAYS
    assert practical["granted"]["says"]["nl"]
    assert practical["where"]["says"]["nl"]
    assert practical["words"]


@pytest.mark.parametrize("name", SCHEMES)
def test_automatic_is_only_said_with_a_source_or_by_law(name: str) -> None:
    granted = CORPUS.laws[name].getting_it["granted"]

    assert (granted["source"] is None) == (granted["checked"] is None)


@pytest.mark.parametrize("name", SCHEMES)
def test_what_a_scheme_points_at_exists(name: str) -> None:
    practical = CORPUS.laws[name].getting_it

    assert [other for other in practical["related"] if other not in CORPUS.laws] == []
    assert [event for event in practical["life_events"] if event not in EVENTS] == []


def test_every_fact_is_of_use_to_some_law() -> None:
    used = {fact for place in (CORPUS, ELSEWHERE) for law in place.laws.values() for fact in law.facts}

    assert sorted(CORPUS.facts.keys() - used) == []


def test_no_two_facts_ask_the_same() -> None:
    questions = [fact.question["nl"]["zelf"] for fact in CORPUS.facts.values()]

    assert len(questions) == len(set(questions))


def test_laws_stay_short() -> None:
    files = [
        file for file in LAWS.glob("*/*.yaml") if file.parent.name not in {"facts", "life_events", "reforms"}
    ]

    assert statistics.median(_lines_of_rules(file) for file in files) <= 60


def _lines_of_rules(file: Path) -> int:
    count, counts = 0, True
    for line in file.read_text(encoding="utf-8").splitlines():
        if re.match(r"\S", line):
            counts = not line.startswith("parameters:")
        count += bool(counts and line.strip())
    return count


def test_the_coverage_page_is_up_to_date() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert page(text) == text, "Run: python -m tests.laws.coverage"


def test_another_municipality_is_only_other_files() -> None:
    poor = read_situation(
        {
            "household": {"schuldregeling": False},
            "persons": [
                {
                    "role": "aanvrager", "geboortedatum": "1980-01-01", "nettoloon_maand": 1000,
                    "andere_inkomsten_maand": 0, "verblijfsrecht": True, "in_inrichting": False,
                }
            ],
        },
        ELSEWHERE, on=datetime.date(2026, 7, 1),
    )  # fmt: skip

    found = assess(ELSEWHERE, poor, on=datetime.date(2026, 7, 1), schemes=["meedoenpas"])

    assert found.outcome("meedoenpas").answer is Answer.YES
    assert "stadspas" not in ELSEWHERE.laws
    assert "meedoenpas" not in CORPUS.laws


SINGLE = {
    "household": {},
    "persons": [
        {
            "role": "aanvrager", "geboortedatum": "1980-01-01", "toetsingsinkomen": 20000,
            "verblijfsrecht": True, "vermogen_1_januari": 0,
            "zorgverzekering": "nederlands", "in_detentie": False,
        }
    ],
}  # fmt: skip
NEW_YEAR = datetime.date(2027, 1, 1)


def test_a_year_that_nobody_checked_is_refused() -> None:
    situation = read_situation(SINGLE, CORPUS, on=NEW_YEAR)

    with pytest.raises(OutsideCorpus):
        assess(CORPUS, situation, on=NEW_YEAR, schemes=["zorgtoeslag"])


def test_the_change_of_year_brings_known_values_and_says_what_is_unknown(tmp_path: Path) -> None:
    half_known = _next_year(tmp_path, standard_premium="null")
    known = _next_year(tmp_path / "later", standard_premium="2200")
    situation = read_situation(SINGLE, half_known, on=NEW_YEAR)

    waiting = assess(half_known, situation, on=NEW_YEAR, schemes=["zorgtoeslag"]).outcome("zorgtoeslag")
    settled = assess(known, situation, on=NEW_YEAR, schemes=["zorgtoeslag"]).outcome("zorgtoeslag")

    assert waiting.answer is Answer.DEPENDS
    assert waiting.unknown_values == ("zorgtoeslag.standaardpremie",)
    assert settled.answer is Answer.YES
    # 1.930% of 29,736 is 573.90; 2,200 - 573.90 = 1,626.10, so 1,626 a year and 135 a month.
    assert settled.amount == 135


def test_the_report_tells_whose_answers_the_new_values_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, premium in (("before", "null"), ("after", "2200")):
        _next_year(tmp_path / folder, standard_premium=premium)
    told = tmp_path / "alleen.yaml"
    told.write_text(json.dumps(SINGLE), encoding="utf-8")
    before, after = (str(tmp_path / folder / "laws") for folder in ("before", "after"))

    status = commands.law(["changed", "--laws", after, "--before", before, "--on", "2027-01-01", str(told)])

    report = capsys.readouterr().out
    assert status == 0
    assert "Answers changed: 1 of 1" in report
    assert "zorgtoeslag: hangt ervan af -> ja" in report


def test_old_answers_do_not_move_when_a_new_year_comes_in(tmp_path: Path) -> None:
    next_year, day = _next_year(tmp_path, standard_premium="2200"), datetime.date(2026, 7, 1)
    situation = read_situation(SINGLE, CORPUS, on=day)

    before = assess(CORPUS, situation, on=day).outcome("zorgtoeslag")
    after = assess(next_year, situation, on=day).outcome("zorgtoeslag")

    for name in (*_fields(before), "amount", "confidence", "taken_for_granted", "open_norms", "gaps"):
        assert getattr(after, name) == getattr(before, name), name


def _fields(outcome: Outcome) -> list[str]:
    """What an outcome itself tells; what explains it is asked for by name."""
    return [field.name for field in dataclasses.fields(outcome) if not field.name.startswith("_")]


def _next_year(folder: Path, *, standard_premium: str) -> Corpus:
    """The corpus with 2027 of the zorgtoeslag. The percentages are the law's; the premium is made up."""
    target = folder / "laws"
    shutil.copytree(LAWS, target)
    values = {
        "standaardpremie": standard_premium, "deel_van_drempel_alleen": "1.93",
        "deel_van_drempel_samen": "4.307", "deel_boven_drempel": "13.76",
    }  # fmt: skip
    for name in ("awir", "aow_leeftijd", "zorgtoeslag"):
        file = target / "wet" / f"{name}.yaml"
        text = file.read_text(encoding="utf-8").replace("until: 2026-12-31", "until: 2027-12-31")
        for parameter, value in values.items() if name == "zorgtoeslag" else ():
            row = f"{{from: 2027-01-01, value: {value}, source: drill, checked: 2026-11-22, confidence: C}}"
            head = rf"(  - name: {parameter}\n(?:    .*\n)*?    values:\n)"
            text = re.sub(head, rf"\g<1>      - {row}\n", text)
        file.write_text(text, encoding="utf-8")
    return load_corpus(target, city="amsterdam")


def test_the_list_of_proofs_is_up_to_date() -> None:
    assert PROVEN.read_text(encoding="utf-8") == proven(), "Run `python -m tests.laws.coverage`."


def test_the_practical_side_of_every_scheme_speaks_four_languages() -> None:
    lacking = [
        f"{path.stem}: {text['nl']}"
        for path in sorted(LAWS.glob("*/*.yaml"))
        for text in _texts(yaml.safe_load(path.read_text()))
        if path.parent.name not in {"facts", "questions"} and not {"en", "tr", "ar"} <= text.keys()
    ]

    assert lacking == []


def _texts(file: Any) -> list[dict[str, Any]]:
    """Every text of the practical side of one law file; none for a file without it."""
    found: list[dict[str, Any]] = []
    left = [file.get("getting_it")] if isinstance(file, dict) else []
    while left:
        node = left.pop()
        if isinstance(node, dict):
            found.extend([node] if isinstance(node.get("nl"), str) else [])
            left.extend(node.values())
        elif isinstance(node, list):
            left.extend(node)
    return found
