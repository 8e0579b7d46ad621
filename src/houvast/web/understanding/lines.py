"""Any line of `houvast understand --jsonl`, read as a question; whatever it is, it is one.

Takes   the bytes of a line and its number.
Gives   what was asked. A line that is no JSON object is read as the words themselves: somebody's danger must
        not be lost to a missing bracket.
Knows   nothing of understanding.
"""

import dataclasses
import json
from typing import Any

from houvast.language.api import LANGUAGES

MOST_SIGNS = 20_000
"""More of one line is not read: of a longer one its beginning and its end, half of it each."""
TOO_LONG = f"longer than {MOST_SIGNS} signs: its middle was not read"
NOT_AN_OBJECT = 'not {"id": ..., "text": ...}: read as plain words'
NO_TEXT = 'no "text" in it: read as nothing'


@dataclasses.dataclass(frozen=True)
class Asked:
    """One line: its id (its number where it has none), its words, the language that was chosen, and what is
    wrong with it; "" for nothing."""

    id: Any
    text: str
    chosen: str | None = None
    fault: str = ""


def asked(raw: bytes, number: int, *, jsonl: bool) -> Asked:
    """What stands in line `number`. It raises nothing."""
    one = _asked(raw, number, jsonl=jsonl)
    if len(one.text) <= MOST_SIGNS:
        return one
    half = MOST_SIGNS // 2
    return dataclasses.replace(
        one, text=f"{one.text[:half]}\n{one.text[-half:]}", fault=one.fault or TOO_LONG
    )


def _asked(raw: bytes, number: int, *, jsonl: bool) -> Asked:
    line = raw.decode("utf-8", errors="replace").rstrip("\r\n").removeprefix("\ufeff")
    if not jsonl or not line.strip():
        return Asked(number, line)
    try:
        # Infinity and NaN are no JSON; as words they can be given back.
        content = json.loads(line, parse_constant=str)
    except (ValueError, RecursionError):
        return Asked(number, line, fault=NOT_AN_OBJECT)
    if not isinstance(content, dict):
        return Asked(number, line if isinstance(content, list) else _words(content), fault=NOT_AN_OBJECT)
    text, chosen, named = content.get("text"), content.get("lang"), content.get("id")
    return Asked(
        number if named is None else named,
        _words(text),
        chosen if isinstance(chosen, str) and chosen in LANGUAGES else None,
        "" if isinstance(text, str) else NO_TEXT,
    )


def written(answer: dict[str, Any]) -> bytes:
    """One line of JSON. Half a sign, which is no text, is written as its escape."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="backslashreplace") + b"\n"


def _words(text: object) -> str:
    """A text, or a number that somebody typed; half a sign becomes a question mark."""
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        return ""
    return str(text).encode("utf-8", errors="replace").decode("utf-8")
