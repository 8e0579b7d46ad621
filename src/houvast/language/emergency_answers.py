"""What somebody in danger reads first: a person, a number and what happens today.

Takes   the kind of danger, the reader's language and the municipality's own number.
Gives   one short answer with telephone numbers, each with its source and the day it was checked.
Knows   nothing of who asks. It promises nothing that only the municipality could keep.
"""

import dataclasses
import datetime as dt
import functools
from pathlib import Path
from typing import Any

import yaml

from houvast.language.emergency import Kind

ANSWERS = Path(__file__).parent / "emergency_answers.yaml"


@dataclasses.dataclass(frozen=True)
class Phone:
    """A number to call; `other` is a second number of the same people, or empty."""

    number: str
    other: str
    name: str
    when: str
    source: str
    checked: dt.date


@dataclasses.dataclass(frozen=True)
class Answer:
    """The answer to one danger, in one language."""

    kind: Kind
    title: str
    today: tuple[str, ...]
    phones: tuple[Phone, ...]


def answer(kind: Kind, language: str, *, city_phone: str) -> Answer:
    """The answer in `language` (nl, en, tr, ar). Raises `KeyError` for a language without an answer."""
    data = _answers()
    entry = data["answers"][kind]
    phones = tuple(_phone(data["phones"][name], language, city_phone) for name in entry["phones"])
    return Answer(kind, entry["title"][language], tuple(entry["today"][language]), phones)


def _phone(entry: dict[str, Any], language: str, city_phone: str) -> Phone:
    return Phone(
        number=entry["number"].replace("{city}", city_phone),
        other=entry.get("other", ""),
        name=entry["name"][language],
        when=entry["when"][language],
        source=entry["source"],
        checked=entry["checked"],
    )


@functools.cache
def _answers() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    return loaded
