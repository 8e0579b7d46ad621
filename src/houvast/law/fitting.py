"""Which values fit together: kinds, units and choices, checked once when a law is read.

Takes   nodes that are already checked.
Gives   the node made of them with its type, or `BadFormula` saying what does not fit and what to write
        instead.
Knows   nothing of texts, files or persons.
"""

from fractions import Fraction

from houvast.law import ir
from houvast.law.errors import BadFormula, closest
from houvast.law.functions import FUNCTIONS, ON_THE_DAY
from houvast.law.ir import Node, Number, Type
from houvast.law.units import Dimensions, Kind, bare_number_fits, divide, multiply, other_period, spell

ROLES = ("aanvrager", "partner", "kind", "medebewoner")
BOOL, DATE = Type(Kind.BOOL), Type(Kind.DATE)
ROLE = ir.Fact(Type(Kind.CHOICE, choices=frozenset(ROLES)), "role", ir.Level.PERSON)
AGGREGATES = frozenset({"sum", "count", "any", "all", "largest", "smallest", "applicant"})
_COUNT = Type(Kind.NUMBER)
_KIND_WORDS = {
    Kind.NUMBER: "a number",
    Kind.BOOL: "a yes/no",
    Kind.DATE: "a date",
    Kind.CHOICE: "a choice",
    Kind.TABLE: "a table",
}


def number(value: Fraction) -> Node:
    """A number that was written in the formula."""
    exact = whole(value)
    return ir.Const(Type(Kind.NUMBER, bare=exact), exact)


def whole(value: Number) -> Number:
    """The same number as an int when it is whole: ints are much faster, and as exact."""
    return value.numerator if value.denominator == 1 else value


def arithmetic(operator: str, left: Node, right: Node) -> Node:
    """`+ - * /`, with the unit that comes out of it."""
    _expect(left, Kind.NUMBER, f"the left of {operator}")
    _expect(right, Kind.NUMBER, f"the right of {operator}")
    if operator in "+-":
        dimensions = _common((left, right), f"with {operator}")
    elif operator == "*":
        dimensions = multiply(left.type.dimensions, right.type.dimensions)
    else:
        if right.type.bare == 0:
            raise BadFormula("This divides by zero.", "Divide by something else.")
        dimensions = divide(left.type.dimensions, right.type.dimensions)
    return ir.Arithmetic(Type(Kind.NUMBER, dimensions), operator, left, right)


def minus(inner: Node) -> Node:
    """The number below zero."""
    _expect(inner, Kind.NUMBER, "what stands after -")
    if isinstance(inner, ir.Const) and isinstance(inner.value, int | Fraction):
        return number(Fraction(-inner.value))
    return ir.Arithmetic(Type(Kind.NUMBER, inner.type.dimensions), "-", ir.Const(inner.type, 0), inner)


def negation(inner: Node) -> Node:
    """`not`."""
    _expect(inner, Kind.BOOL, "what stands after not")
    return ir.Not(BOOL, inner)


def logic(operator: str, parts: tuple[Node, ...]) -> Node:
    """`and`, `or`."""
    for part in parts:
        _expect(part, Kind.BOOL, f"each side of {operator!r}")
    return ir.Logic(BOOL, operator, parts)


def compare(operator: str, left: Node, right: Node) -> Node:
    """A comparison of two values of one kind and unit; choices must be able to be equal."""
    _same_kind((left, right), f"compared with {operator}")
    kind = left.type.kind
    if kind is Kind.TABLE or (kind in {Kind.BOOL, Kind.CHOICE} and operator not in {"==", "!="}):
        raise BadFormula(f"{_KIND_WORDS[kind]} cannot be compared with {operator}.", "Use == or !=.")
    if kind is Kind.NUMBER:
        _common((left, right), f"compared with {operator}")
    if kind is Kind.CHOICE:
        for word, other in ((left, right), (right, left)):
            if isinstance(word, ir.Const) and not word.type.choices <= other.type.choices:
                known = ", ".join(sorted(other.type.choices))
                raise BadFormula(f"{word.value!r} is not one of the choices.", f"The choices are: {known}.")
    return ir.Compare(BOOL, operator, left, right)


def choose(condition: Node, then: Node, otherwise: Node) -> Node:
    """`a if c else b`."""
    _expect(condition, Kind.BOOL, "what stands after if")
    return ir.Choose(_joined((then, otherwise), "the two outcomes of an if"), condition, then, otherwise)


def aggregate(name: str, values: list[Node], where: Node | None, pair: Node | None) -> Node:
    """`sum(x, where=c)` and the like; `pair` narrows it to the persons of the pair."""
    if len(values) != (0 if name == "count" else 1) or (name == "applicant" and where is not None):
        shape = "count(where=...)" if name == "count" else f"{name}(...)"
        raise BadFormula(f"{name}() is not written like this.", f"Write {shape}.")
    if where is not None:
        _expect(where, Kind.BOOL, "what stands after where=")
    wanted = Kind.BOOL if name in {"any", "all"} else Kind.NUMBER
    if values and name != "applicant":
        _expect(values[0], wanted, f"what stands in {name}()")
    both = [part for part in (pair, where) if part is not None]
    condition = ir.Logic(BOOL, "and", tuple(both)) if len(both) == 2 else (both[0] if both else None)
    result = _COUNT if name == "count" else values[0].type
    return ir.Aggregate(result, name, values[0] if values else None, condition)


def call(name: str, arguments: tuple[Node, ...]) -> Node:
    """A function by name, with its arguments checked."""
    if name in {"per_month", "per_year", "per_quarter"}:
        return _per(name, arguments)
    if name not in FUNCTIONS:
        raise BadFormula(f"There is no function {name[:40]!r}.", closest_function(name))
    function = FUNCTIONS[name]
    if not function.fewest <= len(arguments) <= function.most:
        raise BadFormula(f"{name}() has {len(arguments)} arguments.", f"Write {function.shape}.")
    type_ = _CHECKS[function.check](name, arguments)
    if name in ON_THE_DAY and len(arguments) == 1:
        arguments = (*arguments, ir.Fact(DATE, "day", ir.Level.HOUSEHOLD))
    return ir.Call(type_, name, arguments)


def closest_function(name: str) -> str:
    """The mend for an unknown function."""
    mend = closest(name, [*FUNCTIONS, *AGGREGATES, "per_month", "per_year", "per_quarter"])
    return mend if mend.startswith("Did") else "docs/how-to/write-a-law.md lists all functions."


def _per(name: str, arguments: tuple[Node, ...]) -> Node:
    if len(arguments) != 1:
        raise BadFormula(f"{name}() takes one amount.", f"Write {name}(x).")
    _expect(arguments[0], Kind.NUMBER, f"what stands in {name}()")
    period = {"per_month": "maand", "per_year": "jaar", "per_quarter": "kwartaal"}[name]
    found = other_period(arguments[0].type.dimensions, period)
    if found is None:
        raise BadFormula(
            f"{name}() cannot be exact for {spell(arguments[0].type.dimensions)}.",
            "It is for amounts per month, quarter or year. For weeks and days, multiply by a parameter "
            "with its source.",
        )
    dimensions, factor = found
    times = ir.Const(Type(Kind.NUMBER), whole(factor))
    return ir.Arithmetic(Type(Kind.NUMBER, dimensions), "*", arguments[0], times)


def _expect(node: Node, kind: Kind, place: str) -> None:
    if node.type.kind is not kind:
        raise BadFormula(
            f"{place[0].upper()}{place[1:]} must be {_KIND_WORDS[kind]}, and is "
            f"{_KIND_WORDS[node.type.kind]}.",
            "Compare it, or name another value.",
        )


def _same_kind(nodes: tuple[Node, ...], place: str) -> None:
    kinds = {node.type.kind for node in nodes}
    if len(kinds) > 1:
        words = " and ".join(sorted(_KIND_WORDS[kind] for kind in kinds))
        raise BadFormula(f"{words} are {place}.", "Both must be of one kind.")


def _joined(nodes: tuple[Node, ...], place: str) -> Type:
    _same_kind(nodes, place)
    first = nodes[0].type
    if first.kind is Kind.NUMBER:
        bare = first.bare if all(node.type.bare == first.bare for node in nodes) else None
        return Type(Kind.NUMBER, _common(nodes, place), bare=bare)
    if first.kind is Kind.CHOICE:
        return Type(Kind.CHOICE, choices=frozenset[str]().union(*(node.type.choices for node in nodes)))
    if first.kind is Kind.TABLE:
        raise BadFormula("A table cannot be an outcome.", "Use bracket() or lookup() in each branch.")
    return first


def _common(nodes: tuple[Node, ...], place: str) -> Dimensions:
    """The one unit of all, given that written numbers fit counts and ages, and zero fits everything."""
    named = [node.type.dimensions for node in nodes if node.type.bare is None]
    common = named[0] if named else ()
    for dimensions in named[1:]:
        if dimensions != common:
            raise BadFormula(
                f"{spell(common)} and {spell(dimensions)} do not fit together ({place}).",
                "Use per_month(), per_year() or per_quarter(), or name a value in the same unit.",
            )
    for node in nodes:
        if node.type.bare and not bare_number_fits(common):
            raise BadFormula(
                f"The number {node.type.bare} stands beside {spell(common)} ({place}).",
                "Make it a parameter with its unit and source.",
            )
    return common


def _money(name: str, arguments: tuple[Node, ...]) -> Type:
    for argument in arguments:
        _expect(argument, Kind.NUMBER, f"what stands in {name}()")
    return _joined(arguments, f"in {name}()")


def _rounding(name: str, arguments: tuple[Node, ...]) -> Type:
    for argument in arguments:
        _expect(argument, Kind.NUMBER, f"what stands in {name}()")
    step = arguments[1]
    if not isinstance(step, ir.Const) or not isinstance(step.value, int | Fraction) or step.value <= 0:
        raise BadFormula(
            f"The step of {name}() is not a number above zero.", f"Write {name}(x, 0.01) or {name}(x, 1)."
        )
    return Type(Kind.NUMBER, arguments[0].type.dimensions)


def _ratio(name: str, arguments: tuple[Node, ...]) -> Type:
    for argument in arguments:
        _expect(argument, Kind.NUMBER, f"what stands in {name}()")
    return Type(Kind.NUMBER, divide(arguments[0].type.dimensions, arguments[1].type.dimensions))


def _bracket(name: str, arguments: tuple[Node, ...]) -> Type:
    value, table = arguments
    _expect(value, Kind.NUMBER, "the first of bracket()")
    _expect(table, Kind.TABLE, "the second of bracket()")
    by = table.type.by
    if isinstance(by, frozenset):
        raise BadFormula(
            "This table is looked up by a choice.",
            "Use lookup(), or write the table as [[from, value], ...].",
        )
    if by is None and not bare_number_fits(value.type.dimensions):
        raise BadFormula(
            f"The table does not say that it goes by {spell(value.type.dimensions)}.",
            "Write `by:` with the unit of the lower bounds beside the parameter's unit.",
        )
    if by is not None and value.type.bare is None and by != value.type.dimensions:
        raise BadFormula(
            f"The table goes by {spell(by)}, not by {spell(value.type.dimensions)}.", "Use the same unit."
        )
    return Type(Kind.NUMBER, table.type.dimensions)


def _lookup(name: str, arguments: tuple[Node, ...]) -> Type:
    choice, table = arguments
    _expect(choice, Kind.CHOICE, "the first of lookup()")
    _expect(table, Kind.TABLE, "the second of lookup()")
    if not isinstance(table.type.by, frozenset):
        raise BadFormula("This table is looked up by a number.", "Use bracket().")
    if lacking := choice.type.choices - table.type.by:
        raise BadFormula(
            f"The table has no value for {', '.join(sorted(lacking))}.", "Add it, with its source."
        )
    return Type(Kind.NUMBER, table.type.dimensions)


_DATED: dict[str, tuple[Kind, ...]] = {
    "age": (Kind.DATE, Kind.DATE),
    "age_in_months": (Kind.DATE, Kind.DATE),
    "years_between": (Kind.DATE, Kind.DATE),
    "months_between": (Kind.DATE, Kind.DATE),
    "days_between": (Kind.DATE, Kind.DATE),
    "first_of_month": (Kind.DATE,),
    "first_of_quarter": (Kind.DATE,),
    "first_of_year": (Kind.DATE,),
    "add_months": (Kind.DATE, Kind.NUMBER),
    "add_years": (Kind.DATE, Kind.NUMBER),
    "make_date": (Kind.NUMBER, Kind.NUMBER, Kind.NUMBER),
    "year": (Kind.DATE,),
    "month": (Kind.DATE,),
}
_DATED_GIVES: dict[str, Type] = {
    "age": Type(Kind.NUMBER, (("jaar", 1),)),
    "age_in_months": Type(Kind.NUMBER, (("maand", 1),)),
    "years_between": Type(Kind.NUMBER, (("jaar", 1),)),
    "months_between": Type(Kind.NUMBER, (("maand", 1),)),
    "days_between": Type(Kind.NUMBER, (("dag", 1),)),
    "year": Type(Kind.NUMBER),
    "month": Type(Kind.NUMBER),
}


def _dated(name: str, arguments: tuple[Node, ...]) -> Type:
    for argument, kind in zip(arguments, _DATED[name], strict=False):
        _expect(argument, kind, f"what stands in {name}()")
        if (
            kind is Kind.NUMBER
            and argument.type.bare is None
            and not bare_number_fits(argument.type.dimensions)
        ):
            raise BadFormula(
                f"{name}() counts years, months or days.",
                f"{spell(argument.type.dimensions)} is none of these.",
            )
    return _DATED_GIVES.get(name, DATE)


_CHECKS = {
    "money": _money,
    "rounding": _rounding,
    "ratio": _ratio,
    "bracket": _bracket,
    "lookup": _lookup,
    "dated": _dated,
}


def check_result(promised: Type, node: Node) -> None:
    """Refuse a formula that gives something else than its step promises."""
    given = node.type
    if given.kind is not promised.kind:
        raise BadFormula(
            f"The formula gives {_KIND_WORDS[given.kind]}, and the step promises "
            f"{_KIND_WORDS[promised.kind]}.",
            "Change one of the two.",
        )
    if given.kind is Kind.NUMBER:
        bare = given.bare is not None and (given.bare == 0 or bare_number_fits(promised.dimensions))
        if given.dimensions != promised.dimensions and not bare:
            raise BadFormula(
                f"The formula gives {spell(given.dimensions)}, and the step promises "
                f"{spell(promised.dimensions)}.",
                "Change the unit, or use per_month() or per_year().",
            )
    if strange := given.choices - promised.choices:
        raise BadFormula(f"The formula can give {min(strange)!r}.", "Add it to the step's `choices`.")
