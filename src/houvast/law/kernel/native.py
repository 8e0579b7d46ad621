"""Three things that compiled code needs and Numba has no words for: addresses as arrays, and calling a
function by address.

Takes   addresses of Arrow buffers and of compiled laws.
Gives   intrinsics for `runtime`.
Knows   nothing of what stands at the addresses. Whoever calls this vouches for them.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

FLOATS: Any = types.CPointer(types.float64)  # type: ignore[no-untyped-call]  # Numba's types have no types
INTS: Any = types.CPointer(types.int32)  # type: ignore[no-untyped-call]  # idem
LAW = types.void(FLOATS, FLOATS, INTS, INTS, types.int64, types.int64, types.float64)
"""What each compiled law is: household rows, person rows, offsets, household of each person, how many, the
day."""


def _reader(kind: Any) -> Any:
    @intrinsic
    def read(typing: Any, address: Any, index: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            pointer = builder.inttoptr(arguments[0], cgutils.int8_t.as_pointer())
            value_type = context.get_value_type(kind)
            pointer = builder.bitcast(pointer, value_type.as_pointer())
            return builder.load(builder.gep(pointer, [arguments[1]]))

        return kind(types.int64, types.int64), generate

    return read


read_byte, read_int8, read_int32, read_int64 = (
    _reader(kind) for kind in (types.uint8, types.int8, types.int32, types.int64)
)
"""read_...(address, index): the value at this place of a buffer."""


@intrinsic
def _choose(typing: Any, condition: Any, then: Any, otherwise: Any) -> Any:
    """Without a branch: both are computed, one is taken."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.select(*arguments)

    return types.float64(types.boolean, types.float64, types.float64), generate


@intrinsic
def _one(typing: Any, condition: Any) -> Any:
    """1.0 for yes, 0.0 for no."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.uitofp(arguments[0], ir.DoubleType())

    return types.float64(types.boolean), generate


@intrinsic
def _call_law(
    typing: Any, address: Any, hb: Any, pb: Any, off: Any, hh: Any, n: Any, p: Any, day: Any
) -> Any:
    """Call the compiled law at this address with the rows of a block."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        double, word, half = ir.DoubleType(), ir.IntType(64), ir.IntType(32)
        kinds = [
            double.as_pointer(),
            double.as_pointer(),
            half.as_pointer(),
            half.as_pointer(),
            word,
            word,
            double,
        ]
        function = builder.inttoptr(arguments[0], ir.FunctionType(ir.VoidType(), kinds).as_pointer())
        pointers = [
            context.make_array(signature.args[place])(context, builder, arguments[place]).data
            for place in (1, 2, 3, 4)
        ]
        builder.call(function, [*pointers, *arguments[5:]])
        return context.get_dummy_value()

    array, ints = types.Array(types.float64, 1, "C"), types.Array(types.int32, 1, "C")
    return types.void(
        types.int64, array, array, ints, ints, types.int64, types.int64, types.float64
    ), generate


# Numba hands the code generator's own first argument over by itself; type checkers do not know that.
choose: Any = _choose
one: Any = _one
call_law: Any = _call_law
"""call_law(address, household rows, person rows, offsets, household of each person, how many, day)."""
