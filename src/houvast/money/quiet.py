"""Not granting for two months asks for an explanation too: money that lies still helps nobody.

Takes   mandates, and the day on which each was last used.
Gives   a question to whoever holds one, once per silence, and the answer with its reason.
Knows   nothing of residents. Source: strategy for income security, Kenniscentrum Ongelijkheid, 7-12-2023.
"""

import datetime as dt
from uuid import UUID

from django.db.models import Max

from houvast.money import mandates
from houvast.money.models import Grant, Mandate, Quiet
from houvast.people.api import Actor

MONTHS = 2
LONGEST = 500


class NotAsked(LookupError):
    """Nobody asked this professional, or it was answered already."""


class NoAnswer(ValueError):
    """An answer needs one of the reasons and a few words."""


def asks_on(last: dt.date) -> dt.date:
    """The day on which a silence since `last` is asked about: two months later, on the same day of the month,
    or on the month's last day when it has no such day."""
    month = last.month - 1 + MONTHS
    year, month = last.year + month // 12, month % 12 + 1
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return min(dt.date(year, month, 1) + dt.timedelta(days=last.day - 1), after - dt.timedelta(days=1))


def ask(*, at: dt.datetime) -> int:
    """Ask everybody whose mandate was not used for two months; gives how many. Run twice, it asks once."""
    on = at.date()
    held = Mandate.objects.filter(
        mandates.running(on), most_per_grant__gt=0, professional__active=True
    ).annotate(asked_since=Max("quiets__since"))
    granted: dict[UUID, dt.datetime] = dict(
        Grant.objects.filter(granted_by__in=[mandate.professional_id for mandate in held])
        .values_list("granted_by")
        .annotate(Max("granted_at"))
    )
    asking = []
    for mandate in held:
        used = granted.get(mandate.professional_id)
        days = [mandate.first_day, used.date() if used else None]
        if mandate.asked_since is not None:
            days.append(asks_on(mandate.asked_since))
        since = max(day for day in days if day is not None)
        if asks_on(since) <= on:
            asking.append(Quiet(mandate=mandate, since=since, asked_at=at))
    Quiet.objects.bulk_create(asking, ignore_conflicts=True)
    return len(asking)


def open_for(actor: Actor) -> list[Quiet]:
    """What this professional was asked and did not answer yet."""
    asked = Quiet.objects.filter(mandate__professional=actor.professional_id, answered_at__isnull=True)
    return list(asked.order_by("since"))


def of_team(team_id: UUID) -> list[Quiet]:
    """The silences of one team, the newest first, for its lead: asked, and what was answered."""
    asked = Quiet.objects.filter(mandate__professional__team=team_id)
    return list(asked.select_related("mandate__professional").order_by("-since", "pk")[:50])


def answer(quiet_id: UUID, because: str, words: str, *, actor: Actor, at: dt.datetime) -> Quiet:
    """Why nothing was granted. Raises `NotAsked` and `NoAnswer`."""
    if because not in Quiet.Because.values or not 0 < len(words.strip()) <= LONGEST:
        raise NoAnswer("Choose a reason and say it in a few words.")
    open_ones = Quiet.objects.filter(
        pk=quiet_id, mandate__professional=actor.professional_id, answered_at__isnull=True
    )
    if not open_ones.update(because=because, words=words.strip(), answered_at=at):
        raise NotAsked("This was answered already, or asked of somebody else.")
    return Quiet.objects.get(pk=quiet_id)
