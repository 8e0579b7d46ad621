"""What was tried out before for the very same values is not tried out again."""

from typing import Any

from houvast.law import doubt, ir, splitting
from houvast.law.doubt import Span
from houvast.law.ir import Level, Type
from houvast.law.program import Program, Task
from houvast.law.units import Kind

NUMBER = Type(Kind.NUMBER)
COUNT = ir.StepValue(NUMBER, "wet", "personen", Level.HOUSEHOLD)
KNOWN = ir.Const(NUMBER, 3)


def test_what_was_tried_out_for_the_same_values_is_remembered_and_no_other() -> None:
    """Another bound, another doubt, another plain value beside it: each is tried out for itself."""
    tried: list[Any] = []

    def sum_of_both(household: list[Any], person: Any) -> Any:
        tried.append(tuple(household))
        return doubt.add(household[0], household[1])

    count, beside = (False, 0), (False, 1)
    closure = splitting.sharper(sum_of_both, [count], {count}, [count, beside])
    rows = [(Span(1, 3, 1), 10), (Span(1, 4, 1), 10), (Span(1, 3, 2), 10), (Span(1, 3, 1), 20)]
    said = [doubt.bounds(closure([*row], None)) for row in rows]
    assert said == [(11, 13, 1), (11, 14, 1), (11, 13, 2), (21, 23, 1)]
    before = len(tried)

    again = [doubt.bounds(closure([Span(*doubt.bounds(one)), other], None)) for one, other in rows]

    assert again == said
    assert len(tried) - before == len(again), "only the formula itself, once each"


def test_a_formula_remembers_few_households() -> None:
    count = (False, 0)
    closure = splitting.sharper(lambda household, person: household[0], [count], {count}, [count])
    for low in range(3 * splitting.MOST_KEPT):
        assert doubt.bounds(closure([Span(low, low + 2, 1)], None)) == (low, low + 2, 1)

    kept = next(cell.cell_contents for cell in closure.__closure__ or () if type(cell.cell_contents) is dict)

    assert len(kept) <= splitting.MOST_KEPT


def test_who_is_there_matters_to_every_sum_also_one_that_asks_no_role() -> None:
    everybody = ir.Aggregate(NUMBER, "count", None, None)
    tasks = [
        Task(("wet", "personen"), Level.HOUSEHOLD, everybody),
        Task(("wet", "meer"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "+", COUNT, KNOWN)),
        Task(("wet", "vast"), Level.HOUSEHOLD, KNOWN),
    ]

    after = Program(tasks, {}).steps_after("role")

    assert [step.key[1] for step in after] == ["personen", "meer"]
