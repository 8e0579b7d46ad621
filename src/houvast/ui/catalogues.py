"""The translations of what residents read: gathered from the rooms, kept complete, checked.

Takes   each room's templates and modules (`translate`, `blocktranslate`, `gettext`) and its catalogues.
Gives   `<room>/locale/LANGUAGE/LC_MESSAGES/django.po` with every message in it, and what is wrong with one.
Knows   nothing of what the messages mean. Staff pages are Dutch and mark nothing for translation.

A message that `ui` has is translated there, once; no other room asks for it again.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).parents[1]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACE = re.compile(r"%\(\w+\)s|%s|%d")
# Lines of a header that change at every run and tell nothing.
IDLE = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid|'
    rb"Language-Team|Project-Id-Version|MIME-Version|Content-Transfer-Encoding).*\n",
    re.M,
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one catalogue, and so would be wrong on a resident's screen."""

    room: str
    language: str
    what: str
    message: str

    def __str__(self) -> str:
        return f"{self.room}, {self.language}: {self.what}: {self.message!r}"


def languages() -> list[str]:
    """Every language that is translated into: all that are offered but the source language."""
    return [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def update(root: Path = ROOMS) -> list[Path]:
    """Bring every catalogue up to date with the sources; new messages stand there untranslated."""
    written = []
    for room, needed in _needed(root).items():
        for language in languages():
            path = _path(room, language)
            if needed or path.is_file():
                _write(path, _merged(path, needed, language))
                written.append(path)
    return written


def faults(root: Path = ROOMS) -> list[Fault]:
    """Everything that is missing, guessed, left over or broken, in every room and language."""
    return [
        fault
        for room, needed in _needed(root).items()
        for language in languages()
        for fault in _faults(room.name, language, needed, _read(_path(room, language), language))
    ]


def _needed(root: Path) -> dict[Path, Catalog]:
    """Per room the messages that its sources ask for, without those that `ui` answers."""
    gathered = {path: _gather(path) for path in sorted(root.iterdir()) if (path / "__init__.py").is_file()}
    shared = {message.id for message in gathered.get(root / "ui", Catalog()) if message.id}
    for room, catalog in gathered.items():
        if room.name != "ui":
            for message in [each for each in catalog if each.id in shared]:
                catalog.delete(message.id, message.context)
    return gathered


def _gather(room: Path) -> Catalog:
    catalog = Catalog()
    for path, method, source in _sources(room):
        for line, message, comments, context in extract(method, source, keywords=KEYWORDS):
            place = (path.relative_to(room.parent).as_posix(), line)
            catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def _sources(room: Path) -> Iterator[tuple[Path, str, io.BytesIO]]:
    for path in sorted(room.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or {"tests", "migrations", "node_modules"} & set(
            path.parts
        ):
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What comes back is read as Python, in which the indentation of HTML would be a fault.
            text = "\n".join(line.lstrip() for line in templatize(text).split("\n"))
        yield path, "python", io.BytesIO(text.encode())


def _path(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(path: Path, language: str) -> Catalog:
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _merged(path: Path, needed: Catalog, language: str) -> Catalog:
    catalog = _read(path, language)
    catalog.update(needed, no_fuzzy_matching=True)
    return catalog


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.header_comment = (
        "# Machine-made draft; see docs/translations.md for what a native speaker reviewed."
    )
    catalog.fuzzy = False
    text = io.BytesIO()
    write_po(text, catalog, width=100, ignore_obsolete=True, include_lineno=False, sort_output=False)
    path.write_bytes(IDLE.sub(b"", text.getvalue()))


def _faults(room: str, language: str, needed: Catalog, found: Catalog) -> Iterator[Fault]:
    asked = {(message.id, message.context): message for message in needed if message.id}
    answered = {(message.id, message.context): message for message in found if message.id}
    for key, message in asked.items():
        answer = answered.get(key)
        what = _fault_of(message, answer) if answer else "not translated"
        if what:
            yield Fault(room, language, what, _source(message))
    for key in answered.keys() - asked.keys():
        yield Fault(room, language, "left over, nothing asks for it", _source(answered[key]))


def _fault_of(message: Message, answer: Message) -> str:
    texts = answer.string if isinstance(answer.string, tuple | list) else [answer.string]
    if not all(texts):
        return "not translated"
    if answer.fuzzy:
        return "fuzzy: a guess that nobody confirmed"
    wanted = set(PLACE.findall(_source(message)))
    # A form for one or two may leave the number itself out ("één minuut").
    places = [set(PLACE.findall(str(text))) for text in texts]
    if any(each - wanted for each in places) or wanted - places[-1]:
        return "other values in it than in the Dutch"
    return ""


def _source(message: Message) -> str:
    return message.id[-1] if isinstance(message.id, tuple | list) else str(message.id)
