"""What if: the same household with one thing otherwise, computed by the engine on the same day.

Takes   a change (more or less wage, moving in together, apart, a child), read from words or chosen.
Gives   the other household, what we took for granted, and per scheme how it stands before and after.
Knows   nothing of pages, and gives no advice. What a change makes unsure becomes unknown, never a guess.
"""

import dataclasses
import datetime as dt
import enum
import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from django.utils.translation import gettext

from houvast.conversation.paper import amount_in_words
from houvast.language.api import NotAnAmount, amount
from houvast.law.api import Number, Person, Plain, Situation
from houvast.rights.api import FuseBox, Switch, assess, fuse_box
from houvast.ui.api import euro_text

APPLICANT = "aanvrager"
GROSS_YEAR = ("toetsingsinkomen", "arbeidsinkomen_jaar")
GROSS_MONTH = ("brutoloon_maand",)
NET_MONTH = ("nettoloon_maand",)
MOST = 100_000
"""Euros a month; more is a slip of the finger."""


class What(enum.StrEnum):
    """What may be otherwise. The values stand in forms."""

    MORE = "meer"
    LESS = "minder"
    TOGETHER = "samen"
    APART = "uit-elkaar"
    CHILD = "kind"


_AMOUNT = re.compile(r"\d[\d.,]*")
_SAYINGS = {
    What.LESS: r"minder|less|daha az|eksik|أقل",
    What.MORE: r"meer|extra|erbij|more|fazla|أكثر|زيادة",
    What.TOGETHER: r"samenwon|samen ga|trouw|move in|together|marry|birlikte|evlen|نسكن معا|أتزوج",
    What.APART: r"uit elkaar|scheid|weggaat|split|divorce|apart|boşan|ayrıl|طلاق|ننفصل",
    What.CHILD: r"kind(?:je)? (?:krijg|erbij|komt)|baby|zwanger|pregnant|a child|bebek|hamile|طفل|حامل",
}


@dataclasses.dataclass(frozen=True)
class Change:
    """One thing otherwise. `monthly` is in euros; `net` tells whether it is what comes on the account, None
    while nobody said.
    """

    what: What
    monthly: Number | None = None
    net: bool | None = None

    @property
    def is_wage(self) -> bool:
        """Whether it is about wage, and needs an amount."""
        return self.what in {What.MORE, What.LESS}

    @property
    def complete(self) -> bool:
        """Whether it can be computed."""
        return not self.is_wage or (self.monthly is not None and self.net is not None)


@dataclasses.dataclass(frozen=True)
class Row:
    """One scheme that stands otherwise; both are in words with the amount."""

    scheme: str
    title: str
    before: str
    after: str


@dataclasses.dataclass(frozen=True)
class Otherwise:
    """What a change does. `assumed` is what we took for granted; `rows` only what differs."""

    assumed: tuple[str, ...]
    rows: tuple[Row, ...]
    same: int


class NothingToChange(ValueError):
    """The change does not fit this household: say so, in the words of the error."""


def read(words: str) -> Change | None:
    """The change that somebody asks about; None when we recognise none. An amount a year is asked again."""
    text = words.casefold()
    what = next((each for each, saying in _SAYINGS.items() if re.search(saying, text)), None)
    if what is None:
        return None
    found = _AMOUNT.findall(text)
    monthly = _monthly(found[0].rstrip(".,")) if len(found) == 1 and "jaar" not in text else None
    net = True if "netto" in text else False if "bruto" in text else None
    return Change(what, monthly, net) if what in {What.MORE, What.LESS} else Change(what)


def _monthly(text: str) -> Number | None:
    try:
        value = amount(text)
    except NotAnAmount:
        return None
    return value if 0 < value <= MOST else None


def otherwise(situation: Situation, change: Change, *, on: dt.date, receiving: Collection[str]) -> Otherwise:
    """How each scheme stands with this change. Raises `NothingToChange`, and `OutsideCorpus` for the day."""
    other, assumed = changed(situation, change, on=on)
    before = fuse_box(assess(situation, on=on), receiving=receiving)
    after = fuse_box(assess(other, on=on), receiving=receiving)
    pairs = list(_pairs(before, after))
    rows = tuple(
        Row(old.scheme, old.title, _in_words(old), _in_words(new))
        for old, new in pairs
        if _in_words(old) != _in_words(new)
    )
    return Otherwise(assumed, rows, len(pairs) - len(rows))


def changed(situation: Situation, change: Change, *, on: dt.date) -> tuple[Situation, tuple[str, ...]]:
    """The other household, and what was taken for granted in it. Raises `NothingToChange`."""
    roles = {person.role for person in situation.persons}
    match change.what:
        case What.MORE | What.LESS:
            return _with_wage(situation, change)
        case What.TOGETHER:
            if "partner" in roles:
                raise NothingToChange(gettext("U vertelde dat uw partner al bij u woont."))
            persons = (*situation.persons, Person("partner", "partner", {}))
            note = gettext("Van uw partner weten we nog niets. Daarom is veel niet zeker.")
            return dataclasses.replace(situation, persons=persons), (note,)
        case What.APART:
            if "partner" not in roles:
                raise NothingToChange(gettext("U vertelde niet dat er een partner bij u woont."))
            persons = tuple(person for person in situation.persons if person.role != "partner")
            return dataclasses.replace(situation, persons=persons), (
                gettext("De kinderen blijven in deze berekening bij u wonen."),
            )
        case What.CHILD:
            children = sum(person.role == "kind" for person in situation.persons)
            child = Person(f"kind-{children + 1}", "kind", {"geboortedatum": on})
            return dataclasses.replace(situation, persons=(*situation.persons, child)), (
                gettext("We rekenen alsof uw kind vandaag geboren is."),
            )


def _with_wage(situation: Situation, change: Change) -> tuple[Situation, tuple[str, ...]]:
    """Gross and net do not follow from each other here: what was not said becomes unknown."""
    assert change.monthly is not None, "asked only of a complete change"
    step = Fraction(change.monthly) * (1 if change.what is What.MORE else -1)
    monthly, yearly = (NET_MONTH, ()) if change.net else (GROSS_MONTH, GROSS_YEAR)
    unsure = (*GROSS_MONTH, *GROSS_YEAR) if change.net else NET_MONTH
    facts = situation.person(APPLICANT).facts
    for names, times in ((monthly, 1), (yearly, 12)):
        for name in names:
            if name in facts:
                situation = situation.with_fact(name, _moved(facts[name], step * times), person=APPLICANT)
    for name in unsure:
        situation = situation.with_fact(name, None, person=APPLICANT)
    if change.net:
        note = gettext("Wat het voor de belasting is, weten we niet. Daarom is niet alles zeker.")
        return situation, (note,)
    note = gettext("We rekenen met een heel jaar: %(amount)s erbij of eraf, voor de belasting.") % {
        "amount": euro_text(abs(step) * 12)
    }
    return situation, (note, gettext("Wat u op uw rekening krijgt, weten we niet."))


def _moved(value: Plain, step: Fraction) -> Plain:
    assert isinstance(value, int | Fraction), "wages are numbers"
    moved = max(Fraction(value) + step, Fraction(0))
    return moved.numerator if moved.denominator == 1 else moved


def _pairs(before: FuseBox, after: FuseBox) -> Iterator[tuple[Switch, Switch]]:
    for old in before.switches:
        new = after.switch(old.scheme)
        if new is not None:
            yield old, new


def _in_words(switch: Switch) -> str:
    """How it stands, with the amount; what comes in already and does not fit is said as "off"."""
    if switch.state == "off" or (switch.state == "on" and switch.why):
        return gettext("Past niet bij u")
    words = gettext("Past bij u") if switch.state != "unknown" else gettext("Weten we nog niet")
    return f"{words}: {amount_in_words(switch)}" if switch.has_amount else words
