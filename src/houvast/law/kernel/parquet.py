"""Populations in Parquet files: read in streams, written so that half a file never looks like a whole one.

Takes   paths, schemas and record batches.
Gives   batches in order; a writer that shows its file under its own name only when everything is in it.
Knows   nothing of what the columns mean.
"""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 65_536


class Writer:
    """Writes to a name beside the target and renames at the end; on any error the half file is removed.

    Row groups hold `ROW_GROUP` households whatever the size of the batches, so that the same rows give the
    same bytes.
    """

    def __init__(self, path: Path, schema: pa.Schema, **options: Any) -> None:
        self.path = path
        self.half = path.with_name(f".{path.name}.half")
        self._schema, self._rows = schema, 0
        self._pending: list[pa.RecordBatch] = []
        settings = {
            "compression": "lz4",
            "store_decimal_as_integer": True,
            "write_statistics": False,
            "write_batch_size": ROW_GROUP,
        } | options
        self._writer = pq.ParquetWriter(self.half, schema, **settings)

    def __enter__(self) -> Self:
        return self

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch."""
        while len(batch):
            room = ROW_GROUP - self._rows
            self._pending.append(batch.slice(0, room))
            self._rows += len(self._pending[-1])
            batch = batch.slice(room)
            if self._rows == ROW_GROUP:
                self._flush()

    def _flush(self) -> None:
        table = pa.Table.from_batches(self._pending, self._schema)
        self._writer.write_table(table.combine_chunks(), row_group_size=ROW_GROUP)
        self._pending, self._rows = [], 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._rows:
                self._flush()
            self._writer.close()
            if kind is None:
                self.half.replace(self.path)
        finally:
            self.half.unlink(missing_ok=True)
