"""What a formula means: a small typed tree, the same for every way of reading it.

Takes   nothing.
Gives   the nodes that `formula` makes and that `program` (exact, with doubt) and the population kernel
        compile.
Knows   nothing of texts, files or values of facts. Names are resolved, levels and units are checked.

Every node has a `type`. A value at level PERSON exists for each person; PAIR and HOUSEHOLD values exist
once. Where a household or pair formula speaks of persons it does so in an `Aggregate` only; aggregates are
never nested and never stand in a person formula. The condition of a pair (`pair:` in the law) is already
part of an aggregate's
`where`.
"""

import dataclasses
import datetime
import enum
from collections.abc import Iterator
from fractions import Fraction

from houvast.law.units import Dimensions, Kind

Number = int | Fraction
Plain = Number | bool | str | datetime.date
"""A known value: money and counts are exact; a percentage is already divided by 100."""

Brackets = tuple[tuple[Number, Number | None], ...]
Choices = tuple[tuple[str, Number | None], ...]


class Level(enum.Enum):
    """Of what a value is a property."""

    PERSON = "person"
    PAIR = "pair"
    HOUSEHOLD = "household"


@dataclasses.dataclass(frozen=True, slots=True)
class Type:
    """What sort of value: its kind, for numbers (and tables) the dimensions, for choices the possible ones.

    `by` is what a table is looked up with: dimensions, the choices, or None when any count or age will do.
    `bare` marks a number that was written in a formula: zero fits every unit.
    """

    kind: Kind
    dimensions: Dimensions = ()
    choices: frozenset[str] = frozenset()
    by: Dimensions | frozenset[str] | None = None
    bare: Number | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Const:
    """A value written in the formula."""

    type: Type
    value: Plain


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """What somebody told us.

    `name` is a key of `corpus.facts`, or `role` (of a person) or `day` (household).
    """

    type: Type
    name: str
    level: Level


@dataclasses.dataclass(frozen=True, slots=True)
class Parameter:
    """A dated value of a law; on the day it is a value, a table, or None when nobody knows."""

    type: Type
    law: str
    name: str


@dataclasses.dataclass(frozen=True, slots=True)
class StepValue:
    """The value of another step, computed before."""

    type: Type
    law: str
    name: str
    level: Level


@dataclasses.dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+ - * /` over numbers. A divisor is proven at load never to be zero."""

    type: Type
    operator: str
    left: "Node"
    right: "Node"


@dataclasses.dataclass(frozen=True, slots=True)
class Compare:
    """`< <= == != >= >` over numbers or dates; `== !=` also over choices and booleans."""

    type: Type
    operator: str
    left: "Node"
    right: "Node"


@dataclasses.dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over two or more booleans."""

    type: Type
    operator: str
    parts: tuple["Node", ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a boolean."""

    type: Type
    part: "Node"


@dataclasses.dataclass(frozen=True, slots=True)
class Choose:
    """`then if condition else otherwise`."""

    type: Type
    condition: "Node"
    then: "Node"
    otherwise: "Node"


@dataclasses.dataclass(frozen=True, slots=True)
class Call:
    """A pure function of `houvast.law.functions`, by name."""

    type: Type
    function: str
    arguments: tuple["Node", ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Aggregate:
    """`sum count any all largest smallest applicant` over the persons for whom `where` holds (None: all).

    `count` has no `value`. Empty: sum, largest and smallest 0, count 0, any false, all true. `applicant` has
    no `where`.
    """

    type: Type
    function: str
    value: "Node | None"
    where: "Node | None"


Node = Const | Fact | Parameter | StepValue | Arithmetic | Compare | Logic | Not | Choose | Call | Aggregate
Leaf = Fact | Parameter | StepValue


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in reading order."""
    match node:
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Logic(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Choose(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case Call(arguments=arguments):
            return arguments
        case Aggregate(value=value, where=where):
            return tuple(part for part in (value, where) if part is not None)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, with repeats."""
    yield node
    for child in children(node):
        yield from walk(child)


def leaves(node: Node) -> Iterator[Leaf]:
    """Every fact, parameter and step that the formula names, with repeats."""
    return (inner for inner in walk(node) if isinstance(inner, Fact | Parameter | StepValue))
