"""What a law may name, and what is said of a name that it may not: each rule by itself."""

import dataclasses
import datetime
from typing import Any

import pytest

from houvast.law.errors import Fault
from houvast.law.lawfile import DatedFormula, Law
from houvast.law.meaning import give_meaning
from houvast.law.tests.households import village

CORPUS = village()
PAIRS, HELP, PASS = (CORPUS.laws[name] for name in ("paren", "woonhulp", "pas"))
FIRST, LAST = PAIRS.covers
DAY = datetime.timedelta(days=1)


def faults(*changed: Law, unused: bool = False) -> list[tuple[str, str, str]]:
    """Everything that is wrong with the village's laws after these changes: where, what, mend."""
    found: list[Fault] = []
    laws = {**CORPUS.laws, **{law.name: law for law in changed}}
    give_meaning(CORPUS.facts, laws, found, unused=unused)
    return [(fault.where, fault.what, fault.mend) for fault in found]


def whats(*changed: Law, unused: bool = False) -> list[str]:
    return [what for _, what, _ in faults(*changed, unused=unused)]


def saying(law: Law, step: str, *texts: str, **changes: Any) -> Law:
    """The law in which a step has these formulas, the newest first."""
    formulas = tuple(
        DatedFormula(LAST - number * DAY if number else FIRST, text)
        for number, text in reversed(list(enumerate(texts)))
    )
    changed = dataclasses.replace(law.steps[step], formulas=formulas)
    return dataclasses.replace(law, steps={**law.steps, step: changed}, **changes)


def test_nothing_is_wrong_with_the_laws_of_the_village() -> None:
    assert faults() == []


def test_a_law_that_is_used_must_be_there() -> None:
    assert faults(dataclasses.replace(PASS, uses=("woonhulp", "woonhulpp"))) == [
        (PASS.file, "`uses` names 'woonhulpp', which is no law.", "Did you mean 'woonhulp'?")
    ]


@pytest.mark.parametrize(
    ("covers", "wrong"),
    [
        ((FIRST, LAST), False),
        ((FIRST + DAY, LAST - DAY), False),
        ((FIRST - DAY, LAST), True),
        ((FIRST, LAST + DAY), True),
    ],
)
def test_a_law_is_covered_wherever_another_uses_it(covers: Any, wrong: bool) -> None:
    above = dataclasses.replace(HELP, covers=covers)
    only_those = {"paren": PAIRS, "woonhulp": above}
    found: list[Fault] = []

    give_meaning(CORPUS.facts, only_those, found, unused=True)

    said = "`covers` reaches beyond the law 'paren' that it uses."
    assert [(fault.where, fault.what) for fault in found] == ([(HELP.file, said)] if wrong else [])


def test_names_mean_one_thing() -> None:
    parameter, step = HELP.parameters["spaargrens"], HELP.steps["volwassen"]
    twice = dataclasses.replace(HELP, parameters={**HELP.parameters, "kinderen": parameter})
    as_fact = dataclasses.replace(HELP, parameters={**HELP.parameters, "student": parameter})
    step_as_fact = dataclasses.replace(HELP, steps={**HELP.steps, "student": step})

    assert "'kinderen' is both a parameter and a step." in whats(twice)
    assert "'student' is also the name of a fact." in whats(as_fact)
    assert "'student' is also the name of a fact." in whats(step_as_fact)


def test_a_fact_must_be_one_and_must_be_listed() -> None:
    unknown = dataclasses.replace(PASS, facts=(*PASS.facts, "studentt"))
    not_listed = dataclasses.replace(PASS, facts=("student",))

    assert faults(unknown) == [
        (PASS.file, "`facts` names 'studentt', which is no fact.", "Did you mean 'student'?")
    ]
    where = f"{PASS.file}, Vd 1, recht"
    said = (where, "The fact 'werkdeel' is not listed.", "Add it to `facts:`.")
    assert faults(not_listed, unused=True) == [said]


@pytest.mark.parametrize("name", ["kinderen", "spaargrens", "huur_die_telt", "arm_genoeg", "spaargeld"])
def test_a_pair_is_a_yes_or_no_of_a_person(name: str) -> None:
    assert f"{name!r} is not a yes/no of a person." in whats(dataclasses.replace(HELP, pair=name))


def test_a_pair_may_be_named_with_its_law_and_must_be_known() -> None:
    assert faults(dataclasses.replace(HELP, pair="paren.paar")) == []
    where, what, mend = faults(dataclasses.replace(HELP, pair="paarr"))[0]
    assert (where, what, mend) == (f"{HELP.file}, pair", "We do not know 'paarr'.", "Did you mean 'paar'?")
    assert "paren has no 'kinderen'." in whats(dataclasses.replace(HELP, pair="paren.kinderen"))


def test_a_step_of_a_pair_needs_a_pair() -> None:
    found = faults(dataclasses.replace(HELP, pair=None))

    steps = [step for step in HELP.steps.values() if step.level.value == "pair"]
    said = "A pair step in a law without `pair:`."
    assert [where for where, what, _ in found if what == said] == [
        f"{HELP.file}, {step.article}, {step.name}" for step in steps
    ]


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("recht_op_iets", "We do not know 'recht_op_iets'.", ""),
        ("any(studente)", "We do not know 'studente'.", "Did you mean 'student'?"),
        ("arm_genoegg", "We do not know 'arm_genoegg'.", "Did you mean 'arm_genoeg'?"),
        ("pasgrenss > 1", "We do not know 'pasgrenss'.", "Did you mean 'pasgrens'?"),
        ("gelt > 1", "We do not know 'gelt'.", "Did you mean 'geld'?"),
        ("spaargrenss > 1", "We do not know 'spaargrenss'.", "Did you mean 'spaargrens'?"),
        ("woonhulp.rechtt", "woonhulp has no 'rechtt'.", "Did you mean 'recht'?"),
        ("paren.paar", "'paren' is not a law under `uses`.", "Add it there, or write a name of this law."),
        ("weg.recht", "'weg' is not a law under `uses`.", "Add it there, or write a name of this law."),
        ("geld", "The formula gives a number, and the step promises a yes/no.", "Change one of the two."),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest(text: str, what: str, mend: str) -> None:
    found = faults(saying(PASS, "recht", text), unused=True)

    assert [(where, said) for where, said, _ in found] == [(f"{PASS.file}, Vd 1, recht", what)]
    assert found[0][2].startswith(mend)


def test_a_law_that_is_used_but_is_not_there_helps_no_name() -> None:
    law = saying(PASS, "recht", "weg.recht and rechtt_weg", uses=("woonhulp", "weg"))

    assert whats(law, unused=True) == [
        "`uses` names 'weg', which is no law.",
        "'weg' is not a law under `uses`.",
    ]
    assert whats(saying(PASS, "recht", "iets_heel_anders", uses=("woonhulp", "weg")), unused=True)[1:] == [
        "We do not know 'iets_heel_anders'."
    ]


def test_every_formula_of_a_step_is_read_whatever_its_day() -> None:
    assert whats(saying(PASS, "recht", "woonhulp.recht", "weg1 > 0", "weg2 > 0"), unused=True) == [
        "We do not know 'weg2'.",
        "We do not know 'weg1'.",
    ]


def test_the_formula_of_an_open_norm_is_read_too() -> None:
    norm = HELP.open_norms[0]
    step = dataclasses.replace(norm.step, formulas=(DatedFormula(FIRST, "kinderenn > 0"),))
    law = dataclasses.replace(HELP, open_norms=(dataclasses.replace(norm, step=step),))

    assert whats(law) == ["We do not know 'kinderenn'."]


def test_a_name_in_two_used_laws_must_be_told_apart() -> None:
    twin = dataclasses.replace(HELP, name="tweeling", file="wet/tweeling.yaml")
    ambiguous = saying(PASS, "recht", "arm_genoeg", uses=("woonhulp", "tweeling"))
    told_apart = saying(
        PASS, "recht", "woonhulp.arm_genoeg and tweeling.arm_genoeg", uses=("woonhulp", "tweeling")
    )

    assert faults(twin, ambiguous, unused=True) == [
        (
            f"{PASS.file}, Vd 1, recht",
            "'arm_genoeg' stands in woonhulp and tweeling.",
            "Write woonhulp.arm_genoeg.",
        )
    ]
    assert faults(twin, told_apart, unused=True) == []


def test_what_nothing_names_is_told_unless_that_may_be() -> None:
    no_fact = saying(PASS, "recht", "woonhulp.recht and applicant(werkdeel) < pasgrens")
    no_law = saying(PASS, "recht", "any(student) and applicant(werkdeel) < pasgrens")
    no_value = saying(PASS, "recht", "(woonhulp.recht or any(student)) and applicant(werkdeel) < 0.8")

    assert faults(no_fact) == [
        (PASS.file, "No formula names the fact 'student'.", "Remove it from `facts:`.")
    ]
    assert faults(no_law) == [
        (PASS.file, "No formula names anything of 'woonhulp'.", "Remove it from `uses:`.")
    ]
    assert faults(no_value) == [
        (PASS.file, "No formula names the parameter 'pasgrens'.", "Remove it, or use it.")
    ]
    for law in (no_fact, no_law, no_value):
        assert faults(law, unused=True) == []
    assert faults(dataclasses.replace(no_value, kind="begrip")) == []


def test_a_value_that_a_law_above_names_is_used() -> None:
    """Only by a law that uses this one."""
    unnamed = saying(HELP, "huur_die_telt", "huur")
    named = saying(
        PASS,
        "recht",
        "any(student) and lookup('boot', woonhulp.hoogste_huur) > 0 and applicant(werkdeel) < pasgrens",
    )
    said = "No formula names the parameter 'hoogste_huur'."
    stranger = dataclasses.replace(named, uses=())

    assert said in whats(unnamed)
    assert said not in whats(unnamed, named)
    assert said in whats(unnamed, stranger)


def test_a_name_without_its_law_is_found_in_a_used_law() -> None:
    law = saying(PASS, "recht", "(arm_genoeg or any(student)) and applicant(werkdeel) < pasgrens")

    assert faults(law) == []


def test_circles_are_told_by_law_or_by_step() -> None:
    laws = faults(dataclasses.replace(PAIRS, uses=("pas",)), unused=True)
    steps = faults(saying(PASS, "recht", "recht or any(student)"), unused=True)

    assert laws[-1][0] == "laws"
    assert laws[-1][1].startswith("These laws use each other in a circle: ")
    assert steps == [(PASS.file, "These steps name each other in a circle: recht -> recht.", "Break it.")]
