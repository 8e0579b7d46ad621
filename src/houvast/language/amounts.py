"""An amount of money as people type it, read strictly: a wrong guess would compute a wrong right.

Takes   "1.234,56", "1234.5", "€ 900,-", "900 euro", "٩٠٠".
Gives   an exact `Fraction` in euros, or `NotAnAmount` with the reason.
Knows   nothing of what the amount is for, nor which amounts are believable.
"""

import enum
import re
import unicodedata
from fractions import Fraction

MOST_SIGNS = 24
_CURRENCY = re.compile(r"^(?:€|eur|euro|euro's)\s*|\s*(?:€|eur|euro|euros|euro's)$", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,]\s?[-–—]{1,2}$")
_SHAPES = (
    (re.compile(r"-?\d+"), ""),
    (re.compile(r"-?\d+,\d{1,2}"), ","),
    (re.compile(r"-?\d+\.\d{1,2}"), "."),
    (re.compile(r"-?\d{1,3}(?:[.\s]\d{3})+(?:,\d{1,2})?"), ","),
    (re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d{1,2}"), "."),
    (re.compile(r"-?\d{1,3}(?:,\d{3}){2,}"), ""),
)
_THREE_AFTER_A_COMMA = re.compile(r"-?\d{1,3},\d{3}")


class Why(enum.StrEnum):
    """Why a text is not an amount."""

    EMPTY = "empty"
    UNCLEAR = "unclear"
    TWO_MEANINGS = "two meanings"


class NotAnAmount(ValueError):
    """The text is not one amount; `why` tells what to ask. What was typed must stay in the field."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def amount(text: str) -> Fraction:
    """The amount in `text`, in euros.

    A point before three digits is Dutch and means thousands (`1.234`); before one or two it means cents. A
    single comma before three digits (`1,234`) has two meanings and is refused, like all that is not one
    number.
    """
    typed = _bare(text)
    if not typed:
        raise NotAnAmount(Why.EMPTY)
    if len(typed) > MOST_SIGNS:
        raise NotAnAmount(Why.UNCLEAR)
    for shape, cents in _SHAPES:
        if shape.fullmatch(typed):
            return _exact(typed, cents)
    raise NotAnAmount(Why.TWO_MEANINGS if _THREE_AFTER_A_COMMA.fullmatch(typed) else Why.UNCLEAR)


def _bare(text: str) -> str:
    """Without currency, without ",-", with plain digits, one kind of minus and one kind of space."""
    signs = "".join(_plain_sign(sign) for sign in unicodedata.normalize("NFKC", text))
    typed = " ".join(signs.split())
    typed = _NO_CENTS.sub("", _CURRENCY.sub("", _CURRENCY.sub("", typed))).strip()
    return typed.replace("- ", "-", 1) if typed.startswith("- ") else typed


def _plain_sign(sign: str) -> str:
    if unicodedata.category(sign) == "Cf":  # invisible marks of direction come along with copied amounts
        return ""
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    return {"٫": ",", "٬": ".", "−": "-", "–": "-"}.get(sign, sign)


def _exact(typed: str, cents: str) -> Fraction:
    whole, _, rest = typed.partition(cents) if cents else (typed, "", "")
    digits = re.sub(r"[^\d-]", "", whole)
    return Fraction(f"{digits}.{rest}" if rest else digits)
