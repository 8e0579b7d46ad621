"""Every component with its examples, read from the files beside the templates.

Takes   `templates/ui/components/NAME.html` (begins with a comment) and `NAME.yaml` (its named examples).
Gives   what the gallery shows and what the tests render; a component without examples is refused.
Knows   nothing of the pages that use them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent / "templates" / "ui" / "components"
COMMENT = ("{% comment %}", "{% endcomment %}")


class NotShown(LookupError):
    """A component that the gallery cannot show: its comment or its examples are missing or unreadable."""


@dataclass(frozen=True)
class Example:
    """One use of a component: what makes it special, and the values that it gets."""

    name: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Component:
    """A template, what it says about itself, and its examples."""

    name: str
    about: str
    examples: tuple[Example, ...]

    @property
    def template(self) -> str:
        """The name under which a page includes it."""
        return f"ui/components/{self.name}.html"


class _Loader(yaml.SafeLoader):
    """YAML with exact amounts (`!euro "12.50"`) and moments in Amsterdam (`!moment "2026-11-16 10:12"`)."""


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


_Loader.add_constructor("!euro", lambda _, node: Decimal(str(node.value)))
_Loader.add_constructor("!moment", lambda _, node: _moment(str(node.value)))


def components() -> Iterator[Component]:
    """All of them, by name. Raises `NotShown` with the file to mend."""
    for path in sorted(FOLDER.glob("*.html")):
        yield Component(path.stem, _about(path), _examples(path.with_suffix(".yaml")))


def _about(path: Path) -> str:
    begin, end = COMMENT
    source = path.read_text(encoding="utf-8")
    if not source.startswith(begin):
        raise NotShown(f"{path.name} must begin with a {begin}: what it is, and what it takes.")
    return source[len(begin) : source.index(end)].strip()


def _examples(path: Path) -> tuple[Example, ...]:
    if not path.is_file():
        raise NotShown(f"{path.name} is missing: give at least the emptiest and the worst case.")
    listed = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - our own files, a safe loader
    if not isinstance(listed, dict) or len(listed) < 2:
        raise NotShown(f"{path.name} must map at least two names of examples to their values.")
    return tuple(Example(name, values or {}) for name, values in listed.items())
