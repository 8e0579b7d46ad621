"""Writing a promise down: a new step, who has the ball, and the days that the resident may count on.

Takes   a locked help request and a promise.
Gives   the step as a row, and the request with the same ball and days.
Knows   nothing of who may; `acts.py` and `opening.py` call it after they have asked.
"""

import datetime as dt
from uuid import UUID, uuid4

from houvast.casework import clocks
from houvast.casework.clocks import NoPause, Pause
from houvast.casework.models import ClockPause, HelpRequest, RunningClock, Step
from houvast.casework.steps import Promise

REASON = 160
"""Signs of a reason that stands beside a clock."""


def first_step(request: HelpRequest, promise: Promise, *, at: dt.datetime) -> Step:
    """The step of a request that is not saved yet: the request points at it, and both are saved by the
    caller."""
    step = _step(request, promise, number=1, at=at, by=None)
    _carry(request, step, at=at)
    return step


def next_step(request: HelpRequest, promise: Promise, *, at: dt.datetime, by: UUID | None) -> Step:
    """End the present step and begin this one. The caller saves the request."""
    last = request.steps.order_by("-number").first()
    request.steps.filter(done_at__isnull=True).update(done_at=at)
    step = _step(request, promise, number=last.number + 1 if last else 1, at=at, by=by)
    if promise.beside and last is not None:
        step.under_id = last.under_id or last.pk
    step.save(force_insert=True)
    _carry(request, step, at=at)
    return step


def new_contact_day(request: HelpRequest, *, on: dt.date) -> None:
    """The resident has just heard from us: the next news is promised anew. The caller saves the request."""
    if request.ball:
        urgency, ball = clocks.Urgency(request.urgency), clocks.Ball(request.ball)
        request.next_contact_on = clocks.next_contact(urgency, ball, last=on)


def start_clock(request: HelpRequest, key: str, *, on: dt.date, about: str = "") -> RunningClock:
    """Let a clock of the table run, unless it runs already. A threat makes the first talk's clock the
    short one. `about` tells two of one kind apart."""
    clock = clocks.clock(key)
    if key == "first-talk":
        clock = clocks.first_talk(clocks.Urgency(request.urgency))
    due_on = clocks.rings_on(clock, started_on=on, on=on)
    return RunningClock.objects.get_or_create(
        request=request,
        key=clock.key,
        about=about,
        stopped_at=None,
        defaults={"started_on": on, "due_on": due_on},
    )[0]


def set_clock(request: HelpRequest, key: str, day: dt.date, *, on: dt.date) -> None:
    """Let the clock of an announced day run, to the day in the newest letter. A day that is over is today."""
    RunningClock.objects.update_or_create(
        request=request,
        key=key,
        about="",
        stopped_at=None,
        defaults={"due_on": max(day, on)},
        create_defaults={"due_on": max(day, on), "started_on": on},
    )


def stop_clock(request: HelpRequest, key: str, *, about: str = "", at: dt.datetime) -> int:
    """Stop this one clock; gives how many ran."""
    return request.clocks.filter(key=key, about=about, stopped_at__isnull=True).update(stopped_at=at)


def stop_clocks(request: HelpRequest, which: str, *, at: dt.datetime) -> None:
    """Stop one clock of the table, or all with `*`. The first talk stops both kinds of its clock."""
    running = request.clocks.filter(stopped_at__isnull=True)
    (running if which == "*" else running.filter(key__startswith=which)).update(stopped_at=at)


def pause_clock(request: HelpRequest, key: str, *, on: dt.date, reason: str) -> None:
    """Let a clock stand still, with a reason that the resident reads. Raises `NoPause`."""
    if not clocks.clock(key).may_pause:
        raise NoPause(f"No law lets the clock {key!r} stand still.")
    running = request.clocks.filter(key=key, stopped_at__isnull=True).first()
    if running is None or running.pauses.filter(until__isnull=True).exists():
        raise NoPause(f"The clock {key!r} does not run now.")
    ClockPause.objects.create(clock=running, since=on, reason=reason.strip()[:REASON])


def resume_clock(request: HelpRequest, key: str, *, on: dt.date) -> None:
    """Let the hands go on; the last day moves by the days that they stood still. Raises `NoPause`."""
    running = request.clocks.filter(key=key, stopped_at__isnull=True).first()
    paused = running.pauses.filter(until__isnull=True).first() if running else None
    if running is None or paused is None:
        raise NoPause(f"The clock {key!r} does not stand still.")
    paused.until = on
    paused.save(update_fields=["until"])
    running.due_on = clocks.rings_on(
        clocks.clock(key), started_on=running.started_on, pauses=pauses_of(running), on=on
    )
    running.save(update_fields=["due_on"])


def running(request: HelpRequest) -> list[RunningClock]:
    """The clocks that run now, the nearest day first."""
    found = (clock for clock in request.clocks.all() if clock.stopped_at is None)
    return sorted(found, key=lambda clock: clock.due_on)


def pauses_of(clock: RunningClock) -> list[Pause]:
    """The periods in which this clock stood still."""
    return [Pause(pause.since, pause.until, pause.reason) for pause in clock.pauses.all()]


def _step(request: HelpRequest, promise: Promise, *, number: int, at: dt.datetime, by: UUID | None) -> Step:
    return Step(
        id=uuid4(),
        request=request,
        number=number,
        key=promise.key,
        what=promise.what.strip(),
        why=promise.why.strip(),
        then=promise.then.strip(),
        ball=promise.ball.value,
        ball_with=promise.ball_with.strip() if promise.ball is clocks.Ball.OTHER else "",
        due_on=promise.due_on,
        next_contact_on=promise.next_contact_on,
        began_at=at,
        by_id=by,
    )


def _carry(request: HelpRequest, step: Step, *, at: dt.datetime) -> None:
    request.step = step
    request.ball, request.ball_with = step.ball, step.ball_with
    request.due_on, request.next_contact_on = step.due_on, step.next_contact_on
    request.waits_since = at
