"""docs/casework.md is what the code says."""

from houvast.casework import document
from houvast.casework.table import TABLE
from houvast.config import ROOT


def test_the_document_is_up_to_date() -> None:
    text = (ROOT / "docs" / "casework.md").read_text(encoding="utf-8")

    assert document.written(text) == text, "run `make docs` and commit docs/casework.md"


def test_every_part_has_its_place_in_the_document() -> None:
    text = (ROOT / "docs" / "casework.md").read_text(encoding="utf-8")

    assert all(f"<!-- {name}: made by" in text for name in document.PARTS)


def test_the_diagram_shows_every_change_of_the_table() -> None:
    drawn = document.diagram()

    for line in TABLE:
        for phase in line.from_ or ("[*]",):
            assert f"    {phase} --> {line.to or phase}: {line.name}" in drawn
