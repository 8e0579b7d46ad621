"""One measurement of Houvast; run as a process of its own by `python -m bench.population`.

Takes   what to measure, and files.
Gives   one line of JSON.
Knows   nothing of bars.
"""

import argparse
import datetime
import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

BEGAN = time.perf_counter()

import numpy as np  # noqa: E402 - imports are measured
import pyarrow.parquet as pq  # noqa: E402

from houvast.law.api import Corpus, assess, assessment_as_json, load_corpus  # noqa: E402
from houvast.law.city.build import city, city_schema  # noqa: E402
from houvast.law.commands import default_laws  # noqa: E402
from houvast.law.kernel import runtime  # noqa: E402, F401 - compiled loops are part of the import
from houvast.law.kernel.engine import Kernel, kernel  # noqa: E402
from houvast.law.kernel.parquet import Writer  # noqa: E402
from houvast.law.kernel.rows import read_rows  # noqa: E402
from houvast.law.kernel.stream import households, keep_memory, run_file  # noqa: E402

IMPORTED = time.perf_counter() - BEGAN
ON = datetime.date(2026, 11, 22)
TWO = ("zorgtoeslag", "kindgebonden_budget")


def peak() -> int:
    """The most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def laws() -> Corpus:
    """The laws of Amsterdam."""
    return load_corpus(default_laws(), city="amsterdam")


def make_city(given: argparse.Namespace) -> dict[str, Any]:
    """A synthetic city to measure on."""
    facts = laws().facts
    began = time.perf_counter()
    with Writer(given.out, city_schema(facts, 1)) as writer:
        for batch in city(facts, given.households, 1):
            writer.write(batch)
    return {"seconds": time.perf_counter() - began}


def compile_laws(given: argparse.Namespace) -> dict[str, Any]:
    """From the corpus to compiled laws, and the first small batch computed."""
    began = time.perf_counter()
    corpus = laws()
    load = time.perf_counter() - began
    began = time.perf_counter()
    compiled = kernel(corpus, on=ON)
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds, "load": load, "imports": IMPORTED, "schemes": len(compiled.schemes),
        "laws": len(corpus.laws), "by_hand": len(compiled.by_hand),
    }  # fmt: skip


def the_kernel(given: argparse.Namespace) -> dict[str, Any]:
    """Batches in memory: on one core, and on all."""
    compiled = kernel(laws(), on=ON)
    file = pq.ParquetFile(given.city)
    batches = list(households(file, compiled, range(min(4, file.num_row_groups))))
    compiled.run(batches[0])
    count = sum(map(len, batches))
    busy = time.process_time()
    one = _best(lambda: [compiled.run(batch) for batch in batches])
    busy = (time.process_time() - busy) / 3
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        both = _best(lambda: list(pool.map(compiled.run, batches)))
    return {"per_second": count / both, "one_core": count / one, "per_cpu_second": count / busy}


def _best(work: Any, times: int = 3) -> float:
    """The least of a few: the machine's other work only ever adds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def from_file_to_file(given: argparse.Namespace) -> dict[str, Any]:
    """The whole way, with the memory that it took above the empty program."""
    keep_memory()
    compiled = kernel(laws(), on=ON)
    single = given.out.with_suffix(".one.parquet")
    pq.write_table(pq.ParquetFile(given.city).read_row_group(0).slice(0, 1), single)
    begin = _best(lambda: run_file(compiled, single, given.out))
    before = peak()
    began, busy = time.perf_counter(), time.process_time()
    run = run_file(compiled, given.city, given.out, threads=os.cpu_count() or 1)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    return {
        "seconds": seconds, "begin": begin, "per_second": run.households / seconds,
        "per_cpu_second": run.households / busy, "peak_mb": peak() / 2**20,
        "bytes_a_household": (peak() - before) / run.households,
    }  # fmt: skip


def one_household(given: argparse.Namespace) -> dict[str, Any]:
    """All schemes for one household at a time, with every reason; and the same written out as JSON.

    Of each household the least of three runs counts: the machine's other work only ever adds.
    """
    corpus, batch = laws(), next(pq.ParquetFile(given.city).iter_batches(given.households or 200))
    found: dict[str, list[float]] = {"explained": [], "written": []}
    for told in [*read_rows(batch, corpus)]:
        took = [_explained(corpus, told) for _ in range(3)]
        for name, seconds in zip(found, map(min, *took), strict=True):
            found[name].append(seconds * 1000)
    return {name: {"p50": _share(took, 0.5), "p95": _share(took, 0.95)} for name, took in found.items()}


def _explained(corpus: Corpus, told: Any) -> tuple[float, float]:
    began = time.perf_counter()
    assessment = assess(corpus, told, on=ON)
    explained = time.perf_counter() - began
    json.dumps(assessment_as_json(assessment, corpus))
    return explained, time.perf_counter() - began


def _share(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def two_laws(given: argparse.Namespace) -> dict[str, Any]:
    """The two laws that OpenFisca has as well; also writes the arrays that it needs."""
    compiled = kernel(laws(), on=ON, schemes=TWO)
    batch = _batch(compiled, given.city, given.households)
    compiled.run(batch.slice(0, 1))
    seconds = _best(lambda: compiled.run(batch), 5)
    outcome = compiled.run(batch)
    amounts = {f"amount_{name}": _cents(outcome, f"{name}.bedrag") for name in TWO}
    np.savez(given.arrays, **_arrays(batch), **amounts)
    return {"seconds": seconds, "peak_mb": peak() / 2**20, "import": IMPORTED}


def _batch(compiled: Kernel, path: Path, size: int) -> Any:
    file = pq.ParquetFile(path)
    groups = range(-(-size // 65_536))
    import pyarrow as pa

    table = pa.Table.from_batches(list(households(file, compiled, groups))).slice(0, size)
    return table.combine_chunks().to_batches()[0]


def _cents(outcome: Any, name: str) -> Any:
    import pyarrow as pa

    column = outcome.column(name)
    whole = pa.int32() if pa.types.is_decimal32(column.type) else pa.int64()
    return column.view(whole).to_numpy()


def _arrays(batch: Any) -> dict[str, Any]:
    """Plain arrays: what a user of OpenFisca would hand over."""
    import pyarrow as pa

    lists = batch.column("persons")
    people = lists.flatten()
    found = {"persons": lists.value_lengths().to_numpy(zero_copy_only=False)}
    columns = dict(zip([field.name for field in people.type], people.flatten(), strict=True))
    columns |= {
        name: batch.column(name) for name in batch.schema.names if name not in ("persons", "household")
    }
    for name, column in columns.items():
        if pa.types.is_dictionary(column.type):
            found[name] = np.array(column.dictionary.to_pylist())[column.indices.to_numpy()]
        elif pa.types.is_decimal(column.type):
            found[name] = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        else:
            found[name] = column.to_numpy(zero_copy_only=False)
    return found


def limit(given: argparse.Namespace) -> dict[str, Any]:
    """What this machine could do at most: moving the bytes of a household, and computing its operations."""
    from bench.population.machine import bandwidth, operations_a_second

    compiled = kernel(laws(), on=ON)
    batch = next(households(pq.ParquetFile(given.city), compiled, [0]))
    persons = len(batch.column("persons").values) / len(batch)
    moved = (batch.nbytes + compiled.run(batch).nbytes) / len(batch)
    once, each = _operations(compiled)
    operations, speed, flow = once + each * persons, operations_a_second(), bandwidth()
    cores = os.cpu_count() or 1
    return {
        "bytes": moved, "bandwidth": flow, "by_memory": flow / moved, "operations": operations,
        "operations_a_second": speed, "by_operations": cores * speed / operations,
    }  # fmt: skip


def _operations(compiled: Kernel) -> tuple[int, int]:
    """How many operations the generated code has per household and per person: one a line."""
    once = each = 0
    for source in compiled.code.functions.values():
        persons = False
        for line in source.splitlines():
            if line.startswith("    for "):
                persons = line.strip().startswith("for j")
            elif line.startswith("        "):
                once, each = once + (not persons), each + persons
    return once, each


def main() -> None:
    """Measure one thing and print it."""
    work = {
        "city": make_city, "compile": compile_laws, "kernel": the_kernel, "file": from_file_to_file,
        "two": two_laws, "limit": limit, "household": one_household,
    }  # fmt: skip
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=sorted(work))
    parser.add_argument("--households", type=int, default=0)
    parser.add_argument("--city", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--arrays", type=Path)
    given = parser.parse_args()
    sys.stdout.write(json.dumps(work[given.what](given)) + "\n")


if __name__ == "__main__":
    main()
