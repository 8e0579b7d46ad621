"""Why one household of a population got what it got, by the exact engine, identical to the cent.

Takes   a file of outcomes, the number of a household, the laws, and the population that was computed.
Gives   the explanation as text; or a refusal when laws, population or amounts are not the ones of the
        receipt.
Knows   nothing of how the population was computed.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from houvast.law.assessing import Answer, Outcome, assess
from houvast.law.corpus import Corpus
from houvast.law.kernel.engine import in_cents
from houvast.law.kernel.layout import HOUSEHOLD
from houvast.law.kernel.receipt import PopulationReceipt, footer_digest
from houvast.law.kernel.rows import situation
from houvast.law.rendering import as_text
from houvast.law.situation import Situation


class OtherThanReceipt(LookupError):
    """Laws, population or outcome are not those of the receipt. Explain nothing with them; says which, and
    the mend."""


def explain(
    outcomes: Path,
    household: int,
    corpus: Corpus,
    population: Path | None = None,
    schemes: Sequence[str] | None = None,
) -> str:
    """The reasons for this household's outcomes. Raises `OtherThanReceipt`, `NoReceipt`, `LookupError`."""
    paper = PopulationReceipt.of(outcomes)
    if corpus.digest != paper.corpus:
        which = f"with the reform {paper.reform}" if paper.reform else "without a reform"
        raise OtherThanReceipt(
            f"The outcomes were computed with other laws ({paper.corpus[:12]}, {which}) than these "
            f"({corpus.digest[:12]}). Take that version, with `--laws`, and `--reform` when there was one."
        )
    source = population or outcomes.with_name(paper.population)
    if not source.is_file() or footer_digest(source) != paper.population_digest:
        raise OtherThanReceipt(f"{source} is not the population of the receipt. Name it with `--population`.")
    told = situation(*find(source, household), corpus)
    assessment = assess(corpus, told, on=paper.day, schemes=schemes or paper.schemes)
    batch, place = find(outcomes, household)
    row = {name: batch.column(name)[place].as_py() for name in batch.schema.names}
    for outcome in assessment.outcomes:
        _same(outcome, row)
    return f"Household {household}, {_who(told)}, on {paper.on}.\n" + as_text(assessment, explain=True)


def find(path: Path, household: int) -> tuple[pa.RecordBatch, int]:
    """The batch that holds a household, and its place. Raises `LookupError`."""
    file = pq.ParquetFile(path)
    for group in range(file.num_row_groups):
        numbers = file.read_row_group(group, columns=[HOUSEHOLD]).column(HOUSEHOLD)
        place = pc.index(numbers, household).as_py()
        if place >= 0:
            found = file.read_row_group(group).slice(place, 1).combine_chunks().to_batches()[0]
            return found, 0
    raise LookupError(f"There is no household {household} in {path.name}.")


def _same(outcome: Outcome, row: dict[str, Any]) -> None:
    """Refuse to explain what differs from the file, be it by a cent."""
    right = None if outcome.answer is Answer.DEPENDS else outcome.answer is Answer.YES
    cents = None if outcome.amount is None else in_cents(outcome.amount, 1)
    written = row.get(f"{outcome.scheme}.bedrag")
    stored = None if written is None else int(Decimal(written) * 100)
    if right != row[f"{outcome.scheme}.recht"] or cents != stored:
        raise OtherThanReceipt(
            f"{outcome.scheme}: the file says {row[f'{outcome.scheme}.recht']}, {stored} cents; "
            f"the exact engine says {right}, {cents} cents. Report this: one of the two is wrong."
        )


def _who(told: Situation) -> str:
    return ", ".join(person.role for person in told.persons)
