"""How a mistake gets into a copy of the process, without any file being changed.

Takes   the code of a module with one mistake in it.
Gives   which live functions must get which code; or, for a mistake in a table or class, everything imported
        anew from that code.
Knows   nothing of mistakes or of which tests to run.
"""

import ast
import dataclasses
import gc
import importlib.abc
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import hypothesis
import pytest

TESTS = Path(__file__).resolve().parents[1] / "src" / "houvast" / "law" / "tests"
TEST_FILES = [str(path) for path in sorted(TESTS.glob("test_*.py"))]
QUIET = (
    "-q",
    "-s",
    "-c",
    os.devnull,
    "--noconftest",
    "--import-mode=importlib",
    "-p",
    "_hypothesis_pytestplugin",
)
EXAMPLES = 25
"""So many examples of a property are tried for each mutant."""

Nested = Mapping[tuple[str, str, int], Sequence[FunctionType]]
"""Functions that other functions made, by module, name and first line."""


@dataclasses.dataclass(frozen=True, slots=True)
class Birth:
    """A live function, and the code that it gets."""

    function: FunctionType
    code: CodeType


def births(module: str, where: str, code: CodeType, tree: ast.Module, nested: Nested) -> list[Birth] | None:
    """What to change in place for a mistake at `where`; None when that cannot be: it stands in a table or a
    class, or in a function that made a table when the module was imported, or a closure binds other names.
    """
    live = {(one.__qualname__, one.__code__.co_firstlineno): one for one in _live_functions(module)}
    top = where.partition(".")[0]
    outer = [name for name, _ in live if _dotted(where).startswith(f"{name}.")]
    inner = where not in {name for name, _ in live}
    if not outer or (top in _called_at_import(tree) and not inner):
        return None
    found = []
    for other in _codes(code):
        place = (other.co_qualname, other.co_firstlineno)
        functions = [live[place]] if place in live else nested.get((module, *place), ())
        if any(function.__code__.co_freevars != other.co_freevars for function in functions):
            return None
        found += [Birth(function, other) for function in functions]
    return found


def nested_functions() -> Nested:
    """Every function that another one made and that is alive: in a table, or in what was compiled."""
    found: dict[tuple[str, str, int], list[FunctionType]] = {}
    for one in gc.get_objects():
        if type(one) is not FunctionType or "<locals>" not in one.__qualname__:
            continue
        if str(one.__module__).startswith("houvast.law."):
            place = (one.__module__, one.__qualname__, one.__code__.co_firstlineno)
            found.setdefault(place, []).append(one)
    return found


def _dotted(where: str) -> str:
    return f"{where}."


def _called_at_import(tree: ast.Module) -> set[str]:
    """Functions that a table or constant of the module is made with: changing them later comes too late."""
    lines = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return {name for line in lines for name in _called(line)}


def _called(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield node.func.id
    for child in ast.iter_child_nodes(node):
        yield from _called(child)


def _live_functions(module: str) -> list[FunctionType]:
    return list(_functions(vars(sys.modules[module]).values(), module))


def _functions(values: Iterable[Any], module: str) -> Iterator[FunctionType]:
    for value in values:
        inner = getattr(value, "__wrapped__", value)
        inner = value.fget if isinstance(value, property) else inner
        if isinstance(inner, FunctionType) and inner.__module__ == module:
            yield inner
        elif isinstance(inner, type) and inner.__module__ == module:
            yield from _functions(vars(inner).values(), module)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of every function in this code, also of those inside others."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)


class _Loader(importlib.abc.SourceLoader):
    """Loads one module from its code with the mistake."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def get_filename(self, fullname: str) -> str:
        return str(self.path)

    def get_data(self, path: str | bytes) -> bytes:
        return Path(os.fsdecode(path)).read_bytes()

    def get_code(self, fullname: str) -> CodeType:
        return self.code

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """As a finder: only this module is ours."""
        return ModuleSpec(fullname, self, origin=str(self.path)) if fullname == self.name else None


def shorten(item: pytest.Item) -> None:
    """Fewer examples: a mistake shows in the first ones or hardly ever, and there are many mistakes."""
    test: Any = getattr(item, "obj", None)
    known = getattr(test, "_hypothesis_internal_use_settings", None)
    if known is not None and known.max_examples > EXAMPLES:
        test._hypothesis_internal_use_settings = hypothesis.settings(known, max_examples=EXAMPLES)


class Watched:
    """Tells which test runs, so that the last one told is the one that failed; leaves out the long ones."""

    def __init__(self, tell: Callable[[str], None], long: Collection[str]) -> None:
        self.tell, self.long = tell, long

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Before they run."""
        items[:] = [item for item in items if item.nodeid not in self.long]
        for item in items:
            shorten(item)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """A test begins."""
        self.tell(nodeid)


def born_anew(name: str, path: Path, code: CodeType, nearest: Sequence[str], watched: Watched) -> bool:
    """Import everything again, and run the tests: first those in the nearest files. Whether all hold."""
    sys.meta_path.insert(0, _Loader(name, path, code))
    for files in (nearest, TEST_FILES):
        for module in [module for module in sys.modules if module.startswith("houvast")]:
            del sys.modules[module]
        watched.tell("the laws or the tests can no longer be read")
        if files and pytest.main([*QUIET, "-x", *files], plugins=[watched]):
            return False
    return True
