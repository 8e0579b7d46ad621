"""Units mean what their names say, and only what is alike fits together."""

from fractions import Fraction

import pytest

from houvast.law.units import (
    UNITS,
    Kind,
    bare_number_fits,
    divide,
    multiply,
    other_period,
    spell,
)

NAMED = sorted(name for name, unit in UNITS.items() if unit.dimensions)


def dimensions(name: str) -> tuple[tuple[str, int], ...]:
    return UNITS[name].dimensions


@pytest.mark.parametrize("name", NAMED)
def test_a_unit_is_made_of_what_its_name_says(name: str) -> None:
    over, _, under = name.partition("/")

    assert UNITS[name].kind is Kind.NUMBER
    assert dict(dimensions(name)) == {over: 1} | ({under: -1} if under else {})
    assert spell(dimensions(name)) == name


def test_counts_factors_and_percentages_are_bare() -> None:
    assert [dimensions(name) for name in ("aantal", "factor", "%")] == [(), (), ()]
    assert UNITS["%"].scale == Fraction(1, 100)
    assert {unit.scale for name, unit in UNITS.items() if name != "%"} == {Fraction(1)}
    assert spell(()) == "a bare number"


@pytest.mark.parametrize(
    ("one", "other", "product"),
    [
        ("euro/maand", "maand", "euro"),
        ("euro/uur", "uur/week", "euro/week"),
        ("factor", "euro", "euro"),
        ("uur/maand", "maand", "uur"),
    ],
)
def test_a_product_has_the_unit_that_is_left(one: str, other: str, product: str) -> None:
    assert multiply(dimensions(one), dimensions(other)) == dimensions(product)
    assert divide(dimensions(product), dimensions(other)) == dimensions(one)


def test_a_square_and_what_is_under_the_line_are_spelled_out() -> None:
    assert spell(multiply(dimensions("euro"), dimensions("euro"))) == "euro*euro"
    assert spell(divide((), dimensions("maand"))) == "1/maand"
    assert spell(divide(dimensions("euro/maand"), dimensions("maand"))) == "euro/maand/maand"


@pytest.mark.parametrize("name", sorted(UNITS))
def test_a_bare_number_stands_only_beside_counts_and_whole_periods(name: str) -> None:
    fits = name in {"aantal", "factor", "%", "jaar", "kwartaal", "maand", "week", "dag"}

    assert bare_number_fits(dimensions(name)) is (fits or UNITS[name].kind is not Kind.NUMBER)


@pytest.mark.parametrize(
    ("unit", "period", "factor"),
    [
        ("euro/maand", "jaar", Fraction(12)),
        ("euro/jaar", "maand", Fraction(1, 12)),
        ("euro/kwartaal", "jaar", Fraction(4)),
        ("euro/maand", "kwartaal", Fraction(3)),
        ("euro/jaar", "jaar", Fraction(1)),
        ("uur/maand", "jaar", Fraction(12)),
    ],
)
def test_money_goes_from_one_period_to_another_exactly(unit: str, period: str, factor: Fraction) -> None:
    assert other_period(dimensions(unit), period) == (dimensions(f"{unit.split('/')[0]}/{period}"), factor)


@pytest.mark.parametrize("unit", ["euro/week", "euro/dag", "euro/uur", "euro", "maand", "factor"])
def test_what_has_no_exact_other_period_has_none(unit: str) -> None:
    assert other_period(dimensions(unit), "maand") is None


def test_only_one_thing_for_each_period_goes_to_another_period() -> None:
    squared = multiply(dimensions("euro/maand"), dimensions("euro"))
    twice = divide(dimensions("euro/maand"), dimensions("jaar"))
    nothing_above = divide((), multiply(dimensions("maand"), dimensions("jaar")))

    assert other_period(twice, "jaar") is None
    assert other_period(nothing_above, "jaar") is None
    assert other_period(squared, "jaar") == ((("euro", 2), ("jaar", -1)), Fraction(12))
