"""What fits together in a formula and what does not, for each rule of the language by itself."""

from fractions import Fraction
from typing import Any

import pytest

from houvast.law import fitting, ir
from houvast.law.errors import BadFormula
from houvast.law.formula import read_formula
from houvast.law.functions import FUNCTIONS
from houvast.law.ir import Level, Type
from houvast.law.units import UNITS, Kind


def amount(name: str, unit: str, level: Level = Level.HOUSEHOLD) -> ir.Leaf:
    return ir.Fact(Type(Kind.NUMBER, UNITS[unit].dimensions), name, level)


def table(name: str, by: Any = None) -> ir.Leaf:
    return ir.Parameter(Type(Kind.TABLE, UNITS["euro/jaar"].dimensions, by=by), "wet", name)


def words(*choices: str) -> Type:
    return Type(Kind.CHOICE, choices=frozenset(choices))


_LEAVES: tuple[ir.Leaf, ...] = (
    amount("huur", "euro/maand"),
    amount("loon", "euro/jaar", Level.PERSON),
    amount("inkomen", "euro/jaar"),
    amount("duur", "maand"),
    amount("leeftijd", "jaar"),
    amount("personen", "aantal"),
    ir.Fact(Type(Kind.DATE), "geboren", Level.HOUSEHOLD),
    ir.Fact(Type(Kind.BOOL), "gehuwd", Level.HOUSEHOLD),
    ir.Fact(Type(Kind.BOOL), "student", Level.PERSON),
    ir.Fact(words("huur", "koop"), "woning", Level.HOUSEHOLD),
    ir.Fact(words("huur", "koop", "boot"), "verblijf", Level.HOUSEHOLD),
    ir.Parameter(Type(Kind.BOOL), "wet", "geldt"),
    table("per_aantal"),
    table("per_jaar", UNITS["jaar"].dimensions),
    table("per_inkomen", UNITS["euro/jaar"].dimensions),
    table("per_woning", frozenset({"huur", "koop"})),
)
SCOPE = {leaf.name: leaf for leaf in _LEAVES}
PAIR = ir.Fact(Type(Kind.BOOL), "paar", Level.PERSON)


def read(text: str, level: Level = Level.HOUSEHOLD, pair: ir.Node | None = None) -> Any:
    return read_formula(text, level=level, scope=lambda name, law: SCOPE[name], pair=pair)


def gives(text: str) -> Type:
    found: Type = read(text).type
    return found


ARGUMENTS: dict[str, tuple[str, int]] = {
    "min": ("1 2 3 4 5 6 7 8 9 10 11 12", 2),
    "max": ("1 2 3 4 5 6 7 8 9 10 11 12", 2),
    "abs": ("1", 1),
    "share": ("1 2", 2),
    "round_half_up": ("huur 1", 2),
    "round_down": ("huur 1", 2),
    "round_up": ("huur 1", 2),
    "bracket": ("3 per_jaar", 2),
    "lookup": ("woning per_woning", 2),
    "age": ("geboren day", 1),
    "age_in_months": ("geboren day", 1),
    "years_between": ("geboren day", 2),
    "months_between": ("geboren day", 2),
    "days_between": ("geboren day", 2),
    "first_of_month": ("day", 1),
    "first_of_quarter": ("day", 1),
    "first_of_year": ("day", 1),
    "add_months": ("day 3", 2),
    "add_years": ("day 3", 2),
    "make_date": ("2026 1 1", 3),
    "year": ("day", 1),
    "month": ("day", 1),
    "per_month": ("huur", 1),
    "per_year": ("huur", 1),
    "per_quarter": ("huur", 1),
}


@pytest.mark.parametrize("name", sorted(ARGUMENTS.keys() | FUNCTIONS.keys()))
def test_a_function_takes_so_many_arguments_and_no_other_number(name: str) -> None:
    arguments, fewest = ARGUMENTS[name][0].split(), ARGUMENTS[name][1]

    for count in range(fewest, len(arguments) + 1):
        assert read(f"{name}({', '.join(arguments[:count])})")
    for wrong in (arguments[: fewest - 1], [*arguments, arguments[-1]]):
        with pytest.raises(BadFormula, match=r"Write "):
            read(f"{name}({', '.join(wrong)})")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("age(geboren)", "jaar"),
        ("age_in_months(geboren)", "maand"),
        ("years_between(geboren, day)", "jaar"),
        ("months_between(geboren, day)", "maand"),
        ("days_between(geboren, day)", "dag"),
        ("year(geboren)", "aantal"),
        ("month(geboren)", "aantal"),
        ("count()", "aantal"),
        ("sum(loon)", "euro/jaar"),
        ("applicant(loon)", "euro/jaar"),
        ("-huur", "euro/maand"),
        ("abs(huur)", "euro/maand"),
        ("min(huur, 0)", "euro/maand"),
        ("max(0, huur)", "euro/maand"),
        ("round_up(huur, 0.01)", "euro/maand"),
        ("share(inkomen, inkomen)", "factor"),
        ("share(inkomen, personen)", "euro/jaar"),
        ("huur * duur", "euro"),
        ("personen + 1", "aantal"),
        ("leeftijd + 1", "jaar"),
        ("0 + huur", "euro/maand"),
        ("bracket(leeftijd, per_jaar)", "euro/jaar"),
        ("bracket(18, per_jaar)", "euro/jaar"),
        ("bracket(inkomen, per_inkomen)", "euro/jaar"),
        ("bracket(personen, per_aantal)", "euro/jaar"),
        ("bracket(leeftijd, per_aantal)", "euro/jaar"),
        ("lookup(woning, per_woning)", "euro/jaar"),
        ("huur if gehuwd else 0", "euro/maand"),
        ("0 if gehuwd else huur", "euro/maand"),
        ("per_quarter(huur)", "euro/kwartaal"),
        ("per_month(inkomen)", "euro/maand"),
    ],
)
def test_a_formula_gives_the_unit_that_follows(text: str, unit: str) -> None:
    assert gives(text).kind is Kind.NUMBER
    assert gives(text).dimensions == UNITS[unit].dimensions


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("per_year(huur)", 12),
        ("per_month(inkomen)", Fraction(1, 12)),
        ("per_quarter(huur)", 3),
        ("per_quarter(inkomen)", Fraction(1, 4)),
    ],
)
def test_another_period_is_a_plain_product(text: str, factor: Any) -> None:
    node = read(text)

    assert (node.operator, node.right.value) == ("*", factor)
    assert node.right.value.__class__ is factor.__class__


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("huur + 1", "The number 1 stands beside euro/maand"),
        ("1 + huur", "The number 1 stands beside euro/maand"),
        ("min(5, huur)", "The number 5 stands beside euro/maand"),
        ("huur if gehuwd else 5", "The number 5 stands beside euro/maand"),
        ("max(huur, inkomen)", "do not fit together"),
        ("huur == inkomen", "do not fit together"),
        ("huur < inkomen", "do not fit together"),
        ("gehuwd + huur", "The left of + must be a number, and is a yes/no"),
        ("huur - gehuwd", "The right of - must be a number"),
        ("-gehuwd", "What stands after - must be a number"),
        ("not huur", "What stands after not must be a yes/no"),
        ("gehuwd or huur", "Each side of 'or' must be a yes/no"),
        ("huur / 0", "divides by zero"),
        ("huur == gehuwd", "a number and a yes/no are compared with =="),
        ("gehuwd < geldt", "a yes/no cannot be compared with <"),
        ("woning >= verblijf", "a choice cannot be compared with >="),
        ("per_jaar == per_jaar", "a table cannot be compared with =="),
        ("'boot' == woning", "'boot' is not one of the choices"),
        ("woning != 'boot'", "'boot' is not one of the choices"),
        ("huur if personen else huur", "What stands after if must be a yes/no"),
        ("huur if gehuwd else geboren", "are the two outcomes of an if"),
        ("per_jaar if gehuwd else per_jaar", "A table cannot be an outcome"),
        ("count(loon)", "count() is not written like this"),
        ("sum()", "sum() is not written like this"),
        ("sum(loon, loon)", "sum() is not written like this"),
        ("applicant(loon, where=student)", "applicant() is not written like this"),
        ("count(where=loon)", "What stands after where= must be a yes/no"),
        ("sum(student)", "What stands in sum() must be a number"),
        ("any(loon)", "What stands in any() must be a yes/no"),
        ("all(loon)", "What stands in all() must be a yes/no"),
        ("largest(student)", "What stands in largest() must be a number"),
        ("per_month(gehuwd)", "What stands in per_month() must be a number"),
        ("per_month(duur)", "per_month() cannot be exact for maand"),
        ("abs(gehuwd)", "What stands in abs() must be a number"),
        ("round_down(gehuwd, 1)", "What stands in round_down() must be a number"),
        ("round_down(huur, 0)", "is not a number above zero"),
        ("round_down(huur, -1)", "is not a number above zero"),
        ("round_down(huur, personen)", "is not a number above zero"),
        ("share(gehuwd, huur)", "What stands in share() must be a number"),
        ("bracket(gehuwd, per_jaar)", "The first of bracket() must be a number"),
        ("bracket(huur, huur)", "The second of bracket() must be a table"),
        ("bracket(leeftijd, per_woning)", "This table is looked up by a choice"),
        ("bracket(inkomen, per_aantal)", "does not say that it goes by euro/jaar"),
        ("bracket(duur, per_jaar)", "The table goes by jaar, not by maand"),
        ("bracket(inkomen, per_jaar)", "The table goes by jaar, not by euro/jaar"),
        ("lookup(huur, per_woning)", "The first of lookup() must be a choice"),
        ("lookup(woning, huur)", "The second of lookup() must be a table"),
        ("lookup(woning, per_jaar)", "This table is looked up by a number"),
        ("lookup(verblijf, per_woning)", "The table has no value for boot"),
        ("add_months(day, huur)", "add_months() counts years, months or days"),
        ("add_months(duur, day)", "What stands in add_months() must be a date"),
        ("make_date(day, 1, 1)", "What stands in make_date() must be a number"),
        ("days_between(geboren, huur)", "What stands in days_between() must be a date"),
        ("toeslag(huur)", "There is no function 'toeslag'"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_own_rule(text: str, what: str) -> None:
    with pytest.raises(BadFormula) as refused:
        read(text)

    assert what in refused.value.what
    assert refused.value.mend


def test_what_fits_a_rule_nearly_refused_by_it_is_read() -> None:
    for text in (
        "woning == 'huur'",
        "'huur' == woning",
        "'huur' == 'huur'",
        "woning == verblijf",
        "gehuwd == geldt",
        "gehuwd != True",
        "geboren < day",
        "add_months(day, duur)",
        "add_years(day, leeftijd)",
        "make_date(year(day), personen, 1)",
        "huur / 2",
        "huur > 0",
        "0 < huur <= huur",
        "leeftijd >= 18",
    ):
        assert read(text)


def test_choices_are_joined_and_numbers_stay_bare_only_when_they_are_the_same() -> None:
    assert gives("woning if gehuwd else verblijf").choices == {"huur", "koop", "boot"}
    assert gives("'a' if gehuwd else 'b'").choices == {"a", "b"}
    assert gives("5 if gehuwd else 5").bare == 5
    assert gives("5 if gehuwd else 6").bare is None
    assert gives("geboren if gehuwd else day").kind is Kind.DATE
    assert gives("True if gehuwd else geldt").kind is Kind.BOOL


@pytest.mark.parametrize(
    ("text", "promised", "what"),
    [
        ("gehuwd", Type(Kind.NUMBER), "gives a yes/no, and the step promises a number"),
        ("huur", Type(Kind.NUMBER, UNITS["euro/jaar"].dimensions), "gives euro/maand, and the step promises"),
        ("5", Type(Kind.NUMBER, UNITS["euro/jaar"].dimensions), "gives a bare number, and the step promises"),
        ("personen", Type(Kind.NUMBER, UNITS["jaar"].dimensions), "gives a bare number, and the step"),
        ("verblijf", words("huur", "koop"), "The formula can give 'boot'"),
    ],
)
def test_a_formula_that_breaks_the_promise_of_its_step_is_refused(
    text: str, promised: Type, what: str
) -> None:
    with pytest.raises(BadFormula) as refused:
        fitting.check_result(promised, read(text))

    assert what in refused.value.what


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("0", Type(Kind.NUMBER, UNITS["euro/jaar"].dimensions)),
        ("5", Type(Kind.NUMBER, UNITS["jaar"].dimensions)),
        ("5", Type(Kind.NUMBER)),
        ("woning", words("huur", "koop", "boot")),
        ("gehuwd", Type(Kind.BOOL)),
    ],
)
def test_a_formula_that_keeps_the_promise_of_its_step_is_taken(text: str, promised: Type) -> None:
    fitting.check_result(promised, read(text))


def test_numbers_below_zero_are_numbers_and_the_rest_is_taken_from_zero() -> None:
    assert (read("-5").value, read("-5").type.bare) == (-5, -5)
    assert read("-0.5").value == Fraction(-1, 2)
    negative = read("-huur")
    assert (negative.operator, negative.left.value, negative.right) == ("-", 0, SCOPE["huur"])


def test_a_pair_counts_only_its_own_persons_save_for_the_applicant() -> None:
    def condition(text: str) -> Any:
        return read(text, Level.PAIR, PAIR).where

    student = SCOPE["student"]
    assert condition("sum(loon)") == PAIR
    assert condition("sum(loon, where=student)") == ir.Logic(Type(Kind.BOOL), "and", (PAIR, student))
    assert condition("applicant(loon)") is None
    assert read("sum(loon)", Level.HOUSEHOLD, PAIR).where is None
    assert read("sum(loon, where=student)", Level.HOUSEHOLD, PAIR).where == student
    assert (read("count()").value, read("any(student)").value) == (None, student)


def test_an_age_is_on_the_day_unless_another_day_is_named() -> None:
    day = ir.Fact(Type(Kind.DATE), "day", Level.HOUSEHOLD)

    assert read("age(geboren)").arguments == (SCOPE["geboren"], day)
    assert read("age_in_months(geboren)").arguments == (SCOPE["geboren"], day)
    assert read("age(day, geboren)").arguments == (day, SCOPE["geboren"])
    assert read("year(geboren)").arguments == (SCOPE["geboren"],)


@pytest.mark.parametrize(
    ("text", "mend"),
    [("count(loon)", "Write count(where=...)."), ("sum()", "Write sum(...).")],
)
def test_a_sum_that_is_written_otherwise_is_sent_to_how_it_is_written(text: str, mend: str) -> None:
    with pytest.raises(BadFormula) as refused:
        read(text)

    assert refused.value.mend == mend


def test_an_unknown_function_is_sent_to_the_nearest_one() -> None:
    for wrong, mend in (
        ("roun_down", "Did you mean 'round_down'?"),
        ("per_moth", "Did you mean 'per_month'?"),
        ("largst", "Did you mean 'largest'?"),
        ("xyzzy", "docs/how-to/write-a-law.md lists all functions."),
    ):
        with pytest.raises(BadFormula) as refused:
            read(f"{wrong}(huur)")
        assert refused.value.mend == mend
