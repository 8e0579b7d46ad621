"""What a file of outcomes was computed from, written in the file itself.

Takes   a corpus, a day, schemes, the file that went in, and the reform if there was one.
Gives   text for the file's metadata, and the same back; whether a corpus is the one that was used.
Knows   nothing of households: a receipt of a population holds nothing of anybody.
"""

import dataclasses
import datetime
import hashlib
import json
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from houvast.law.corpus import Corpus
from houvast.law.kernel.compiled import VERSION
from houvast.law.receipt import ENGINE

KEY = b"houvast.receipt"


class NoReceipt(LookupError):
    """This file does not say what it was computed from. Make it with `houvast population`; trust nothing
    else."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class PopulationReceipt:
    """Corpus, day, schemes and population of a run. The same receipt later gives the same outcomes."""

    on: str
    corpus: str
    engine: str
    kernel: str
    schemes: tuple[str, ...]
    population: str
    population_digest: str
    synthetic: str
    reform: str = ""

    def as_metadata(self) -> dict[bytes, bytes]:
        """For the schema of the file."""
        return {KEY: json.dumps(dataclasses.asdict(self), sort_keys=True).encode()}

    @property
    def day(self) -> datetime.date:
        """The day on which the laws were read."""
        return datetime.date.fromisoformat(self.on)

    @classmethod
    def of(cls, path: Path) -> Self:
        """The receipt in a file of outcomes. Raises `NoReceipt`."""
        metadata = pq.read_schema(path).metadata or {}
        if KEY not in metadata:
            raise NoReceipt(f"{path.name} holds no receipt. Make it with `houvast population`.")
        content = json.loads(metadata[KEY])
        return cls(**content | {"schemes": tuple(content["schemes"])})


def receipt(
    corpus: Corpus,
    on: datetime.date,
    schemes: tuple[str, ...],
    source: Path,
    schema: pa.Schema,
    reform: str = "",
) -> PopulationReceipt:
    """The receipt of a run over the population in this file."""
    return PopulationReceipt(
        on=on.isoformat(),
        corpus=corpus.digest,
        engine=ENGINE,
        kernel=VERSION,
        schemes=schemes,
        population=source.name,
        population_digest=footer_digest(source),
        synthetic=(schema.metadata or {}).get(b"houvast.synthetic", b"").decode(),
        reform=reform,
    )


def footer_digest(path: Path) -> str:
    """A digest of a Parquet file's size and footer: it changes with the rows, and costs nothing to read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 8))
        length = int.from_bytes(file.read(4), "little")
        file.seek(max(0, size - 8 - length))
        footer = file.read()
    return hashlib.sha256(f"{size}\n".encode() + footer).hexdigest()
