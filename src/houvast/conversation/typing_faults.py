"""What we say when something cannot be read: kindly, what is meant, and how to write it.

Takes   the reason of a refusal.
Gives   one or two short sentences in the reader's language.
Knows   nothing of fields.
"""

import datetime as dt

from django.utils.translation import gettext

from houvast.language.api import NotADay, NotAnAmount, WhyNotADay, WhyNotAnAmount
from houvast.law.api import FactDefinition, Kind, Plain
from houvast.ui.api import euro_text


def words(error: NotAnAmount | NotADay, *, number: bool = False) -> str:
    """Why this is not an amount, a number or a day, and what to type."""
    if isinstance(error, NotADay):
        return {
            WhyNotADay.EMPTY: gettext("Vul een datum in, of kies «Weet ik niet»."),
            WhyNotADay.UNCLEAR: gettext("We kunnen deze datum niet lezen. Schrijf hem zo: 3-4-2015."),
            WhyNotADay.SHORT_YEAR: gettext("Schrijf het jaar met vier cijfers. Bijvoorbeeld: 3-4-2015."),
            WhyNotADay.NO_SUCH_DAY: gettext("Deze dag bestaat niet. Klopt de dag en de maand?"),
        }[error.why]
    if error.why is WhyNotAnAmount.EMPTY:
        return gettext("Vul een getal in, of kies «Weet ik niet».")
    if error.why is WhyNotAnAmount.TWO_MEANINGS:
        return gettext("Dit kan twee dingen betekenen. Schrijf 1.234 of 1,23.")
    if number:
        return gettext("Vul alleen een getal in. Bijvoorbeeld: 3.")
    return gettext("We kunnen dit bedrag niet lezen. Schrijf alleen het bedrag, bijvoorbeeld 1.234,56.")


def out_of_bounds(fact: FactDefinition, value: Plain, *, on: dt.date) -> str:
    """Why a value that can be read is not believed."""
    if fact.unit.kind is Kind.DATE:
        if isinstance(value, dt.date) and value > on:
            return gettext("Deze dag is nog niet geweest. Klopt het jaar?")
        return gettext("Deze dag is lang geleden. Klopt het jaar?")
    too_low = fact.low is not None and value < fact.low  # type: ignore[operator]  # both are numbers here
    edge = fact.low if too_low else fact.high
    shown = euro_text(edge) if fact.unit.name.startswith("euro") else edge
    if too_low:
        return gettext("Dit is lager dan kan. Het laagste is %(edge)s.") % {"edge": shown}
    return gettext("Dit is hoger dan kan. Het hoogste is %(edge)s. Klopt het aantal nullen?") % {
        "edge": shown
    }
