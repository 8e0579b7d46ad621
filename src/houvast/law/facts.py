"""What a law may ask about a household or a person: one definition of each fact for all laws.

Takes   `laws/facts/*.yaml`, read by `strict_yaml`.
Gives   `FactDefinition` by name, and the check of one answer against it.
Knows   nothing of laws, households or screens.
"""

import dataclasses
import datetime
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from houvast.law.errors import Fault
from houvast.law.fitting import ROLES
from houvast.law.ir import Level, Number, Plain, Type
from houvast.law.reading import Fields, Text, translated
from houvast.law.units import UNITS, WHOLE, Kind, Unit

NAME = re.compile(r"[a-z][a-z0-9_]{1,60}")
RESERVED = frozenset(
    {"role", "day", "name", "id", "persons", "household", "unknown", "and", "or", "not", "if", "else"}
)
_FIELDS_BY_KIND = {
    Kind.NUMBER: (int, Fraction),
    Kind.DATE: (datetime.date,),
    Kind.BOOL: (bool,),
    Kind.CHOICE: (str,),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Default:
    """A value that may be taken for granted: for this role (any), from and below these ages (any)."""

    value: Plain
    role: str | None = None
    below_age: int | None = None
    from_age: int | None = None

    def holds_for(self, role: str | None, age: int | None) -> bool:
        """Whether it may be taken for granted of somebody in this role, of this age (None: not known)."""
        if self.role is not None and self.role != role:
            return False
        if self.below_age is None and self.from_age is None:
            return True
        return age is not None and (self.from_age or 0) <= age < (self.below_age or age + 1)


@dataclasses.dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact. Numbers are in `unit` as written (a percentage as 13.73); bounds are inclusive.

    An upper bound None on a date means: the day on which the law is read. `otherwise` is the value for
    persons outside
    `applies_to`, whom nobody asks. `usual` are values that are common, from low to high, for guessing which
    question tells most; they never enter an outcome.
    """

    name: str
    level: Level
    unit: Unit
    low: Number | datetime.date | None
    high: Number | datetime.date | None
    choices: Mapping[str, Text]
    question: Mapping[str, Text]
    why: Text
    where: Text
    register: str | None
    applies_to: tuple[str, ...]
    otherwise: Plain | None
    effort: int
    defaults: tuple[Default, ...]
    group: str | None
    usual: tuple[Plain, ...]
    file: str

    @property
    def type(self) -> Type:
        """Its type in formulas."""
        return Type(self.unit.kind, self.unit.dimensions, frozenset(self.choices))

    def latest(self, on: datetime.date) -> datetime.date:
        """The last day that this date can be, read on that day."""
        assert isinstance(self.low, datetime.date)
        return self.high if isinstance(self.high, datetime.date) else max(on, self.low)


def read_facts(content: Any, file: str, faults: list[Fault]) -> list[FactDefinition]:
    """The facts of one file: a list."""
    listed = Fields({"facts": content}, file, faults).items("facts")
    return [fact for fields in listed if (fact := _fact(fields, file)) is not None]


def _fact(fields: Fields, file: str) -> FactDefinition | None:
    name = fields.text("name")
    if not NAME.fullmatch(name) or name in RESERVED:
        fields.fault(f"{name[:60]!r} cannot be a fact's name.", "Use lower case letters, digits and _.")
        return None
    level = Level(fields.text("level", among=("household", "person")))
    unit = UNITS[fields.text("unit", among=tuple(UNITS))]
    choices = _choices(fields, unit)
    low, high = _bounds(fields, unit)
    question = {
        language: {"zelf": text} if isinstance(text, str) else text
        for language, text in _question(fields).items()
    }
    effort = fields.take("effort")
    if effort is not None and effort not in {1, 2, 3, 4, 5}:
        fields.fault("`effort` is not 1, 2, 3, 4 or 5.", "1 is easy, 5 is hard.")
        effort = 2
    applies_to = fields.names("applies_to")
    for role in set(applies_to) - set(ROLES):
        fields.fault(f"`applies_to` names {role!r}.", f"Roles are: {', '.join(ROLES)}.")
    bare = FactDefinition(
        name=name, level=level, unit=unit, low=low, high=high, choices=choices, question=question,
        why=fields.translated("why", all_languages=True),
        where=fields.translated("where", required=False, all_languages=True),
        register=fields.text("register", required=False) or None,
        applies_to=applies_to, otherwise=None, effort=effort or 2, defaults=(),
        group=fields.text("group", required=False) or None, usual=(), file=file,
    )  # fmt: skip
    return _with_values(fields, bare)


def _with_values(fields: Fields, fact: FactDefinition) -> FactDefinition:
    """The same fact with the values that it mentions itself, each checked against its own bounds."""
    otherwise = fields.take("otherwise")
    if fact.applies_to and otherwise is None:
        otherwise = {Kind.NUMBER: 0, Kind.BOOL: False}.get(fact.unit.kind)
        if otherwise is None:
            fields.fault("`otherwise` is missing.", "Say which value holds for persons outside `applies_to`.")
    usual = fields.take("usual") or []
    defaults = tuple(_default(fields, fact, item) for item in _as_list(fields.take("default_when")))
    for value in [value for value in (otherwise, *usual) if value is not None]:
        if problem := refusal(fact, value, on=None):
            fields.fault(f"{value!r} is not a value of this fact: {problem.what}", problem.mend)
    fields.finish()
    return dataclasses.replace(
        fact,
        otherwise=otherwise,
        usual=tuple(usual),
        defaults=tuple(found for found in defaults if found is not None),
    )


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _default(outer: Fields, fact: FactDefinition, content: Any) -> Default | None:
    fields = Fields(content, f"{outer.where}, default_when", outer.faults)
    value = fields.take("value", required=True)
    below, since = (_age(fields, key) for key in ("below_age", "from_age"))
    role = fields.text("role", required=False, among=ROLES) or None
    fields.finish()
    if fact.level is Level.HOUSEHOLD and (role or below or since):
        fields.fault("A household has no role or age.", "Keep only `value`.")
    if value is None:
        return None
    if problem := refusal(fact, value, on=None):
        fields.fault(f"{value!r} is not a value of this fact: {problem.what}", problem.mend)
    return Default(value, role, below, since)


def _age(fields: Fields, key: str) -> int | None:
    value = fields.take(key)
    if value is None or (isinstance(value, int) and 0 < value < 120):
        return value
    fields.fault(f"`{key}` is not an age in years.", "Write it like 18.")
    return None


def _question(fields: Fields) -> dict[str, Any]:
    content = fields.take("question", required=True)
    if not isinstance(content, dict):
        return {}
    flat = {
        language: text.get("zelf") if isinstance(text, dict) else text for language, text in content.items()
    }
    translated(flat, f"{fields.where}, question", fields.faults, every=True)
    for language, text in content.items():
        if isinstance(text, dict) and text.keys() - {"zelf", "ander"}:
            fields.fault(
                f"The question in {language} has other fields than zelf and ander.", "Keep those two."
            )
    return content


def _choices(fields: Fields, unit: Unit) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for item in fields.items("choices", name="value"):
        value = item.text("value")
        if not NAME.fullmatch(value) or value in found:
            item.fault(
                f"{value[:60]!r} cannot be a choice.",
                "Use lower case letters, digits and _; each choice once.",
            )
        found[value] = item.translated("label", all_languages=True)
        item.finish()
    if (unit.kind is Kind.CHOICE) != bool(found):
        fields.fault(
            "Choices and the unit `keuze` go together.", "Give at least two choices, or another unit."
        )
    return found


def _bounds(fields: Fields, unit: Unit) -> tuple[Any, Any]:
    value = fields.take("bounds")
    if unit.kind not in {Kind.NUMBER, Kind.DATE}:
        if value is not None:
            fields.fault("Only numbers and dates have bounds.", "Remove `bounds`.")
        return None, None
    if not isinstance(value, list) or len(value) != 2:
        fields.fault("`bounds` is missing or not [lowest, highest].", "Say what is still believable.")
        return (0, 0) if unit.kind is Kind.NUMBER else (datetime.date.min, None)
    low, high = value
    high = None if high == "day" and unit.kind is Kind.DATE else high
    kinds = _FIELDS_BY_KIND[unit.kind]
    fits = isinstance(low, kinds) and (isinstance(high, kinds) or (high is None and unit.kind is Kind.DATE))
    if not fits or isinstance(low, bool) or (high is not None and low > high):
        fields.fault("`bounds` is not [lowest, highest] in this unit.", "Use numbers, or dates, in order.")
        return (0, 0) if unit.kind is Kind.NUMBER else (datetime.date.min, None)
    return low, high


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot be an answer, and what could be."""

    what: str
    mend: str


def refusal(fact: FactDefinition, value: Any, *, on: datetime.date | None) -> Refusal | None:
    """Why `value` cannot be this fact on that day; None when it can."""
    match fact.unit.kind:
        case Kind.BOOL:
            return (
                None
                if isinstance(value, bool)
                else Refusal("This is not yes or no.", "Answer true or false.")
            )
        case Kind.CHOICE:
            if isinstance(value, str) and value in fact.choices:
                return None
            return Refusal("This is not one of the choices.", f"Choose from: {', '.join(fact.choices)}.")
        case Kind.DATE:
            if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
                return Refusal("This is not a date.", "Write it like 1990-01-31.")
            return _outside(fact, value, fact.latest(on) if on else fact.high)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return Refusal(
            "This is not a number.", f"Give a number in {fact.unit.name}, with a dot before the cents."
        )
    if fact.unit.name in WHOLE and value.denominator != 1:
        return Refusal("This is not a whole number.", "Count whole ones.")
    return _outside(fact, value, fact.high)


def _outside(fact: FactDefinition, value: Any, high: Any) -> Refusal | None:
    if fact.low is not None and value < fact.low:
        return Refusal(f"This is lower than {spell(fact.low)}.", _mend(fact, fact.low, high))
    if high is not None and value > high:
        return Refusal(f"This is higher than {spell(high)}.", _mend(fact, fact.low, high))
    return None


def _mend(fact: FactDefinition, low: Any, high: Any) -> str:
    if fact.unit.kind is Kind.DATE:
        return f"Give a day from {spell(low)}" + (f" until {spell(high)}." if high else ".")
    return f"Give a value from {spell(low)} to {spell(high)} in {fact.unit.name}."


def spell(value: Any) -> str:
    """A value as plain text: 1234.5, 2026-01-31, true."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return decimal(value)
    return str(value)


def decimal(value: Number) -> str:
    """An exact number as text: 12.5; and as 1/3 when no decimals can say it."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 16):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return f"{value.numerator}/{value.denominator}"
