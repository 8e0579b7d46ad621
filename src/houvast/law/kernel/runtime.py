"""The loop over a batch: block by block, facts in, laws one after another, outcomes out.

Takes   addresses of Arrow columns, addresses of compiled laws, and rows to work in.
Gives   for each scheme yes/no and cents; or the first fact that is outside its bounds, and whose.
Knows   nothing of which laws or facts these are. Compiled once and kept on disk; holds no lock while it runs.
"""

from typing import Any

import numpy as np
from numba import njit

from houvast.law.kernel.incoming import BITS, DATES, DECIMALS, INTEGERS
from houvast.law.kernel.native import call_law, read_byte, read_int8, read_int32, read_int64
from houvast.law.kernel.stored import HOUSEHOLDS, PERSONS, UNKNOWN

FINE, OUTSIDE, PEOPLE = range(3)
"""How a batch ended: well, with a value outside its bounds, or with a household that cannot be."""


@njit(inline="always")
def _civil(days: Any) -> Any:
    """A day counted from 1970 as yyyymmdd."""
    shifted = days + 719468
    era = shifted // 146097
    of_era = shifted - era * 146097
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year * 10000 + month * 100 + day


@njit(nogil=True, cache=True)
def load(
    kind: Any, address: Any, start: Any, count: Any, row: Any, at: Any, low: Any, high: Any, words: Any
) -> Any:
    """Fill a row from a column. Gives the first place whose value is outside its bounds, or -1."""
    bad = -1
    for k in range(count):
        place = start + k
        if kind == BITS:
            value = float((read_byte(address, place >> 3) >> (place & 7)) & 1)
        elif kind == DECIMALS:
            value = float(read_int64(address, 2 * place))
            if read_int64(address, 2 * place + 1) != read_int64(address, 2 * place) >> 63:
                value = np.inf
        elif kind == INTEGERS:
            value = float(read_int32(address, place))
        elif kind == DATES:
            value = float(_civil(np.int64(read_int32(address, place))))
        else:
            code = read_int8(address, place)
            value = float(words[code]) if 0 <= code < len(words) else -1.0
        if not low <= value <= high and bad < 0:
            bad = k
        row[at + k] = value
    return bad


@njit(nogil=True, cache=True)
def people(role: Any, offsets: Any, count: Any, most: Any) -> Any:
    """The first household whose persons cannot be (no applicant in front, two partners, too many), or -1."""
    seen = np.zeros(4, np.int64)
    for i in range(count):
        seen[:] = 0
        first, last = offsets[i], offsets[i + 1]
        for j in range(first, last):
            seen[int(role[j])] += 1
        if first == last or role[first] != 0.0:
            return i
        for kind in range(4):
            if seen[kind] > most[kind]:
                return i
    return -1


@njit(nogil=True, cache=True)
def block_end(offsets: Any, start: Any, count: Any) -> Any:
    """Where a block that begins at `start` ends: as many households as fit."""
    end = start
    while end < count and end - start < HOUSEHOLDS and offsets[end + 1] - offsets[start] <= PERSONS:
        end += 1
    return end


@njit(nogil=True, cache=True)
def place_people(offsets: Any, start: Any, n: Any, local: Any, household: Any) -> Any:
    """Number the persons of a block from 0, and note of each the household. Gives how many there are."""
    first = offsets[start]
    local[0] = 0
    for i in range(n):
        local[i + 1] = offsets[start + i + 1] - first
        for j in range(local[i], local[i + 1]):
            household[j] = i
    return local[n]


@njit(nogil=True, cache=True)
def load_block(
    offsets: Any, start: Any, n: Any, p: Any, columns: Any, bounds: Any, words: Any, most: Any,
    local: Any, household: Any, hb: Any, pb: Any,
) -> Any:  # fmt: skip
    """Fill every row of facts. Gives (how it ended, column, place in the batch)."""
    for c in range(len(columns)):
        kind, personal, address, element, row = columns[c]
        low, high = bounds[c]
        if personal:
            bad = load(kind, address, element + offsets[start], p, pb, row * PERSONS, low, high, words[c])
        else:
            bad = load(kind, address, element + start, n, hb, row * HOUSEHOLDS, low, high, words[c])
        if bad >= 0:
            return OUTSIDE, c, start + (household[bad] if personal else bad)
        if c == 0:
            wrong = people(pb[row * PERSONS : row * PERSONS + p], local, n, most)
            if wrong >= 0:
                return PEOPLE, 0, start + wrong
    return FINE, 0, 0


@njit(nogil=True, cache=True)
def write_block(start: Any, n: Any, out_rows: Any, hb: Any, rights: Any, cents: Any) -> None:
    """Take the outcomes from their rows."""
    for o in range(len(out_rows)):
        right, amount = out_rows[o]
        for i in range(n):
            rights[o, start + i] = np.uint8(hb[right * HOUSEHOLDS + i])
        if amount >= 0:
            for i in range(n):
                value = hb[amount * HOUSEHOLDS + i]
                cents[o, start + i] = np.int64(value) if value == value else UNKNOWN


@njit(nogil=True, cache=True)
def run(
    offsets: Any, columns: Any, bounds: Any, words: Any, laws: Any, most: Any, day: Any, out_rows: Any,
    rights: Any, cents: Any, household_floats: Any, person_floats: Any,
) -> Any:  # fmt: skip
    """Run every law over a batch. Gives (how it ended, column, place in the batch).

    `columns` has a line per fact: kind, personal, address, first element, row. The role is the first.
    """
    count = len(offsets) - 1
    hb, pb = np.zeros(household_floats), np.zeros(person_floats)
    local, household = np.zeros(HOUSEHOLDS + 1, np.int32), np.zeros(PERSONS, np.int32)
    start = 0
    while start < count:
        n = block_end(offsets, start, count) - start
        if n == 0:
            return PEOPLE, 0, start
        p = place_people(offsets, start, n, local, household)
        ended, column, place = load_block(
            offsets, start, n, p, columns, bounds, words, most, local, household, hb, pb
        )
        if ended != FINE:
            return ended, column, place
        for k in range(len(laws)):
            call_law(laws[k], hb, pb, local, household, n, p, day)
        write_block(start, n, out_rows, hb, rights, cents)
        start += n
    return FINE, 0, 0
