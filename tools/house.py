"""The house as it stands: its rooms in their order, and what each of them reaches for.

Takes   a checkout (`pyproject.toml`, `src/houvast/`), or a tiny one that a test has built.
Gives   rooms, files, imports and templates, read from the text; nothing is imported or run.
Knows   nothing of what is allowed: the fences in `tests/architecture/` do, and `docs/house.md` shows it.
"""

import ast
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE_REFERENCE = re.compile(r"""{%\s*(?:include|extends)\s+(?P<name>"[^"]+"|'[^']+'|[^\s%]+)""")


@dataclasses.dataclass(frozen=True)
class Import:
    """One import of a module of the house: where it stands and the dotted name that it reaches."""

    file: Path
    line: int
    name: str

    @property
    def room(self) -> str:
        """The room that is reached, or the empty text for the house itself."""
        return [*self.name.split("."), ""][1]


@dataclasses.dataclass(frozen=True)
class House:
    """One checkout."""

    root: Path = ROOT

    @property
    def source(self) -> Path:
        """Where the rooms are."""
        return self.root / "src" / "houvast"

    @cached_property
    def stairs(self) -> tuple[str, ...]:
        """The names of all rooms that may exist, the highest first, as import-linter holds them."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text())
        contracts = project["tool"]["importlinter"]["contracts"]
        layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
        return tuple(layer.strip("()") for layer in layers)

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms that have been built, the highest first."""
        return tuple(room for room in self.stairs if (self.source / room / "__init__.py").is_file())

    def height(self, room: str) -> int:
        """How high a room stands; a room builds only on lower ones."""
        return -self.stairs.index(room)

    def modules(self, room: str, *, tests: bool = False) -> Iterator[Path]:
        """The Python files of a room; those of its tests and migrations only when asked."""
        for path in sorted((self.source / room).rglob("*.py")):
            inside = path.relative_to(self.source / room).parts
            if tests or not {"tests", "migrations"} & set(inside):
                yield path

    def templates(self, room: str) -> Iterator[Path]:
        """The templates of a room."""
        yield from sorted((self.source / room).rglob("templates/**/*.html"))

    def door(self, room: str) -> frozenset[str]:
        """The names that a room's `api.py` offers: what it defines or imports without underscore."""
        path = self.source / room / "api.py"
        if not path.is_file():
            return frozenset()
        names: set[str] = set()
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.ImportFrom):
                names |= {alias.asname or alias.name for alias in node.names}
            elif isinstance(node, ast.Assign):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        return frozenset(name for name in names if not name.startswith("_"))

    def says(self, room: str) -> str:
        """What a room says of itself: the docstring of its `__init__.py`."""
        return ast.get_docstring(ast.parse((self.source / room / "__init__.py").read_text())) or ""

    def builds_on(self, room: str) -> tuple[str, ...]:
        """The rooms that a room imports, the highest first."""
        reached = {each.room for path in self.modules(room) for each in imports(path)}
        return tuple(other for other in self.rooms if other in reached and other != room)

    def tables(self, room: str) -> tuple[str, ...]:
        """The names of a room's models, as they stand in `models.py` or `models/`."""
        paths = [path for path in self.modules(room) if "models" in {path.stem, path.parent.name}]
        return tuple(name for path in paths for name in _models(path))


def imports(path: Path) -> Iterator[Import]:
    """Every import of the house's own modules in a file, wherever in the file it stands.

    `from houvast.people import api` reaches `houvast.people.api`: each imported name is looked at on its own.
    """
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (Import(path, node.lineno, name) for name in names if name.split(".")[0] == "houvast")


def template_references(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every template that this one includes or extends; a variable keeps its form."""
    text = path.read_text()
    for match in TEMPLATE_REFERENCE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match["name"]


def _models(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {ast.unparse(base) for base in node.bases}
        if any(base.endswith("Model") or base in {"AbstractBaseUser", "AbstractUser"} for base in bases):
            yield node.name
