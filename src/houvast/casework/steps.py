"""The steps that the house itself takes, the same for everybody, so that they can be read in every language.

Takes   the name of such a step, how urgent a request is, and the day.
Gives   what the resident reads, who has the ball and the promised days.
Knows   nothing of requests or Django. What a professional writes as a step is theirs, in their own words.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from houvast.casework import clocks, workdays
from houvast.casework.clocks import Ball, Urgency

N_: Callable[[str], str] = str
"""Marks a text for the translators; it is translated where it is shown."""


@dataclass(frozen=True, kw_only=True)
class HouseStep:
    """One such step; `days` is our own term for it, in working days (docs/casework.md)."""

    key: str
    what: str
    why: str
    then: str
    ball: Ball
    days: Mapping[Urgency, int]


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What happens next, who does it, before when, and when the resident hears from us at the latest."""

    what: str
    why: str = ""
    then: str = ""
    ball: Ball
    ball_with: str = ""
    due_on: dt.date
    next_contact_on: dt.date
    key: str = ""
    beside: bool = False
    """It belongs under the step that was already there, as a part of it."""


def _days(emergency: int, threat: int, usual: int) -> dict[Urgency, int]:
    return {Urgency.EMERGENCY: emergency, Urgency.THREAT: threat, Urgency.USUAL: usual}


HOUSE_STEPS: dict[str, HouseStep] = {
    step.key: step
    for step in (
        HouseStep(
            key="read",
            what=N_("Wij lezen uw vraag"),
            why=N_("Twee mensen van ons team lezen wat u vertelde."),
            then=N_("Wij bellen u"),
            ball=Ball.US,
            days=clocks.FIRST_READING,
        ),
        HouseStep(
            key="call",
            what=N_("Wij bellen u"),
            why=N_("We praten met u over wat u nodig heeft."),
            then="",
            ball=Ball.US,
            days=_days(0, 1, 3),
        ),
        HouseStep(
            key="check",
            what=N_("U zegt of het is opgelost"),
            why=N_("Wij denken dat het klaar is. Alleen u weet of dat zo is."),
            then="",
            ball=Ball.RESIDENT,
            days=_days(1, 3, 10),
        ),
        HouseStep(
            key="again",
            what=N_("Wij bellen u over wat nog niet goed is"),
            why=N_("U zei dat het niet is opgelost. We zoeken verder."),
            then="",
            ball=Ball.US,
            days=_days(0, 1, 2),
        ),
        HouseStep(
            key="unpaid",
            what=N_("Wij bellen u over het geld"),
            why=N_("De bank kon het niet overmaken. Het geld blijft voor u."),
            then="",
            ball=Ball.US,
            days=_days(0, 0, 0),
        ),
        HouseStep(
            key="asleep",
            what=N_("Wij vragen later hoe het gaat"),
            why=N_("We kregen geen contact. U kunt zelf ook altijd verder."),
            then="",
            ball=Ball.US,
            days=_days(clocks.ASK_AGAIN, clocks.ASK_AGAIN, clocks.ASK_AGAIN),
        ),
    )
}


def house_promise(key: str, *, urgency: Urgency, on: dt.date) -> Promise:
    """The promise of the house's own step `key` when it begins on `on`. Raises `KeyError` for an unknown
    step."""
    step = HOUSE_STEPS[key]
    due_on = workdays.after(on, step.days[urgency])
    # The resident hears from us on the day itself, also when a step takes longer than our usual term: then
    # sooner.
    contact = due_on if key == "asleep" else min(due_on, clocks.next_contact(urgency, step.ball, last=on))
    return Promise(
        key=key,
        what=step.what,
        why=step.why,
        then=step.then,
        ball=step.ball,
        due_on=due_on,
        next_contact_on=contact,
    )


def faults(promise: Promise, *, urgency: Urgency, on: dt.date) -> dict[str, str]:
    """What is wrong with a promise that a professional typed, per field, in Dutch; empty when it can be made.

    A promised day is a working day, not in the past and at most a year away, and the resident never waits
    longer for
    news than our own term (`clocks.next_contact`).
    """
    found: dict[str, str] = {}
    if not promise.what.strip():
        found["what"] = "Schrijf wat er gebeurt. De bewoner leest dit."
    if promise.ball is Ball.OTHER and not promise.ball_with.strip():
        found["ball_with"] = "Schrijf bij welke organisatie het ligt."
    for field in ("due_on", "next_contact_on"):
        fault = _fault_of_day(getattr(promise, field), on=on)
        if fault:
            found[field] = fault
    latest = clocks.next_contact(urgency, promise.ball, last=on)
    if "next_contact_on" not in found and promise.next_contact_on > latest:
        found["next_contact_on"] = (
            f"Kies uiterlijk {latest:%d-%m-%Y}. Langer laten we niemand zonder bericht."
        )
    return found


def _fault_of_day(day: dt.date, *, on: dt.date) -> str:
    if day < on:
        return "Deze dag is voorbij. Kies vandaag of later."
    if day > on + dt.timedelta(days=366):
        return "Deze dag is meer dan een jaar weg. Kies een dag die dichterbij is."
    if not workdays.is_working_day(day):
        return f"Op deze dag werkt niemand. Kies bijvoorbeeld {workdays.working_day_from(day):%d-%m-%Y}."
    return ""
