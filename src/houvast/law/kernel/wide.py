"""Whole numbers of 128 bits for compiled code, as pairs of machine words (low, high).

Takes   whole float64 values below 2**53, and pairs.
Gives   exact sums, products, quotients and comparisons, each a few machine instructions, without a call.
Knows   nothing of what they count. The only module that speaks to Numba's code generator; Numba has no
        types for that.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

PAIR: Any = types.UniTuple(types.int64, 2)  # type: ignore[no-untyped-call]  # Numba's types have no types
_WORD, _BOTH = ir.IntType(64), ir.IntType(128)


def _joined(builder: Any, pair: Any) -> Any:
    low = builder.zext(builder.extract_value(pair, 0), _BOTH)
    high = builder.shl(builder.zext(builder.extract_value(pair, 1), _BOTH), ir.Constant(_BOTH, 64))
    return builder.or_(low, high)


def _split(builder: Any, value: Any) -> Any:
    pair = ir.Constant(ir.ArrayType(_WORD, 2), ir.Undefined)
    pair = builder.insert_value(pair, builder.trunc(value, _WORD), 0)
    high = builder.trunc(builder.lshr(value, ir.Constant(_BOTH, 64)), _WORD)
    return builder.insert_value(pair, high, 1)


def _operation(name: str) -> Any:
    @intrinsic
    def operate(typing: Any, left: Any, right: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            left, right = (_joined(builder, argument) for argument in arguments)
            return _split(builder, getattr(builder, name)(left, right))

        return PAIR(PAIR, PAIR), generate

    return operate


w_add, w_sub, w_mul = _operation("add"), _operation("sub"), _operation("mul")


@intrinsic
def _w_from(typing: Any, value: Any) -> Any:
    """A whole float as a pair."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _split(builder, builder.sext(builder.fptosi(arguments[0], _WORD), _BOTH))

    return PAIR(types.float64), generate


@intrinsic
def _w_product(typing: Any, left: Any, right: Any) -> Any:
    """The exact product of two whole floats."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        left, right = (builder.sext(builder.fptosi(argument, _WORD), _BOTH) for argument in arguments)
        return _split(builder, builder.mul(left, right))

    return PAIR(types.float64, types.float64), generate


@intrinsic
def _w_cmp(typing: Any, left: Any, right: Any) -> Any:
    """-1, 0 or 1."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        left, right = (_joined(builder, argument) for argument in arguments)
        more = builder.zext(builder.icmp_signed(">", left, right), _WORD)
        return builder.sub(more, builder.zext(builder.icmp_signed("<", left, right), _WORD))

    return types.int64(PAIR, PAIR), generate


@intrinsic
def _word_float(typing: Any, word: Any) -> Any:
    """The bits of a word as a float, for keeping it in a row of floats."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate


@intrinsic
def _float_word(typing: Any, value: Any) -> Any:
    """The word whose bits were kept in a float."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], _WORD)

    return types.int64(types.float64), generate


# Numba hands the code generator's own first argument over by itself; type checkers do not know that.
w_from: Any = _w_from
w_product: Any = _w_product
w_cmp: Any = _w_cmp
word_float: Any = _word_float
float_word: Any = _float_word


@njit(inline="always")
def w_choose(condition: Any, one: Any, other: Any) -> Any:
    """one if condition else other."""
    return (one[0] if condition else other[0], one[1] if condition else other[1])


@njit(inline="always")
def w_float(pair: Any) -> Any:
    """A pair that is surely below 2**53, as a float."""
    return np.float64(pair[0])


@njit(inline="always")
def _about(pair: Any) -> Any:
    if pair[1] == pair[0] >> 63:  # fits one word: two floats of 2**64 would lose a small negative number
        return np.float64(pair[0])
    low = np.float64(pair[0]) + (18446744073709551616.0 if pair[0] < 0 else 0.0)
    return np.float64(pair[1]) * 18446744073709551616.0 + low


@njit(inline="always")
def w_floordiv(value: Any, by: Any) -> Any:
    """The greatest whole number not above value / by (above zero), as a float; it is surely below 2**53.

    The quotient of floats is off by a few at most; the remainder, which is exact, tells by how much.
    """
    quotient = np.floor(_about(value) / _about(by))
    rest = w_sub(value, w_mul(w_from(quotient), by))
    for _ in range(6):
        if rest[1] < 0:
            rest, quotient = w_add(rest, by), quotient - 1.0
        elif w_cmp(rest, by) >= 0:
            rest, quotient = w_sub(rest, by), quotient + 1.0
    return quotient
