"""Taking known fields out of what a file says, and noting every fault on the way.

Takes   dicts and lists of `strict_yaml`.
Gives   typed fields, or a fault with its place and its mend; reading goes on, so that all faults come at
        once.
Knows   nothing of what a field means.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from houvast.law.errors import Fault, closest

LANGUAGES = ("nl", "en", "tr", "ar")
Text = Mapping[str, str]
"""A text per language; always with `nl`."""


class Fields:
    """The fields of one mapping in a file. `where` names file and place; faults go to the shared list."""

    def __init__(self, content: Any, where: str, faults: list[Fault]) -> None:
        self.where, self.faults = where, faults
        self.asked: set[str] = set()
        if not isinstance(content, dict):
            self.fault("Here we expect fields with names.", "Write `name: value` lines.")
            content = {}
        self.content: dict[Any, Any] = content

    def fault(self, what: str, mend: str) -> None:
        """Note what is wrong here."""
        self.faults.append(Fault(self.where, what, mend))

    def take(self, key: str, *, required: bool = False) -> Any:
        """The raw value, or None."""
        self.asked.add(key)
        if required and self.content.get(key) is None:
            self.fault(f"`{key}` is missing.", f"Add `{key}:`.")
        return self.content.get(key)

    def text(self, key: str, *, required: bool = True, among: Iterable[str] = ()) -> str:
        """A text; among these words, when given. Empty when absent."""
        value, known = self.take(key, required=required), list(among)
        if value is None:
            return ""
        if not isinstance(value, str):
            value = str(value)
        if known and value not in known:
            self.fault(f"`{key}` is {value[:60]!r}.", f"Use one of: {', '.join(known)}.")
            return known[0]
        return value

    def day(self, key: str, *, required: bool = True) -> datetime.date | None:
        """A date, written 2026-01-31."""
        value = self.take(key, required=required)
        if value is None or isinstance(value, datetime.date):
            return value
        self.fault(f"`{key}` is {str(value)[:60]!r}, which is not a date.", "Write it like 2026-01-31.")
        return None

    def names(self, key: str) -> tuple[str, ...]:
        """A list of words."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(f"`{key}` is not a list of names.", f"Write `{key}: [a, b]`.")
            return ()
        if len(set(value)) < len(value):
            self.fault(f"`{key}` names something twice.", "Keep one.")
        return tuple(value)

    def items(self, key: str, *, name: str = "name") -> "list[Fields]":
        """A list of mappings, each with its own place in the messages."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(f"`{key}` is not a list.", "Begin each item with `- `.")
            return []
        found = []
        for number, item in enumerate(value, 1):
            label = item.get(name) if isinstance(item, dict) else None
            found.append(Fields(item, f"{self.where}, {key} {label or number}", self.faults))
        return found

    def inner(self, key: str, *, required: bool = False) -> "Fields":
        """A mapping inside this one; empty when absent."""
        return Fields(self.take(key, required=required) or {}, f"{self.where}, {key}", self.faults)

    def translated(self, key: str, *, required: bool = True, all_languages: bool = False) -> Text:
        """A text per language: `{nl: ..., en: ...}`."""
        return translated(
            self.take(key, required=required), f"{self.where}, {key}", self.faults, every=all_languages
        )

    def finish(self) -> None:
        """Note every field that nobody asked for: most often a typing error."""
        for key in self.content.keys() - self.asked:
            self.fault(f"We do not know the field {str(key)[:60]!r}.", _nearest(str(key), self.asked))


def _nearest(name: str, known: set[str]) -> str:
    mend = closest(name, known)
    return mend if mend.startswith("Did") else f"The fields here are: {', '.join(sorted(known))}."


def translated(value: Any, where: str, faults: list[Fault], *, every: bool) -> Text:
    """A text per language; every language when a resident reads it."""
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(
        isinstance(text, str) and text.strip() for text in value.values()
    ):
        faults.append(
            Fault(where, "This is not a text per language.", "Write `{nl: ..., en: ..., tr: ..., ar: ...}`.")
        )
        return {}
    lacking = [language for language in (LANGUAGES if every else LANGUAGES[:1]) if language not in value]
    if lacking:
        faults.append(Fault(where, f"There is no text in {', '.join(lacking)}.", "Add it."))
    if strange := value.keys() - set(LANGUAGES):
        faults.append(
            Fault(where, f"We do not know the language {min(map(str, strange))!r}.", "Use nl, en, tr, ar.")
        )
    return {str(language): text for language, text in value.items()}
