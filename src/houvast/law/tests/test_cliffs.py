"""Cliffs: each is true on both sides, exact to the smallest step; a slope, or rounding, is none."""

import datetime
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.law import api
from houvast.law.api import Answer, Cliff, Corpus, Situation
from houvast.law.cliffs import LEAST
from houvast.law.tests.households import DAY, LAWS, family, situations, village
from houvast.law.tests.leaps import a_step_apart, brings

STEUN = """
title: {name}
official: Wet op {name}
id: TEST0009
authority: Niemand
kind: toeslag
covers: {{from: 2025-01-01, until: 2026-12-31}}
checked: {{on: 2026-11-22, by: test}}
summary: {{nl: Steun., en: Help., tr: Kira., ar: دعم}}
facts: [huur]
parameters:
  - name: tabel
    unit: euro/maand
    by: euro/maand
    article: Ws 1
    values: [{{from: 2025-01-01, value: {table}, source: Stcrt. 9, checked: 2026-11-22, confidence: A}}]
  - name: deel
    unit: "%"
    article: Ws 2
    values: [{{from: 2025-01-01, value: {share}, source: Stcrt. 9, checked: 2026-11-22, confidence: A}}]
steps:
  - name: bedrag
    level: household
    unit: euro/maand
    article: Ws 1
    says: {{nl: "wat u krijgt"}}
    formula: round_down(max(0, bracket(huur, tabel) - deel * huur), 1)
  - name: recht
    level: household
    unit: ja/nee
    article: Ws 1
    says: {{nl: "recht"}}
    formula: bedrag >= 0
outcome: {{right: recht, amount: bedrag}}
"""
BY_TABLE, SLOPE = 0, 80
"""What goes off for each euro of rent, as a percentage: nothing, or a slope."""


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    """The village without its own schemes."""
    shutil.copytree(LAWS, tmp_path / "laws")
    shutil.rmtree(tmp_path / "laws" / "dorp")
    (tmp_path / "laws" / "wet" / "woonhulp.yaml").unlink()
    return tmp_path / "laws"


def with_laws(folder: Path, **schemes: tuple[str, int]) -> Corpus:
    """That corpus with these schemes: a table by rent, and what goes off by it."""
    for name, (table, share) in schemes.items():
        text = STEUN.format(name=name, table=table, share=share)
        (folder / "wet" / f"{name}.yaml").write_text(text)
    return api.load_corpus(folder, city="dorp")


def found(corpus: Corpus, situation: Situation, **how: Any) -> list[Cliff]:
    return list(api.cliffs(corpus, situation, on=DAY, **how))


def test_an_amount_that_drops_while_the_answer_stays_is_found_to_the_cent(laws: Path) -> None:
    corpus = with_laws(laws, steun=("[[0, 100], [875.01, 60]]", BY_TABLE))

    [cliff] = found(corpus, family())

    assert (cliff.fact, cliff.near, cliff.then) == ("huur", 875, Fraction(87501, 100))
    assert cliff.difference == -40
    assert not cliff.turns
    assert [(each.before, each.after) for each in cliff.changes] == [(Answer.YES, Answer.YES)]


def test_a_slope_that_rounds_to_whole_euros_has_no_cliffs(laws: Path) -> None:
    corpus = with_laws(laws, steun=("[[0, 900]]", SLOPE), hulp=("[[0, 1000]]", SLOPE))

    assert found(corpus, family(huur=700)) == []


def test_a_leap_on_a_slope_is_found(laws: Path) -> None:
    corpus = with_laws(laws, steun=("[[0, 900], [650, 880]]", SLOPE))

    [cliff] = found(corpus, family(huur=700))

    assert (cliff.near, cliff.then) == (650, Fraction(64999, 100))
    assert cliff.difference == 20


def test_a_leap_that_another_scheme_makes_up_for_is_no_cliff(laws: Path) -> None:
    corpus = with_laws(
        laws, steun=("[[0, 100], [875.01, 60]]", BY_TABLE), hulp=("[[0, 60], [875.01, 100]]", BY_TABLE)
    )

    assert found(corpus, family()) == []
    assert found(corpus, family(), schemes=["steun"]) == []


def test_leaps_in_several_schemes_are_told_together(laws: Path) -> None:
    corpus = with_laws(
        laws, steun=("[[0, 100], [875.01, 60]]", BY_TABLE), hulp=("[[0, 60], [875.01, 30]]", BY_TABLE)
    )

    [cliff] = found(corpus, family(), schemes=["hulp"])

    assert cliff.difference == -70
    assert {each.scheme for each in cliff.changes} == {"steun", "hulp"}


def test_what_is_out_of_reach_is_not_told(laws: Path) -> None:
    corpus = with_laws(laws, steun=("[[0, 100], [2000, 60]]", BY_TABLE))

    assert found(corpus, family()) == []


def test_the_income_at_which_help_ends_is_found_too() -> None:
    cliffs = found(village(), family(inkomen=25_000))

    income = next(each for each in cliffs if (each.fact, each.person) == ("inkomen", "aanvrager"))
    assert (income.near, income.then) == (26_000, Fraction(2_600_001, 100))
    assert income.turns == {"woonhulp"}
    assert income.difference == -793  # rent 800, minus 32 of one's own, plus 25 for the child under 18


def test_a_choice_has_no_steps_but_can_have_a_leap() -> None:
    cliffs = found(village(), family(huur=600))

    room = next(each for each in cliffs if each.then == "kamer")
    assert (room.fact, room.near) == ("woning", "huis")
    assert room.difference == -100
    assert not room.turns


def test_the_birthday_on_which_less_comes_in_is_found_to_the_day() -> None:
    young = datetime.date(2008, 10, 9)
    household = family().with_person("kind", {"geboortedatum": young, "inkomen": 0, "student": False})
    household = household.with_fact("geboortedatum", datetime.date(2010, 1, 1), person="kind-2")

    [birthday] = [each for each in found(village(), household) if each.day is not None]

    assert birthday.day == datetime.date(2026, 10, 9)
    assert birthday.difference == -35


def test_a_cliff_can_be_told_in_dutch_and_as_json() -> None:
    cliffs = found(village(), family(inkomen=25_000))
    income = next(each for each in cliffs if (each.fact, each.person) == ("inkomen", "aanvrager"))

    assert api.cliff_in_dutch(income, village()) == (
        "Wordt inkomen hoger dan € 26.000 per jaar, dan krijgt u in totaal € 793 per maand minder "
        "(woonhulp: dan niet meer)."
    )
    assert api.cliff_as_json(income) == {
        "fact": "inkomen", "person": "aanvrager", "now": "25000", "near": "26000", "then": "26000.01",
        "difference": "-793", "unit": "euro/maand",
        "changes": [{"scheme": "woonhulp", "before": "yes", "after": "no", "brought": "793", "brings": "0"}],
    }  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_cliff_is_true_on_both_sides(data: st.DataObject) -> None:
    household = data.draw(situations(village()))

    for cliff in found(village(), household):
        near, then = (brings(village(), household, cliff, on=DAY, beyond=beyond) for beyond in (False, True))

        assert then - near == cliff.difference
        assert abs(cliff.difference) >= LEAST
        assert a_step_apart(village(), cliff)
