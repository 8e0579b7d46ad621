"""Between Arrow columns and NumPy arrays, without a copy per value and without a float.

Takes   a fact with its array (steps for numbers, codes for choices, days for dates), or an Arrow column.
Gives   the Arrow column, or the array.
Knows   nothing of files, laws or batches.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from houvast.law.facts import FactDefinition
from houvast.law.kernel.layout import arrow_type, choices
from houvast.law.units import Kind

Ints = npt.NDArray[np.int64]


def array(fact: FactDefinition, values: npt.NDArray[Any]) -> pa.Array:
    """The Arrow column of a fact: `values` in the smallest step, or codes, days or booleans."""
    match fact.unit.kind:
        case Kind.BOOL:
            return pa.array(values.astype(np.bool_))
        case Kind.DATE:
            return pa.array(values.astype(np.int32)).view(pa.date32())
        case Kind.CHOICE:
            codes = pa.array(values.astype(np.int8))
            return pa.DictionaryArray.from_arrays(codes, pa.array(choices(fact), pa.string()))
    kind = arrow_type(fact)
    return decimal_array(values, kind) if pa.types.is_decimal(kind) else pa.array(values.astype(np.int32))


def decimal_array(steps: npt.NDArray[Any], kind: pa.DataType) -> pa.Array:
    """Whole steps as exact decimals: 1234 in cents is 12.34."""
    whole = steps.astype(np.int32 if pa.types.is_decimal32(kind) else np.int64)
    return pa.Array.from_buffers(kind, len(steps), [None, pa.py_buffer(whole)])


def truth_array(answers: npt.NDArray[np.uint8], *, in_doubt: bool) -> pa.Array:
    """Yes and no from 1 and 2; null where it depends (3)."""
    bits = np.packbits(answers == 1, bitorder="little")
    known = pa.py_buffer(np.packbits(answers != 3, bitorder="little")) if in_doubt else None
    return pa.Array.from_buffers(pa.bool_(), len(answers), [known, pa.py_buffer(bits)])


def cents_array(cents: npt.NDArray[Any], kind: pa.DataType, *, in_doubt: bool, unknown: int) -> pa.Array:
    """Amounts from whole cents of the width of the type; null where they are not known. The array becomes
    the column's own: zeros stand there where nothing is known."""
    known = None
    if in_doubt:
        is_known = cents != unknown
        known = pa.py_buffer(np.packbits(is_known, bitorder="little"))
        cents[~is_known] = 0
    return pa.Array.from_buffers(kind, len(cents), [known, pa.py_buffer(cents)])
