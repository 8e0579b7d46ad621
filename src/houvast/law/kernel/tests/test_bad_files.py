"""Files that are no population: refused by name, with what to do, and nothing left behind."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houvast.law.corpus import Corpus
from houvast.law.kernel.commands import population
from houvast.law.kernel.engine import Kernel
from houvast.law.kernel.incoming import BadPopulation
from houvast.law.kernel.rows import batch
from houvast.law.kernel.stream import run_file
from houvast.law.tests.households import LAWS, family


def refused(compiled: Kernel, table: pa.Table, folder: Path) -> str:
    """What is said of this file; and that nothing but the file is there afterwards."""
    pq.write_table(table, folder / "in.parquet")
    with pytest.raises(BadPopulation) as fault:
        run_file(compiled, folder / "in.parquet", folder / "out.parquet")
    assert [path.name for path in folder.iterdir()] == ["in.parquet"]
    return str(fault.value)


def table(corpus: Corpus, **columns: Any) -> pa.Table:
    """Two families with other columns than they should have."""
    found = pa.Table.from_batches([batch([family(), family()], corpus)])
    for name, column in columns.items():
        found = found.set_column(found.column_names.index(name), name, column)
    return found


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("huur", pa.array(["veel", "weinig"])),
        ("gehuwd", pa.array([1, 2])),
        ("gehuwd", pa.array([1, 0])),
        ("gehuwd", pa.array(["ja", "nee"])),
        ("woning", pa.array([1, 2])),
        ("persons", pa.array(["Ada", "Bo"])),
        ("persons", pa.array([[1], [2]])),
        ("persons", pa.array([[], []], pa.list_(pa.struct({"role": pa.string()})))),
        ("persons", pa.array([None, None], pa.list_(pa.struct({"role": pa.string()})))),
    ],
)
def test_a_column_of_another_kind_is_refused_by_name(
    compiled: Kernel, corpus: Corpus, tmp_path: Path, name: str, column: pa.Array
) -> None:
    said = refused(compiled, table(corpus, **{name: column}), tmp_path)

    assert name in said or "persoon" in said or "role" in said


def test_a_file_of_other_columns_altogether_is_refused(compiled: Kernel, tmp_path: Path) -> None:
    said = refused(compiled, pa.table({"a": [1, 2], "b": ["x", "y"]}), tmp_path)

    assert "is missing" in said


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\x00" * 40 + b"PAR1"])
def test_an_empty_or_broken_file_is_refused_by_the_command_with_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "in.parquet").write_bytes(content)

    words = ["--on", "2026-07-01", "--laws", str(LAWS), "--city", "dorp"]

    status = population([str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), *words])

    told = capsys.readouterr()
    assert (status, told.out) == (2, "")
    assert "in.parquet" in told.err
    assert "Traceback" not in told.err
    assert not (tmp_path / "out.parquet").exists()
