"""Somebody is away for a period, and a named colleague stands in.

Takes   who tells it, who is away, who stands in, and the days.
Gives   the absence; from its first day the stand-in holds what the other holds, and the resident reads it.
Knows   nothing of pages or of why somebody is away: that is nobody's business here.
"""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from houvast.casework import changed_hands
from houvast.casework.models import Absence
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Professional, Role

LONGEST = dt.timedelta(days=366)


class NotAnAbsence(ValueError):
    """This absence cannot be; `field` is what to mend, and the text says it in Dutch."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def tell(
    actor: Actor, *, away: UUID, stand_in: UUID, since: dt.date, until: dt.date, at: dt.datetime
) -> Absence:
    """Somebody is away: they say so themselves, or their team lead does. Raises `NotAnAbsence`.

    What hangs on who is away, such as an appointment, goes along to who is there.
    """
    teller = actor.professional_id
    if teller is None:
        raise NotAnAbsence("who", "Alleen wie hier werkt kan dit vastleggen.")

    def work() -> Absence:
        _must_be_possible(actor, away=away, stand_in=stand_in, since=since, until=until, on=at.date())
        absence = Absence.objects.create(
            professional_id=away,
            stand_in_id=stand_in,
            since=since,
            until=until,
            told_by_id=teller,
            told_at=at,
        )
        changed_hands.tell_away(absence, actor, at=at)
        return absence

    return ledger.in_one_piece(work)


def _must_be_possible(
    actor: Actor, *, away: UUID, stand_in: UUID, since: dt.date, until: dt.date, on: dt.date
) -> None:
    people = {
        one.pk: one
        for one in Professional.objects.select_for_update().filter(pk__in=[away, stand_in], active=True)
    }
    if away not in people or not _may_tell(actor, people[away]):
        raise NotAnAbsence("who", "Kies uzelf, of als teamleider iemand van uw team.")
    if stand_in == away or stand_in not in people or people[stand_in].team_id != people[away].team_id:
        raise NotAnAbsence("stand_in", "Kies een andere collega van hetzelfde team.")
    if not on <= until <= since + LONGEST or until < since:
        raise NotAnAbsence("until", "Kies een laatste dag vanaf vandaag, en niet voor de eerste dag.")
    if _there(away, since, until).exists():
        raise NotAnAbsence("since", "In deze dagen staat er al een afwezigheid.")
    if _there(stand_in, since, until).exists():
        raise NotAnAbsence("stand_in", "Deze collega is dan zelf weg. Kies iemand anders.")


def end(actor: Actor, absence: int, *, at: dt.datetime) -> bool:
    """Somebody is back sooner, or will not be away. Gives whether there was such an absence to end."""
    found = Absence.objects.select_related("professional").filter(pk=absence, ended_at__isnull=True).first()
    if found is None or not _may_tell(actor, found.professional):
        return False

    def work() -> bool:
        ended = Absence.objects.filter(pk=found.pk, ended_at__isnull=True).update(ended_at=at)
        if ended:
            changed_hands.tell_away(found, actor, at=at)
        return bool(ended)

    return ledger.in_one_piece(work)


def of_team(team: UUID, *, on: dt.date) -> QuerySet[Absence]:
    """Who of this team is away, or will be."""
    return (
        Absence.objects.select_related("professional", "stand_in")
        .filter(professional__team=team, ended_at__isnull=True, until__gte=on)
        .order_by("since", "pk")
    )


def _there(person: UUID, since: dt.date, until: dt.date) -> QuerySet[Absence]:
    return Absence.objects.filter(
        professional=person, ended_at__isnull=True, since__lte=until, until__gte=since
    )


def _may_tell(actor: Actor, away: Professional) -> bool:
    if actor.professional_id == away.pk:
        return True
    if not actor.has_role(Role.TEAM_LEAD) or actor.professional_id is None:
        return False
    lead = Professional.objects.filter(pk=actor.professional_id, team__isnull=False)
    return lead.filter(team=away.team_id).exists()
