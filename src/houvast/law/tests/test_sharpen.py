"""What few answers and persons a scheme hangs on is tried out, and nothing is claimed that is not so."""

import dataclasses
from typing import Any

import pytest

from houvast.law import ir, sharpen
from houvast.law.binding import Bound, Missing, bind
from houvast.law.completing import copied
from houvast.law.doubt import Maybe, hangs_on
from houvast.law.formula import read_formula
from houvast.law.ir import Level
from houvast.law.lawfile import Law
from houvast.law.program import Program, Task
from houvast.law.situation import Situation
from houvast.law.tests.households import DAY, village

CORPUS = village()
HELP = CORPUS.laws["woonhulp"]
STEP = HELP.steps[str(HELP.right)]
LAW = dataclasses.replace(HELP, name="wet", right="recht", amount="bedrag")
RENTS = {("wet", "laag"): 700, ("wet", "hoog"): 900}


def meaning(name: str, law: str | None) -> ir.Leaf:
    """A fact of the village, a rent that the law names, or the law's amount."""
    if name == "bedrag":
        return ir.StepValue(CORPUS.facts["huur"].type, "wet", "bedrag", Level.HOUSEHOLD)
    if ("wet", name) in RENTS:
        return ir.Parameter(CORPUS.facts["huur"].type, "wet", name)
    return ir.Fact(CORPUS.facts[name].type, name, CORPUS.facts[name].level)


def tried(right: str, amount: str, told: Situation, law: Law = LAW) -> tuple[sharpen.Verdict, Bound]:
    """The verdict on a household by a law with these two formulas, and the household in rows."""
    tasks = [
        Task(("wet", name), Level.HOUSEHOLD, read_formula(text, level=Level.HOUSEHOLD, scope=meaning))
        for name, text in (("bedrag", amount), ("recht", right))
    ]
    formula = dataclasses.replace(STEP.formulas[0], node=tasks[1].node)
    law = dataclasses.replace(law, steps={"recht": dataclasses.replace(STEP, formulas=(formula,))})
    program = Program(tasks, dict(RENTS))
    bound = bind(program, CORPUS.facts, told, on=DAY)
    program.run(bound.row)
    before = copied(bound.row)
    verdict = sharpen.sharpened(program, bound, law, frozenset({"wet"}))
    assert bound.row == before
    return verdict, bound


def names(bound: Bound, value: Any) -> list[str]:
    """What a value hangs on, by name."""
    return [missing.name for missing in bound.named(hangs_on(value)) if not isinstance(missing, tuple)]


def home(persons: int = 1, *unknown: str, **household: Any) -> Situation:
    """So many grown-ups in a home, of whom nobody told whether they study."""
    situation = Situation(household, (), frozenset(unknown))
    for role in ("aanvrager", "partner", "medebewoner", "medebewoner")[:persons]:
        situation = situation.with_person(role, {"inkomen": 0})
    return situation


BOTH_OR_NEITHER = "any(student) and all(not student)"
"""Nobody can be so; but bounds do not see it."""


def test_a_right_that_is_the_same_either_way_is_known() -> None:
    """Married: then too little rent; not married: then too much."""
    said, _ = tried("(huur > hoog or not gehuwd) and (huur < laag or gehuwd)", "huur", home(huur=800))

    assert said == (False, 0)


def test_an_amount_that_is_the_same_either_way_is_known() -> None:
    text = "sum(inkomen, where=student) + sum(inkomen, where=not student)"
    rich = Situation({"huur": 800}, ()).with_person("aanvrager", {"inkomen": 1200})

    said, bound = tried("huur > 0", text, rich)

    assert said == (True, 1200)
    assert len(bound.missing) == 1


@pytest.mark.parametrize("persons", [1, 2, 3])
def test_so_many_answers_are_tried_out_together(persons: int) -> None:
    said, bound = tried(BOTH_OR_NEITHER, "huur", home(persons, huur=800))

    assert said == (False, 0)
    assert len(bound.missing) == persons


def test_more_answers_than_can_be_tried_out_stay_open() -> None:
    (right, amount), bound = tried(BOTH_OR_NEITHER, "huur", home(4, huur=800))

    assert names(bound, right) == ["student"] * 4
    assert (amount.low, amount.high, names(bound, amount)) == (0, 800, ["student"] * 4)


def test_beside_what_is_tried_out_one_other_thing_may_be_unknown_and_no_more() -> None:
    """Three answers and the rent are tried out; three answers, the rent and an income are not."""
    one, _ = tried(f"huur >= laag and {BOTH_OR_NEITHER}", "1 * huur", home(3))
    other, bound = tried(
        f"huur >= laag and applicant(werkdeel) > 0.5 and {BOTH_OR_NEITHER}", "1 * huur", home(3)
    )

    assert one == (False, 0)
    assert len(names(bound, other[0])) == 5


def test_what_the_scheme_does_not_hang_on_is_not_tried_out() -> None:
    """Else no room is left for what it does hang on."""
    said, bound = tried(BOTH_OR_NEITHER, "huur if gehuwd else huur", home(3, huur=800))

    assert len(bound.missing) == 4
    assert said == (False, 0)


def test_somebody_the_scheme_does_not_hang_on_leaves_room_for_the_choices() -> None:
    told = home(1, "partner", huur=800)

    said, _ = tried("bedrag > 0 and woning != 'huis' and gehuwd", "huur if woning == 'huis' else 0", told)

    assert said == (False, 0)


def test_an_answer_that_makes_no_difference_is_not_what_it_hangs_on() -> None:
    either = "(gehuwd and (woning == 'huis' or applicant(student))) or (gehuwd and (woning != 'huis'))"

    (right, amount), bound = tried(either, "huur", home(huur=800, woning="boot"))

    assert (type(right), names(bound, right)) == (Maybe, ["gehuwd"])
    assert (amount.low, amount.high, names(bound, amount)) == (0, 800, ["gehuwd"])


def test_the_first_unknown_is_not_blamed_for_what_another_decides() -> None:
    either = "(gehuwd and applicant(student)) or (not gehuwd and applicant(student))"

    (right, amount), bound = tried(either, "huur", home(huur=800))

    assert bound.named(1) == [Missing("gehuwd")]
    assert (names(bound, right), names(bound, amount)) == (["student"], ["student"])


def test_an_answer_that_matters_only_with_another_is_what_it_hangs_on() -> None:
    (right, _), bound = tried("gehuwd and applicant(student)", "huur", home(huur=800))
    (other, _), bound_too = tried("gehuwd == applicant(student)", "huur", home(huur=800))

    assert sorted(names(bound, right)) == ["gehuwd", "student"]
    assert sorted(names(bound_too, other)) == ["gehuwd", "student"]


def test_all_choices_are_tried_out() -> None:
    each = " or ".join(f"woning == '{choice}'" for choice in ("huis", "kamer", "boot"))

    assert tried(f"({each}) and gehuwd or ({each}) and not gehuwd", "huur", home(huur=800))[0] == (True, 800)
    (right, _), bound = tried("woning == 'boot'", "huur", home(huur=800))
    assert (type(right), names(bound, right)) == (Maybe, ["woning"])


def test_whether_there_is_a_partner_is_tried_out() -> None:
    """Nobody there: no partner; somebody: one. Either way there is one or none."""
    partner = "role == 'partner'"
    either = f"any({partner}) or count(where={partner}) == 0"

    (right, amount), _ = tried(either, "huur", home(1, "partner", huur=800))
    (open_one, _), bound = tried(f"any({partner})", "huur", home(1, "partner", huur=800))

    assert (right, amount) == (True, 800)
    assert (type(open_one), names(bound, open_one)) == (Maybe, ["partner"])


def test_how_many_children_there_are_is_not_tried_out() -> None:
    """Nobody or one of whom nothing is known: that is not all that there can be."""
    (right, _), bound = tried("count(where=role == 'kind') <= 1", "huur", home(1, "kind", huur=800))

    assert (type(right), names(bound, right)) == (Maybe, ["kind"])


def test_a_partner_who_is_tried_out_is_still_unknown() -> None:
    """The partner's income stays unknown: what is owed differs from nothing to very much."""
    (right, amount), _ = tried("huur > 0", "sum(inkomen)", home(1, "partner", huur=800))

    assert right is True
    assert (amount.low, amount.high) == (-10000, 1000000)


def test_a_law_without_an_amount_has_a_right_only() -> None:
    law = dataclasses.replace(LAW, amount=None)

    assert tried(BOTH_OR_NEITHER, "huur", home(2, huur=800), law)[0] == (False, None)
    assert tried("huur > 0", "huur", home(huur=800), law)[0] == (True, None)
    assert tried("gehuwd", "huur", home(huur=800), law)[0][1] is None


def test_an_amount_is_that_of_the_right_or_nothing() -> None:
    assert tried("huur > 0", "huur - hoog", home(huur=800))[0] == (True, -100)
    assert tried("huur < 0", "huur", home(huur=800))[0] == (False, 0)
    below = tried("huur > hoog", "huur - hoog", home())[0][1]
    assert (below.low, below.high) == (-900, 2100)


def test_an_amount_that_must_be_above_zero_has_no_bound_below_it() -> None:
    said = tried("bedrag > 0", "huur - hoog", home())[0][1]

    assert (said.low, said.high) == (0, 2100)
