"""A day as people write it, read strictly.

Takes   "3-4-2015", "03/04/2015", "3 april 2015", "2015-04-03", in any digits, months in nl, en, tr and ar.
Gives   a `date`, or `NotADay` with the reason. Day before month, as in the Netherlands.
Knows   nothing of today, nor which days are believable.
"""

import datetime as dt
import enum
import re
import unicodedata

_MONTHS = (
    ("januari", "jan", "january", "ocak", "يناير"),
    ("februari", "feb", "february", "subat", "فبراير"),
    ("maart", "mrt", "march", "mar", "mart", "مارس"),
    ("april", "apr", "nisan", "ابريل"),
    ("mei", "may", "mayis", "مايو"),
    ("juni", "jun", "june", "haziran", "يونيو"),
    ("juli", "jul", "july", "temmuz", "يوليو"),
    ("augustus", "aug", "august", "agustos", "اغسطس"),
    ("september", "sep", "sept", "eylul", "سبتمبر"),
    ("oktober", "okt", "october", "oct", "ekim", "اكتوبر"),
    ("november", "nov", "kasim", "نوفمبر"),
    ("december", "dec", "aralik", "ديسمبر"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]{1,2}(\w+?)[-/., ]{1,2}(\d+)")


class Why(enum.StrEnum):
    """Why a text is not a day."""

    EMPTY = "empty"
    UNCLEAR = "unclear"
    SHORT_YEAR = "short year"
    NO_SUCH_DAY = "no such day"


class NotADay(ValueError):
    """The text is not one day; `why` tells what to ask. What was typed must stay in the field."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def day(text: str) -> dt.date:
    """The day in `text`. A year needs four digits; 31 February is refused rather than moved."""
    typed = _plain(text)
    if not typed:
        raise NotADay(Why.EMPTY)
    if found := _YEAR_FIRST.fullmatch(typed):
        return _made(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(typed):
        month = found[2] if found[2].isdigit() else str(_NUMBER_OF.get(found[2], ""))
        if month:
            return _made(found[3], month, found[1])
    raise NotADay(Why.UNCLEAR)


def _made(year: str, month: str, number: str) -> dt.date:
    if len(year) != 4:
        raise NotADay(Why.SHORT_YEAR if len(year) < 4 else Why.UNCLEAR)
    try:
        return dt.date(int(year), int(month), int(number))
    except ValueError as error:
        raise NotADay(Why.NO_SUCH_DAY) from error


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    kept = (sign for sign in parts if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return " ".join(
        "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in kept).split()
    )
