"""What this machine can do at most, measured now: bytes moved and simple operations a second.

Takes   nothing.
Gives   two figures.
Knows   nothing of laws.
"""

import time
from typing import Any

import numpy as np
from numba import njit

BYTES = 256 * 2**20


def bandwidth() -> float:
    """Bytes a second that one core reads and writes in memory (a copy that no cache can hold)."""
    source = np.ones(BYTES // 8)
    target = np.empty_like(source)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - began)
    return 2 * BYTES / best


@njit
def _work(values: Any, rounds: Any) -> Any:
    """Eight operations of the sort that laws are made of, for each value, near the processor."""
    total = 0.0
    for _ in range(rounds):
        for i in range(len(values)):
            value = values[i]
            more = value * 1373.0 + 2973600.0
            less = more - value * 0.5
            value = less if less < more else more
            value = np.floor(value * 0.001)
            values[i] = value if value > 24.0 else 24.0
        total += values[0]
    return total


def operations_a_second() -> float:
    """Operations a second of one core, on a loop that it can vectorise."""
    values, rounds = np.ones(2048), 20_000
    _work(values, 1)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        _work(values, rounds)
        best = min(best, time.perf_counter() - began)
    return 8 * len(values) * rounds / best
