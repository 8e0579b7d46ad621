"""Which clocks run for a help request, when each rings, and what stops the hands.

Takes   a clock from the table below, the day on which it started, and the periods in which it stood still.
Gives   the last day on which we may act, and the day on which to warn.
Knows   nothing of requests, people or Django.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from houvast.casework import workdays
from houvast.casework.threats import N_, THREATS


class UnknownClock(LookupError):
    """This term stands in no table. Refuse; never assume "some day"."""


class NoPause(ValueError):
    """No law lets this clock stand still, or it stands still already, or it does not run. Nothing was
    changed."""


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    DATE = "the announced day"
    """Nothing is counted: somebody else told the day."""


class Guards(StrEnum):
    """Whose last day a clock guards, and so when it has to be heard."""

    OURS = "our last day"
    """Heard when it has passed; the worklist warns before."""
    THEIRS = "the resident's last day"
    """Heard before it comes, because after it a right is gone."""
    DANGER = "the day of a threat"
    """Heard before it comes, until the threat is averted."""


class Ball(StrEnum):
    """Who has to do something now. The three are kept apart everywhere, because they feel so different."""

    US = "us"
    RESIDENT = "resident"
    OTHER = "other"


class Urgency(StrEnum):
    """How long somebody can wait for the first answer."""

    EMERGENCY = "emergency"
    THREAT = "threat"
    USUAL = "usual"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One term: why it exists, what starts and stops it, how long, and how many working days before it
    warns."""

    key: str
    name: str
    basis: str
    certainty: str
    """A: the text of the law. B: one source, to be compared with the local ordinance."""
    starts: str
    stops: str
    term: int
    unit: Unit
    warn_before: int
    statutory: bool
    resident_reads: str
    """With %(day)s for the last day, in words."""
    may_pause: str = ""
    """By which article its hands may stand still; empty: they may not."""
    guards: Guards = Guards.OURS


@dataclass(frozen=True)
class Pause:
    """The hands stood still from `since`; `until` is the first day on which they ran again, or None: still
    paused."""

    since: dt.date
    until: dt.date | None
    reason: str


CLOCKS: dict[str, Clock] = {
    clock.key: clock
    for clock in (
        Clock(
            key="first-talk",
            name="Eerste gesprek",
            basis="Wgs art. 4 lid 1",
            certainty="A",
            starts="de hulpvraag is binnen",
            stops="het eerste gesprek is gevoerd",
            term=4,
            unit=Unit.WEEKS,
            warn_before=5,
            statutory=True,
            resident_reads=N_("Uiterlijk %(day)s hebben we met elkaar gesproken."),
        ),
        Clock(
            key="first-talk-threat",
            name="Eerste gesprek bij een bedreigende situatie",
            basis="Wgs art. 4 lid 2",
            certainty="A",
            starts="er dreigt uitzetting, afsluiting of verlies van de zorgverzekering",
            stops="het eerste gesprek is gevoerd",
            term=3,
            unit=Unit.WORKING_DAYS,
            warn_before=1,
            statutory=True,
            resident_reads=N_("Uiterlijk %(day)s hebben we met elkaar gesproken."),
        ),
        Clock(
            key="plan",
            name="Besluit en plan van aanpak",
            basis="verordening schuldhulpverlening (Wgs art. 4a lid 1)",
            certainty="B",
            starts="het eerste gesprek is gevoerd",
            stops="de bewoner heeft het plan",
            term=8,
            unit=Unit.WEEKS,
            warn_before=10,
            statutory=True,
            resident_reads=N_("Uiterlijk %(day)s ligt er een plan voor u."),
            may_pause="Awb art. 4:15 lid 2",
        ),
        Clock(
            key="objection",
            name="Bezwaar maken",
            basis="Awb art. 6:7 en 6:8 lid 1",
            certainty="A",
            starts="het besluit is bekendgemaakt",
            stops="het bezwaar is verstuurd",
            term=6,
            unit=Unit.WEEKS,
            warn_before=10,
            statutory=True,
            resident_reads=N_("Tot en met %(day)s kunt u bezwaar maken."),
            guards=Guards.THEIRS,
        ),
        *(
            Clock(
                key=threat.key,
                name=threat.name,
                basis=threat.basis,
                certainty=threat.certainty,
                starts="iemand vertelt de dag die in de brief staat",
                stops="de dreiging is voorbij",
                term=0,
                unit=Unit.DATE,
                warn_before=threat.warn_before,
                statutory=False,
                resident_reads=threat.resident_reads,
                guards=Guards.DANGER,
            )
            for threat in THREATS.values()
        ),
    )
}

NEXT_CONTACT: dict[tuple[Urgency, Ball], int] = {
    (Urgency.EMERGENCY, Ball.US): 1,
    (Urgency.EMERGENCY, Ball.OTHER): 1,
    (Urgency.EMERGENCY, Ball.RESIDENT): 1,
    (Urgency.THREAT, Ball.US): 2,
    (Urgency.THREAT, Ball.OTHER): 2,
    (Urgency.THREAT, Ball.RESIDENT): 3,
    (Urgency.USUAL, Ball.US): 5,
    (Urgency.USUAL, Ball.OTHER): 5,
    (Urgency.USUAL, Ball.RESIDENT): 10,
}
"""Working days that a resident may go without news: our own terms, shown on the resident's page
(docs/casework.md)."""

FIRST_READING: dict[Urgency, int] = {Urgency.EMERGENCY: 0, Urgency.THREAT: 1, Urgency.USUAL: 2}
"""Working days in which a duo has read a new request: our own terms. Zero: today, or the first working
day."""

KINDS_TRIED = 3
"""How many kinds of contact must have been tried before a request may sleep: our own term."""
TRIED_DURING = 15
"""Working days (three weeks) over which they must have been tried: our own term."""
ASK_AGAIN = 65
"""Working days (about three months) after which we ask somebody whose request sleeps how it goes."""


def clock(key: str) -> Clock:
    """The clock with this key. Raises `UnknownClock`."""
    try:
        return CLOCKS[key]
    except KeyError:
        raise UnknownClock(
            f"There is no clock {key!r}; the table in casework/clocks.py has {sorted(CLOCKS)}."
        ) from None


def rings_on(clock: Clock, *, started_on: dt.date, pauses: Sequence[Pause] = (), on: dt.date) -> dt.date:
    """The last day on which what the clock guards may happen.

    Counted from the day after `started_on`. Days in a pause are added at the end: working days for a term
    in working
    days, else calendar days; a pause that still lasts counts up to `on`. Terms of the law end as the Atw
    says.
    Raises `UnknownClock` for the clock of an announced day: that day is told, never counted.
    """
    if clock.unit is Unit.DATE:
        raise UnknownClock(f"The day of {clock.key!r} stands in a letter; nobody can count it.")
    paused = [day for pause in pauses for day in _days_of(pause, on)]
    if clock.unit is Unit.WORKING_DAYS:
        standing = sum(workdays.is_working_day(day) for day in set(paused))
        return workdays.after(started_on, clock.term + standing)
    calendar = clock.term * (7 if clock.unit is Unit.WEEKS else 1)
    last = started_on + dt.timedelta(days=calendar + len(set(paused)))
    return workdays.end_of_legal_term(started_on, last) if clock.statutory else last


def warns_on(clock: Clock, last: dt.date) -> dt.date:
    """The day on which the duo must hear that `last` comes near: `warn_before` working days earlier."""
    day, left = last, clock.warn_before
    while left:
        day -= dt.timedelta(days=1)
        left -= workdays.is_working_day(day)
    return day


def next_contact(urgency: Urgency, ball: Ball, *, last: dt.date) -> dt.date:
    """The last day on which the resident may go without news, counted in working days from the day after
    `last`.

    A request that waits for the resident counts double: people need time, and we still ask how it goes.
    """
    return workdays.after(last, NEXT_CONTACT[urgency, ball])


def first_reading(urgency: Urgency, *, opened_on: dt.date) -> dt.date:
    """The day on which a duo has read a request that came in on `opened_on`."""
    return workdays.after(opened_on, FIRST_READING[urgency])


def first_talk(urgency: Urgency) -> Clock:
    """The clock for the first conversation.

    It runs for every request: whether debts play a part is often known only after that conversation, and
    for the
    resident a term that was kept without need is better than one that was missed (Wgs art. 4 lid 1 and 2).
    """
    return CLOCKS["first-talk" if urgency is Urgency.USUAL else "first-talk-threat"]


def _days_of(pause: Pause, on: dt.date) -> list[dt.date]:
    until = pause.until or on
    return [pause.since + dt.timedelta(days=number) for number in range(max(0, (until - pause.since).days))]
