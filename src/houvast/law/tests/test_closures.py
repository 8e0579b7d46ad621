"""Every closure that a program is made of, for every sort of operand."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from houvast.law import closures
from houvast.law.closures import Known, Slot
from houvast.law.doubt import Doubt, Maybe, Span

UNSURE = Span(1, 2, 1)


def always(value: Any) -> Callable[[Any, Any], Any]:
    """A closure that reads nothing."""
    return lambda rows, one: value


def operand(sort: str, value: Any, place: int) -> tuple[Any, list[Any], list[Any]]:
    """An operand that reads this value, and the household's and person's row in which it may stand."""
    household, person = [None, None], [None, None]
    match sort:
        case "known":
            return Known(value), household, person
        case "person":
            person[place] = value
            return Slot(True, place), household, person
        case "household":
            household[place] = value
            return Slot(False, place), household, person
    return always(value), household, person


def merged(one: list[Any], other: list[Any]) -> list[Any]:
    return [first if first is not None else second for first, second in zip(one, other, strict=True)]


SORTS = ("known", "person", "household", "closure")


@pytest.mark.parametrize(("left", "right"), list(itertools.product(SORTS, SORTS)))
def test_two_values_are_brought_together_plainly_unless_one_is_in_doubt(left: str, right: str) -> None:
    for one, other in itertools.product((7, UNSURE), (9, UNSURE)):
        if ("known", Span) in {(left, type(one)), (right, type(other))}:
            continue  # what is known is never in doubt
        first, household, person = operand(left, one, 0)
        second, household_too, person_too = operand(right, other, 1)
        closure = closures.binary(lambda a, b: ("plain", a, b), lambda a, b: ("doubt", a, b), first, second)

        said = closure(merged(household, household_too), merged(person, person_too))

        way = "doubt" if isinstance(one, Doubt) or isinstance(other, Doubt) else "plain"
        assert said == (way, one, other)


@pytest.mark.parametrize(
    "values", [(1,), (UNSURE,), (1, 2), (1, UNSURE), (1, 2, 3), (1, 2, UNSURE), (UNSURE, 2, 3), ()]
)
def test_a_function_is_called_plainly_unless_a_value_is_in_doubt(values: tuple[Any, ...]) -> None:
    arguments = [always(value) for value in values]

    said = closures.called(lambda *given: ("plain", given), lambda *given: ("doubt", given), arguments)(
        [], []
    )

    assert said == ("doubt" if UNSURE in values else "plain", values)


def test_a_divisor_that_may_be_zero_is_told_and_gives_no_bounds() -> None:
    told: list[str] = []

    def quotient(left: Any, right: Any) -> Any:
        apply = closures.watched(always(left), always(right), lambda: told.append("zero"))
        return apply([], None)

    assert (quotient(6, 3), told) == (2, [])
    said = quotient(6, Span(0, 3, 4))
    assert (said.low, said.high, bool(said.hangs_on), told) == (None, None, True, ["zero"])


def test_yes_and_no_are_decided_by_the_first_that_decides() -> None:
    def over(decisive: bool, *values: Any) -> Any:
        return closures.logic(decisive, [always(value) for value in values])([], None)

    for decisive in (True, False):
        assert over(decisive, not decisive, decisive) is decisive
        assert over(decisive, Maybe(1), decisive) is decisive
        assert over(decisive, not decisive, not decisive) is not decisive
        assert over(decisive, Maybe(1), not decisive, Maybe(4)).hangs_on == 5
    assert closures.opposite(always(True))([], None) is False
    assert closures.opposite(always(False))([], None) is True
    assert closures.opposite(always(Maybe(2)))([], None).hangs_on == 2


def test_a_look_is_noted_before_the_value_is_read() -> None:
    noted: list[int] = []
    household, person = [None, noted.append, 7], [5, None, 9]

    assert closures.noted_person(2, 64)(household, person) == 9
    assert closures.noted_household(2, 64)(household, None) == 7
    assert closures.noted_value(3, 128)(household, None) == 3
    assert noted == [64 | 5, 64, 128]


def test_of_two_outcomes_only_the_chosen_one_is_looked_at() -> None:
    def choose(condition: Any) -> tuple[Any, list[str]]:
        seen: list[str] = []

        def outcome(name: str, value: int) -> Callable[[Any, Any], int]:
            def look(rows: Any, one: Any) -> int:
                seen.append(name)
                return value

            return look

        closure = closures.choose(always(condition), outcome("then", 3), outcome("otherwise", 5))
        return closure([], None), seen

    assert choose(True) == (3, ["then"])
    assert choose(False) == (5, ["otherwise"])
    said, seen = choose(Maybe(4))
    assert (said.low, said.high, said.hangs_on, seen) == (3, 5, 4, ["then", "otherwise"])
