"""The tests, collected once, run against one mutant at a time in a copy of the process.

Takes   collected tests, and the tree of a module with one mistake in it.
Gives   which test noticed the mistake, if any.
Knows   nothing of where mistakes come from, nor how they get into a process (see `mutant_births`). Only tests
        that came past the mistake's lines are run, the quickest first; what noticed another mistake in the
        same function goes before all.
"""

import ast
import dataclasses
import functools
import hashlib
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tools.mutant_births import Birth, Watched, births, born_anew, nested_functions, shorten
from tools.mutations import Mutation

LONG = 2.5
"""Tests that take so many seconds of computing are left out; what only they would notice is told
as a survivor."""
ALIKE = 4
"""So many cases of one test are run that go the same way through the function with the mistake; of tests that
take no longer than `SHORT` all of them."""
SHORT = 0.04
PATIENCE = 6
"""Seconds of computing that a test may take on top of ten times what it takes without a mistake; then it is
taken to run for ever, which is noticed."""
MEMORY = 2 * 1024**3
"""So many bytes more than without a mistake, and a test fails."""
ENGINE = Path(__file__).resolve().parents[1] / "src" / "houvast" / "law"
CORE_FOLDER = f"{os.sep}houvast{os.sep}law{os.sep}"
NEAREST = {
    "formula": ("test_formula",),
    "fitting": ("test_fitting",),
    "units": ("test_units", "test_fitting", "test_values"),
    "functions": ("test_fitting", "test_functions", "test_doubt"),
    "rationals": ("test_rationals",),
    "program": ("test_program", "test_assess"),
    "closures": ("test_closures",),
    "doubt": ("test_doubt",),
    "binding": ("test_binding",),
    "splitting": ("test_sharper",),
    "sharpen": ("test_sharpen",),
}
"""The files of tests that are run first for a mistake in a table; then all."""

Line = tuple[str, int]
"""A line of the core: module and number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Touch:
    """What one test did without any mistake: seconds of computing, and the lines of the core it came past."""

    seconds: float
    lines: frozenset[Line]


class Tests:
    """The collected tests, and for each what it comes past."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = {item.nodeid: item for item in items}
        self.touches: dict[str, Touch] = {}
        self.nested = nested_functions()
        self._noticed: dict[str, dict[str, None]] = defaultdict(dict)
        for item in items:
            shorten(item)

    def failing(self, kept: Path) -> list[str]:
        """Run each test by itself and without any mistake, and note what it comes past. Those that fail.

        What was noted is kept in a file, for as long as neither the engine nor the test changes.
        """
        known, failed = _kept(kept), []
        for name, item in self.items.items():
            key = f"{name} {_digest([item.path])}"
            if key not in known:
                said, holds = in_a_copy(functools.partial(_recorded, item), seconds=600)
                if not holds:
                    failed.append(name)
                    continue
                known[key] = json.loads(said)
            seconds, lines = known[key]
            self.touches[name] = Touch(seconds, frozenset((module, line) for module, line in lines))
        kept.write_text(json.dumps({"core": _digest(ENGINE.glob("*.py")), "tests": known}), encoding="utf-8")
        return failed

    def still_failing(self) -> str:
        """The first test that fails in a copy without any mistake, when all run one after the other."""
        every = self._in_order(self.items, ())
        said, holds = in_a_copy(lambda tell: self._run(every, tell), seconds=600)
        return "" if holds else said

    def notice(self, path: Path, mutation: Mutation, tree: ast.Module) -> str:
        """The test that notices this mistake; nothing when none does."""
        code, name = compile(tree, str(path), "exec"), f"houvast.law.{path.stem}"
        place = f"{name}.{mutation.where}"
        found = births(name, mutation.where, code, tree, self.nested)
        if found is None:
            noticed = self._anew(name, path, code)
        else:
            noticed = self._in_place(found, mutation, self._noticed[place])
        if "::" in noticed:
            self._noticed[place] = {noticed: None} | self._noticed[place]
        return noticed

    def _in_place(self, found: Sequence[Birth], mutation: Mutation, likely: Iterable[str]) -> str:
        chosen = self._in_order(self._coming_past(mutation), likely)
        if not chosen:
            return ""

        def live(tell: Callable[[str], None]) -> bool:
            for birth in found:
                birth.function.__code__ = birth.code
            _forget_laws()
            return self._run(chosen, tell)

        said, holds = in_a_copy(live, seconds=600)
        return "" if holds else said

    def _coming_past(self, mutation: Mutation) -> Iterator[str]:
        """The tests that come past the mistake; of many cases of one test that go the same way, `ALIKE`."""
        at = {(mutation.module, line) for line in range(mutation.first, mutation.last + 1)}
        around = {(mutation.module, line) for line in mutation.around}
        ways = Counter[tuple[str, frozenset[Line]]]()
        for name, touch in self.touches.items():
            way = name.partition("[")[0], touch.lines & around
            if not touch.lines & at or touch.seconds > LONG:
                continue
            if touch.seconds > SHORT:
                ways[way] += 1
            if ways[way] <= ALIKE:
                yield name

    def _anew(self, name: str, path: Path, code: Any) -> str:
        long = {test for test, touch in self.touches.items() if touch.seconds > LONG}

        def live(tell: Callable[[str], None]) -> bool:
            return born_anew(name, path, code, _files(NEAREST.get(path.stem, ())), Watched(tell, long))

        said, holds = in_a_copy(live, seconds=300)
        return "" if holds else said

    def _in_order(self, names: Iterable[str], likely: Iterable[str]) -> list[str]:
        first = {name: place for place, name in enumerate(likely)}
        return sorted(names, key=lambda name: (first.get(name, len(first)), self.touches[name].seconds))

    def _run(self, names: Sequence[str], tell: Callable[[str], None]) -> bool:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        for name in names:
            tell(name)
            signal.setitimer(signal.ITIMER_PROF, PATIENCE + 10 * self.touches[name].seconds)
            if _fails(self.items[name]):
                return False
        return True


def in_a_copy(live: Callable[[Callable[[str], None]], bool], *, seconds: int) -> tuple[str, bool]:
    """The last thing that a copy of this process told, and whether it lived to find that all is well."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os._exit(_lived(live, writer, seconds))
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        said = told.read().splitlines()
    _, status, _ = os.wait4(child, 0)
    return (said[-1] if said else "stops"), status == 0


def _lived(live: Callable[[Callable[[str], None]], bool], writer: int, seconds: int) -> int:
    size = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)

    def tell(text: str) -> None:
        os.write(writer, f"{text}\n".encode())

    try:
        return 0 if live(tell) else 1
    except BaseException as error:
        tell(f"raises {type(error).__name__}")
        return 1


def _files(stems: Iterable[str]) -> list[str]:
    return [str(ENGINE / "tests" / f"{stem}.py") for stem in stems]


def _fails(item: pytest.Item) -> bool:
    from _pytest.runner import runtestprotocol

    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _forget_laws() -> None:
    """What was compiled before the mistake was made is made anew."""
    from houvast.law import corpus

    corpus._load.cache_clear()


def _kept(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    kept = json.loads(file.read_text(encoding="utf-8"))
    return dict(kept["tests"]) if kept["core"] == _digest(ENGINE.glob("*.py")) else {}


def _digest(files: Iterable[Path]) -> str:
    texts = [file.read_bytes() for file in sorted(files)]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def _recorded(item: pytest.Item, tell: Callable[[str], None]) -> bool:
    """Run the test as if no law was ever read, and tell how long that took and which lines it came past."""
    lines: set[Line] = set()
    begun = time.process_time()
    sys.settrace(_tracer(lines))
    failed = _fails(item)
    sys.settrace(None)
    tell(json.dumps([round(time.process_time() - begun, 4), sorted(lines)]))
    return not failed


def _tracer(lines: set[Line]) -> Callable[[FrameType, str, Any], Any]:
    """Notes each line of the core that is come past; code of which all lines were seen is watched no more."""
    unseen: dict[Any, set[int]] = {}

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        left = unseen.get(code)
        if left is None:
            core = CORE_FOLDER in code.co_filename and "tests" not in code.co_filename
            left = unseen[code] = {line for *_, line in code.co_lines() if line} if core else set()
        if not left:
            return None
        module = Path(code.co_filename).stem

        def line(frame: FrameType, event: str, argument: Any) -> Any:
            if frame.f_lineno in left:
                left.discard(frame.f_lineno)
                lines.add((module, frame.f_lineno))
            return line

        return line(frame, event, argument)

    return call
