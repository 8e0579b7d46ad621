"""The words of `wide`, compiled, for a test."""

from typing import Any

from numba import njit

from houvast.law.kernel.wide import w_add, w_cmp, w_float, w_floordiv, w_from, w_product, w_sub


@njit
def wide(a: Any, b: Any, c: Any, d: Any) -> Any:
    """(a * b) // (c * d), their order, and a brought back from a sum."""
    one, other = w_product(a, b), w_product(c, d)
    back = w_float(w_sub(w_add(w_from(a), other), other))
    return w_floordiv(one, other), w_cmp(one, other), back
