"""In which order steps can be computed.

Takes   laws whose formulas have a meaning.
Gives   every step after the steps that it names, law by law; circles, spelled out.
Knows   nothing of values.
"""

from collections.abc import Iterator, Mapping

from houvast.law import ir
from houvast.law.lawfile import Law, StepDefinition

StepKey = tuple[str, str]


class Circle(ValueError):
    """Steps need each other in a circle; nothing can be computed first."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        super().__init__(" -> ".join(path))


def law_order(laws: Mapping[str, Law]) -> tuple[str, ...]:
    """Every law after the laws that it uses. Raises `Circle`."""
    graph = {name: tuple(used for used in law.uses if used in laws) for name, law in laws.items()}
    return _sorted(graph)


def ordered(laws: Mapping[str, Law]) -> tuple[StepKey, ...]:
    """Every step after the steps that it names, law by law. Raises `Circle`."""
    order: list[StepKey] = []
    for name in law_order(laws):
        law = laws[name]
        graph = {step.name: tuple(sorted(_named(step, name))) for step in law.steps.values()}
        order.extend((name, step) for step in _sorted(graph))
        order.extend((name, f"open:{norm.name}") for norm in law.open_norms)
    return tuple(order)


def _named(step: StepDefinition, law: str) -> set[str]:
    """The steps of the same law that this step names on any day."""
    return {
        leaf.name
        for formula in step.formulas
        if formula.node is not None
        for leaf in ir.leaves(formula.node)
        if isinstance(leaf, ir.StepValue) and leaf.law == law
    }


def _sorted(graph: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    done: dict[str, None] = {}
    for start in graph:
        if start not in done:
            _visit(start, graph, done)
    return tuple(done)


def _visit(start: str, graph: Mapping[str, tuple[str, ...]], done: dict[str, None]) -> None:
    """Depth first without recursion: a law may have very many steps in a row."""
    path: dict[str, Iterator[str]] = {start: iter(graph[start])}
    while path:
        name, rest = next(reversed(path.items()))
        following = next((other for other in rest if other not in done and other in graph), None)
        if following is None:
            path.pop(name)
            done[name] = None
        elif following in path:
            names = list(path)
            raise Circle((*names[names.index(following) :], following))
        else:
            path[following] = iter(graph[following])
