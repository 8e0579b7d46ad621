"""The fuse box: every scheme a switch, three sums, and not sure said as not sure.

Takes   an assessment, which schemes already come in and which are being arranged.
Gives   one frozen `FuseBox`, in the reader's language.
Knows   nothing of pages; nothing is added up that is not known.
"""

import dataclasses
import datetime as dt
import functools
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Any

from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, gettext, ngettext

from houvast.law.api import Answer, Assessment, Number, Outcome, Situation, in_dutch
from houvast.rights import naming, reasoning
from houvast.rights.changes import Turn, turns
from houvast.rights.corpora import corpus

PERIODS = {"maand": "month", "jaar": "year", "kwartaal": "quarter", "week": "week", "dag": "day"}
PER_MONTH = {
    "month": Fraction(1),
    "quarter": Fraction(1, 3),
    "year": Fraction(1, 12),
    "week": Fraction(52, 12),
}
MISSING_SHOWN = 3
UNSURE_SHOWN = 4
INCOMES = frozenset({"toeslag", "uitkering"})
PAYING = frozenset({"toeslag", "uitkering", "gemeentelijk", "kwijtschelding"})
"""Kinds of law that bring something in. Rules about debts protect money; they are never added to it."""
ORDER = ("on", "arranging", "waiting", "unknown", "off")


@dataclasses.dataclass(frozen=True)
class Switch:
    """One scheme. `state` is on, arranging, waiting, off or unknown; `amount` is exact and per `period`.

    `low` and `high` bound an amount that is not known yet; all three are None where nothing is known or
    where the scheme has no amount (`has_amount`). `per_month` is the same exact amount over a month, None
    if not known. Of some fifty schemes a page shows a dozen in full: their longer texts are written when
    they are asked for.
    """

    scheme: str
    title: str
    state: str
    has_amount: bool
    amount: Number | None
    low: Number | None
    high: Number | None
    period: str
    per_month: Fraction | None
    why: str
    changes: str
    outcome: Outcome
    situation: Situation

    @functools.cached_property
    def sentence(self) -> str:
        """What the scheme is, in the reader's language."""
        return naming.in_language(corpus().laws[self.scheme].summary)

    @functools.cached_property
    def missing(self) -> tuple[str, ...]:
        """What we do not know yet and that can still change this, as questions."""
        asked = (naming.what_is_missing(each, self.situation) for each in self.outcome.missing)
        return tuple(dict.fromkeys(asked))

    @functools.cached_property
    def taken_for_granted(self) -> tuple[str, ...]:
        """What nobody told and what we assume, as a question with its answer."""
        return tuple(_granted(self.outcome, self.situation))

    @property
    def confidence(self) -> str | None:
        """The lowest of the values used."""
        return self.outcome.confidence

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The outcome and what it rests on at once, for a card; the whole reasoning is in `detail`."""
        return reasoning.steps(self.outcome.because, depth=2)

    @property
    def missing_in_short(self) -> list[str]:
        """At most three of what is missing, and how many more: a card must stay a card."""
        more = len(self.missing) - MISSING_SHOWN
        if more <= 0:
            return list(self.missing)
        rest = ngettext("en nog %(more)d vraag", "en nog %(more)d vragen", more) % {"more": more}
        return [*self.missing[:MISSING_SHOWN], rest]


@dataclasses.dataclass(frozen=True)
class FuseBox:
    """All switches on a day, and three sums in euros a month over the amounts that are known."""

    on: dt.date
    switches: tuple[Switch, ...]
    now: Fraction
    arranging: Fraction
    waiting: Fraction
    amounts_open: bool
    not_checked: tuple[str, ...]

    @property
    def lit(self) -> tuple[Switch, ...]:
        """Every switch of which we are sure that it is not off."""
        return tuple(switch for switch in self.switches if switch.state in {"on", "arranging", "waiting"})

    @property
    def unsure(self) -> tuple[Switch, ...]:
        """The switches of which we do not know it yet; what could be worth most comes first."""
        return tuple(switch for switch in self.switches if switch.state == "unknown")

    @property
    def unsure_first(self) -> tuple[Switch, ...]:
        """The few of them that are shown at once."""
        return self.unsure[:UNSURE_SHOWN]

    @property
    def unsure_more(self) -> tuple[Switch, ...]:
        """The rest of them, folded away."""
        return self.unsure[UNSURE_SHOWN:]

    @property
    def off(self) -> tuple[Switch, ...]:
        """The switches that are off and stay off for now, folded away on a page."""
        return tuple(switch for switch in self.switches if switch.state == "off" and not switch.changes)

    @property
    def coming(self) -> tuple[Switch, ...]:
        """The switches that are off today and turn by themselves soon."""
        return tuple(switch for switch in self.switches if switch.state == "off" and switch.changes)

    def switch(self, scheme: str) -> Switch | None:
        """The switch of this scheme; None where nobody checked it for this day."""
        return next((each for each in self.switches if each.scheme == scheme), None)


def could_come_in(assessment: Assessment) -> tuple[str, ...]:
    """The schemes of which it makes sense to ask whether they come in already: sure ones, and incomes in
    doubt.
    """
    laws = corpus().laws
    return tuple(
        outcome.scheme
        for outcome in assessment.outcomes
        if (outcome.answer is Answer.YES and laws[outcome.scheme].kind in PAYING)
        or (outcome.answer is Answer.DEPENDS and laws[outcome.scheme].kind in INCOMES)
    )


def fuse_box(
    assessment: Assessment, *, receiving: Collection[str] = (), arranging: Collection[str] = ()
) -> FuseBox:
    """The fuse box of this household, of what pays. `receiving` and `arranging` are schemes that somebody
    said come in already, or that a professional is arranging.
    """
    coming = turns(assessment)
    switches = sorted(
        (
            _switch(
                outcome,
                assessment.situation,
                _state(outcome, receiving, arranging),
                coming.get(outcome.scheme),
            )
            for outcome in assessment.outcomes
            if corpus().laws[outcome.scheme].kind in PAYING
        ),
        key=lambda switch: (ORDER.index(switch.state), -(switch.per_month or _at_most(switch))),
    )
    return FuseBox(
        on=assessment.on,
        switches=tuple(switches),
        now=_sum(switches, "on"),
        arranging=_sum(switches, "arranging"),
        waiting=_sum(switches, "waiting"),
        amounts_open=any(_counts_later(switch) for switch in switches),
        not_checked=tuple(
            corpus().laws[scheme].title
            for scheme in assessment.not_checked
            if corpus().laws[scheme].kind in PAYING
        ),
    )


def _sum(switches: Iterable[Switch], state: str) -> Fraction:
    return sum(
        (switch.per_month for switch in switches if switch.state == state and switch.per_month is not None),
        Fraction(0),
    )


def _counts_later(switch: Switch) -> bool:
    return switch.has_amount and switch.state != "off" and switch.per_month is None


def _at_most(switch: Switch) -> Fraction:
    """What an uncertain scheme could be worth in a month, to put the one that matters most first."""
    if not switch.high or switch.period not in PER_MONTH:
        return Fraction(0)
    return Fraction(switch.high) * PER_MONTH[switch.period]


def _switch(outcome: Outcome, situation: Situation, state: str, turn: Turn | None) -> Switch:
    period = PERIODS.get(outcome.unit.name.rpartition("/")[2], "once") if outcome.unit else ""
    known = outcome.amount if outcome.answer is Answer.YES else None
    bounded = outcome.answer is not Answer.NO and known is None and not outcome.unknown_values
    return Switch(
        scheme=outcome.scheme,
        title=outcome.title,
        state=state,
        has_amount=outcome.unit is not None,
        amount=known,
        low=max(outcome.low, 0)
        if bounded and outcome.low is not None
        else None,  # nobody pays to get a right
        high=outcome.high if bounded else None,
        period=period,
        per_month=Fraction(known) * PER_MONTH[period] if known is not None and period in PER_MONTH else None,
        why=_why(outcome, state),
        changes=_changes(turn),
        outcome=outcome,
        situation=situation,
    )


def _state(outcome: Outcome, receiving: Collection[str], arranging: Collection[str]) -> str:
    if outcome.scheme in receiving:
        return "on"
    if outcome.answer is Answer.NO:
        return "off"
    if outcome.scheme in arranging:
        return "arranging"
    return "waiting" if outcome.answer is Answer.YES else "unknown"


def _why(outcome: Outcome, state: str) -> str:
    """One sentence for a switch that is off, that does not fit what comes in, or of which nobody knows the
    amount.
    """
    if outcome.answer is Answer.NO:
        words = (
            gettext("U krijgt dit, maar het past niet bij wat u vertelde. Kijk dit samen met iemand na.")
            if state == "on"
            else gettext("Dit past nu niet bij wat u vertelde.")
        )
        failing = reasoning.what_fails(outcome) if get_language() == "nl" and state != "on" else []
        if failing:
            return f"{words} Nodig is: {failing[0]}."
        return words
    if outcome.unknown_values:
        return gettext("Van deze regeling is nog niet alles nagekeken. Daarom zijn we niet zeker.")
    if outcome.open_norms:
        return gettext("Een mens beslist hierover mee. Bespreek dit met uw hulpverlener.")
    return ""


def _changes(turn: Turn | None) -> str:
    """From when it is otherwise, by itself."""
    if turn is None:
        return ""
    day = date_format(turn[0], "j F Y")
    if turn[1] is Answer.YES:
        return gettext("Vanaf %(day)s past dit wel bij u.") % {"day": day}
    return gettext("Vanaf %(day)s past dit niet meer bij u.") % {"day": day}


def _granted(outcome: Outcome, situation: Situation) -> Iterable[str]:
    facts = corpus().facts
    for granted in outcome.taken_for_granted:
        fact = facts[granted.fact]
        words = naming.question(fact, situation, granted.person)
        yield f"{words} {answer_in_words(granted.fact, granted.value)}"


def answer_in_words(fact: str, value: Any) -> str:
    """An answer as people read it, in the reader's language."""
    definition = corpus().facts[fact]
    if isinstance(value, bool):
        return gettext("Ja") if value else gettext("Nee")
    if isinstance(value, str):
        return naming.in_language(definition.choices[value])
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    return in_dutch(value, definition.unit)
