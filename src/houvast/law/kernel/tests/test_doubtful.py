"""Values that nobody knows are multiplied in generated code as in the exact engine."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import doubt
from houvast.law.kernel import doubtful
from houvast.law.kernel.doubtful import End, Span
from houvast.law.kernel.exact import Number
from houvast.law.kernel.tests.test_arithmetic import run
from houvast.law.kernel.whole import Body, Whole

MOST = 1000
ENDS = st.none() | st.integers(-MOST, MOST) | st.just(0)


def end(name: str) -> End:
    """An end of which the code knows only the bounds, and that may not be there."""
    return End(Number(Whole(name, -MOST, MOST), 1, Fraction(-MOST), Fraction(MOST)), f"there_{name}")


def told(name: str, value: int | None) -> dict[str, Any]:
    """Its value when the code runs."""
    return {name: float(value or 0), f"there_{name}": value is not None}


@st.composite
def spans(draw: st.DrawFn) -> tuple[int | None, int | None]:
    """Two ends in order, each of which may be lacking."""
    low, high = draw(ENDS), draw(ENDS)
    return (low, high) if low is None or high is None else (min(low, high), max(low, high))


@settings(deadline=None, max_examples=300)
@given(left=spans(), right=spans())
def test_a_product_of_two_doubts_has_the_ends_of_the_exact_engine(
    left: tuple[int | None, int | None], right: tuple[int | None, int | None]
) -> None:
    body = Body("v")
    found = doubtful.multiply(body, Span(end("a"), end("b")), Span(end("c"), end("d")))
    assert isinstance(found, Span)
    values: dict[str, Any] = {}
    for name, value in zip("abcd", (*left, *right), strict=True):
        values |= told(name, value)

    expected = doubt.multiply(doubt.Span(*left, 1), doubt.Span(*right, 2))

    for each, bound in zip((found.low, found.high), doubt.bounds(expected)[:2], strict=True):
        there = eval(each.there, executed(body, values))  # noqa: S307 - the code that this very test makes
        assert there == (bound is not None)
        if there:
            assert run(body, each.value, **values) == bound


def executed(body: Body, values: dict[str, Any]) -> dict[str, Any]:
    """The names of the generated code, with their values."""
    from houvast.law.kernel.tests.test_arithmetic import PLAIN

    names = dict(PLAIN) | values
    exec("\n".join(body.lines), names)  # noqa: S102 - the code that this very test makes
    return names
