"""The tests, collected once, run against one mutant at a time in a copy of the process.

Takes   collected tests, and the tree of a module with one mistake in it.
Gives   which test noticed the mistake, if any.
Knows   nothing of where mistakes come from. The tests that are nearest to the module run
        first, those that noticed another mistake in it before all.
"""

import ast
import importlib.abc
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import hypothesis
import pytest

from tools.mutations import Mutation

PATIENCE = 60
"""Seconds of computing after which a mutant counts as noticed: it runs for ever."""
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
MEMORY = 6 * 1024**3


NEAREST = {
    "formula": ("test_formula", "test_any_law"),
    "fitting": ("test_formula", "test_bad_laws", "test_any_law"),
    "units": ("test_formula", "test_bad_laws", "test_values"),
    "order": ("test_bad_laws",),
    "meaning": ("test_bad_laws", "test_any_law"),
    "proof": ("test_bad_laws", "test_any_law"),
    "functions": ("test_doubt", "test_assess"),
    "program": ("test_assess", "test_any_law", "test_what_if"),
    "closures": ("test_assess", "test_any_law", "test_sharper"),
    "splitting": ("test_sharper",),
    "aggregates": ("test_doubt", "test_assess"),
    "binding": ("test_assess", "test_questions"),
    "doubt": ("test_doubt", "test_sharper"),
    "sharpen": ("test_sharper", "test_assess", "test_questions"),
}
"""The files of tests that are run first against a mistake in a module; the others follow."""


class Tests:
    """The collected tests, in the order in which they are likely to notice a mistake."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = list(items)
        for item in self.items:
            _shortened(getattr(item, "obj", None))

    def failing(self) -> str:
        """The first test that fails without any mistake; nothing when all hold."""
        return self.in_a_copy(lambda: None, self.items, seconds=20 * PATIENCE)

    def notice(self, path: Path, mutation: Mutation, tree: ast.Module, likely: Iterable[str]) -> str:
        """The test that notices this mistake; nothing when none does."""
        first, near = list(likely), NEAREST.get(path.stem, ())
        chosen = sorted(self.items, key=lambda item: (_place(item, first), item.path.stem not in near))
        code, name = compile(tree, str(path), "exec"), f"houvast.law.{path.stem}"
        at_import = mutation.where.partition(".")[0] in _called_at_import(tree)
        if mutation.where in _live_functions(name) and not at_import:
            return self.in_a_copy(lambda: _infect(name, code), chosen, seconds=PATIENCE)
        return self.in_a_copy(lambda: _born_anew(name, path, code), (), seconds=PATIENCE)

    def in_a_copy(self, before: Callable[[], None], items: Sequence[pytest.Item], *, seconds: int) -> str:
        """The first test that fails in a copy of this process after `before`; `stops` when the copy dies."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            os._exit(_lived(before, items, writer, seconds))
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as told:
            said = told.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return "" if status == 0 else said or "stops"


def _shortened(test: Any) -> None:
    """Fewer examples: a mistake shows in the first ones or hardly ever, and there are many mistakes."""
    known = getattr(test, "_hypothesis_internal_use_settings", None)
    if known is not None and known.max_examples > EXAMPLES:
        test._hypothesis_internal_use_settings = hypothesis.settings(known, max_examples=EXAMPLES)


def _called_at_import(tree: ast.Module) -> set[str]:
    """Functions that a table or constant of the module is made with: changing them later comes too late."""
    lines = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    calls = [node for line in lines for node in ast.walk(line) if isinstance(node, ast.Call)]
    return {call.func.id for call in calls if isinstance(call.func, ast.Name)}


def _place(item: pytest.Item, first: list[str]) -> int:
    return first.index(item.nodeid) if item.nodeid in first else len(first)


def _lived(before: Callable[[], None], items: Sequence[pytest.Item], writer: int, seconds: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    _silence()
    try:
        before()
        for item in items:
            _forget_laws()
            if any(report.failed for report in _ran(item)):
                os.write(writer, item.nodeid.encode())
                return 1
    except BaseException as error:
        os.write(writer, f"raises {type(error).__name__}".encode())
        return 1
    return 0


def _silence() -> None:
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)


def _ran(item: pytest.Item) -> list[pytest.TestReport]:
    from _pytest.runner import runtestprotocol

    return runtestprotocol(item, log=False, nextitem=None)


def _forget_laws() -> None:
    """What was compiled before the mistake was made is made anew."""
    from houvast.law import corpus

    corpus._load.cache_clear()


def _infect(module: str, code: CodeType) -> None:
    """Give the live functions of the module the code with the mistake."""
    functions = _live_functions(module)
    for other in _codes(code):
        if (function := functions.get(other.co_qualname)) is not None:
            function.__code__ = other


def _live_functions(module: str) -> dict[str, FunctionType]:
    found = _functions(vars(sys.modules[module]).values(), module)
    return {function.__qualname__: function for function in found}


def _functions(values: Iterable[Any], module: str) -> Iterator[FunctionType]:
    for value in values:
        inner = getattr(value, "__wrapped__", value)
        inner = value.fget if isinstance(value, property) else inner
        if isinstance(inner, FunctionType) and inner.__module__ == module:
            yield inner
        elif isinstance(inner, type) and inner.__module__ == module:
            yield from _functions(vars(inner).values(), module)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of every function that is not inside another function."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            if not inner.co_flags & 0x02:  # a class's body has no fast locals of its own
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


def _born_anew(name: str, path: Path, code: CodeType) -> None:
    """For a mistake in no function (a table, a class): import everything again, and run all tests."""
    for module in [module for module in sys.modules if module.startswith("houvast")]:
        del sys.modules[module]
    sys.meta_path.insert(0, _Loader(name, path, code))
    if pytest.main([*QUIET, "-x", *TEST_FILES]):
        raise MistakeFound


class MistakeFound(Exception):
    """Some test failed, or could not even be collected."""
