"""Would a test notice? One small mistake at a time in the engine's core, against the engine's own tests.

Takes   names of modules of `houvast.law` (else: the whole core), and `tools/mutants_accepted.txt`.
Gives   `OUT.jsonl` with what became of each mutant; `--report` writes docs/mutation-testing.md from it.
Knows   nothing of what a mistake means. No file is changed: a mutant lives in a copy of this process, where
        one function has other code (see `mutant_tests`).

`python -m tools.mutants --out OUT.jsonl [MODULE ...]`, and then once with `--report`.
"""

import argparse
import dataclasses
import json
import os
import random
import resource
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tools.mutant_births import QUIET, TEST_FILES
from tools.mutant_tests import Tests
from tools.mutations import Mutation, mutated, mutations

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "src" / "houvast" / "law"
ACCEPTED = ROOT / "tools" / "mutants_accepted.txt"
REPORT = ROOT / "docs" / "mutation-testing.md"
CORE = (
    "formula", "fitting", "units", "order", "meaning", "proof",
    "functions", "rationals", "program", "closures", "aggregates", "binding", "doubt", "splitting", "sharpen",
)  # fmt: skip
"""Formula parsing and checks; dates, rounding and the exact evaluator; intervals."""


class Round:
    """One pytest session: collects all tests once, then lets each mutant live in a copy of this process."""

    def __init__(self, modules: Sequence[str], out: Path) -> None:
        self.modules, self.out, self.status = modules, out, 0
        self.texts = {module: (LAW / f"{module}.py").read_text(encoding="utf-8") for module in modules}
        self.done = {line["key"] for line in read_lines(out)}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests once."""
        tests = Tests(session.items)
        if failing := tests.failing(self.out.with_suffix(".touches.json")):
            return self._ends_badly(f"Without any mistake these fail: {', '.join(failing)}.")
        computing = sum(touch.seconds for touch in tests.touches.values())
        print(f"\n{len(tests.touches)} tests hold, in {computing:.1f} s of computing.", flush=True)
        for mutation in _shuffled(self.texts):
            if mutation.key not in self.done:
                self._one(mutation, tests)
        if first := tests.still_failing():
            return self._ends_badly(f"What was noticed is worth nothing: without any mistake {first} fails.")
        return True

    def _one(self, mutation: Mutation, tests: Tests) -> None:
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        tree = mutated(self.texts[mutation.module], mutation.nth)
        noticed = tests.notice(LAW / f"{mutation.module}.py", mutation, tree)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
        if noticed.startswith("raises "):
            self._ends_badly(f"No test could run with {mutation.key}: {noticed}.")
            return
        line = dataclasses.asdict(mutation) | {"key": mutation.key, "noticed": noticed}
        with self.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line | {"seconds": round(seconds, 2)}) + "\n")
        word = "  noticed" if noticed else "SURVIVES"
        print(f"{word} {seconds:6.2f} s {mutation.line:4d} {mutation.key}", flush=True)

    def _ends_badly(self, why: str) -> bool:
        print(f"\n{why} Mend that first.", file=sys.stderr, flush=True)
        self.status = 2
        return True


def _shuffled(texts: Mapping[str, str]) -> list[Mutation]:
    """All mutations of these modules, in an order that is always the same and favours none: wherever a run is
    stopped, what was done is a fair sample.
    """
    found = [mutation for module, text in texts.items() for mutation in mutations(module, text)]
    random.Random(7).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def main() -> int:
    """Run, or report. Status 1 when a mutant survives that nobody accepted."""
    parser = argparse.ArgumentParser(description="Make one mistake at a time; does a test notice?")
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help=f"of houvast.law; else {', '.join(CORE)}"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.jsonl")
    parser.add_argument("--report", action="store_true", help=f"write {REPORT.name} from OUT.jsonl")
    given = parser.parse_args()
    if given.report:
        return _report(read_lines(given.out))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    found = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants",
        phases=found,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
    rounds = Round(given.modules or CORE, given.out)
    pytest.main([*QUIET, *TEST_FILES], plugins=[rounds])
    return rounds.status


def read_lines(out: Path) -> list[dict[str, Any]]:
    if not out.exists():
        return []
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def accepted() -> dict[str, str]:
    """Per key of a mutation why it may survive. A reason stands, indented, below the keys that it is for."""
    reasons: dict[str, str] = {}
    keys: list[str] = []
    for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if ACCEPTED.exists() else []:
        if line.startswith("    "):
            reasons |= dict.fromkeys(keys, line.strip())
            keys = []
        elif line and not line.startswith("#"):
            keys.append(line)
    return reasons


def _report(lines: list[dict[str, Any]]) -> int:
    from tools.mutants_report import written

    every = _shuffled({module: (LAW / f"{module}.py").read_text(encoding="utf-8") for module in CORE})
    current = {mutation.key for mutation in every}
    last = {line["key"]: line for line in lines if line["key"] in current}
    survivors = [line for line in last.values() if not line["noticed"]]
    reasons = accepted()
    open_ones = [line["key"] for line in survivors if line["key"] not in reasons]
    REPORT.write_text(
        written(list(last.values()), reasons, CORE, Counter(mutation.module for mutation in every)),
        encoding="utf-8",
    )
    counts = Counter("noticed" if line["noticed"] else "survives" for line in last.values())
    print(f"{counts['noticed']} noticed, {counts['survives']} survive, {len(open_ones)} without a reason;")
    print(f"{len(current - last.keys())} not yet run.")
    for key in open_ones:
        print(key)
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
