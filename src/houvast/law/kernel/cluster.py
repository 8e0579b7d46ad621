"""The same run on several processes or machines, with Dask's distributed scheduler: an existing engine,
our function.

Takes   where the laws and the households are, as paths that every worker can read; a scheduler's address,
        or none.
Gives   the same file as `stream.run_file`, also when workers die on the way.
Knows   nothing of laws. Needs the extra `cluster`.
"""

import collections
import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from houvast.law.corpus import Corpus, load_corpus
from houvast.law.kernel.engine import Kernel, kernel
from houvast.law.kernel.parquet import Writer
from houvast.law.kernel.receipt import receipt
from houvast.law.kernel.stream import Run, Tally, count, households, open_population
from houvast.law.reform import read_reform

RETRIES = 5
"""How often a row group may be computed anew because a worker died."""


class NoCluster(ImportError):
    """Dask is not installed. Install houvast with the extra `cluster`, or use `--engine local`."""


@dataclasses.dataclass(frozen=True)
class Job:
    """Everything that a worker needs to make the same kernel: small, so that it travels with every row
    group."""

    laws: str
    city: str
    reform: str
    on: datetime.date
    schemes: tuple[str, ...]
    source: str
    digest: str


class OtherLaws(LookupError):
    """A worker reads other laws than the one who asked. Give all machines the same folder."""


@functools.lru_cache(maxsize=2)
def _kernel_of(job: Job) -> Kernel:
    corpus: Corpus = load_corpus(Path(job.laws), city=job.city)
    if job.reform:
        corpus = read_reform(Path(job.reform), corpus).corpus
    if corpus.digest != job.digest:
        raise OtherLaws(
            f"The laws in {job.laws} are not those of the run. Give all machines the same folder."
        )
    return kernel(corpus, on=job.on, schemes=job.schemes, processes=1)


def compute_group(job: Job, group: int) -> list[pa.RecordBatch]:
    """The outcomes of one row group. Runs on a worker."""
    compiled = _kernel_of(job)
    file = pq.ParquetFile(job.source, pre_buffer=False)
    return [compiled.run(batch) for batch in households(file, compiled, [group])]


def run_cluster(
    compiled: Kernel,
    source: Path,
    target: Path,
    *,
    laws: Path,
    reform: Path | None = None,
    workers: int = 2,
    scheduler: str | None = None,
    say: Callable[[int], None] = lambda number: None,
) -> Run:
    """Compute every household of `source` into `target` on a cluster, or on `workers` processes of this
    machine.

    Raises `BadPopulation` and `NoCluster`; `target` is then not there.
    """
    file = open_population(source)
    paper = receipt(
        compiled.corpus,
        compiled.on,
        compiled.schemes,
        source,
        file.schema_arrow,
        reform.name if reform else "",
    )
    job = Job(
        str(laws.resolve()), compiled.corpus.city, str(reform.resolve()) if reform else "", compiled.on,
        compiled.schemes, str(source.resolve()), compiled.corpus.digest,
    )  # fmt: skip
    tallies = {name: Tally() for name in compiled.schemes}
    number = 0
    schema = compiled.schema.with_metadata(paper.as_metadata())
    with connected(workers, scheduler) as client, Writer(target, schema, use_dictionary=False) as writer:
        for batch in results(client, job, file.num_row_groups, 2 * workers):
            writer.write(batch)
            count(tallies, batch)
            number += len(batch)
            say(len(batch))
    return Run(number, tallies)


def results(client: Any, job: Job, groups: int, ahead: int) -> Iterator[pa.RecordBatch]:
    """The outcomes in order, with so many row groups under way; one whose worker died is computed again."""
    waiting: collections.deque[Any] = collections.deque()
    for group in range(groups):
        waiting.append(client.submit(compute_group, job, group, pure=False, retries=RETRIES))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def connected(workers: int, scheduler: str | None) -> Any:
    """A client of that scheduler, or of a cluster of processes on this machine."""
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster(
            "Dask is not installed. Install the extra `cluster`, or use `--engine local`."
        ) from error
    untyped: Any = Client
    if scheduler:
        return untyped(scheduler)
    return untyped(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None)
