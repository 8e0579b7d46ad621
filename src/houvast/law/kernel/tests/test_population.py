"""From file to file: what comes out, what is refused, and that half a file never looks like a whole one."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houvast.law.city.build import city, city_schema
from houvast.law.corpus import Corpus
from houvast.law.kernel.engine import Kernel
from houvast.law.kernel.explaining import OtherThanReceipt, explain
from houvast.law.kernel.incoming import BadPopulation
from houvast.law.kernel.parquet import Writer
from houvast.law.kernel.receipt import NoReceipt, PopulationReceipt
from houvast.law.kernel.report import summary
from houvast.law.kernel.rows import batch
from houvast.law.kernel.stream import run_file
from houvast.law.tests.households import DAY, family


@pytest.fixture
def people(corpus: Corpus, tmp_path: Path) -> Path:
    path = tmp_path / "people.parquet"
    with Writer(path, city_schema(corpus.facts, 7)) as writer:
        for part in city(corpus.facts, 70_000, 7, on=DAY):
            writer.write(part)
    return path


def family_batch(corpus: Corpus) -> pa.RecordBatch:
    return batch([family(), family()], corpus)


def with_column(found: pa.RecordBatch, name: str, column: Any) -> pa.RecordBatch:
    place = found.schema.get_field_index(name)
    return found.set_column(place, name, column)


def test_the_streamed_file_holds_what_the_function_gives(
    compiled: Kernel, people: Path, tmp_path: Path
) -> None:
    run = run_file(compiled, people, tmp_path / "out.parquet", threads=2)

    written = pq.read_table(tmp_path / "out.parquet")
    assert run.households == 70_000
    first = compiled.run(next(pq.ParquetFile(people).iter_batches(1000)))
    assert written.slice(0, 1000).combine_chunks().to_batches()[0].equals(first)


def test_the_number_of_threads_changes_no_byte(compiled: Kernel, people: Path, tmp_path: Path) -> None:
    for threads in (1, 3):
        run_file(compiled, people, tmp_path / f"{threads}.parquet", threads=threads)

    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "3.parquet").read_bytes()


def test_a_household_of_a_run_is_explained_to_the_cent(
    compiled: Kernel, corpus: Corpus, people: Path, tmp_path: Path
) -> None:
    run_file(compiled, people, tmp_path / "out.parquet")

    text = explain(tmp_path / "out.parquet", 69_999, corpus)

    assert text.startswith("Household 69999, aanvrager")


def test_other_laws_than_those_of_the_receipt_explain_nothing(
    compiled: Kernel, corpus: Corpus, people: Path, tmp_path: Path
) -> None:
    run_file(compiled, people, tmp_path / "out.parquet")
    other = Corpus(corpus.facts, corpus.laws, "0" * 64, corpus.city)

    with pytest.raises(OtherThanReceipt, match="other laws"):
        explain(tmp_path / "out.parquet", 1, other)


def test_a_changed_amount_is_not_explained_away(
    compiled: Kernel, corpus: Corpus, people: Path, tmp_path: Path
) -> None:
    run_file(compiled, people, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    scheme = next(name for name in table.column_names if name.endswith(".bedrag"))
    forged = pa.array([Decimal("1.23")] * len(table), table.schema.field(scheme).type)
    place = table.column_names.index(scheme)
    pq.write_table(table.set_column(place, table.schema.field(scheme), forged), tmp_path / "forged.parquet")

    with pytest.raises(OtherThanReceipt, match="one of the two is wrong"):
        explain(tmp_path / "forged.parquet", 5, corpus, people)


def test_a_file_without_a_receipt_is_not_trusted(people: Path) -> None:
    with pytest.raises(NoReceipt):
        PopulationReceipt.of(people)


def test_small_counts_are_hidden_in_the_summary(
    compiled: Kernel, corpus: Corpus, people: Path, tmp_path: Path
) -> None:
    run = run_file(compiled, people, tmp_path / "out.parquet")
    tally = next(iter(run.tallies.values()))
    tally.households, tally.cents = 4, 123_45

    text = summary(run, corpus, {})

    assert "<10" in text
    assert "123" not in text.splitlines()[2]


def test_a_missing_column_is_refused_by_name(compiled: Kernel, corpus: Corpus) -> None:
    found = family_batch(corpus)

    with pytest.raises(BadPopulation, match="`huur` is missing"):
        compiled.run(found.drop_columns(["huur"]))


def test_a_null_is_refused_with_its_place(compiled: Kernel, corpus: Corpus) -> None:
    found = family_batch(corpus)
    holed = with_column(found, "gehuwd", pa.array([True, None]))

    with pytest.raises(BadPopulation, match=r"`gehuwd` holds a null \(place 1\)"):
        compiled.run(holed)


def test_a_float_is_refused_because_it_is_not_exact(compiled: Kernel, corpus: Corpus) -> None:
    found = with_column(family_batch(corpus), "huur", pa.array([800.1, 900.2]))

    with pytest.raises(BadPopulation, match="a float is not exact"):
        compiled.run(found)


@pytest.mark.parametrize(
    "kind",
    [
        pa.decimal32(9, 2), pa.decimal64(18, 2), pa.decimal128(38, 2), pa.decimal256(50, 2),
        pa.decimal32(8, 1), pa.decimal128(30, 4), pa.int32(),
    ],
    ids=str,
)  # fmt: skip
def test_exact_rents_of_any_width_give_the_same(compiled: Kernel, corpus: Corpus, kind: pa.DataType) -> None:
    good = family_batch(corpus)
    rents = pa.array([Decimal(800), Decimal(650)], good.schema.field("huur").type)

    expected = compiled.run(with_column(good, "huur", rents))
    found = compiled.run(with_column(good, "huur", rents.cast(pa.decimal128(30, 4)).cast(kind)))

    assert found.equals(expected)
    assert len({str(row) for row in expected.drop_columns(["household"]).to_pylist()}) == 2


@pytest.mark.parametrize("kind", [pa.decimal64(18, 2), pa.decimal128(38, 2), pa.decimal256(50, 2)], ids=str)
def test_an_amount_wider_than_any_rent_is_refused(
    compiled: Kernel, corpus: Corpus, kind: pa.DataType
) -> None:
    # 2**64 cents and one more: the lowest eight bytes alone would read as one cent.
    huge = Decimal(2**62 if pa.types.is_decimal64(kind) else 2**64 + 1).scaleb(
        -2 if kind.precision > 18 else -4
    )
    huge = huge.quantize(Decimal("0.01"))
    column = pa.array([huge, huge], kind)

    with pytest.raises(BadPopulation, match="huur"):
        compiled.run(with_column(family_batch(corpus), "huur", column))


def test_a_value_outside_its_bounds_names_the_household(compiled: Kernel, corpus: Corpus) -> None:
    found = family_batch(corpus)
    kind = found.schema.field("huur").type
    strange = with_column(found, "huur", pa.array([Decimal("800.00"), Decimal("-1.00")], kind))

    with pytest.raises(BadPopulation, match="Household 1: `huur`"):
        compiled.run(strange)


def test_a_birth_in_the_future_is_refused(compiled: Kernel, corpus: Corpus) -> None:
    unborn = batch([family(geboortedatum=datetime.date(2999, 1, 1))], corpus)

    with pytest.raises(BadPopulation, match="`geboortedatum`"):
        compiled.run(unborn)


def test_a_choice_that_nobody_knows_is_refused(compiled: Kernel, corpus: Corpus) -> None:
    found = with_column(family_batch(corpus), "woning", pa.array(["huis", "kasteel"]))

    with pytest.raises(BadPopulation, match="Household 1: `woning`"):
        compiled.run(found)


def test_a_household_of_forty_persons_is_refused(compiled: Kernel, corpus: Corpus) -> None:
    crowd = family_batch(corpus).to_pylist()
    crowd[1]["persons"] += [crowd[1]["persons"][2]] * 36
    found = pa.RecordBatch.from_pylist(crowd, schema=family_batch(corpus).schema)

    with pytest.raises(BadPopulation, match="Household 1, with 40 persons"):
        compiled.run(found)


def test_a_household_without_an_applicant_in_front_is_refused(compiled: Kernel, corpus: Corpus) -> None:
    rows = family_batch(corpus).to_pylist()
    rows[0]["persons"].reverse()
    found = pa.RecordBatch.from_pylist(rows, schema=family_batch(corpus).schema)

    with pytest.raises(BadPopulation, match="aanvrager"):
        compiled.run(found)


def test_an_empty_file_is_refused(compiled: Kernel, corpus: Corpus, tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_batches([], city_schema(corpus.facts, 1)), tmp_path / "empty.parquet")

    with pytest.raises(BadPopulation, match="no households"):
        run_file(compiled, tmp_path / "empty.parquet", tmp_path / "out.parquet")


def test_a_file_that_is_no_parquet_is_refused(compiled: Kernel, tmp_path: Path) -> None:
    (tmp_path / "letter.parquet").write_text("Geachte heer")

    with pytest.raises(BadPopulation, match="not a Parquet file"):
        run_file(compiled, tmp_path / "letter.parquet", tmp_path / "out.parquet")


def test_a_bad_household_at_the_end_leaves_no_file_behind(
    compiled: Kernel, corpus: Corpus, tmp_path: Path
) -> None:
    good = batch([family()] * 3, corpus)
    kind = good.schema.field("huur").type
    rents = pa.array([Decimal(800), Decimal(800), Decimal(-5)], kind)
    columns = [rents if name == "huur" else good.column(name) for name in good.schema.names]
    bad = pa.RecordBatch.from_arrays(columns, schema=good.schema)
    with pq.ParquetWriter(tmp_path / "in.parquet", good.schema) as writer:
        for part in (good, good, bad):
            writer.write_batch(part, row_group_size=3)

    with pytest.raises(BadPopulation):
        run_file(compiled, tmp_path / "in.parquet", tmp_path / "out.parquet")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.parquet"]
