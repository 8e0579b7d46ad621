"""Is the kernel's answer the exact engine's answer, to the cent?"""

from fractions import Fraction
from typing import Any

import pyarrow as pa

from houvast.law.binding import bind
from houvast.law.kernel.engine import Kernel, in_cents
from houvast.law.kernel.rows import situation
from houvast.law.sharpen import verdict


def differences(compiled: Kernel, batch: pa.RecordBatch) -> list[tuple[Any, ...]]:
    """Every scheme of every household on which the two differ."""
    corpus, on = compiled.corpus, compiled.on
    program = corpus.program(corpus.segment(on), compiled.schemes, traced=False)
    columns = {
        name: column.to_pylist()
        for name, column in zip(compiled.schema.names, compiled.run(batch), strict=True)
    }
    found = []
    for place in range(len(batch)):
        bound = bind(program, corpus.facts, situation(batch, place, corpus), on=on)
        program.run(bound.row)
        for scheme in compiled.schemes:
            law = corpus.laws[scheme]
            right, amount = verdict(program, bound.row, law)
            expected: list[Any] = [right if isinstance(right, bool) else None]
            got: list[Any] = [columns[f"{scheme}.recht"][place]]
            if law.amount is not None:
                expected.append(in_cents(amount, law.steps[law.amount].unit.scale))
                written = columns[f"{scheme}.bedrag"][place]
                got.append(None if written is None else int(Fraction(written) * 100))
            if expected != got:
                found.append((scheme, place, expected, got))
    return found
