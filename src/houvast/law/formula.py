"""One readable line of arithmetic, read into a small typed tree.

Takes   the text of a formula, the level at which it stands, and a scope that knows what the names mean.
Gives   a `Node` of `ir`, its types, units and levels checked by `fitting`.
Knows   nothing of files. Nothing is ever evaluated: `ast` parses, a white list decides, all else is refused.
"""

import ast
import re
from collections.abc import Callable
from fractions import Fraction

from houvast.law import fitting, ir
from houvast.law.errors import BadFormula
from houvast.law.ir import Level, Node
from houvast.law.units import Kind

MAX_SIGNS = 2000
MAX_DEPTH = 30
MAX_NODES = 400

Scope = Callable[[str, str | None], ir.Leaf]
"""Finds what a name means: scope(name, law or None). Raises `BadFormula` with the nearest known name."""

_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.Gt: ">",
}
_REFUSED: dict[type[ast.AST], tuple[str, str]] = {
    ast.Pow: ("Powers are not in the language.", "Write the multiplication out."),
    ast.FloorDiv: ("`//` is not in the language.", "Write round_down(a / b, 1)."),
    ast.Mod: ("`%` is not in the language.", "Give the percentage as a parameter with unit `%`."),
    ast.Lambda: ("A function inside a formula is not in the language.", "Make it a step of its own."),
    ast.Subscript: ("`[...]` is not in the language.", "Use lookup() or bracket() with a parameter."),
    ast.NamedExpr: ("`:=` is not in the language.", "Make it a step of its own."),
    ast.Attribute: (
        "This dot is not in the language.",
        "Only `law.name` may be written, for a law under `uses`.",
    ),
    ast.In: ("`in` is not in the language.", "Write a == 'x' or a == 'y'."),
    ast.NotIn: ("`not in` is not in the language.", "Write a != 'x' and a != 'y'."),
    ast.Is: ("`is` is not in the language.", "Write ==."),
    ast.IsNot: ("`is not` is not in the language.", "Write !=."),
    ast.JoinedStr: ("An f-text is not in the language.", "Write the choice as a plain 'text'."),
}


def read_formula(text: str, *, level: Level, scope: Scope, pair: Node | None = None) -> Node:
    """The meaning of `text` at `level`. `pair` is the condition that makes somebody one of the pair.

    Raises `BadFormula`, saying what is refused and what to write instead.
    """
    _refuse_oddities(text)
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        problem = getattr(error, "msg", None) or "too long or too deep"
        raise BadFormula(f"The formula cannot be read: {problem}.", "Check brackets and commas.") from None
    if sum(1 for _ in ast.walk(tree)) > 3 * MAX_NODES:
        raise BadFormula("The formula is too long.", f"Split it into steps of at most {MAX_NODES} parts.")
    return _Reader(text.strip(), level, scope, pair).read(tree.body, 0)


def _refuse_oddities(text: str) -> None:
    if not text.strip():
        raise BadFormula("The formula is empty.", "Write what the article says.")
    if len(text) > MAX_SIGNS:
        raise BadFormula(f"The formula is longer than {MAX_SIGNS} signs.", "Split it into steps.")
    if not text.isascii() or "\\" in text or "\x00" in text or "\n" in text.strip():
        raise BadFormula(
            "The formula holds a sign that is not in the language.",
            "Use plain letters, digits and operators, on one line.",
        )


class _Reader:
    """Walks one parsed formula.

    `inside` is true within an aggregate, where names are read for each person.
    """

    def __init__(self, text: str, level: Level, scope: Scope, pair: Node | None) -> None:
        self.text, self.level, self.scope, self.pair = text, level, scope, pair
        self.inside = False

    def read(self, tree: ast.expr, depth: int) -> Node:  # noqa: C901 - one case for each sort of expression
        """The node for one expression."""
        if depth > MAX_DEPTH:
            raise BadFormula("The formula is nested too deeply.", "Split it into steps.")
        deeper = depth + 1
        match tree:
            case ast.Name(id=name):
                return self._name(name, None)
            case ast.Attribute(value=ast.Name(id=law), attr=name):
                return self._name(name, law)
            case ast.Constant():
                return self._constant(tree)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return fitting.arithmetic(
                    _ARITHMETIC[type(op)], self.read(left, deeper), self.read(right, deeper)
                )
            case ast.UnaryOp():
                return self._unary(tree, deeper)
            case ast.BoolOp(op=op, values=values):
                word = "and" if isinstance(op, ast.And) else "or"
                return fitting.logic(word, tuple(self.read(value, deeper) for value in values))
            case ast.Compare():
                return self._comparison(tree, deeper)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return fitting.choose(
                    self.read(test, deeper), self.read(body, deeper), self.read(orelse, deeper)
                )
            case ast.Call(func=ast.Name(id=name)):
                return self._call(name, tree, deeper)
        raise _refusal(tree)

    def _name(self, name: str, law: str | None) -> Node:
        if name == "day" and law is None:
            return ir.Fact(fitting.DATE, "day", Level.HOUSEHOLD)
        leaf: ir.Leaf
        leaf = fitting.ROLE if name == "role" and law is None else self.scope(name, law)
        personal = isinstance(leaf, ir.Fact | ir.StepValue) and leaf.level is Level.PERSON
        if personal and self.level is not Level.PERSON and not self.inside:
            raise BadFormula(
                f"{name!r} differs from person to person, and this step has one value.",
                f"Say whose: sum({name}, where=...), any({name}) or applicant({name}).",
            )
        return leaf

    def _constant(self, tree: ast.Constant) -> Node:
        value = tree.value
        if isinstance(value, bool):
            return ir.Const(fitting.BOOL, value)
        if isinstance(value, str):
            return ir.Const(ir.Type(Kind.CHOICE, choices=frozenset({value})), value)
        written = self.text[tree.col_offset : tree.end_col_offset]
        if not isinstance(value, int | float) or not _NUMBER.fullmatch(written):
            raise BadFormula(
                f"{written[:40]!r} is not a number in the language.", "Write it like 12 or 0.25."
            )
        return fitting.number(Fraction(written))

    def _unary(self, tree: ast.UnaryOp, depth: int) -> Node:
        inner = self.read(tree.operand, depth)
        if isinstance(tree.op, ast.Not):
            return fitting.negation(inner)
        if isinstance(tree.op, ast.USub):
            return fitting.minus(inner)
        raise _refusal(tree)

    def _comparison(self, tree: ast.Compare, depth: int) -> Node:
        operands = [self.read(part, depth) for part in (tree.left, *tree.comparators)]
        parts = []
        for operator, left, right in zip(tree.ops, operands, operands[1:], strict=False):
            if type(operator) not in _COMPARE:
                raise _refusal(operator)
            parts.append(fitting.compare(_COMPARE[type(operator)], left, right))
        return parts[0] if len(parts) == 1 else fitting.logic("and", tuple(parts))

    def _call(self, name: str, tree: ast.Call, depth: int) -> Node:
        if any(isinstance(argument, ast.Starred) for argument in tree.args):
            raise BadFormula("`*` before an argument is not in the language.", "Write the arguments out.")
        if name in fitting.AGGREGATES:
            return self._aggregate(name, tree, depth)
        if tree.keywords:
            raise BadFormula(
                f"{name}() takes no named arguments.", "Only sum, count and the like take where=..."
            )
        return fitting.call(name, tuple(self.read(argument, depth) for argument in tree.args))

    def _aggregate(self, name: str, tree: ast.Call, depth: int) -> Node:
        if self.inside or self.level is Level.PERSON:
            raise BadFormula(
                f"{name}() stands inside a person's formula.",
                "Make it a household step, and name that step here.",
            )
        if [word.arg for word in tree.keywords] not in ([], ["where"]):
            raise BadFormula(f"{name}() knows only where=...", "Remove the other named arguments.")
        self.inside = True
        value = [self.read(argument, depth) for argument in tree.args]
        where = self.read(tree.keywords[0].value, depth) if tree.keywords else None
        self.inside = False
        pair = self.pair if self.level is Level.PAIR and name != "applicant" else None
        return fitting.aggregate(name, value, where, pair)


def _refusal(tree: ast.AST) -> BadFormula:
    what, mend = _REFUSED.get(
        type(tree.op) if isinstance(tree, ast.BinOp) else type(tree),
        ("This is not in the language of formulas.", "docs/how-to/write-a-law.md lists all that is."),
    )
    return BadFormula(what, mend)
