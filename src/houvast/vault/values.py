"""A fact's value as text, and back, without losing anything.

Takes   a text, a yes or no, a whole or exact number, a day, or "unknown" (`None`).
Gives   one unambiguous text, and the same value of the same type back.
Knows   nothing of keys or tables.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = str | bool | int | Decimal | Fraction | dt.date | None


class NotAValue(TypeError):
    """A fact cannot be this. A float in particular: it would change an amount by a cent on its way."""


def written(value: Value) -> str:
    """The value with its type before it. Raises `NotAValue` on a float, a moment or anything else."""
    if value is None:
        return "unknown:"
    for kind, name in _NAMES.items():
        if type(value) is kind:
            return f"{name}:{value.isoformat() if isinstance(value, dt.date) else value}"
    raise NotAValue(
        f"a fact is text, yes or no, a whole or exact number or a day; not {type(value).__name__}"
    )


def read(text: str) -> Value:
    """The value that `written` made this text from."""
    name, _, rest = text.partition(":")
    if name == "unknown":
        return None
    if name == "yes-no":
        return rest == "True"
    if name == "day":
        return dt.date.fromisoformat(rest)
    readers: dict[str, type[str] | type[int] | type[Decimal] | type[Fraction]] = {
        "text": str,
        "whole": int,
        "decimal": Decimal,
        "exact": Fraction,
    }
    return readers[name](rest)


_NAMES: dict[type, str] = {
    str: "text",
    bool: "yes-no",
    int: "whole",
    Decimal: "decimal",
    Fraction: "exact",
    dt.date: "day",
}
