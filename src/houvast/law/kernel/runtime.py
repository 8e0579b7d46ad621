"""The loop over a batch: block by block, facts in, laws one after another, outcomes out.

Takes   addresses of Arrow columns, addresses of compiled laws, and rows to work in.
Gives   for each scheme yes/no and cents; or the first fact that is outside its bounds, and whose.
Knows   nothing of which laws or facts these are. Compiled once and kept on disk; holds no lock while it runs.
"""

from typing import Any

import numpy as np
from numba import njit

from houvast.law.kernel.native import call_law, choose, one, read_byte, read_int8, read_int32, read_int64

# These stand here, and nowhere else: Numba keeps this module's loops on disk under this file's own date. A
# constant of another file could change without them, and they would write where they must not.
HOUSEHOLDS, PERSONS = 256, 1024
"""A block: at most so many households with at most so many persons; its rows stay near the processor."""
UNKNOWN = -(2**31)
"""Cents where the amount is not known."""
BITS, DECIMALS, LONG, INTEGERS, DATES, CHOICES = range(6)
"""How a column stands in memory; decimals in sixteen bytes, all other numbers as words of eight or four."""
FINE, OUTSIDE, PEOPLE = range(3)
"""How a batch ended: well, with a value outside its bounds, or with a household that cannot be."""


# A loop below takes a line, a row's own part from 0 on: an index that might be negative is not vectorised.


@njit(inline="always")
def _over(value: Any, by: Any) -> Any:
    """floor(value / by) for whole numbers below 2**40, undivided: half of 1/by from any whole number."""
    return np.floor((value + 0.5) * (1.0 / by))


@njit(inline="always")
def _civil(days: Any) -> Any:
    """A day counted from 1970 as yyyymmdd, in floats: exact, several at once. Years begin in March here."""
    shifted = days + 719468.0
    era = _over(shifted, 146097.0)
    of_era = shifted - era * 146097.0
    leaps = _over(of_era, 1460.0) - _over(of_era, 36524.0) + _over(of_era, 146096.0)
    year = _over(of_era - leaps, 365.0)
    of_year = of_era - (365.0 * year + _over(year, 4.0) - _over(year, 100.0))
    month = _over(5.0 * of_year + 2.0, 153.0)
    day = of_year - _over(153.0 * month + 2.0, 5.0) + 1.0
    early = month >= 10.0
    month = choose(early, month - 9.0, month + 3.0)
    return (year + era * 400.0 + one(early)) * 10000.0 + month * 100.0 + day


@njit(nogil=True, cache=True)
def fill(kind: Any, address: Any, start: Any, line: Any, words: Any) -> None:
    """Fill a line from a column."""
    if kind == BITS:
        fill_bits(address, start, line)
    elif kind in (DECIMALS, LONG):
        fill_wide(kind, address, start, line)
    elif kind == INTEGERS:
        for k in range(len(line)):
            line[k] = float(read_int32(address, start + k))
    elif kind == DATES:
        for k in range(len(line)):
            line[k] = _civil(float(read_int32(address, start + k)))
    else:
        for k in range(len(line)):
            code = read_int8(address, start + k)
            line[k] = words[code] if 0 <= code < len(words) else -1.0


@njit(nogil=True, cache=True)
def fill_wide(kind: Any, address: Any, start: Any, line: Any) -> None:
    """Fill a line from words of eight bytes, or of sixteen."""
    if kind == LONG:
        for k in range(len(line)):
            line[k] = float(read_int64(address, start + k))
    else:
        for k in range(len(line)):
            low, high = read_int64(address, 2 * (start + k)), read_int64(address, 2 * (start + k) + 1)
            line[k] = choose(high == low >> 63, float(low), np.inf)


@njit(nogil=True, cache=True)
def fill_bits(address: Any, start: Any, line: Any) -> None:
    """Fill a line from bits, eight at a time from the first whole byte on."""
    count = len(line)
    head = min(count, -start & 7)
    for k in range(head):
        line[k] = float((read_byte(address, (start + k) >> 3) >> ((start + k) & 7)) & 1)
    whole, first = line[head:], (start + head) >> 3
    for byte in range(len(whole) >> 3):
        bits = np.int64(read_byte(address, first + byte))
        for k in range(8):
            whole[8 * byte + k] = float((bits >> k) & 1)
    for k in range(len(whole) >> 3 << 3, len(whole)):
        whole[k] = float((read_byte(address, first + (k >> 3)) >> (k & 7)) & 1)


@njit(nogil=True, cache=True)
def outside(line: Any, low: Any, high: Any) -> Any:
    """The first place whose value is outside these bounds, or -1."""
    within = 1
    for k in range(len(line)):
        within &= (low <= line[k]) & (line[k] <= high)
    if within:
        return -1
    for k in range(len(line)):
        if not low <= line[k] <= high:
            return k
    return -1


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
        line = (
            pb[row * PERSONS : row * PERSONS + p] if personal else hb[row * HOUSEHOLDS : row * HOUSEHOLDS + n]
        )
        fill(kind, address, element + offsets[start] if personal else element + start, line, words[c])
        bad = outside(line, low, high) if kind != BITS else -1
        if bad >= 0:
            return OUTSIDE, c, start + (household[bad] if personal else bad)
        if c == 0:
            wrong = people(line, local, n, most)
            if wrong >= 0:
                return PEOPLE, 0, start + wrong
    return FINE, 0, 0


@njit(nogil=True, cache=True)
def write_block(start: Any, n: Any, out_rows: Any, hb: Any, rights: Any, small: Any, large: Any) -> None:
    """Take the outcomes from their rows: answers, and cents in the narrow or the wide table."""
    for o in range(len(out_rows)):
        right, amount, narrow, place = out_rows[o]
        answers, written = hb[right * HOUSEHOLDS : right * HOUSEHOLDS + n], rights[o, start : start + n]
        for i in range(n):
            written[i] = np.uint8(np.int32(answers[i]))
        if amount < 0:
            continue
        cents = hb[amount * HOUSEHOLDS : amount * HOUSEHOLDS + n]
        if narrow:
            few = small[place, start : start + n]
            for i in range(n):
                few[i] = np.int32(choose(cents[i] == cents[i], cents[i], float(UNKNOWN)))
        else:
            many = large[place, start : start + n]
            for i in range(n):
                many[i] = np.int64(choose(cents[i] == cents[i], cents[i], float(UNKNOWN)))


@njit(nogil=True, cache=True)
def run(
    offsets: Any, columns: Any, bounds: Any, words: Any, laws: Any, most: Any, day: Any, out_rows: Any,
    rights: Any, small: Any, large: Any, household_floats: Any, person_floats: Any,
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
        write_block(start, n, out_rows, hb, rights, small, large)
        start += n
    return FINE, 0, 0
