"""Values as people read them: exact when known, honest bounds when not, in the unit that a jurist writes.

Takes   computed values (a percentage as 0.1373) and their unit.
Gives   shown values (13.73), exact text for machines, and Dutch text for people.
Knows   nothing of laws or persons.
"""

import dataclasses
import datetime
from fractions import Fraction
from typing import Any

from houvast.law.doubt import Maybe, OneOf, Span
from houvast.law.facts import decimal, spell
from houvast.law.fitting import whole
from houvast.law.ir import Number, Plain
from houvast.law.units import UNSCALED, Unit

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DECIMALS = 9
"""A number with so many decimals, as laws write them, is shown as it is."""
_MOST_DECIMALS = 15
_PER = {
    "jaar": "per jaar",
    "kwartaal": "per kwartaal",
    "maand": "per maand",
    "week": "per week",
    "dag": "per dag",
    "uur": "per uur",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Unsure:
    """A value that is not known exactly: bounds (None: none known) for a number or date, else the possible
    choices.
    """

    low: Number | datetime.date | None = None
    high: Number | datetime.date | None = None
    choices: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A parameter that is a table: rows of a lower bound or choice, and the value beside it."""

    rows: tuple[tuple[Any, Any], ...]


Shown = Plain | Unsure | Table | None


def shown(value: Any, unit: Unit) -> Shown:
    """A computed value in the unit as written; None when nobody knows it."""
    kind = value.__class__
    if kind is bool or kind is str or (kind is int and unit.scale is UNSCALED):
        plain: Plain = value
        return plain
    if isinstance(value, Span):
        return Unsure(_end(value.low, unit), _end(value.high, unit))
    if isinstance(value, Maybe):
        return Unsure(choices=("nee", "ja"))
    if isinstance(value, OneOf):
        return Unsure(choices=tuple(sorted(value.choices)))
    if isinstance(value, tuple):
        return Table(tuple((key, shown(beside, unit)) for key, beside in value))
    return _written(value, unit)


def _written(value: Plain | None, unit: Unit) -> Plain | None:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return value
    return number_shown(value, unit)


def _end(value: Any, unit: Unit) -> Number | datetime.date | None:
    return value if value is None or isinstance(value, datetime.date) else number_shown(value, unit)


def number_shown(value: Number, unit: Unit) -> Number:
    """A computed number in the unit as written."""
    return whole(value) if unit.scale is UNSCALED else whole(value / unit.scale)


def exact_text(value: Shown) -> str | None:
    """A value for machines: `1234.5`, `1/3`, `2026-07-01`, `true`; `low..high` for bounds; None when
    unknown.
    """
    if value is None:
        return None
    if isinstance(value, Unsure):
        if value.choices:
            return "|".join(value.choices)
        ends = ["" if end is None else spell(end) for end in (value.low, value.high)]
        return "..".join(ends)
    if isinstance(value, Table):
        return "; ".join(f"{spell(key)}: {exact_text(beside)}" for key, beside in value.rows)
    return spell(value)


def in_dutch(value: Shown, unit: Unit) -> str:
    """A value for people: `€ 1.234,50 per maand`, `1 juli 2026`, `ja`, `nog niet bekend`."""
    if value is None:
        return "onbekend"
    if isinstance(value, Unsure):
        return _unsure(value, unit)
    if isinstance(value, Table):
        return "een tabel"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.date):
        return day_in_dutch(value)
    if isinstance(value, str):
        return value.replace("_", " ")
    return _number(value, unit)


def _unsure(value: Unsure, unit: Unit) -> str:
    if value.low is None and value.high is None:
        return "nog niet bekend"
    if value.low is None:
        return f"hoogstens {in_dutch(value.high, unit)}"
    if value.high is None:
        return f"minstens {in_dutch(value.low, unit)}"
    return f"tussen {in_dutch(value.low, unit)} en {in_dutch(value.high, unit)}"


def day_in_dutch(day: datetime.date) -> str:
    """`1 juli 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def euros(value: Number) -> str:
    """`€ 1.234,50`; whole euros without cents; rounded to cents for reading only."""
    cents = int((2 * abs(Fraction(value)) * 100 + 1) // 2)
    sign = "-" if value < 0 and cents else ""
    whole_euros = f"{cents // 100:,}".replace(",", ".")
    return f"{sign}€ {whole_euros}" + (f",{cents % 100:02d}" if cents % 100 else "")


def _number(value: Number, unit: Unit) -> str:
    money, _, period = unit.name.partition("/")
    if money == "euro":
        return f"{euros(value)} {_PER.get(period, '')}".strip()
    if unit.name == "%":
        return f"{_plain(value)}%"
    if money == "uur" and period:
        return f"{_plain(value)} uur {_PER[period]}"
    return _plain(value) if unit.name in {"aantal", "factor"} else f"{_plain(value)} {unit.name}"


def _plain(value: Number) -> str:
    """The number itself where some decimals can say it; else about, in four figures also when it is small."""
    text = decimal(value)
    if "/" not in text and len(text.partition(".")[2]) <= _DECIMALS:
        return text.replace(".", ",")
    places = 4
    while abs(value) * 10**places < 1000 and places < _MOST_DECIMALS:
        places += 1
    rounded = whole(Fraction(round(Fraction(value) * 10**places), 10**places))
    return f"ongeveer {decimal(rounded).replace('.', ',')}"
