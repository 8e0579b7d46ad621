"""Tags and filters that every template may use: `{% load houvast_ui %}`.

Takes   amounts, days, moments and the name of an icon.
Gives   what a person reads, the same in all languages for amounts, so that it can be compared with a letter.
Knows   nothing of rights or cases; it rounds for the eye only and computes nothing.
"""

import datetime as dt
import html
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as dateformat
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from houvast.ui.languages import current, offered

register = template.Library()

CENT = Decimal("0.01")
SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
UNBROKEN = "\N{WORD JOINER}-\N{WORD JOINER}"
_DAY = re.compile(r"(\d+-\d+-\d{4})")


class UnknownIcon(LookupError):
    """A template names an icon that is not in the sprite. Add its Tabler name to `ui/icons.txt`."""


class NotAnAmount(TypeError):
    """Money is exact: give a Fraction, Decimal or int. Unknown is shown by the component `amount`."""


@register.filter
def euro(value: Any) -> SafeString:
    """An amount as `€ 1.234,56`, whole euros without cents, kept from left to right in every language."""
    return format_html('<bdi dir="ltr">{}</bdi>', euro_text(value))


@register.filter
def euro_text(value: Any) -> str:
    """The same as plain text, for an attribute or a calendar entry. Raises `NotAnAmount` for a float."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise NotAnAmount(f"{value!r} is a {type(value).__name__}; an amount is a Fraction, Decimal or int.")
    exact = Fraction(value)
    cents = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)
    whole = cents == cents.to_integral_value()
    digits = f"{abs(cents):,.0f}" if whole else f"{abs(cents):,.2f}"
    dutch = digits.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"{MINUS + SPACE if cents < 0 else ''}€{SPACE}{dutch}"


@register.filter
def ltr(value: Any) -> SafeString:
    """A phone number, code or reference that may not turn around or break in a right-to-left text."""
    return format_html('<bdi dir="ltr">{}</bdi>', str(value).replace(" ", SPACE))


@register.filter
def whole_dates(text: str) -> SafeString:
    """A text in which a day such as 3-4-1985 does not break at its dashes, nor turn around among Arabic."""
    parts = _DAY.split(str(text))  # every second part is a day
    days = [format_html('<bdi dir="ltr">{}</bdi>', day.replace("-", UNBROKEN)) for day in parts[1::2]]
    return format_html_join("", "{}{}", zip(parts[::2], [*days, ""], strict=True))


@register.filter
def alone(value: Any) -> SafeString:
    """A name, or a text in another language: keeps its direction and does not turn what stands beside it."""
    inside = html.escape(value) if type(value) is str else conditional_escape(value)
    return mark_safe(f"<bdi>{inside}</bdi>")  # noqa: S308 - what stands inside was escaped


@register.filter
def phone_link(number: str) -> str:
    """The phone number as an address that a telephone understands: `tel:14020`."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.filter
def date_in_words(value: dt.date, form: str = "long") -> str:
    """A day as people say it: long (donderdag 26 november 2026), day (without the year) or short (26 nov)."""
    # Dutch writes its months small; Django's `M` would make them large.
    month = "b" if get_language() == "nl" else "M"
    pattern = {"long": "l j F Y", "day": "l j F", "short": f"j {month}"}[form]
    return dateformat(_local(value), pattern)


@register.filter
def moment_in_words(value: dt.datetime) -> str:
    """A moment as people say it: maandag 16 november, 10.12 uur."""
    local = _local(value)
    return gettext("%(day)s, %(time)s uur") % {
        "day": dateformat(local, "l j F"),
        "time": dateformat(local, "H.i"),
    }


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside a text that says the same, so hidden from a screen reader. Raises `UnknownIcon`."""
    return _drawing(name, "hv-icon")


@register.simple_tag
def icon_turning(name: str) -> SafeString:
    """The same for a picture with a direction, such as an arrow: it turns in a right-to-left language."""
    return _drawing(name, "hv-icon hv-icon--turns")


@register.inclusion_tag("ui/parts/language_choices.html")
def language_choices() -> dict[str, Any]:
    """One button per language: the same on every page in one language."""
    return {"languages": offered(), "chosen": current()}


@cache
def _drawing(name: str, classes: str) -> SafeString:
    if name not in _icons():
        raise UnknownIcon(
            f"{name!r} is not in ui/icons.txt; add its Tabler name there and run `make styles`."
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("ui/dist/icons.svg"),
        name,
    )


@cache
def _icons() -> frozenset[str]:
    return frozenset((Path(__file__).parents[1] / "icons.txt").read_text(encoding="utf-8").split())
