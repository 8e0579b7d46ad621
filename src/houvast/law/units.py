"""Units, and which of them fit together.

Takes   the name of a unit, as a jurist writes it (`euro/maand`, `%`, `ja/nee`).
Gives   its kind, its dimensions for static checks, and the scale with which it computes.
Knows   nothing of formulas.
"""

import dataclasses
import enum
from fractions import Fraction

Dimensions = tuple[tuple[str, int], ...]
UNSCALED = Fraction(1)
"""The scale of nearly all units; compared by identity, because comparing fractions is slow."""


class Kind(enum.Enum):
    """What sort of thing a value is."""

    NUMBER = "number"
    BOOL = "bool"
    DATE = "date"
    CHOICE = "choice"
    TABLE = "table"


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """A unit. `scale` turns what is written into what is computed with: 13.73 % computes as 0.1373."""

    name: str
    kind: Kind
    dimensions: Dimensions = ()
    scale: Fraction = UNSCALED


def _number(name: str, *dimensions: tuple[str, int], scale: Fraction = UNSCALED) -> Unit:
    return Unit(name, Kind.NUMBER, tuple(sorted(dimensions)), scale)


_EURO, _HOUR = ("euro", 1), ("uur", 1)
UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        _number("euro", _EURO),
        *(
            _number(f"euro/{period}", _EURO, (period, -1))
            for period in ("jaar", "kwartaal", "maand", "week", "dag", "uur")
        ),
        _number("uur", _HOUR),
        *(_number(f"uur/{period}", _HOUR, (period, -1)) for period in ("jaar", "maand", "week", "dag")),
        *(_number(period, (period, 1)) for period in ("jaar", "kwartaal", "maand", "week", "dag")),
        _number("m2", ("m2", 1)),
        _number("km", ("km", 1)),
        _number("aantal"),
        _number("factor"),
        _number("%", scale=Fraction(1, 100)),
        Unit("ja/nee", Kind.BOOL),
        Unit("datum", Kind.DATE),
        Unit("keuze", Kind.CHOICE),
    )
}
WHOLE = frozenset({"aantal"})
"""Units of which a fact is always a whole number."""

_PERIODS = {"jaar": 1, "kwartaal": 4, "maand": 12}
_BARE_FITS = {(), (("jaar", 1),), (("maand", 1),), (("dag", 1),), (("week", 1),), (("kwartaal", 1),)}


def multiply(left: Dimensions, right: Dimensions) -> Dimensions:
    """The dimensions of a product: euro/maand times maand is euro."""
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def divide(left: Dimensions, right: Dimensions) -> Dimensions:
    """The dimensions of a quotient: euro divided by euro is a bare number."""
    return multiply(left, tuple((name, -power) for name, power in right))


def bare_number_fits(dimensions: Dimensions) -> bool:
    """Whether a bare whole number may stand beside this unit: counts, factors, ages, months. Not money."""
    return dimensions in _BARE_FITS


def other_period(dimensions: Dimensions, period: str) -> tuple[Dimensions, Fraction] | None:
    """The same money per `period`: its dimensions and the factor, or None when that is not exact (weeks,
    days).
    """
    found = [name for name, power in dimensions if power == -1]
    if len(dimensions) != 2 or len(found) != 1 or found[0] not in _PERIODS:
        return None
    kept = tuple((name, power) for name, power in dimensions if power != -1)
    factor = Fraction(_PERIODS[found[0]], _PERIODS[period])
    return tuple(sorted((*kept, (period, -1)))), factor


def spell(dimensions: Dimensions) -> str:
    """Dimensions as a jurist writes them, for messages."""
    over = "*".join(name for name, power in dimensions for _ in range(power)) or "1"
    under = "".join(f"/{name}" for name, power in dimensions for _ in range(-power))
    return "a bare number" if not dimensions else over + under
