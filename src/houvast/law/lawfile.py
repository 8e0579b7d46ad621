"""One law file, read and checked on its own: every field, every dated value, every text.

Takes   the content of `laws/<rank>/<name>.yaml`.
Gives   a `Law` whose formulas are still text; `corpus` gives them their meaning.
Knows   nothing of other files.
"""

import dataclasses
import datetime
import itertools
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeGuard, cast

from houvast.law.errors import Fault
from houvast.law.facts import NAME, RESERVED
from houvast.law.ir import Brackets, Choices, Level, Node, Number, Plain, Type
from houvast.law.reading import Fields, Text
from houvast.law.units import UNITS, Kind, Unit

KINDS = ("toeslag", "uitkering", "gemeentelijk", "kwijtschelding", "schuldregel", "belasting", "begrip")
MAX_STEPS = 400
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

    def on(self, day: datetime.date) -> DatedValue:
        """The value of that day."""
        return next((value for value in self.values if value.since <= day), self.values[-1])


@dataclasses.dataclass(frozen=True, slots=True)
class DatedFormula:
    """A formula from a day on."""

    since: datetime.date
    text: str
    node: Node | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class StepDefinition:
    """One step of a law: a named value at a level, under its article, in a plain sentence."""

    name: str
    level: Level
    unit: Unit
    type: Type
    article: str
    says: Text
    note: str
    formulas: tuple[DatedFormula, ...]

    def on(self, day: datetime.date) -> DatedFormula:
        """The formula of that day."""
        return next((formula for formula in self.formulas if formula.since <= day), self.formulas[-1])


@dataclasses.dataclass(frozen=True, slots=True)
class OpenNorm:
    """Something that the law leaves to a person's judgement; `step` says for whom it may matter."""

    name: str
    article: str
    says: Text
    step: StepDefinition


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """What the law says and we do not compute."""

    article: str
    says: Text


@dataclasses.dataclass(frozen=True, slots=True)
class Law:
    """One law or scheme. `right` and `amount` name the steps that are its outcome; a `begrip` has none."""

    name: str
    rank: str
    title: str
    official: str
    id: str
    authority: str
    kind: str
    covers: tuple[datetime.date, datetime.date]
    checked: tuple[datetime.date | None, str]
    summary: Text
    uses: tuple[str, ...]
    facts: tuple[str, ...]
    pair: str | None
    parameters: Mapping[str, ParameterDefinition]
    steps: Mapping[str, StepDefinition]
    right: str | None
    amount: str | None
    gaps: tuple[Gap, ...]
    open_norms: tuple[OpenNorm, ...]
    getting_it: Mapping[str, Any]
    note: str
    file: str

    def covers_day(self, day: datetime.date) -> bool:
        """Whether somebody checked this law for that day."""
        return self.covers[0] <= day <= self.covers[1]


def read_law(content: Any, *, name: str, rank: str, file: str, faults: list[Fault]) -> Law | None:
    """The law of one file, or None (and faults) when it has no usable head."""
    fields = Fields(content, file, faults)
    if not NAME.fullmatch(name):
        fields.fault(
            f"{name!r} cannot be a law's name.", "Name the file with lower case letters, digits and _."
        )
    covers = _covers(fields)
    if covers is None:
        return None
    checked, outcome = fields.inner("checked", required=True), fields.inner("outcome")
    law = Law(
        name=name, rank=rank, file=file,
        title=fields.text("title"),
        official=fields.text("official"),
        id=fields.text("id"),
        authority=fields.text("authority"),
        kind=fields.text("kind", among=KINDS),
        covers=covers,
        checked=(checked.day("on"), checked.text("by")),
        summary=fields.translated("summary", all_languages=True),
        uses=fields.names("uses"),
        facts=fields.names("facts"),
        pair=fields.text("pair", required=False) or None,
        parameters=_by_name(fields, "parameters", lambda item: _parameter(item, covers)),
        steps=_by_name(fields, "steps", lambda item: _step(item, covers)),
        right=outcome.text("right", required=False) or None,
        amount=outcome.text("amount", required=False) or None,
        gaps=tuple(_gap(item) for item in fields.items("gaps", name="article")),
        open_norms=tuple(_open_norm(item, covers) for item in fields.items("open_norms")),
        getting_it=fields.inner("getting_it").content,
        note=fields.text("note", required=False),
    )  # fmt: skip
    for inner in (checked, outcome, fields):
        inner.finish()
    _check_outcome(law, fields)
    return law


def _covers(fields: Fields) -> tuple[datetime.date, datetime.date] | None:
    covers = fields.inner("covers", required=True)
    start, end = covers.day("from"), covers.day("until")
    covers.finish()
    if start is None or end is None:
        return None
    if start > end:
        covers.fault("`from` is after `until`.", "Swap them.")
        return None
    return start, end


def _check_outcome(law: Law, fields: Fields) -> None:
    if (law.kind == "begrip") != (law.right is None):
        fields.fault(
            "Every law but a `begrip` has an outcome, and a `begrip` has none.", "Add or remove `outcome:`."
        )
    for key, name, kind in (("right", law.right, Kind.BOOL), ("amount", law.amount, Kind.NUMBER)):
        if name is None:
            continue
        step = law.steps.get(name)
        if step is None:
            fields.fault(f"The outcome's {key} {name!r} is not a step.", "Name one of the steps.")
        elif step.type.kind is not kind or step.level is Level.PERSON:
            fields.fault(
                f"The outcome's {key} {name!r} is not one {'yes/no' if key == 'right' else 'number'} for "
                f"the household.",
                "Name a pair or household step with the fitting unit.",
            )
    if len(law.steps) > MAX_STEPS:
        fields.fault(f"There are {len(law.steps)} steps.", f"Split the law; {MAX_STEPS} is the most.")


def _by_name(fields: Fields, key: str, read: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields.items(key):
        name = item.text("name")
        if not NAME.fullmatch(name) or name in RESERVED:
            item.fault(f"{name[:60]!r} cannot be a name.", "Use lower case letters, digits and _.")
            continue
        if name in found:
            item.fault(f"{name!r} is defined twice.", "Rename one of them.")
        value = read(item)
        item.finish()
        if value is not None:
            found[name] = value
    return found


def _step(item: Fields, covers: tuple[datetime.date, datetime.date]) -> StepDefinition | None:
    unit = UNITS[item.text("unit", among=tuple(UNITS))]
    formulas = _formulas(item, covers)
    choices = frozenset(item.names("choices"))
    if (unit.kind is Kind.CHOICE) != bool(choices):
        item.fault("Choices and the unit `keuze` go together.", "Write `choices: [a, b]`, or another unit.")
    step = StepDefinition(
        name=item.text("name"),
        level=Level(item.text("level", among=("household", "pair", "person"))),
        unit=unit,
        type=Type(unit.kind, unit.dimensions, choices),
        article=item.text("article"),
        says=item.translated("says"),
        note=item.text("note", required=False),
        formulas=formulas,
    )
    return step if formulas else None


def _formulas(
    item: Fields, covers: tuple[datetime.date, datetime.date], key: str = "formula"
) -> tuple[DatedFormula, ...]:
    value = item.take(key, required=True)
    if isinstance(value, list):
        dated = []
        for part in item.items(key, name="from"):
            since, text = part.day("from"), part.text("formula")
            part.take("article"), part.take("note")
            part.finish()
            if since is not None:
                dated.append(DatedFormula(since, text))
        _check_days(item, [formula.since for formula in dated], covers[0])
        return tuple(dated)
    return () if value is None else (DatedFormula(covers[0], _as_formula(value)),)


def _as_formula(value: Any) -> str:
    """A formula that is one bare number or word was read by YAML as a value: give it its text back."""
    if isinstance(value, bool):
        return "True" if value else "False"
    return str(value)


def _check_days(item: Fields, days: list[datetime.date], start: datetime.date) -> None:
    if any(newer <= older for newer, older in itertools.pairwise(days)):
        item.fault("The days are not newest first.", "Sort them; each day once.")
    if not days or days[-1] > start:
        item.fault(f"There is a hole: nothing holds on {start}.", "Add the older value, or shorten `covers`.")


def _parameter(item: Fields, covers: tuple[datetime.date, datetime.date]) -> ParameterDefinition | None:
    unit = UNITS[item.text("unit", among=tuple(UNITS))]
    by = item.text("by", required=False, among=tuple(UNITS))
    by_unit = UNITS[by] if by else None
    values = tuple(_dated(part, unit, by_unit) for part in item.items("values", name="from"))
    days = [value.since for value in values]
    _check_days(item, days, covers[0])
    type_ = _value_type(item, unit, by_unit, [value.value for value in values])
    parameter = ParameterDefinition(
        item.text("name"), unit, type_, item.text("article"), item.text("note", required=False), values
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


def _gap(item: Fields) -> Gap:
    gap = Gap(item.text("article"), item.translated("says"))
    item.take("name")
    item.finish()
    return gap


def _open_norm(item: Fields, covers: tuple[datetime.date, datetime.date]) -> OpenNorm:
    name, article, says = item.text("name"), item.text("article"), item.translated("says")
    formulas = _formulas(item, covers, "applies") or (DatedFormula(covers[0], "False"),)
    item.finish()
    unit = UNITS["ja/nee"]
    step = StepDefinition(name, Level.HOUSEHOLD, unit, Type(Kind.BOOL), article, says, "", formulas)
    return OpenNorm(name, article, says, step)
