"""YAML as a jurist reads it: what stands there is what it means, and nothing else.

Takes   the text of one YAML document.
Gives   dicts, lists, texts, booleans, None, dates, whole numbers and exact fractions (13.73 is 1373/100,
        never a float).
Knows   nothing of laws. Refuses aliases, anchors, tags, duplicate keys, several documents, deep nesting and
        huge files.
"""

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from houvast.law.errors import Fault

MAX_BYTES = 1_000_000
MAX_DEPTH = 24

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Unreadable(ValueError):
    """This text is not the plain YAML that we read. Use nothing of it; the fault says what to change."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what} {mend}")

    def at(self, where: str) -> Fault:
        """The same, as a fault with its place."""
        return Fault(where, self.what, self.mend)


def read_file(path: Path) -> Any:
    """The content of one YAML file.

    Raises `Unreadable`, also for a folder, a missing, binary, empty or huge file.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"The file is larger than {MAX_BYTES:,} bytes.", "Split it.")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise Unreadable("There is no such file.", "Check its name.") from None
    except IsADirectoryError:
        raise Unreadable("This is a folder, not a file.", "Name a file in it.") from None
    except OSError as error:
        raise Unreadable(f"The file cannot be read ({error.strerror}).", "Check its rights.") from None
    except UnicodeDecodeError:
        raise Unreadable("The file is not text in UTF-8.", "Save it as UTF-8.") from None
    return read_text(text)


def read_text(text: str) -> Any:
    """The content of one YAML document. Raises `Unreadable` with the line where reading stopped."""
    try:
        events = yaml.parse(text, Loader=_LOADER)
        content = _document(events)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" on line {mark.line + 1}" if mark else ""
        raise Unreadable(f"This is not YAML{place}: {_problem(error)}.", "Mend that line.") from None
    except RecursionError:
        raise Unreadable("The lists are nested too deeply.", f"Nest at most {MAX_DEPTH} deep.") from None
    return content


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable signs")


def _document(events: Iterator[Any]) -> Any:
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            content = _content(next(events), events, 0)
            next(events)
            if isinstance(next(events), yaml.DocumentStartEvent):
                raise Unreadable("There are several documents in one file.", "Remove the line `---`.")
            return content
    raise Unreadable("The file is empty.", "Write something in it, or remove it.")


def _content(event: Any, events: Iterator[Any], depth: int) -> Any:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Unreadable(f"Line {line} uses an anchor or alias (& or *).", "Write the value out.")
    if event.tag is not None and event.tag != "!":
        raise Unreadable(f"Line {line} uses a tag ({str(event.tag)[:40]}).", "Remove it.")
    if depth > MAX_DEPTH:
        raise Unreadable(f"Line {line} is nested too deeply.", f"Nest at most {MAX_DEPTH} deep.")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event.value, line) if event.implicit[0] else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, depth + 1)
    return _mapping(events, depth + 1)


def _sequence(events: Iterator[Any], depth: int) -> list[Any]:
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_content(event, events, depth))
    return items


def _mapping(events: Iterator[Any], depth: int) -> dict[Any, Any]:
    content: dict[Any, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _content(event, events, depth)
        line = event.start_mark.line + 1
        if isinstance(key, list | dict):
            raise Unreadable(f"Line {line} has a list as a key.", "Use a word as a key.")
        if key in content:
            raise Unreadable(f"Line {line} says {key!r} for the second time.", "Keep one of the two.")
        content[key] = _content(next(events), events, depth)
    return content


def _scalar(text: str, line: int) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Fraction(text)
    if found := _DATE.fullmatch(text):
        try:
            return datetime.date(*(int(part) for part in found.groups()))
        except ValueError:
            raise Unreadable(f"Line {line}: {text} is not a day that exists.", "Mend the date.") from None
    return text
