"""A rule whose alarm is ignored by many is itself a signal: the rule may be wrong, not the people.

Takes   the alarms of the last four weeks, and the moment.
Gives   at most one signal per rule in four weeks, with a count and no person.
Knows   nothing of who ignored it.
"""

import datetime as dt

from django.db.models import Count, Q

from houvast.casework.models import Alarm, RuleSignal, SignalKind

LATELY = dt.timedelta(days=28)
MANY = 10
"""From so many alarms that climbed past duo and director on, it is a signal. Never fewer: a small count
could tell of one person."""
FAR = 2
"""The level of the team lead: whoever was nearer did nothing."""


def notice(*, at: dt.datetime) -> int:
    """Write a signal for every rule of which at least `MANY` alarms, and half of all, climbed to the team
    lead. Gives how many are new."""
    since = at - LATELY
    counted = (
        Alarm.objects.filter(raised_at__gte=since)
        .values("rule")
        .annotate(all=Count("pk"), far=Count("pk", filter=Q(level__gte=FAR)))
        .order_by("rule")
    )
    told = set(
        RuleSignal.objects.filter(kind=SignalKind.IGNORED, at__gte=since).values_list("rule", flat=True)
    )
    new = [
        RuleSignal(
            rule=row["rule"],
            kind=SignalKind.IGNORED,
            at=at,
            words="Veel van deze alarmen klommen tot de teamleider. Past de regel bij het werk?",
            alarms=row["far"],
        )
        for row in counted
        if row["far"] >= MANY and row["far"] * 2 >= row["all"] and row["rule"] not in told
    ]
    RuleSignal.objects.bulk_create(new)
    return len(new)
