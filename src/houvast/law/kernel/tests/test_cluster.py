"""The same function on a distributed engine: a worker may die halfway, the outcome is the same."""

import os
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from houvast.law.city.build import city, city_schema
from houvast.law.corpus import Corpus
from houvast.law.kernel import cluster
from houvast.law.kernel.engine import Kernel
from houvast.law.kernel.parquet import Writer
from houvast.law.kernel.stream import run_file
from houvast.law.tests.households import DAY, LAWS


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask warns about whatever a killed worker leaves behind
def test_a_run_completes_with_the_same_outcome_when_a_worker_is_killed_halfway(
    compiled: Kernel, corpus: Corpus, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUVAST_CACHE_DIR", str(cache.parent))
    with Writer(tmp_path / "people.parquet", city_schema(corpus.facts, 4, DAY)) as writer:
        for part in city(corpus.facts, 12 * 65_536, 4, on=DAY):
            writer.write(part)
    run_file(compiled, tmp_path / "people.parquet", tmp_path / "local.parquet")
    client = cluster.connected(2, None)
    monkeypatch.setattr(cluster, "connected", lambda workers, scheduler: client)
    killed: list[int] = []

    def kill_one(households: int) -> None:
        if not killed:
            workers = client.run(os.getpid)
            killed.append(next(iter(workers.values())))
            os.kill(killed[0], signal.SIGKILL)

    run = cluster.run_cluster(
        compiled, tmp_path / "people.parquet", tmp_path / "far.parquet", laws=LAWS, workers=2, say=kill_one
    )

    assert len(killed) == 1
    assert run.households == 12 * 65_536
    assert pq.read_table(tmp_path / "far.parquet").equals(pq.read_table(tmp_path / "local.parquet"))
