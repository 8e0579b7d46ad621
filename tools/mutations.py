"""Every small mistake that somebody could make in a module: one operator, number or word changed at a time.

Takes   the text of a Python module.
Gives   `Mutation`s, and for each the tree of the module with that one mistake in it.
Knows   nothing of tests. What is only told to people (docstrings, messages, annotations) is left alone.
"""

import ast
import copy
import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterator

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitXor: ast.BitOr,
}
_OTHER_CALL = {"min": "max", "max": "min", "any": "all", "all": "any"}
_TOLD = {"Fault", "BadFormula", "BadCorpus", "BadSituation", "OutsideCorpus", "LookupError", "TypeVar"}
"""What these take is text for people."""
_UNTOUCHED = {"__repr__", "spell"}


@dataclasses.dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: in which function, on which line, what that line said, and what was changed into what."""

    module: str
    where: str
    line: int
    said: str
    change: str
    nth: int
    """Which of the places in the module, in the order of `_places`."""
    first: int
    last: int
    """The lines that are run when the mistake is come past: of its statement, up to its own end."""
    function: tuple[int, int]
    """The first and last line of the function, if any, in which it stands."""

    @property
    def around(self) -> range:
        """All lines of that function."""
        return range(self.function[0], self.function[1] + 1)

    @property
    def key(self) -> str:
        """What stays the same when lines move: to remember why a mutation was accepted."""
        return f"{self.module} {self.where}: {self.said} [{self.change}]"


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    where: str
    line: int
    last: int
    change: str
    apply: Callable[[], None]
    first: int = 0
    """Of the statement."""


def mutations(module: str, text: str) -> list[Mutation]:
    """All mistakes that can be made in this text."""
    lines, seen, found = text.splitlines(), Counter[str](), []
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for nth, place in enumerate(_places(tree)):
        said = lines[place.line - 1].strip()
        mutation = Mutation(
            module,
            place.where,
            place.line,
            said,
            place.change,
            nth,
            place.first or place.line,
            place.last,
            _function(functions, place.line),
        )
        seen[mutation.key] += 1
        if (times := seen[mutation.key]) > 1:
            mutation = dataclasses.replace(mutation, change=f"{place.change}, {times}")
        found.append(mutation)
    return found


def _function(functions: list[ast.FunctionDef], line: int) -> tuple[int, int]:
    spans = [(node.lineno, node.end_lineno or node.lineno) for node in functions]
    return max(((low, high) for low, high in spans if low <= line <= high), default=(0, 0))


def mutated(text: str, nth: int) -> ast.Module:
    """The module's tree with the mistake of that number in it."""
    tree = ast.parse(text)
    _places(tree)[nth].apply()
    return ast.fix_missing_locations(tree)


def _places(tree: ast.Module) -> list[_Place]:
    found: list[_Place] = []
    _walk(tree, "module", 0, found)
    return found


def _walk(node: ast.AST, where: str, first: int, found: list[_Place]) -> None:
    outside = where
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        if node.name in _UNTOUCHED:
            return
        where = node.name if where == "module" else f"{where}.{node.name}"
    if _is_told(node):
        return
    if isinstance(node, ast.stmt):
        first = node.lineno
    found += [
        place if place.first else dataclasses.replace(place, first=first) for place in _of_node(node, where)
    ]
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                # What a parameter is when it is left out is made where the function is made.
                _walk(child, outside if isinstance(child, ast.arguments) else where, first, found)


def _is_told(node: ast.AST) -> bool:
    """Docstrings, messages, what only types see, and what only has to differ from anything else."""
    match node:
        case (
            ast.Expr(value=ast.Constant()) | ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Assert()
        ):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in _TOLD
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.keyword(arg="strict"):
            return True
    return False


def _of_node(node: ast.AST, where: str) -> Iterator[_Place]:
    line = getattr(node, "lineno", 0) or _line_below(node)
    for change, apply in _changes(node):
        yield _Place(where, line, _end(node, line), change, apply)
    yield from _left_out(node, where)


def _line_below(node: ast.AST) -> int:
    """A condition in a comprehension has no line of its own; what stands in it has."""
    return next((inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.expr)), 0)


def _end(node: ast.AST, line: int) -> int:
    """The last line of an expression; of a statement that holds others only the first."""
    holds_others = isinstance(node, ast.stmt) and hasattr(node, "body")
    return line if holds_others else getattr(node, "end_lineno", line)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can go wrong at this very node."""
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                yield _swap(operator, functools.partial(node.ops.__setitem__, number))
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign():
            if type(node.op) in _SWAPPED:
                yield _swap(node.op, functools.partial(setattr, node, "op"))
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield f"no {type(node.op).__name__}", lambda: _become(node, node.operand)
        case ast.Constant(value=bool() | int() as value):
            other = (not value) if isinstance(value, bool) else value + 1
            yield f"{value} -> {other}", lambda: setattr(node, "value", other)
        case _:
            yield from _other_ways(node)


def _other_ways(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    match node:
        case ast.If() | ast.IfExp() | ast.While() if isinstance(
            node.test, ast.Name | ast.Call | ast.Attribute
        ):
            yield "condition turned round", lambda: setattr(node, "test", _negated(node.test))
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "returns None", lambda: setattr(node, "value", ast.Constant(None))
        case ast.Call(func=ast.Name(id=name)) if name in _OTHER_CALL:
            yield f"{name} -> {_OTHER_CALL[name]}", lambda: setattr(node.func, "id", _OTHER_CALL[name])
        case ast.comprehension(ifs=[_, *_]):
            yield "every item", lambda: node.ifs.clear()


def _left_out(node: ast.AST, where: str) -> Iterator[_Place]:
    """Statements that somebody forgot."""
    body: list[ast.stmt] = getattr(node, "body", [])
    if not isinstance(body, list):
        return
    for block in (body, getattr(node, "orelse", [])):
        for number, statement in enumerate(block):
            call = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            if _is_assured(statement):
                continue
            if call or isinstance(statement, ast.Raise | ast.Continue | ast.Break | ast.AugAssign):
                said = f"left out: {ast.unparse(statement)[:60]}"
                forget = functools.partial(block.__setitem__, number, ast.Pass())
                line, last = statement.lineno, statement.end_lineno or statement.lineno
                yield _Place(where, line, last, said, forget, first=line)


def _is_assured(statement: ast.stmt) -> bool:
    """What stands there to say that it cannot happen."""
    match statement:
        case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError"))):
            return True
    return False


def _swap(operator: ast.AST, put: Callable[[ast.AST], None]) -> tuple[str, Callable[[], None]]:
    other = _SWAPPED[type(operator)]
    return f"{type(operator).__name__} -> {other.__name__}", lambda: put(other())


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _become(node: ast.AST, other: ast.AST) -> None:
    """Turn one node into another in place."""
    replacement = copy.deepcopy(other)
    node.__class__ = replacement.__class__
    node.__dict__.clear()
    node.__dict__.update(replacement.__dict__)
