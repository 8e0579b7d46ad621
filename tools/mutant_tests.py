"""The tests, collected once, run against one mutant at a time in a copy of the process.

Takes   collected tests, and the tree of a module with one mistake in it.
Gives   which test noticed the mistake, if any.
Knows   nothing of where mistakes come from. Only tests that reach the function with the mistake are run,
        quick ones first.
"""

import ast
import importlib.abc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

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
MEMORY = 6 * 1024**3


class Tests:
    """The collected tests, which functions each of them reaches, and how long each takes."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = list(items)
        self.reaches: dict[str, set[str]] = {}
        self.seconds: dict[str, float] = {}

    def measure(self) -> list[str]:
        """Run every test once, and note which functions of the package it calls. Gives those that fail."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _silence()
            with os.fdopen(writer, "w", encoding="utf-8") as told:
                for item in self.items:
                    told.write(json.dumps([item.nodeid, *_measured(item)]) + "\n")
            os._exit(0)
        os.close(writer)
        failing = []
        with os.fdopen(reader, encoding="utf-8") as told:
            for line in told:
                name, holds, seconds, functions = json.loads(line)
                self.seconds[name], self.reaches[name] = seconds, set(functions)
                failing += [] if holds else [name]
        os.waitpid(child, 0)
        return failing

    def notice(self, path: Path, mutation: Mutation, tree: ast.Module, likely: Iterable[str]) -> str:
        """The test that notices this mistake; nothing when none does."""
        first = list(likely)
        function = f"{path.stem}:{mutation.where}"
        chosen = [item for item in self.items if function in self.reaches.get(item.nodeid, set())]
        chosen.sort(key=lambda item: (_place(item, first), self.seconds.get(item.nodeid, 0)))
        code, name = compile(tree, str(path), "exec"), f"houvast.law.{path.stem}"
        if mutation.where in _live_functions(name):
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


def _measured(item: pytest.Item) -> tuple[bool, float, list[str]]:
    found: set[str] = set()

    def note(frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        if event == "call" and "/houvast/law/" in code.co_filename:
            found.add(f"{Path(code.co_filename).stem}:{code.co_qualname.partition('.<locals>')[0]}")

    _forget_laws()
    start = time.process_time()
    sys.setprofile(note)
    try:
        failed = any(report.failed for report in _ran(item))
    finally:
        sys.setprofile(None)
    return not failed, time.process_time() - start, sorted(found)


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
