"""How heavy the alarms weigh: per rule for everybody who answers for it, per person for a team lead.

Takes   the alarms and deliveries of the last four weeks, and who asks.
Gives   counts. A policy maker sees no person, and no count below ten.
Knows   nothing of requests or residents.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from houvast.casework.alarm_rules import BOOK
from houvast.casework.alarming.ignored import FAR, LATELY
from houvast.casework.models import Alarm, Delivery, Outcome, RuleSignal
from houvast.people.api import Actor, Professional, Role

HIDDEN = 10
"""Counts below it are not told to a policy maker."""


@dataclass(frozen=True)
class RuleLoad:
    """One rule in four weeks. A count that is hidden is None."""

    says: str
    rang: int | None
    action: int | None
    explanation: int | None
    signal: int | None
    ringing: int | None
    far: int | None
    """How many climbed to the team lead or further."""

    @property
    def counts(self) -> tuple[int | None, ...]:
        """In the order of the table."""
        return (self.rang, self.action, self.explanation, self.signal, self.ringing, self.far)


@dataclass(frozen=True)
class PersonLoad:
    """One person of a team in four weeks."""

    name: str
    got: int
    ringing: int


def per_rule(actor: Actor, *, at: dt.datetime) -> list[RuleLoad]:
    """Every rule: over one's own team for a team lead, over the whole city for a policy maker."""
    found = Alarm.objects.filter(raised_at__gte=at - LATELY)
    open_to_all = not actor.has_role(Role.POLICY_MAKER)
    if open_to_all:
        found = found.filter(request__duo__team__professionals=actor.professional_id)
    outcomes = {name: Count("pk", filter=Q(outcome=name)) for name in Outcome.values if name != "moot"}
    counted = found.values("rule").annotate(
        rang=Count("pk"),
        ringing=Count("pk", filter=Q(ended_at__isnull=True)),
        far=Count("pk", filter=Q(level__gte=FAR)),
        **outcomes,
    )
    rows = {row.pop("rule"): row for row in counted.order_by("rule")}
    return [_rule(rule.says, rows.get(key, {}), open_to_all) for key, rule in BOOK.rules.items()]


def per_person(actor: Actor, *, at: dt.datetime) -> list[PersonLoad]:
    """Everybody of the team that this actor leads, the heaviest first; nothing for anybody else."""
    if not actor.has_role(Role.TEAM_LEAD):
        return []
    team = Professional.objects.filter(active=True, team__professionals=actor.professional_id).order_by(
        "display_name"
    )
    got = (
        Delivery.objects.filter(to__in=team, at__gte=at - LATELY)
        .values("to")
        .annotate(
            got=Count("alarm", distinct=True),
            ringing=Count("alarm", distinct=True, filter=Q(alarm__ended_at__isnull=True)),
        )
    )
    rows = {row["to"]: row for row in got.order_by()}
    loads = [
        PersonLoad(
            one.display_name, rows.get(one.pk, {}).get("got", 0), rows.get(one.pk, {}).get("ringing", 0)
        )
        for one in team
    ]
    return sorted(loads, key=lambda load: (-load.got, load.name))


def signals(*, at: dt.datetime) -> list[RuleSignal]:
    """What was said of rules in the last four weeks, newest first."""
    return list(RuleSignal.objects.filter(at__gte=at - LATELY).order_by("-at")[:50])


def _rule(says: str, row: dict[str, int], open_to_all: bool) -> RuleLoad:
    def count(name: str) -> int | None:
        number = row.get(name, 0)
        return number if open_to_all or number >= HIDDEN else None

    names = ("rang", "action", "explanation", "signal", "ringing", "far")
    return RuleLoad(says, *(count(name) for name in names))
