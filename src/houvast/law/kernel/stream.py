"""A whole population, from a Parquet file to a Parquet file, in flat memory and on all cores.

Takes   a kernel, the file with households, the name of the file to make.
Gives   the file with outcomes and its receipt, complete or not at all; a `Tally` per scheme.
Knows   nothing of what the laws say.
"""

import collections
import ctypes
import dataclasses
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from houvast.law.ir import Level
from houvast.law.kernel.engine import Kernel
from houvast.law.kernel.incoming import BadPopulation
from houvast.law.kernel.layout import HOUSEHOLD, PERSONS, ROLE
from houvast.law.kernel.parquet import ROW_GROUP, Writer
from houvast.law.kernel.receipt import receipt


@dataclasses.dataclass
class Tally:
    """What a scheme comes to: households with a right, in doubt, and the sum in cents of all known
    amounts."""

    households: int = 0
    unknown: int = 0
    cents: int = 0

    def add(self, rights: pa.Array, amounts: pa.Array | None) -> None:
        """Count a batch."""
        self.households += pc.sum(rights).as_py() or 0
        self.unknown += rights.null_count
        if amounts is not None:
            whole = pa.int32() if pa.types.is_decimal32(amounts.type) else pa.int64()
            self.cents += pc.sum(amounts.view(whole)).as_py() or 0


@dataclasses.dataclass(frozen=True)
class Run:
    """What came of a run."""

    households: int
    tallies: dict[str, Tally]


def run_file(
    kernel: Kernel,
    source: Path,
    target: Path,
    *,
    reform: str = "",
    threads: int = 2,
    say: Callable[[int], None] = lambda households: None,
) -> Run:
    """Compute every household of `source` into `target`. Raises `BadPopulation`; `target` is then not
    there."""
    file = open_population(source)
    paper = receipt(kernel.corpus, kernel.on, kernel.schemes, source, file.schema_arrow, reform)
    schema = kernel.schema.with_metadata(paper.as_metadata())
    tallies = {name: Tally() for name in kernel.schemes}
    households = 0
    with Writer(target, schema, use_dictionary=False) as writer:
        for batch in outcomes(kernel, source, file.num_row_groups, threads):
            writer.write(batch)
            households += len(batch)
            count(tallies, batch)
            say(len(batch))
    return Run(households, tallies)


def count(tallies: dict[str, Tally], batch: pa.RecordBatch) -> None:
    """Add a batch of outcomes to the tallies."""
    names = set(batch.schema.names)
    for scheme, tally in tallies.items():
        amounts = batch.column(f"{scheme}.bedrag") if f"{scheme}.bedrag" in names else None
        tally.add(batch.column(f"{scheme}.recht"), amounts)


TRIM, ALWAYS_MAP, ARENAS = -1, -3, -8
"""What glibc calls the parameters of its allocator: when memory goes back, from which size on it is mapped
anew each time, and how many heaps there are."""
_KEEPING = ((TRIM, 2**31 - 1), (ALWAYS_MAP, 32 * 2**20), (ARENAS, 1))


def keep_memory() -> None:
    """For a process that only computes populations: keep the memory of one row group for the next.

    Arrow's own allocator hands it back in between, and so does glibc, from every thread's own heap; getting
    it again took a fifth of the time of a run. Call it before the first thread. Elsewhere than with glibc the
    system's allocator does as it likes.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    tune = getattr(ctypes.CDLL(None), "mallopt", None)
    if tune is not None:
        for parameter, value in _KEEPING:
            tune(parameter, value)


def open_population(path: Path) -> pq.ParquetFile:
    """The file, if it can be a population. Raises `BadPopulation`."""
    if not path.is_file():
        raise BadPopulation(f"There is no file {path}. Make a synthetic one with `houvast city`.")
    try:
        file = pq.ParquetFile(path, pre_buffer=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise BadPopulation(f"{path} is not a Parquet file. ({str(error)[:120]})") from None
    if file.metadata.num_rows == 0:
        raise BadPopulation(f"{path} holds no households. Give at least one.")
    return file


def outcomes(kernel: Kernel, source: Path, groups: int, threads: int) -> Iterator[pa.RecordBatch]:
    """The outcomes of each row group in order; so many are computed at once, and no more are held."""
    local = threading.local()

    def work(group: int) -> list[pa.RecordBatch]:
        if not hasattr(local, "file"):
            local.file = pq.ParquetFile(source, pre_buffer=False)
        return [kernel.run(batch) for batch in households(local.file, kernel, [group])]

    with ThreadPoolExecutor(threads) as pool:
        waiting: collections.deque[Future[list[pa.RecordBatch]]] = collections.deque()
        for group in range(groups):
            waiting.append(pool.submit(work, group))
            if len(waiting) > threads:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def households(file: pq.ParquetFile, kernel: Kernel, groups: Sequence[int]) -> Iterator[pa.RecordBatch]:
    """The households of these row groups, with only the columns that the laws of the day need."""
    columns = wanted_columns(file, kernel)
    for group in groups:
        if file.metadata.row_group(group).num_rows > 2 * ROW_GROUP:
            yield from file.iter_batches(ROW_GROUP, row_groups=[group], columns=columns, use_threads=False)
        else:
            table = file.read_row_group(group, columns=columns, use_threads=False)
            yield from table.combine_chunks().to_batches()


def wanted_columns(file: pq.ParquetFile, kernel: Kernel) -> list[str]:
    """The paths of the columns to read; whatever is missing is refused later, by name."""
    facts = kernel.corpus.facts
    household = {HOUSEHOLD} | {name for name in kernel.facts if facts[name].level is Level.HOUSEHOLD}
    person = {ROLE} | {name for name in kernel.facts if facts[name].level is Level.PERSON}
    found = []
    for number in range(file.metadata.num_columns):
        path = file.schema.column(number).path
        first, last = path.split(".")[0], path.split(".")[-1]
        if path in household or (first == PERSONS and last in person):
            found.append(path)
    return found
