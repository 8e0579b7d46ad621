"""Steps that run in order, each at its own level, and what a trace notes."""

import datetime
from typing import Any

import pytest

from houvast.law import ir
from houvast.law.aggregates import Phantom
from houvast.law.doubt import Maybe, OneOf, Span
from houvast.law.ir import Level, Type
from houvast.law.program import NOBODY, PERSON_BITS, Program, Task, filled
from houvast.law.units import Kind

DAY = datetime.date(2026, 7, 1)
NUMBER, YES_NO = Type(Kind.NUMBER), Type(Kind.BOOL)


@pytest.mark.parametrize(
    ("type_", "value", "low", "high"),
    [
        (NUMBER, None, None, None),
        (Type(Kind.DATE), None, datetime.date.min, datetime.date.max),
    ],
)
def test_a_value_that_nobody_knows_has_no_bounds(type_: Type, value: Any, low: Any, high: Any) -> None:
    said = filled(value, type_, 4)

    assert (said.low, said.high, said.hangs_on) == (low, high, 4)


def test_a_yes_no_choice_or_table_that_nobody_knows_is_in_doubt_in_its_own_way() -> None:
    yes_no, choice = filled(None, YES_NO, 4), filled(None, Type(Kind.CHOICE, choices=frozenset("ab")), 4)
    by_choice = filled(None, Type(Kind.TABLE, by=frozenset({"b", "a"})), 4)
    by_number = filled(None, Type(Kind.TABLE), 4)
    partly = filled(((0, 5), (18, None)), Type(Kind.TABLE), 4)

    assert (type(yes_no), yes_no.hangs_on) == (Maybe, 4)
    assert (type(choice), choice.choices, choice.hangs_on) == (OneOf, {"a", "b"}, 4)
    assert [key for key, _ in by_choice] == ["a", "b"]
    assert [key for key, _ in by_number] == [0]
    assert (partly[0], partly[1][0]) == ((0, 5), 18)
    for beside in (by_choice[0][1], by_choice[1][1], by_number[0][1], partly[1][1]):
        assert (beside.low, beside.high, beside.hangs_on) == (None, None, 4)


def fact(name: str, type_: Type = NUMBER, level: Level = Level.HOUSEHOLD) -> ir.Fact:
    return ir.Fact(type_, name, level)


INCOME, RENT, MARRIED = fact("inkomen", level=Level.PERSON), fact("huur"), fact("gehuwd", YES_NO)
STUDENT = fact("student", YES_NO, Level.PERSON)
EXTRA = ir.Parameter(NUMBER, "wet", "extra")
OWN = ir.StepValue(NUMBER, "wet", "eigen", Level.PERSON)
TOGETHER = ir.StepValue(NUMBER, "wet", "samen", Level.HOUSEHOLD)
OTHER = ir.StepValue(NUMBER, "ander", "iets", Level.HOUSEHOLD)
TASKS = (
    Task(("ander", "iets"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "*", RENT, ir.Const(NUMBER, 2))),
    Task(("wet", "eigen"), Level.PERSON, ir.Arithmetic(NUMBER, "+", INCOME, EXTRA)),
    Task(("wet", "samen"), Level.HOUSEHOLD, ir.Aggregate(NUMBER, "sum", OWN, STUDENT)),
    Task(("wet", "kiest"), Level.HOUSEHOLD, ir.Choose(NUMBER, MARRIED, TOGETHER, OTHER)),
    Task(("wet", "beide"), Level.PERSON, ir.Logic(YES_NO, "and", (STUDENT, ir.Not(YES_NO, MARRIED)))),
    Task(("wet", "eerste"), Level.HOUSEHOLD, ir.Aggregate(NUMBER, "applicant", OWN, None)),
    Task(("wet", "rol"), Level.PERSON, fact("role", level=Level.PERSON)),
    Task(("wet", "dag"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "+", TOGETHER, EXTRA)),
)


def ready(*, traced: bool, married: bool = True) -> tuple[Program, list[Any]]:
    """A program of these steps, and the rows of two persons of whom the second is a student."""
    program = Program(TASKS, {("wet", "extra"): 10}, traced=traced)
    household = program.new_household(DAY)
    household[program.household_facts["huur"]] = 800
    household[program.household_facts["gehuwd"]] = married
    for role, income, student in (("aanvrager", 100, False), ("kind", 200, True)):
        person = program.new_person(household, role)
        person[program.person_facts["inkomen"]] = income
        person[program.person_facts["student"]] = student
    return program, household


@pytest.mark.parametrize("traced", [True, False])
def test_each_step_has_its_value_at_its_own_level(traced: bool) -> None:
    program, household = ready(traced=traced)

    program.run(household)

    values = {key[1]: household[slot] for key, slot in program.slots.items() if key[1] not in PERSONAL}
    own = {name: [person[program.slots["wet", name]] for person in household[0]] for name in PERSONAL}
    assert values == {"iets": 1600, "samen": 210, "kiest": 210, "eerste": 110, "dag": 220}
    assert own == {"eigen": [110, 210], "beide": [False, False], "rol": ["aanvrager", "kind"]}


PERSONAL = ("eigen", "beide", "rol")


def looks(married: bool) -> dict[tuple[str, int], list[str]]:
    """Per step and person what it looked at: names, with the person's number where it is a person's."""
    program, household = ready(traced=True, married=married)
    found = {}
    program.run(household)
    own = [(step, number) for step in program.steps for number in ((0, 1) if step.personal else (NOBODY,))]
    for step, number in own:
        told = []
        for look in sorted(set(program.looked_at(household, step.look | number))):
            kind, name = program.looks[look >> PERSON_BITS]
            whose = look & NOBODY
            told.append(f"{kind} {name if kind == 'fact' else name[1]}{'' if whose == NOBODY else whose}")
        found[step.key[1], number] = sorted(told)
    return found


def test_a_trace_notes_what_was_looked_at_and_whose_it_was() -> None:
    seen = looks(married=True)

    assert seen == {
        ("iets", NOBODY): ["fact huur"],
        ("eigen", 0): ["fact inkomen0", "parameter extra"],
        ("eigen", 1): ["fact inkomen1", "parameter extra"],
        ("samen", NOBODY): ["fact student0", "fact student1", "step eigen1"],
        ("kiest", NOBODY): ["fact gehuwd", "step samen"],
        ("beide", 0): ["fact student0"],
        ("beide", 1): ["fact gehuwd", "fact student1"],
        ("eerste", NOBODY): ["step eigen0"],
        ("rol", 0): [],
        ("rol", 1): [],
        ("dag", NOBODY): ["parameter extra", "step samen"],
    }
    assert looks(married=False)["kiest", NOBODY] == ["fact gehuwd", "step iets"]


def test_what_a_fact_can_change_is_known() -> None:
    program, _ = ready(traced=False)

    def after(name: str) -> list[str]:
        return [step.key[1] for step in program.steps_after(name)]

    assert after("huur") == ["iets", "kiest"]
    assert after("inkomen") == ["eigen", "samen", "kiest", "eerste", "dag"]
    assert after("role") == ["samen", "kiest", "rol", "dag"], "every sum, whatever it asks of the persons"
    assert after("onbekend") == []
    assert [step.key[1] for step in program.steps_of(frozenset({"ander"}))] == ["iets"]
    assert len(program.steps_of(frozenset({"ander", "wet"}))) == len(TASKS)


def test_only_the_steps_that_are_asked_for_are_run() -> None:
    program, household = ready(traced=False)
    program.run(household)
    household[program.household_facts["huur"]] = 900

    program.run(household, program.steps_of(frozenset({"wet"})))

    assert household[program.slots["ander", "iets"]] == 1600
    program.run(household, program.steps_after("huur"))
    assert household[program.slots["ander", "iets"]] == 1800


def test_a_count_that_another_step_makes_is_tried_out() -> None:
    """Of two thirds of 3 n by n, with n unknown, bounds alone would say anything."""
    students = ir.StepValue(NUMBER, "wet", "aantal", Level.HOUSEHOLD)
    more = ir.StepValue(NUMBER, "wet", "een_meer", Level.HOUSEHOLD)
    each = ir.Arithmetic(NUMBER, "/", ir.Arithmetic(NUMBER, "*", more, ir.Const(NUMBER, 12)), more)
    twelve_each = ir.Arithmetic(NUMBER, "*", students, ir.Const(NUMBER, 12))
    shared = ir.Call(NUMBER, "share", (twelve_each, students))
    tasks = [
        Task(("wet", "aantal"), Level.HOUSEHOLD, ir.Aggregate(NUMBER, "count", None, STUDENT)),
        Task(("wet", "een_meer"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "+", students, ir.Const(NUMBER, 1))),
        Task(("wet", "ieder"), Level.HOUSEHOLD, each),
        Task(("wet", "deel"), Level.HOUSEHOLD, shared),
        Task(("wet", "huur"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "/", RENT, RENT)),
    ]
    program = Program(tasks, {})
    household = program.new_household(DAY)
    household[program.household_facts["huur"]] = Span(100, 102, 2)
    for _ in range(3):
        program.new_person(household, "kind")[program.person_facts["student"]] = Maybe(1)

    program.run(household)

    count, rent = household[program.slots["wet", "aantal"]], household[program.slots["wet", "huur"]]
    assert (count.low, count.high, household[program.slots["wet", "ieder"]]) == (0, 3, 12)
    part = household[program.slots["wet", "deel"]]
    assert (part.low, part.high) == (0, 12)
    assert (rent.low < 1, rent.high > 1) == (True, True), "what is no count is not tried out"


def test_what_was_tried_out_for_one_role_is_not_told_of_another() -> None:
    role = ir.Compare(YES_NO, "==", fact("role", level=Level.PERSON), ir.Const(Type(Kind.CHOICE), "kind"))
    either = ir.Logic(YES_NO, "or", (STUDENT, ir.Not(YES_NO, STUDENT)))
    both = ir.Logic(YES_NO, "and", (STUDENT, ir.Not(YES_NO, STUDENT)))
    program = Program([Task(("wet", "zo"), Level.PERSON, ir.Choose(YES_NO, role, either, both))], {})
    household = program.new_household(DAY)
    for name in ("aanvrager", "kind", "aanvrager"):
        program.new_person(household, name)[program.person_facts["student"]] = Maybe(1)

    program.run(household)

    assert [person[program.slots["wet", "zo"]] for person in household[0]] == [False, True, False]


def test_what_was_tried_out_for_one_day_is_not_told_of_another() -> None:
    this_year = ir.Compare(
        YES_NO, "==", ir.Call(NUMBER, "year", (fact("day", Type(Kind.DATE)),)), ir.Const(NUMBER, DAY.year)
    )
    either = ir.Logic(YES_NO, "or", (MARRIED, ir.Not(YES_NO, MARRIED)))
    both = ir.Logic(YES_NO, "and", (MARRIED, ir.Not(YES_NO, MARRIED)))
    program = Program([Task(("wet", "zo"), Level.HOUSEHOLD, ir.Choose(YES_NO, this_year, either, both))], {})

    said = []
    for day in (DAY, DAY.replace(year=2027), DAY):
        household = program.new_household(day)
        household[program.household_facts["gehuwd"]] = Maybe(1)
        program.run(household)
        said.append(household[program.slots["wet", "zo"]])

    assert said == [True, False, True]


def test_what_was_tried_out_for_few_persons_is_not_told_of_more() -> None:
    one = ir.Const(NUMBER, 1)
    again = ir.Choose(NUMBER, MARRIED, one, ir.Const(NUMBER, 2))
    few = ir.Arithmetic(
        NUMBER,
        "+",
        ir.Aggregate(NUMBER, "count", None, None),
        ir.Choose(NUMBER, MARRIED, again, ir.Const(NUMBER, 4)),
    )
    program = Program([Task(("wet", "zo"), Level.HOUSEHOLD, few)], {})

    said = []
    for persons in (1, 2):
        household = program.new_household(DAY)
        household[program.household_facts["gehuwd"]] = Maybe(1)
        for _ in range(persons):
            program.new_person(household, "kind")
        program.run(household)
        said.append(household[program.slots["wet", "zo"]])

    assert [(each.low, each.high) for each in said] == [(2, 5), (3, 6)]


def test_a_function_of_three_values_is_called_with_all() -> None:
    least = ir.Call(NUMBER, "min", (RENT, ir.Const(NUMBER, 5), ir.Const(NUMBER, 3)))
    program = Program([Task(("wet", "minst"), Level.HOUSEHOLD, least)], {})
    household = program.new_household(DAY)
    household[program.household_facts["huur"]] = 800

    program.run(household)

    assert household[program.slots["wet", "minst"]] == 3


def test_only_a_table_with_a_hole_is_unknown() -> None:
    table = ir.Parameter(Type(Kind.TABLE), "wet", "tabel")
    tasks = [Task(("wet", "waarde"), Level.HOUSEHOLD, ir.Call(NUMBER, "bracket", (RENT, table)))]

    def run(rows: Any, rent: int) -> tuple[Any, list[tuple[str, str]]]:
        program = Program(tasks, {("wet", "tabel"): rows})
        household = program.new_household(DAY)
        household[program.household_facts["huur"]] = rent
        program.run(household)
        return household[program.slots["wet", "waarde"]], program.unknown_values

    assert run(((0, 5), (18, 7)), 20) == (7, [])
    assert run(((0, 5), (18, None)), 3) == (5, [("wet", "tabel")])
    assert run(((0, 5), (18, None)), 20)[0].hangs_on == 1


def test_a_divisor_that_may_be_zero_is_told_by_step_and_other_formulas_are_not() -> None:
    told: list[tuple[str, str]] = []
    tasks = [
        Task(("wet", "deel"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "/", ir.Const(NUMBER, 6), RENT)),
        Task(("wet", "som"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "+", ir.Const(NUMBER, 6), RENT)),
    ]
    program = Program(tasks, {}, on_zero=told.append)
    household = program.new_household(DAY)
    for rent in (3, 0):
        household[program.household_facts["huur"]] = rent
        program.run(household)
        assert household[program.slots["wet", "som"]] == 6 + rent
        assert told == ([] if rent else [("wet", "deel")])


def test_a_value_that_nobody_knows_has_a_bit_of_its_own() -> None:
    rent_too = ir.Parameter(NUMBER, "wet", "grens")
    tasks = [
        Task(("wet", "een"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "+", RENT, EXTRA)),
        Task(("wet", "twee"), Level.HOUSEHOLD, ir.Arithmetic(NUMBER, "+", EXTRA, rent_too)),
    ]
    program = Program(tasks, {("wet", "extra"): None, ("wet", "grens"): None})
    household = program.new_household(DAY)
    household[program.household_facts["huur"]] = 800

    program.run(household)

    assert program.unknown_values == [("wet", "extra"), ("wet", "grens")]
    assert household[program.slots["wet", "een"]].hangs_on == 1
    assert household[program.slots["wet", "twee"]].hangs_on == 3


def test_a_new_person_has_the_next_number_and_may_be_a_phantom() -> None:
    program, household = ready(traced=False)
    ghost = Phantom(3, 8)

    row = program.new_person(household, "medebewoner", ghost)

    assert (row[:3], len(row)) == ([2, ghost, "medebewoner"], program.person_size)
    assert household[0][2] is row
    assert (household[2], len(household)) == (DAY, program.household_size)
