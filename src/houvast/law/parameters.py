"""The dated values of a law, read and checked: each with unit, article, source, day of checking and
confidence.

Takes   the items under `parameters:` of a law file.
Gives   a `ParameterDefinition` with its history, newest first, without holes.
Knows   nothing of formulas.
"""

import dataclasses
import datetime
import itertools
from fractions import Fraction
from typing import Any, TypeGuard, cast

from houvast.law.ir import Brackets, Choices, Number, Plain, Type
from houvast.law.reading import Fields
from houvast.law.units import UNITS, Kind, Unit

CONFIDENCES = ("A", "B", "C")
Value = Plain | Brackets | Choices | None


@dataclasses.dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a day on, with where it stands and who checked it when. None: nobody knows it."""

    since: datetime.date
    value: Value
    source: str
    checked: datetime.date | None
    confidence: str
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class ParameterDefinition:
    """A named value of a law, with its history, newest first. Percentages are already divided by 100."""

    name: str
    unit: Unit
    type: Type
    article: str
    note: str
    values: tuple[DatedValue, ...]
    by: Unit | None = None

    def on(self, day: datetime.date) -> DatedValue:
        """The value of that day."""
        return next((value for value in self.values if value.since <= day), self.values[-1])


def check_days(item: Fields, days: list[datetime.date], start: datetime.date) -> None:
    """Note days that are not newest first, and a hole at the beginning."""
    if any(newer <= older for newer, older in itertools.pairwise(days)):
        item.fault("The days are not newest first.", "Sort them; each day once.")
    if not days or days[-1] > start:
        item.fault(f"There is a hole: nothing holds on {start}.", "Add the older value, or shorten `covers`.")


def read_parameter(item: Fields, covers: tuple[datetime.date, datetime.date]) -> ParameterDefinition | None:
    """One parameter; None (and faults) without any value."""
    unit = UNITS[item.text("unit", among=tuple(UNITS))]
    by = item.text("by", required=False, among=tuple(UNITS))
    by_unit = UNITS[by] if by else None
    values = tuple(_dated(part, unit, by_unit) for part in item.items("values", name="from"))
    days = [value.since for value in values]
    check_days(item, days, covers[0])
    type_ = _value_type(item, unit, by_unit, [value.value for value in values])
    parameter = ParameterDefinition(
        item.text("name"),
        unit,
        type_,
        item.text("article"),
        item.text("note", required=False),
        values,
        by_unit,
    )
    return parameter if values else None


def _value_type(item: Fields, unit: Unit, by: Unit | None, values: list[Value]) -> Type:
    """The type of all the values together: the same shape on every day."""
    known = [value for value in values if value is not None]
    tables = [value for value in known if isinstance(value, tuple)]
    if tables and len(tables) < len(known):
        item.fault("Some values are tables and some are not.", "Give every day the same shape.")
    if not tables:
        if unit.kind is Kind.CHOICE:
            return Type(Kind.CHOICE, choices=frozenset(str(value) for value in known))
        return Type(unit.kind, unit.dimensions)
    keys = [frozenset(row[0] for row in table) for table in tables if isinstance(table[0][0], str)]
    if keys and (len(keys) < len(tables) or len(set(keys)) > 1):
        item.fault("The tables differ in what they go by.", "Give every day the same choices.")
    if keys:
        return Type(Kind.TABLE, unit.dimensions, by=frozenset(str(key) for key in keys[0]))
    return Type(Kind.TABLE, unit.dimensions, by=by.dimensions if by else None)


def _dated(part: Fields, unit: Unit, by: Unit | None) -> DatedValue:
    since = part.day("from") or datetime.date.min
    raw = part.take("value")
    if "value" not in part.content:
        part.fault("`value` is missing.", "Give it; `value: null` says that nobody knows.")
    source = part.take("source")
    if isinstance(source, list):
        source = "; ".join(str(item) for item in source)
    if not source and raw is not None:
        part.fault("This value has no source.", "Add `source:`; a figure without a source is a guess.")
    value = DatedValue(
        since=since,
        value=_value(part, raw, unit, by),
        source=str(source or ""),
        checked=part.day("checked", required=raw is not None),
        confidence=part.text("confidence", required=raw is not None, among=CONFIDENCES) or "C",
        note=part.text("note", required=False),
    )
    part.finish()
    return value


def read_value(fields: Fields, known: ParameterDefinition) -> Value:
    """Another value for a parameter that is already known, of the same shape."""
    raw = fields.take("value")
    if "value" not in fields.content:
        fields.fault("`value` is missing.", "Give it; `value: null` says that nobody knows.")
    value = _value(fields, raw, known.unit, known.by)
    if value is not None and isinstance(value, tuple) != (known.type.kind is Kind.TABLE):
        fields.fault(
            "This value has another shape than the law's.", "Give a table for a table, a number for a number."
        )
    return value


def _value(part: Fields, raw: Any, unit: Unit, by: Unit | None) -> Value:
    if raw is None:
        return None
    if isinstance(raw, list):
        return _brackets(part, raw, unit, by)
    if isinstance(raw, dict):
        return _lookup_table(part, raw, unit)
    wanted: tuple[type, ...] = {
        Kind.NUMBER: (int, Fraction), Kind.BOOL: (bool,), Kind.DATE: (datetime.date,), Kind.CHOICE: (str,),
    }[unit.kind]  # fmt: skip
    if not isinstance(raw, wanted) or (unit.kind is Kind.NUMBER and isinstance(raw, bool)):
        part.fault(
            f"{str(raw)[:60]!r} is not a value in {unit.name}.", "Write 1234.56, true, a date, or a choice."
        )
        return None
    if _is_number(raw):
        return _scaled(raw, unit)
    return cast("Plain", raw)


def _scaled(raw: Number, unit: Unit) -> Number:
    scaled = raw * unit.scale
    return scaled.numerator if scaled.denominator == 1 else scaled


def _is_number(value: Any) -> TypeGuard[Number]:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _brackets(part: Fields, raw: list[Any], unit: Unit, by: Unit | None) -> Brackets | None:
    fits = raw and all(
        isinstance(row, list)
        and len(row) == 2
        and _is_number(row[0])
        and (row[1] is None or _is_number(row[1]))
        for row in raw
    )
    bounds = [row[0] for row in raw] if fits else []
    if not fits or unit.kind is not Kind.NUMBER or sorted(set(bounds)) != bounds:
        part.fault("This is not a table [[from, value], ...] with rising lower bounds.", "Mend the rows.")
        return None
    step = by or UNITS["aantal"]
    return tuple(
        (_scaled(bound, step), None if beside is None else _scaled(beside, unit)) for bound, beside in raw
    )


def _lookup_table(part: Fields, raw: dict[Any, Any], unit: Unit) -> Choices | None:
    fits = raw and all(
        isinstance(key, str) and (value is None or _is_number(value)) for key, value in raw.items()
    )
    if not fits or unit.kind is not Kind.NUMBER:
        part.fault("This is not a table {choice: value, ...}.", "Mend the rows.")
        return None
    return tuple((key, None if value is None else _scaled(value, unit)) for key, value in raw.items())
