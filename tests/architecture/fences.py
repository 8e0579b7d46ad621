"""The fences of the house.

Takes   a house, or its models.
Gives   the breaches, in words; an empty list means that the fence holds.
Knows   nothing of tests. A fence that was never seen to bite may be asleep, so the tests beside this file
        build a tiny broken house for each of them.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Model

from tools.house import House, imports, template_references

MOST_LINES = 400
# What may be reached of a room beside its `api.py`, and why.
SIDE_DOORS = {
    "web": {"clock"},  # jobs/ asks the same clock as the pages do
}
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "Now", "CurrentTimestamp", "auto_now", "auto_now_add"}
CLOCK_OWNERS = {"datetime", "dt", "date", "timezone", "time", "functions", "models"}
MAY_ASK_THE_CLOCK = {"web", "jobs"}


def side_entrances(house: House) -> list[str]:
    """A room that reaches into another one past its door."""
    found = []
    for room in house.rooms:
        for path in house.modules(room):
            for each in imports(path):
                if each.room in house.stairs and each.room != room and not _through_the_door(each.name):
                    found.append(f"{_at(house, path, each.line)}: {each.name}; use houvast.{each.room}.api")
    return found


def _through_the_door(name: str) -> bool:
    _, room, *rest = [*name.split("."), ""]
    return rest[0] == "api" or rest[0] in SIDE_DOORS.get(room, set())


def keys_that_point_up(models: Iterable[type[Model]], house: House) -> list[str]:
    """A relation of a table to a table of a higher room, also when it is named by a text."""
    found = []
    for model in models:
        room = _room_of(model, house)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            other = _room_of(field.related_model, house)
            if room and other and house.height(other) > house.height(room):
                found.append(f"{room}.{model.__name__}.{field.name} points up to {other}")
    return found


def _room_of(model: object, house: House) -> str | None:
    """The room whose code holds this table, also when a part of the room keeps its own tables."""
    package, _, inside = str(getattr(model, "__module__", "")).partition(".")
    label = (
        inside.split(".")[0]
        if package == "houvast"
        else getattr(getattr(model, "_meta", None), "app_label", None)
    )
    return label if label in house.stairs else None


WORN = {"people": ("allauth", "account", "mfa", "socialaccount")}


def borrowed_templates(house: House) -> list[str]:
    """A template that includes or extends one of another room than its own or `ui`.

    The pages of allauth are worn by `people` in our clothes; they lie there under allauth's own names.
    """
    found = []
    for room in house.rooms:
        for path in house.templates(room):
            for line, name in template_references(path):
                if name[0] not in "\"'":
                    if room != "ui":
                        found.append(f"{_at(house, path, line)}: name the template itself, not {name}")
                elif name.strip("\"'").split("/")[0] not in {room, "ui", *WORN.get(room, ())}:
                    found.append(f"{_at(house, path, line)}: {name} belongs to another room")
    return found


def rooms_that_cannot_forget(models: Iterable[type[Model]], house: House) -> list[str]:
    """A room with a table that leads to a resident, and no way to export or erase what it holds of them."""
    rooms = {
        room for model in models if (room := _room_of(model, house)) and _leads_to_resident(model, set())
    }
    return [
        f"{room} keeps something of residents and its api.py has no `{name}`"
        for room in house.rooms
        if room in rooms
        for name in ("erase", "export")
        if name not in house.door(room)
    ]


def _leads_to_resident(model: type[Model], seen: set[type[Model]]) -> bool:
    if model.__name__ == "Resident":
        return True
    if model in seen:
        return False
    seen.add(model)
    related = [field.related_model for field in model._meta.local_fields if field.is_relation]
    return any(isinstance(each, type) and _leads_to_resident(each, seen) for each in related)


def long_files(house: House) -> list[str]:
    """A file that wants splitting."""
    places = ("src", "tests", "tools", "bench", "laws")
    paths = [path for place in places for path in sorted((house.root / place).rglob("*")) if _is_ours(path)]
    return [
        f"{path.relative_to(house.root)} has {count} lines, {MOST_LINES} at most"
        for path in paths
        if (count := path.read_text().count("\n")) > MOST_LINES
    ]


def _is_ours(path: Path) -> bool:
    made = {"node_modules", "dist", "migrations", "__pycache__", ".env"} & set(path.parts)
    return path.is_file() and not made and path.suffix in {".py", ".html", ".css", ".js"}


def questions_to_the_clock(house: House) -> list[str]:
    """A room below `web` and `jobs` that asks what day it is, in Python or through the database."""
    found = []
    for room in house.rooms:
        if room in MAY_ASK_THE_CLOCK:
            continue
        for path in house.modules(room):
            found += [f"{_at(house, path, line)}: {what}" for line, what in _clock_in(path)]
    return found


def _clock_in(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = ast.unparse(node.value).split(".")[-1]
            is_a_type = node.attr == "time" and owner != "time"  # `dt.time` is half past ten, not now
            if owner in CLOCK_OWNERS and not is_a_type:
                found.append((node.lineno, ast.unparse(node)))
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            found.append((node.lineno, node.arg))
        elif isinstance(node, ast.ImportFrom) and node.module in {"time", "django.db.models.functions"}:
            found += [(node.lineno, alias.name) for alias in node.names if alias.name in CLOCKS]
    return found


def silenced_without_a_reason(house: House) -> list[str]:
    """A `noqa` or `type: ignore` that does not say why, on its own line."""
    bare = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[^\]]+\])?)\s*$")
    return [
        f"{_at(house, path, number)}: silenced without a reason"
        for path in sorted(house.source.rglob("*.py"))
        if "migrations" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bare.search(line)
    ]


def _at(house: House, path: Path, line: int) -> str:
    return f"{path.relative_to(house.root)}:{line}"
