"""A resident who waits longer than was promised: somebody who can act must hear it.

Takes   the rules below and the moment.
Gives   an alarm per request and rule, which climbs while nobody acts; what the duo does ends it (`acts.py`).
Knows   nothing of who is at work: an alarm is about a resident who waits, never about a worker who is silent.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from houvast.casework import handing, workdays
from houvast.casework.around import consulting
from houvast.casework.clocks import Ball
from houvast.casework.holders import OPEN
from houvast.casework.models import Alarm, ClockPause, Consult, Handover, HelpRequest, RunningClock

Late = Iterable[tuple[UUID, dt.date | None]]
"""Requests and the day that was promised to each."""


@dataclass(frozen=True)
class Rule:
    """When an alarm goes off. `late` finds the requests for which it does on a day."""

    key: str
    words: str
    late: Callable[[dt.date], Late]


@dataclass(frozen=True)
class Level:
    """Who hears it, and after how many working days of nobody acting."""

    words: str
    after: int


def _silence(on: dt.date) -> Late:
    waiting = HelpRequest.objects.filter(OPEN, next_contact_on__lt=on)
    return waiting.values_list("pk", "next_contact_on")


def _overdue(on: dt.date) -> Late:
    waiting = HelpRequest.objects.filter(OPEN, ball=Ball.US.value, due_on__lt=on)
    return waiting.values_list("pk", "due_on")


def _clock(on: dt.date) -> Late:
    standing = ClockPause.objects.filter(clock=OuterRef("pk"), until__isnull=True)
    ringing = RunningClock.objects.filter(~Exists(standing), stopped_at__isnull=True, due_on__lt=on)
    return ringing.values_list("request", "due_on")


def _unanswered(on: dt.date) -> Late:
    waiting = Handover.objects.filter(ended_at__isnull=True, answer_by__lt=on)
    return waiting.values_list("request", "answer_by")


def _unadvised(on: dt.date) -> Late:
    waiting = Consult.objects.filter(ended_at__isnull=True, answer_by__lt=on)
    return waiting.values_list("request", "answer_by")


RULES: dict[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("silence", "De bewoner had al van ons moeten horen", _silence),
        Rule("overdue", "Onze stap had al klaar moeten zijn", _overdue),
        Rule("handover", "Het andere duo antwoordde niet; u houdt deze vraag vast", _unanswered),
        Rule("consult", "Een collega gaf geen raad; u houdt deze vraag vast", _unadvised),
        Rule("clock", "Een wettelijke termijn is voorbij", _clock),
    )
}

LEVELS: tuple[Level, ...] = (
    Level("het duo", 0),
    Level("de regisseur", 2),
    Level("de teamleider", 4),
    Level("wie over de regel gaat", 8),
)
"""Our own terms (docs/casework.md), in working days after the day on which the alarm went off."""


@transaction.atomic
def ring(*, at: dt.datetime) -> int:
    """Raise every alarm that is due and let older ones climb; gives how many are new. May run at any time."""
    new = sum(_raise(rule, at) for rule in RULES.values())
    handing.give_back(at=at)
    consulting.give_back(at=at)
    _climb(at.date())
    return new


def level_on(raised_on: dt.date, on: dt.date) -> int:
    """How far an alarm has climbed that went off on `raised_on` and that nobody has ended on `on`."""
    passed = workdays.between(raised_on, on)
    return max(number for number, level in enumerate(LEVELS) if level.after <= passed)


def _raise(rule: Rule, at: dt.datetime) -> int:
    ringing = set(
        Alarm.objects.filter(rule=rule.key, ended_at__isnull=True).values_list("request", flat=True)
    )
    new = [
        Alarm(request_id=request, rule=rule.key, promised_on=promised_on, raised_at=at)
        for request, promised_on in rule.late(at.date())
        if promised_on is not None and request not in ringing
    ]
    # Another worker may have been first: the database keeps one ringing alarm per request and rule.
    Alarm.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new)


def _climb(on: dt.date) -> None:
    for alarm in Alarm.objects.filter(ended_at__isnull=True).iterator(chunk_size=500):
        level = level_on(alarm.raised_at.date(), on)
        if level != alarm.level:
            Alarm.objects.filter(pk=alarm.pk, ended_at__isnull=True).update(level=level)
