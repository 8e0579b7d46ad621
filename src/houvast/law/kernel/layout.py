"""How a population stands in columns: one row per household, its persons as a list of structs.

Takes   the definitions of facts.
Gives   the Arrow type of each fact, the schema of a population, and the finest step in which a number is
        written.
Knows   nothing of laws, files or values.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pyarrow as pa

from houvast.law.facts import FactDefinition
from houvast.law.fitting import ROLES
from houvast.law.ir import Level
from houvast.law.units import Kind, Unit

HOUSEHOLD, PERSONS, ROLE = "household", "persons", "role"
MOST_PERSONS = 32
"""One applicant, one partner, fifteen children, fifteen others: more is an error in the data, and refused."""

CHOICE = pa.dictionary(pa.int8(), pa.string())
NARROW = 9
"""The most digits of a decimal in four bytes; a decimal in eight holds twice as many."""
_PERIODS = frozenset({"jaar", "kwartaal", "maand", "week", "dag", "aantal"})
_DECIMALS = {"%": 4, "factor": 6}


def decimals(unit: Unit) -> int:
    """How many decimals a population may write in this unit: cents for money, none for counts and periods."""
    return 0 if unit.name in _PERIODS else _DECIMALS.get(unit.name, 2)


def arrow_type(fact: FactDefinition) -> pa.DataType:
    """The Arrow type in which this fact is written; numbers are exact decimals, never floats."""
    match fact.unit.kind:
        case Kind.BOOL:
            return pa.bool_()
        case Kind.DATE:
            return pa.date32()
        case Kind.CHOICE:
            return CHOICE
    largest = max(
        (abs(int(bound)) for bound in (fact.low, fact.high) if isinstance(bound, int | Fraction)), default=0
    )
    places = decimals(fact.unit)
    digits = min(18, len(str(largest)) + 1 + places)
    if not places:
        return pa.int32()
    return pa.decimal32(digits, places) if digits <= NARROW else pa.decimal64(digits, places)


def population_schema(
    facts: Iterable[FactDefinition], metadata: Mapping[str, str] | None = None
) -> pa.Schema:
    """The schema of a population that knows these facts: `household` (its number), household facts,
    `persons`."""
    listed = sorted(facts, key=lambda fact: fact.name)
    person = [pa.field(ROLE, CHOICE, nullable=False)]
    person += [field(fact) for fact in listed if fact.level is Level.PERSON]
    item = pa.field("item", pa.struct(person), nullable=False)
    columns = [pa.field(HOUSEHOLD, pa.int64(), nullable=False)]
    columns += [field(fact) for fact in listed if fact.level is Level.HOUSEHOLD]
    columns.append(pa.field(PERSONS, pa.list_(item), nullable=False))
    return pa.schema(columns, metadata=dict(metadata) if metadata else None)


def field(fact: FactDefinition) -> pa.Field:
    """The column of one fact, with its unit written beside it."""
    return pa.field(fact.name, arrow_type(fact), nullable=False, metadata={"unit": fact.unit.name})


def choices(fact: FactDefinition) -> tuple[str, ...]:
    """The choices of a fact in the order of their codes."""
    return tuple(fact.choices)


ROLE_CODES = {role: code for code, role in enumerate(ROLES)}
