"""A letter with a threat: from that moment the day in the letter counts.

Takes   a form of `acts.py`, the kind of threat, and the day in the letter.
Gives   the request: with the clock of that day, and the first talk within three working days where the law
says so (Wgs art. 4 lid 2).
Knows   nothing of pages, and counts no term of a bailiff: the day is read from the letter.
"""

import datetime as dt

from houvast.casework import acts, clocks, promising
from houvast.casework.acts import Form, NotNow
from houvast.casework.clocks import Ball, Guards, Urgency
from houvast.casework.models import HelpRequest, RunningClock
from houvast.casework.threats import THREATS, Threat

FURTHEST = dt.timedelta(days=366)


def tell(form: Form, key: str, day: dt.date) -> HelpRequest:
    """A threat on a day; a newer letter moves the day. Raises `NotNow` for what is no threat or day."""

    def change(request: HelpRequest) -> None:
        threat = THREATS.get(key)
        if threat is None or day > form.on + FURTHEST:
            raise NotNow("Choose a threat from the list, and a day within a year.")
        promising.set_clock(request, key, day, on=form.on)
        if threat.shortens:
            _talk_soon(request, form)
        urgency = Urgency(request.urgency)
        soonest = clocks.next_contact(urgency, Ball(request.ball or Ball.US), last=form.on)
        request.next_contact_on = min(request.next_contact_on or soonest, soonest)

    return acts.walk(form, "threat", change)


def avert(form: Form, key: str, reason: str) -> HelpRequest:
    """The threat is over, and why. Raises `NotNow` when it did not stand."""

    def change(request: HelpRequest) -> None:
        if key not in THREATS or not promising.stop_clock(request, key, at=form.at):
            raise NotNow("This threat does not stand now.")
        promising.new_contact_day(request, on=form.on)

    return acts.walk(form, "averted", change, reason=reason)


def standing(request: HelpRequest) -> list[tuple[Threat, RunningClock]]:
    """What threatens now, the nearest day first."""
    return [(THREATS[row.key], row) for row in promising.running(request) if row.key in THREATS]


def _talk_soon(request: HelpRequest, form: Form) -> None:
    """From four weeks to three working days, unless the first talk took place or is sooner anyway."""
    if request.urgency == Urgency.USUAL.value:
        request.urgency = Urgency.THREAT.value
    running = request.clocks.filter(key="first-talk", stopped_at__isnull=True)
    if running.update(stopped_at=form.at):
        promising.start_clock(request, "first-talk", on=form.on)


assert all(clocks.clock(key).guards is Guards.DANGER for key in THREATS)
