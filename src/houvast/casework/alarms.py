"""A resident who waits longer than was promised: somebody who can act must hear it.

Takes   the rules of `alarm_rules.yaml` and the moment.
Gives   an alarm per request and rule, which climbs while nobody acts and is delivered to a person at each
level.
Knows   nothing of how it ends: what the duo does, an explanation or a signal (`alarming/`).
        An alarm is about a resident who waits, never about a worker who is silent.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from houvast.casework import clocks, handing, workdays
from houvast.casework.alarm_rules import BOOK, AlarmRule, NotARule
from houvast.casework.alarming import delivering, ignored
from houvast.casework.around import consulting
from houvast.casework.buffer import granted
from houvast.casework.clocks import CLOCKS, Ball, Guards
from houvast.casework.holders import OPEN
from houvast.casework.models import (
    Alarm,
    ClockPause,
    Consult,
    Handover,
    HelpRequest,
    Outcome,
    RunningClock,
)

Late = Iterable[tuple[UUID, dt.date | None]]
"""Requests, and the day that was promised to each or that threatens it."""
RULES = BOOK.rules
LEVELS = BOOK.levels


def _silence(on: dt.date) -> Late:
    waiting = HelpRequest.objects.filter(OPEN, next_contact_on__lt=on)
    return waiting.values_list("pk", "next_contact_on")


def _overdue(on: dt.date) -> Late:
    waiting = HelpRequest.objects.filter(OPEN, ball=Ball.US.value, due_on__lt=on)
    return waiting.values_list("pk", "due_on")


def _unanswered(on: dt.date) -> Late:
    waiting = Handover.objects.filter(ended_at__isnull=True, answer_by__lt=on)
    return waiting.values_list("request", "answer_by")


def _unadvised(on: dt.date) -> Late:
    waiting = Consult.objects.filter(ended_at__isnull=True, answer_by__lt=on)
    return waiting.values_list("request", "answer_by")


def _running(guards: Guards, when: Callable[[clocks.Clock], Q]) -> Late:
    """Clocks that run and do not stand still, of one kind; `when` says for each clock from which day on."""
    chosen = Q(pk__in=[])
    for key, clock in CLOCKS.items():
        if clock.guards is guards:
            chosen |= Q(key=key) & when(clock)
    standing = ClockPause.objects.filter(clock=OuterRef("pk"), until__isnull=True)
    running = RunningClock.objects.filter(~Exists(standing), chosen, stopped_at__isnull=True)
    return running.order_by("-due_on").values_list("request", "due_on")


def _clock(on: dt.date) -> Late:
    return _running(Guards.OURS, lambda clock: Q(due_on__lt=on))


def _danger(on: dt.date) -> Late:
    return _running(Guards.DANGER, lambda clock: Q(due_on__lte=workdays.after(on, clock.warn_before)))


def _objection(on: dt.date) -> Late:
    return _running(
        Guards.THEIRS,
        lambda clock: Q(due_on__gte=on, due_on__lte=workdays.after(on, clock.warn_before)),
    )


FINDERS: dict[str, Callable[[dt.date], Late]] = {
    "next-contact": _silence,
    "our-step": _overdue,
    "handover": _unanswered,
    "consult": _unadvised,
    "our-clock": _clock,
    "danger": _danger,
    "their-clock": _objection,
    "refused-money": granted.waiting,
}
"""What a rule can look at (`about` in the file)."""
if _nobody_looks := {rule.about for rule in RULES.values()} - set(FINDERS):
    raise NotARule(f"No alarm knows how to look at {sorted(_nobody_looks)}; see `alarms.FINDERS`.")


@transaction.atomic
def ring(*, at: dt.datetime) -> int:
    """Raise every alarm that is due, let older ones climb, and bring each to people who can act.

    Gives how many are new. May run at any time, also twice.
    """
    new = sum(_raise(rule, at) for rule in RULES.values())
    handing.give_back(at=at)
    consulting.give_back(at=at)
    _let_go(at)
    _climb(at.date())
    delivering.deliver(at=at)
    ignored.notice(at=at)
    return new


def ring_one(rule: str, request: UUID, day: dt.date, *, at: dt.datetime) -> None:
    """Let one alarm go off now, within the act that caused it: some things cannot wait for the next round."""
    raised = Alarm(request_id=request, rule=RULES[rule].key, promised_on=day, raised_at=at)
    Alarm.objects.bulk_create([raised], ignore_conflicts=True)
    delivering.deliver(at=at)


def level_on(rule: str, raised_on: dt.date, on: dt.date) -> int:
    """How far an alarm has climbed that went off on `raised_on` and that nobody has ended on `on`."""
    passed = workdays.between(raised_on, on)
    return max(level for level, after in RULES[rule].climbs.items() if after <= passed)


def _raise(rule: AlarmRule, at: dt.datetime) -> int:
    known = Alarm.objects.filter(rule=rule.key)
    ringing = set(known.filter(ended_at__isnull=True).values_list("request", flat=True))
    late = {request: day for request, day in FINDERS[rule.about](at.date()) if day and request not in ringing}
    # What was explained, or told to whoever owns the rule, does not ring again for the same day.
    answered = set(
        known.filter(
            outcome__in=[Outcome.EXPLANATION, Outcome.SIGNAL], promised_on__in=set(late.values())
        ).values_list("request", "promised_on")
    )
    new = [
        Alarm(request_id=request, rule=rule.key, promised_on=day, raised_at=at)
        for request, day in late.items()
        if (request, day) not in answered
    ]
    # Another worker may have been first: the database keeps one ringing alarm per request and rule.
    Alarm.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new)


def _let_go(at: dt.datetime) -> None:
    """A term of the resident that is over: its clock stops by itself, and so does the alarm about it."""
    theirs = [key for key, clock in CLOCKS.items() if clock.guards is Guards.THEIRS]
    over = RunningClock.objects.filter(key__in=theirs, stopped_at__isnull=True, due_on__lt=at.date())
    over.update(stopped_at=at)
    Alarm.objects.filter(rule="objection", ended_at__isnull=True, promised_on__lt=at.date()).update(
        ended_at=at, ended_by="", outcome=Outcome.MOOT
    )


def _climb(on: dt.date) -> None:
    for alarm in Alarm.objects.filter(ended_at__isnull=True).iterator(chunk_size=500):
        level = level_on(alarm.rule, alarm.raised_at.date(), on)
        if level != alarm.level:
            Alarm.objects.filter(pk=alarm.pk, ended_at__isnull=True).update(level=level)
