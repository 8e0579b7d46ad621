"""Write the documents that can be read from the code, or tell which of them are out of date.

Takes   the settings of `houvast.config`, the commands of `houvast.cli`, the rooms and the decision records.
Gives   docs/settings.md, docs/commands.md, docs/house.md, docs/decisions/README.md. `--check` writes nothing
        and exits 1 when one of them is not what the code says.
Knows   nothing of any subject: each text stands beside what it is about.
"""

import dataclasses
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import django

from houvast.cli import COMMANDS
from houvast.config import DEMO_SECRET, ROOT, Config
from tools.house import House

MADE = "<!-- Made by `make docs` from {source}. Do not edit here. -->\n\n"
DECISION = re.compile(r"# (?P<number>\d{4}) (?P<title>.+)")
STATUS = re.compile(r"^(?P<date>\d{4}-\d{2}-\d{2}) · (?P<status>[a-z]+) · (?P<built>[^\n]+)$", re.MULTILINE)


class Unreadable(ValueError):
    """A decision record does not begin as `docs/decisions/0000-form.md` tells."""


@dataclasses.dataclass(frozen=True)
class Decision:
    """One record: what stands in its first lines."""

    path: Path
    number: str
    title: str
    date: str
    status: str
    built: str


def settings() -> str:
    """Every setting of an installation: its name, what it is for, and what happens without it."""
    rows = [
        _row(f"`{field.metadata['env']}`", field.metadata["help"], _default(field.default))
        for field in dataclasses.fields(Config)
    ]
    return (
        MADE.format(source="src/houvast/config.py")
        + "# Settings\n\nRead once, when the program starts, from environment variables. What is unsafe in "
        "production is refused with the reason; `houvast check-deploy` looks further.\n\n"
        "| variable | what it is for | without it |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _default(value: object) -> str:
    if value == DEMO_SECRET:
        return "a secret for demos that everybody knows; refused in production"
    if isinstance(value, Path):
        inside = value.is_relative_to(ROOT) and value != Path()
        return f"`{value.relative_to(ROOT)}/`" if inside else "the one that comes along"
    if isinstance(value, tuple):
        return f"`{','.join(map(str, value))}`"
    if isinstance(value, bool):
        return "no"
    return f"`{value}`" if value != "" else "nothing"


def commands() -> str:
    """Every command of `houvast`."""
    rows = [_row(f"`houvast {name}`", text) for name, (_, text) in COMMANDS.items()]
    return (
        MADE.format(source="src/houvast/cli.py")
        + "# Commands\n\n`houvast COMMAND --help` tells what each one takes. Exit status: 0 it is done and "
        "well, 1 the answer is that something is wrong, 2 the call itself was wrong.\n\n"
        "| command | what it does |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def house() -> str:
    """The rooms that have been built, from the highest to the lowest, and what each builds on."""
    here = House()
    parts = [
        MADE.format(source="src/houvast/*/"),
        "# The house\n\nA room builds only on rooms below it; import-linter and `tests/architecture/` hold "
        "that. Other rooms enter it by its `api.py`.\n\n",
        "```\n" + _stairs(here) + "```\n",
        *(_room(here, room) for room in here.rooms),
    ]
    return "".join(parts)


def _stairs(here: House) -> str:
    last = len(here.rooms) - 1
    steps = [f"{'   ' * (last - step)}┌─ {room}" for step, room in enumerate(here.rooms)]
    width = max(map(len, steps)) + 3
    lines = []
    for step, room in zip(steps, here.rooms, strict=True):
        below = ", ".join(here.builds_on(room))
        lines.append(f"{step:<{width}}builds on {below}" if below else step)
    return "\n".join(lines) + "\n"


def _room(here: House, room: str) -> str:
    tables = ", ".join(f"`{name}`" for name in here.tables(room)) or "none"
    says = here.says(room).strip()
    first, _, rest = says.partition("\n")
    more = f"\n```\n{rest.strip()}\n```\n" if rest.strip() else ""
    return f"\n## {room}\n\n{first}\n{more}\nTables: {tables}.\n"


def decisions(folder: Path = ROOT / "docs" / "decisions") -> str:
    """Every decision, with its day, its status and whether it is built."""
    rows = [
        _row(f"[{each.number}]({each.path.name})", each.title, each.date, each.status, each.built)
        for each in read_decisions(folder)
    ]
    return (
        MADE.format(source="docs/decisions/")
        + "# Decisions\n\nOne screen each: we need, we chose, we gave up, not chosen, we look again when. "
        "A decision is never rewritten; a later one replaces it.\n\n"
        "| | decision | day | status | built |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def read_decisions(folder: Path) -> list[Decision]:
    """The records in a folder, by number. Raises `Unreadable` for one without title, day or status."""
    found = []
    for path in sorted(folder.glob("[0-9]*.md")):
        text = path.read_text()
        head, status = DECISION.match(text), STATUS.search(text)
        if not head or not status or not path.name.startswith(head["number"]):
            raise Unreadable(f"{path.name}: begin with `# NNNN Title` and `YYYY-MM-DD · status · built`.")
        found.append(Decision(path, head["number"], head["title"], *status.group("date", "status", "built")))
    return found


def casework() -> str:
    """The document on casework: its prose, with the tables and the diagram as the code has them."""
    # Its tables lie beside rows of the database, so Django must be awake first; no other document needs it.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
    django.setup()
    from houvast.casework import document

    return document.written(_text(ROOT / "docs" / "casework.md"))


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/settings.md": settings,
    "docs/commands.md": commands,
    "docs/house.md": house,
    "docs/decisions/README.md": decisions,
    "docs/casework.md": casework,
}


def out_of_date() -> list[str]:
    """The documents that are not what the code says now."""
    return [name for name, write in DOCUMENTS.items() if _text(ROOT / name) != write()]


def _text(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


def main(words: Sequence[str]) -> int:
    """Write all of them, or with `--check` only tell."""
    stale = out_of_date()
    if list(words) == ["--check"]:
        for name in stale:
            print(f"{name} is out of date; run `make docs` and commit it.")
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(DOCUMENTS[name]())
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
