"""The documents say what is true, name everything that there is, and lead nowhere that is not there."""

import re
from pathlib import Path

import pytest

from houvast.cli import COMMANDS
from tools.generate_docs import DOCUMENTS, Decision, Unreadable, out_of_date, read_decisions
from tools.house import ROOT, House

DECISIONS = ROOT / "docs" / "decisions"
PARTS_OF_A_DECISION = ("We need", "We chose", "We gave up", "Not chosen", "We look again when")
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)(?P<to>[^)#\s]+)[^)]*\)")


def _documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    assert out_of_date() == [], "run `make docs`"


def test_a_document_that_is_behind_the_code_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "new-word", ("houvast.web.commands:new", "does something new"))

    assert "docs/commands.md" in out_of_date()


def test_every_room_is_named_in_the_picture_of_the_house() -> None:
    picture = DOCUMENTS["docs/house.md"]()

    for room in House().rooms:
        assert f"## {room}\n" in picture


def test_every_room_says_what_it_takes_gives_and_knows_nothing_of() -> None:
    words = {room: set(House().says(room).split()) for room in House().rooms}

    assert [room for room in words if not words[room] >= {"Takes", "Gives", "Knows"}] == []


@pytest.mark.parametrize("decision", read_decisions(DECISIONS), ids=lambda decision: decision.path.stem)
def test_a_decision_fits_one_screen_and_has_its_five_parts(decision: Decision) -> None:
    text = decision.path.read_text()

    assert [part for part in PARTS_OF_A_DECISION if f"**{part}" not in text] == []
    assert text.count("\n") <= 60


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [int(record.number) for record in read_decisions(DECISIONS)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_a_decision_without_a_status_is_refused(tmp_path: Path) -> None:
    (tmp_path / "0001-something.md").write_text("# 0001 Something\n\nWe just did it.\n")

    with pytest.raises(Unreadable, match=r"0001-something\.md"):
        read_decisions(tmp_path)


@pytest.mark.parametrize("path", _documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_leads_to_a_file_that_is_not_there(path: Path) -> None:
    links = [match["to"] for match in LINK.finditer(path.read_text())]

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "Makefile"])
def test_every_word_of_make_that_is_told_of_exists(name: str) -> None:
    words = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    told = set(re.findall(r"`make ([a-z-]+)`", (ROOT / name).read_text()))

    assert told <= words


def test_every_command_that_a_document_tells_of_exists() -> None:
    everything = "\n".join(path.read_text() for path in _documents())

    told = set(re.findall(r"`houvast ([a-z][a-z-]*)", everything))

    assert told <= set(COMMANDS)
