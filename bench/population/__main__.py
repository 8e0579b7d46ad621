"""Every population figure of the law engine, and OpenFisca on the same two laws, measured in one run.

Takes   `--households 1,10000,...` (sizes), `--growth` (also 10,000 to 10,000,000).
Gives   tables on the terminal; with `--growth` also in docs/population.md and docs/population-growth.md; exit
        status 1 when a figure is under its bar.
Knows   the bars. Each measurement is a process of its own, so that its memory and its imports are its own.
"""

import argparse
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.population import figures, growth, rival

TOLD: list[str] = []
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIZES = (1, 10_000, 100_000, 1_000_000)
BARS = {
    "kernel": 1_000_000,
    "file to file": 500_000,
    "bytes a household": 1024,
    "cold compile": 30,
    "warm compile": 1,
    "import and load": 1,
    "household p50, ms": 10,
    "household p95, ms": 30,
}


def main(words: Sequence[str]) -> int:
    """Measure, print, and hold against the bars."""
    parser = argparse.ArgumentParser(prog="python -m bench.population")
    parser.add_argument("--households", default=",".join(map(str, SIZES)), help="sizes, separated by commas")
    parser.add_argument("--growth", action="store_true", help="write the growth table and picture in docs/")
    parser.add_argument("--no-rival", action="store_true", help="leave OpenFisca out")
    given = parser.parse_args(words)
    sizes = [int(size) for size in given.households.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # A program that is installed has its bytecode beside it; here it is made by the first measurement.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
        city = work / "city.parquet"
        ours("city", "--households", str(max(sizes)), "--out", str(city))
        faults = _whole_corpus(work, city, max(sizes))
        if not given.no_rival:
            _side_by_side(work, city, sizes)
        if given.growth:
            growth.measure(work, city, max(sizes), functools.partial(ours, cache=work / "cache"))
    for fault in faults:
        tell(f"UNDER THE BAR  {fault}")
    if given.growth:
        figures.write(TOLD)
    return 1 if faults else 0


def tell(line: str) -> None:
    """Print a line, and keep it for docs/."""
    TOLD.append(line)
    print(line, flush=True)


def ours(*words: str, cache: Path | None = None) -> dict[str, Any]:
    """One measurement of Houvast in its own process."""
    return _measured("ours", *words, environ={"HOUVAST_CACHE_DIR": str(cache)} if cache else {})


def _measured(script: str, *words: str, environ: Mapping[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", f"bench.population.{script}", *words]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environ}, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _whole_corpus(work: Path, city: Path, size: int) -> list[str]:
    """All schemes: compiling, the kernel alone, file to file, memory, and the machine's own limit."""
    cache = work / "cache"
    started = [_measured("start", environ={}) for _ in range(3)]
    start = min(started, key=lambda found: found["imports"] + found["load"])
    one = ours("household", "--city", str(city))
    cold, warm, again = (ours("compile", cache=cache) for _ in range(3))
    warm = min(warm, again, key=lambda found: found["seconds"])
    alone = ours("kernel", "--city", str(city), cache=cache)
    whole = ours("file", "--city", str(city), "--out", str(work / "out.parquet"), cache=cache)
    limit = ours("limit", "--city", str(city), cache=cache)
    _tell_small(start, one)
    _tell(cold, warm, alone, whole, size)
    _tell_limit(limit, alone, whole)
    faults = []
    for name, value, more in (
        ("kernel", alone["per_second"], True), ("file to file", whole["per_second"], True),
        ("bytes a household", whole["bytes_a_household"], False), ("cold compile", cold["seconds"], False),
        ("warm compile", warm["seconds"], False),
        ("import and load", start["imports"] + start["load"], False),
        ("household p50, ms", one["explained"]["p50"], False),
        ("household p95, ms", one["explained"]["p95"], False),
    ):  # fmt: skip
        if (value < BARS[name]) if more else (value > BARS[name]):
            faults.append(f"{name}: {value:,.1f}; the bar is {BARS[name]:,}")
    return faults


def _tell_small(start: dict[str, Any], one: dict[str, Any]) -> None:
    imports, load = start["imports"], start["load"]
    tell(f"From nothing to all laws: imports {imports:.2f} s, laws {load:.2f} s")
    for name, words in (("explained", "all schemes, every reason"), ("written", "the same, written as JSON")):
        tell(f"One household, {words}: p50 {one[name]['p50']:.1f} ms, p95 {one[name]['p95']:.1f} ms")


def _tell(
    cold: dict[str, Any], warm: dict[str, Any], alone: dict[str, Any], whole: dict[str, Any], size: int
) -> None:
    cores = os.cpu_count()
    tell(f"All {cold['schemes']} schemes of {cold['laws']} laws, {size:,} households, {cores} cores")
    tell(f"  compile cold {cold['seconds']:.1f} s, from disk {warm['seconds']:.2f} s")
    tell(f"  imports of a population run (numba, pyarrow) {warm['imports']:.2f} s")
    one_core = f"{alone['one_core']:,.0f}"
    tell(f"  kernel alone {alone['per_second']:,.0f} households/s; on one core {one_core}")
    tell(f"    {alone['per_cpu_second']:,.0f} for each second that a core is really ours")
    tell(f"  file to file {whole['per_second']:,.0f} households/s")
    tell(f"    {whole['per_cpu_second']:,.0f} for each second that a core is really ours")
    tell(f"  memory above the empty program {whole['bytes_a_household']:,.0f} bytes a household")


def _tell_limit(limit: dict[str, Any], alone: dict[str, Any], whole: dict[str, Any]) -> None:
    memory, sums = limit["by_memory"], limit["by_operations"]
    flow, speed = limit["bandwidth"] / 1e9, limit["operations_a_second"] / 1e9
    tell("The physical limit, in the same run")
    tell(f"  a household is {limit['bytes']:.0f} bytes in and out; memory moves {flow:.1f} GB/s:")
    tell(f"    {memory:,.0f} households/s, {memory / whole['per_second']:.0f} times file to file")
    tell(f"  a household takes {limit['operations']:.0f} operations; a core does {speed:.1f}e9 a second:")
    tell(
        f"    {sums:,.0f} households/s on all cores, {sums / alone['per_second']:.1f} times the kernel alone"
    )


def _side_by_side(work: Path, city: Path, sizes: Sequence[int]) -> None:
    """Zorgtoeslag and kindgebonden budget in both, over the same households."""
    environment = rival.environment()
    tell("")
    tell("Zorgtoeslag and kindgebonden budget, the same households, one core each; from arrays to amounts")
    tell(f"{'households':>11} {'':>12} {'seconds':>10} {'a second':>13} {'peak MB':>9} {'import s':>9}")
    for size in sizes:
        mine = ours("two", "--city", str(city), "--households", str(size), "--arrays", str(work / "in.npz"))
        theirs = rival.run(environment, work / "in.npz", HERE / "theirs" / "run.py")
        for name, found in (("Houvast", mine), ("OpenFisca", theirs)):
            speed = size / found["seconds"]
            tell(
                f"{size:>11,} {name:>12} {found['seconds']:>10.5f} {speed:>13,.0f} {found['peak_mb']:>9.0f} "
                f"{found['import']:>9.2f}"
            )
        tell(f"{'':>11} {theirs['differences']} amounts differ (OpenFisca computes in float32)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
