"""Situations that cannot be true are refused with every fault; what is odd but harmless is read."""

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.law import api, commands
from houvast.law.api import BadSituation
from houvast.law.tests.households import DAY, LAWS, village

APPLICANT = {"role": "aanvrager"}


def said(content: Any) -> str:
    """What is said of a situation that is refused."""
    with pytest.raises(BadSituation) as refused:
        api.read_situation(content, village(), on=DAY)
    assert all(fault.where and fault.what and fault.mend for fault in refused.value.faults)
    return str(refused.value)


@pytest.mark.parametrize(
    ("household", "what"),
    [
        ({"huurr": 1}, "We do not know the fact 'huurr'. Did you mean 'huur'?"),
        ({"huur": 5000}, "higher than 3000. Give a value from 0 to 3000 in euro/maand"),
        ({"huur": -1}, "lower than 0"),
        ({"huur": "veel"}, "not a number"),
        ({"huur": math.inf}, "not a number"),
        ({"huur": math.nan}, "not a number"),
        ({"huur": "1e999"}, "not a number"),
        ({"huur": "9" * 100_000}, "not a number"),
        ({"huur": 10**400}, "higher than 3000"),
        ({"huur": True}, "not a number"),
        ({"huur": [1]}, "not a number"),
        ({"gehuwd": 1}, "not yes or no"),
        ({"gehuwd": "misschien"}, "not yes or no"),
        ({"woning": "kasteel"}, "Choose from: huis, kamer, boot"),
        ({"woning": 3}, "not one of the choices"),
        ({"inkomen": 3}, "stands in the wrong place. Put it with a person"),
        ({3: 4}, "We do not know the fact '3'"),
        ({"huur": "1\u0660"}, "not a number"),
        ([1, 2], "These are not facts"),
    ],
)
def test_a_household_that_cannot_be_is_refused(household: Any, what: str) -> None:
    assert what in said({"household": household, "persons": [APPLICANT]})


@pytest.mark.parametrize(
    ("persons", "what"),
    [
        ([], "There is no aanvrager"),
        ([APPLICANT, APPLICANT], "There are 2 persons with the role aanvrager"),
        ([APPLICANT, *[{"role": "partner"}] * 2], "There are 2 persons with the role partner"),
        ([APPLICANT, *[{"role": "kind"}] * 39], "There are 40 persons"),
        ([{"role": "oma"}], "'oma' is not a role"),
        (["aanvrager"], "'None' is not a role"),
        ([{**APPLICANT, "geboortedatum": "2026-07-02"}], "higher than 2026-07-01"),
        ([{**APPLICANT, "geboortedatum": "2026-02-30"}], "not a date"),
        ([{**APPLICANT, "geboortedatum": "gisteren"}], "not a date"),
        ([{**APPLICANT, "geboortedatum": "1850-01-01"}], "lower than 1900-01-01"),
        ([{**APPLICANT, "name": "x" * 81}], "This is not a name"),
        ([{**APPLICANT, "huur": 3}], "Put it under `household:`"),
        ("aanvrager", "not a list of persons"),
        ({"role": "aanvrager"}, "not a list of persons"),
    ],
)
def test_persons_who_cannot_be_are_refused(persons: Any, what: str) -> None:
    assert what in said({"persons": persons})


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "This is not a situation"),
        ([], "This is not a situation"),
        ("x", "This is not a situation"),
        ({"persons": [APPLICANT], "huishouden": {}}, "We do not know 'huishouden'"),
        ({"persons": [APPLICANT], "unknown": ["oma"]}, "'oma' is not a role"),
        ({"persons": [APPLICANT], "unknown": "kind"}, "not a list of roles"),
        ({"persons": [APPLICANT], "unknown": ["aanvrager"]}, "'aanvrager' is not a role"),
        ({"persons": [APPLICANT], "unknown": [["kind"]]}, "is not a role"),
    ],
)
def test_what_is_no_situation_is_refused(content: Any, what: str) -> None:
    assert what in said(content)


def test_every_fault_is_told_at_once() -> None:
    text = said({"household": {"huur": -1, "woning": "x"}, "persons": [{"role": "kind", "inkomen": "?"}]})

    assert text.count("\n- ") == 4


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12,50", Fraction("12.5")),
        (" 700 ", 700),
        (0.1, Fraction("0.1")),
        ("12.00", 12),
        (Fraction(7, 2), Fraction(7, 2)),
    ],
)
def test_amounts_are_read_exactly_in_the_ways_people_write_them(raw: Any, value: Any) -> None:
    situation = api.read_situation({"household": {"huur": raw}, "persons": [APPLICANT]}, village())

    assert situation.household["huur"] == value


def test_null_is_unknown() -> None:
    situation = api.read_situation({"household": {"huur": None}, "persons": [APPLICANT]}, village())

    assert situation.household == {}


def test_a_name_keeps_its_script_and_loses_what_would_turn_the_text_around() -> None:
    person = {**APPLICANT, "name": "\u202eنور 🙂\x00 "}

    assert api.read_situation({"persons": [person]}, village()).persons[0].name == "نور 🙂"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["role", "household", "persons", "unknown", "huur", "aanvrager", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(_JSON)
def test_anything_at_all_is_a_situation_or_is_refused(content: Any) -> None:
    try:
        situation = api.read_situation(content, village(), on=DAY)
    except BadSituation:
        return

    api.assess(village(), situation, on=DAY)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The command `houvast assess` with the village's laws: status, output, errors."""
    status = commands.assess([*words, "--laws", str(LAWS), "--city", "dorp"])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "There is no such file"),
        (b"", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not text in UTF-8"),
        (b"a: &a [x, x]\nb: *a", "anchor or alias"),
        (b"persons: [{role: aanvrager, inkomn: 3}]", "Did you mean 'inkomen'?"),
        (b"persons: [{role: aanvrager, inkomen: 1e999}]", "not a number"),
        (b"{{{", "not YAML"),
    ],
)
def test_the_command_refuses_with_status_2_and_no_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, what: str
) -> None:
    path = tmp_path / "situatie.yaml"
    if content is not None:
        path.write_bytes(content)

    status, out, err = run(capsys, str(path), "--on", "2026-07-01")

    assert (status, out) == (2, "")
    assert what in err
    assert "Traceback" not in err


def test_the_command_refuses_a_folder_and_a_day_that_nobody_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "situatie.yaml"
    path.write_text("persons: [{role: aanvrager}]")

    folder, _, said_of_folder = run(capsys, str(tmp_path), "--on", "2026-07-01")
    day, _, said_of_day = run(capsys, str(path), "--on", "2031-07-01")

    assert (folder, day) == (2, 2)
    assert "This is a folder" in said_of_folder
    assert "from 2025-01-01 until 2026-12-31" in said_of_day


def test_the_command_tells_in_dutch_and_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "situatie.yaml"
    path.write_text("persons: [{role: aanvrager, inkomen: 90000}]")

    _, text, _ = run(capsys, str(path), "--on", "2026-07-01", "--explain")
    _, json, _ = run(capsys, str(path), "--on", "2026-07-01", "--json")

    assert "Woonhulp: nee." in text
    assert "inkomensgrens: € 30.000 per jaar (Ww 1; bron: Stcrt. 1)" in text
    assert '"version": "houvast-assessment/1"' in json
    assert '"outcome": "no"' in json
