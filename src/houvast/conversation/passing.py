"""What somebody said in passing, shown back to them: nothing of it is filled in.

Takes   their own words and today's day.
Gives   lines in the reader's language, one for each amount, day, length of time, age, children, partner.
Knows   nothing of facts of the law. What is wrong here changes no answer: the questions ask it anew.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import get_language, gettext, ngettext

from houvast.language.api import Age, Amount, Term, mentions
from houvast.ui.api import date_in_words, euro_text

MOST = 8
"""More lines would bury what matters; a long story names many numbers."""


def said_in_passing(words: str, *, on: dt.date) -> tuple[str, ...]:
    """Each thing once, at most `MOST`; empty when nothing was heard."""
    return tuple(dict.fromkeys(_lines(words, on)))[:MOST]


def _lines(words: str, on: dt.date) -> Iterator[str]:
    heard = mentions(words, language=get_language() or "nl", on=on)
    for amount in heard.amounts:
        yield _money(amount)
    for day in heard.days:
        text = date_in_words(day.day)
        yield text if day.sure else gettext("misschien %(day)s") % {"day": text}
    for term in heard.terms:
        yield _time(term)
    for age in heard.ages:
        yield _age(age)
    if heard.children:
        count = heard.children
        yield ngettext("%(count)d kind", "%(count)d kinderen", count) % {"count": count}
    if heard.partner is not None:
        yield gettext("u heeft een partner") if heard.partner else gettext("u bent alleen")


def _money(amount: Amount) -> str:
    per = {
        "hour": gettext("per uur"),
        "week": gettext("per week"),
        "month": gettext("per maand"),
        "quarter": gettext("per kwartaal"),
        "year": gettext("per jaar"),
    }.get(amount.period or "", "")
    return f"{euro_text(amount.euros)} {per}".strip()


def _time(term: Term) -> str:
    number = Decimal(term.count.numerator) / Decimal(term.count.denominator)
    shown = f"{number.normalize():f}".replace(".", ",")
    words = {
        "day": gettext("%(count)s dagen"),
        "week": gettext("%(count)s weken"),
        "month": gettext("%(count)s maanden"),
        "year": gettext("%(count)s jaar"),
    }[term.unit]
    one = {
        "day": gettext("1 dag"),
        "week": gettext("1 week"),
        "month": gettext("1 maand"),
        "year": gettext("1 jaar"),
    }[term.unit]
    return one if term.count == 1 else words % {"count": shown}


def _age(age: Age) -> str:
    words = {
        "self": gettext("u: %(years)d jaar"),
        "child": gettext("een kind: %(years)d jaar"),
        "partner": gettext("uw partner: %(years)d jaar"),
        "parent": gettext("uw ouder: %(years)d jaar"),
    }.get(age.whose or "", gettext("iemand: %(years)d jaar"))
    return words % {"years": age.years}
