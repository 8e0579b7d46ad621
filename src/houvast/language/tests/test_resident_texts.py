"""Every text that a resident can read in Dutch is held against the check: what is added tomorrow too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from houvast.language.simplicity import above_the_line

HOUSE = Path(__file__).parents[2]
LAWS = HOUSE.parents[1] / "laws"
ROOMS = sorted(path.parents[3].name for path in HOUSE.glob("*/locale/en/LC_MESSAGES/django.po"))
FACTS = sorted(LAWS.glob("facts/*.yaml"))
SCHEMES = sorted(path for path in LAWS.glob("*/*.yaml") if path.parent.name not in {"facts", "reforms"})


def told(texts: Iterator[str]) -> list[str]:
    return [
        f"{finding.matter}: {finding.what!r} in {finding.sentence!r}; {finding.instead}"
        for text in texts
        for finding in above_the_line(text)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_says_to_residents_is_simple(room: str) -> None:
    with (HOUSE / room / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)

    def texts() -> Iterator[str]:
        for message in catalogue:
            yield from (message.id if isinstance(message.id, tuple) else (str(message.id),))

    assert told(texts()) == []


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_the_questions_of_the_laws_are_simple(path: Path) -> None:
    facts = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert told(_dutch([(fact["question"], fact["why"], fact.get("where")) for fact in facts])) == []


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_what_a_scheme_says_of_itself_is_simple(path: Path) -> None:
    law = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert told(_dutch(law.get("summary"))) == []


def test_what_somebody_in_danger_reads_is_simple() -> None:
    answers = yaml.safe_load((HOUSE / "language/emergency_answers.yaml").read_text(encoding="utf-8"))

    assert told(_dutch(answers["answers"])) == []


def _dutch(value: Any) -> Iterator[str]:
    """Every Dutch text below `value`."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "nl":
                yield from _strings(below)
            elif key not in {"en", "tr", "ar"}:
                yield from _dutch(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _dutch(below)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from _strings(below)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)
