"""How much is granted for what, counted without anybody in it.

Takes   each grant, once, in its own transaction.
Gives   numbers and sums per team, month, reason and way, for whoever looks at rules instead of people.
Knows   nothing of residents: a count stays when the resident has everything erased.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import F, Sum

from houvast.money.models import Count, Grant, Quiet, Way


@dataclass(frozen=True)
class Granted:
    """What was granted for one reason: how often, and how much in euro cents."""

    reason: str
    number: int
    cents: int


def add(made: Grant, *, on: dt.date) -> None:
    """One more."""
    kind = _kind(made, Way(made.way), on)
    Count.objects.bulk_create([Count(**kind)], ignore_conflicts=True)
    Count.objects.filter(**kind).update(number=F("number") + 1, cents=F("cents") + made.cents)


def another_way(made: Grant, was: Way) -> None:
    """It is given in another way than it was: the count goes along, in the month in which it was granted."""
    on = made.granted_at.date()
    left = Count.objects.filter(**_kind(made, was, on), number__gt=0, cents__gte=made.cents)
    left.update(number=F("number") - 1, cents=F("cents") - made.cents)
    add(made, on=on)


def _kind(made: Grant, way: Way, on: dt.date) -> dict[str, Any]:
    return {
        "team_id": made.budget.team_id,
        "month": on.replace(day=1),
        "reason": made.reason,
        "way": way.value,
    }


def granted(*, first: dt.date, last: dt.date) -> list[Granted]:
    """What was granted in the months from `first` to `last`, by reason, all teams together.

    Small numbers are not hidden here: whoever shows them hides what is below ten.
    """
    rows = (
        Count.objects.filter(month__gte=first.replace(day=1), month__lte=last)
        .values("reason")
        .annotate(times=Sum("number"), sum=Sum("cents"))
        .order_by("reason")
    )
    return [Granted(row["reason"], row["times"], row["sum"]) for row in rows if row["times"]]


def silences(*, first: dt.date, last: dt.date) -> dict[str, int]:
    """Why nothing was granted for two months, by reason, as people answered between these days."""
    rows = (
        Quiet.objects.filter(answered_at__date__gte=first, answered_at__date__lte=last)
        .values("because")
        .annotate(times=CountOf("pk"))
        .order_by("because")
    )
    return {row["because"]: row["times"] for row in rows}
