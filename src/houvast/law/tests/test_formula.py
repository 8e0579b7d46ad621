"""The language of formulas: what it says, and that it refuses everything else."""

import ast
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.law import fitting, ir
from houvast.law.errors import BadFormula
from houvast.law.formula import read_formula
from houvast.law.functions import FUNCTIONS
from houvast.law.ir import Level, Type
from houvast.law.units import UNITS, Kind

_KNOWN: dict[str, ir.Leaf] = {
    "maandhuur": ir.Fact(Type(Kind.NUMBER, UNITS["euro/maand"].dimensions), "maandhuur", Level.HOUSEHOLD),
    "jaarloon": ir.Fact(Type(Kind.NUMBER, UNITS["euro/jaar"].dimensions), "jaarloon", Level.PERSON),
    "geboren": ir.Fact(Type(Kind.DATE), "geboren", Level.PERSON),
    "getrouwd": ir.Fact(Type(Kind.BOOL), "getrouwd", Level.HOUSEHOLD),
    "woning": ir.Fact(Type(Kind.CHOICE, choices=frozenset({"huur", "koop"})), "woning", Level.HOUSEHOLD),
    "premie": ir.Parameter(Type(Kind.NUMBER), "wet", "premie"),
    "grens": ir.Parameter(Type(Kind.NUMBER, UNITS["euro/jaar"].dimensions), "wet", "grens"),
}


def scope(name: str, law: str | None) -> ir.Leaf:
    """The names of these tests."""
    if name not in _KNOWN or law is not None:
        raise BadFormula(f"We do not know {name!r}.", "Use another.")
    return _KNOWN[name]


def read(text: str, level: Level = Level.HOUSEHOLD) -> ir.Node:
    """A formula with the names of these tests."""
    return read_formula(text, level=level, scope=scope)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__[0].__subclasses__()",
        "(lambda: 1)()",
        "[x for x in (1, 2)]",
        "9 ** 9 ** 9 ** 9",
        "maandhuur.real.imag",
        "open('x')",
        "eval('1')",
        "f'{maandhuur}'",
        "maandhuur if getrouwd",
        "(y := 3)",
        "1 if woning in ('huur', 'koop') else 2",
        "getrouwd is True",
        "max(*[1, 2])",
        "sum(jaarloon, bij=getrouwd)",
        "min(maandhuur, key=maandhuur)",
        "0x1F",
        "1_000",
        "1e99",
        "1j",
        "b'x'",
        "...",
        "maandhuur @ 2",
        "~1",
        "maandhuur; 1",
        "",
        "maandhuur +\n 0",
        "m\u0430andhuur",
        "(" * 300 + "1" + ")" * 300,
        "+".join(["maandhuur"] * 900),
        "not " * 400 + "getrouwd",
        "{'a': 1}",
        "await maandhuur",
        "9999999999999999999999999999",
    ],
)
def test_a_formula_that_tries_to_escape_is_refused_with_a_mend(text: str) -> None:
    with pytest.raises(BadFormula) as refused:
        read(text)

    assert refused.value.what
    assert refused.value.mend


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "The formula is empty"),
        ("   ", "The formula is empty"),
        ("maandhuur" + " " * 1992, "longer than 2000 signs"),
        ("'ü' == woning", "holds a sign that is not in the language"),
        (r"'a\x62' == woning", "holds a sign that is not in the language"),
        ("(maandhuur +\n 0)", "holds a sign that is not in the language"),
        ("maandhuur\x00", "holds a sign that is not in the language"),
        ("min(" + ",".join("a" * 599) + ")", "The formula is too long"),
        ("-(" * 31 + "maandhuur" + ")" * 31, "nested too deeply"),
        ("maandhuur +", "cannot be read"),
        ("max(maandhuur, maandhuur, key=maandhuur)", "max() takes no named arguments"),
        ("max(*maandhuur, maandhuur)", "`*` before an argument"),
        ("sum(jaarloon, bij=getrouwd)", "sum() knows only where=..."),
        ("sum(jaarloon, where=getrouwd, bij=getrouwd)", "sum() knows only where=..."),
        ("maandhuur // 2", "`//` is not in the language"),
        ("maandhuur % 2", "`%` is not in the language"),
        ("~maandhuur", "This is not in the language of formulas"),
        ("woning in 'huur'", "`in` is not in the language"),
        ("woning not in 'huur'", "`not in` is not in the language"),
        ("getrouwd is True", "`is` is not in the language"),
        ("getrouwd is not True", "`is not` is not in the language"),
        ("a.b.c", "This dot is not in the language"),
        ("1e3", "'1e3' is not a number in the language"),
        ("1234567890123", "is not a number in the language"),
        ("0.1234567890", "is not a number in the language"),
    ],
)
def test_what_is_not_in_the_language_is_named(text: str, what: str) -> None:
    with pytest.raises(BadFormula) as refused:
        read(text)

    assert what in refused.value.what


def test_a_formula_that_python_cannot_read_is_told_why() -> None:
    with pytest.raises(BadFormula) as refused:
        read("maandhuur +")

    assert "too long or too deep" not in refused.value.what


def test_what_is_just_within_the_limits_is_read() -> None:
    read("maandhuur" + " " * 1991)
    read("  maandhuur\n")
    read("-(" * 30 + "maandhuur" + ")" * 30)
    read("999999999999 * premie")
    read("0.123456789 * premie")
    with pytest.raises(BadFormula, match="We do not know 'a'"):
        read("min(" + ",".join("a" * 598) + ")")


def test_a_persons_value_is_named_in_a_persons_formula_or_within_a_sum() -> None:
    read("jaarloon", Level.PERSON)
    read("sum(jaarloon, where=age(geboren) > 18)", Level.PAIR)
    for text in ("jaarloon", "role == 'kind'", "sum(jaarloon) + jaarloon"):
        with pytest.raises(BadFormula, match="differs from person to person"):
            read(text)
    with pytest.raises(BadFormula, match="stands inside a person's formula"):
        read("sum(jaarloon)", Level.PERSON)


def test_a_row_of_comparisons_is_each_of_them() -> None:
    node = read("0 <= maandhuur < maandhuur")

    assert isinstance(node, ir.Logic)
    assert node.operator == "and"
    assert [part.operator for part in node.parts if isinstance(part, ir.Compare)] == ["<=", "<"]
    assert isinstance(read("getrouwd or True"), ir.Logic)


@given(st.text(alphabet=string.printable, max_size=60))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    try:
        node = read(text)
    except BadFormula:
        return

    assert isinstance(node, ir.Node)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("maandhuur + grens", "euro/maand and euro/jaar do not fit together"),
        ("maandhuur > 500", "The number 500 stands beside euro/maand"),
        ("premie > maandhuur", "do not fit together"),
        ("maandhuur + premie", "do not fit together"),
        ("maandhuur and getrouwd", "must be a yes/no"),
        ("woning == 'boot'", "'boot' is not one of the choices"),
        ("woning < 'huur'", "cannot be compared with <"),
        ("jaarloon", "differs from person to person"),
        ("getrouwd + 1", "must be a number"),
        ("1 / 0", "divides by zero"),
        ("round_down(maandhuur, premie)", "The step of round_down() is not a number"),
        ("per_month(maandhuur * premie * maandhuur)", "cannot be exact"),
        ("sum(sum(jaarloon))", "stands inside a person's formula"),
        ("maxx(1, 2)", "There is no function 'maxx'"),
        ("maandhuur if getrouwd else premie", "do not fit together"),
        ("age(woning)", "must be a date"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, what: str) -> None:
    with pytest.raises(BadFormula) as refused:
        read(text)

    assert what in refused.value.what


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("premie * maandhuur", "euro/maand"),
        ("per_year(maandhuur) - grens", "euro/jaar"),
        ("max(0, maandhuur)", "euro/maand"),
        ("sum(jaarloon, where=age(geboren) >= 18)", "euro/jaar"),
        ("maandhuur / maandhuur", "factor"),
        ("count(where=age(geboren, first_of_month(day)) < 18) * maandhuur", "euro/maand"),
        ("maandhuur if getrouwd else 0", "euro/maand"),
        ("1 - premie", "factor"),
        ("largest(jaarloon) if any(age(geboren) < 18) else applicant(jaarloon)", "euro/jaar"),
    ],
)
def test_the_unit_of_a_formula_follows_from_its_parts(text: str, unit: str) -> None:
    node = read(text)

    fitting.check_result(Type(Kind.NUMBER, UNITS[unit].dimensions), node)
    with pytest.raises(BadFormula):
        fitting.check_result(Type(Kind.NUMBER, UNITS["euro/uur"].dimensions), node)


def test_numbers_are_read_exactly() -> None:
    node = read("premie * 0.1")

    assert isinstance(node, ir.Arithmetic)
    assert isinstance(node.right, ir.Const)
    assert node.right.value * 10 == 1  # type: ignore[operator]  # a float 0.1 would give 1.0000000000000000055...


def test_every_sort_of_expression_of_python_is_either_read_or_refused_by_name() -> None:
    for name in ("Lambda", "Dict", "Set", "ListComp", "Await", "Yield", "FormattedValue", "Slice"):
        assert issubclass(getattr(ast, name), ast.AST)
    with pytest.raises(BadFormula, match="not in the language"):
        read("{1, 2}")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_with_too_few_or_too_many_arguments_is_refused(name: str) -> None:
    function = FUNCTIONS[name]

    for count in (function.fewest - 1, function.most + 1):
        with pytest.raises(BadFormula, match="Write"):
            read(f"{name}({', '.join(['1'] * count)})")
    assert function.shape.startswith(f"{name}(")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("min(1, 2)", (2, 12)),
        ("abs(1)", (1, 1)),
        ("share(1, 2)", (2, 2)),
        ("year(day)", (1, 1)),
        ("age(day)", (1, 2)),
    ],
)
def test_a_function_takes_as_many_arguments_as_it_says(text: str, shape: tuple[int, int]) -> None:
    function = FUNCTIONS[text.partition("(")[0]]

    assert isinstance(read(text), ir.Call)
    assert (function.fewest, function.most) == shape
