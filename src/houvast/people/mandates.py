"""Acting on somebody's behalf ("namens"): who may, in which parts, and for how long.

Takes   a resident, somebody who acts for them, parts, a period, and who said yes.
Gives   a mandate; and for somebody at work with it, an actor that carries on whose behalf.
Knows   nothing of what is looked at or done: the rooms above ask `Actor.may`, and the ledger keeps both.

A mandate is asked anew at every request, so taking it back works at once.
"""

import dataclasses
import datetime as dt
import functools
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from houvast.people.actor import Actor
from houvast.people.models import Mandate, MandateKind, Professional, Resident
from houvast.people.residents import new_resident
from houvast.prepared import Given, Prepared

PARTS = ("look", "answer", "decide", "money")
COURT = frozenset({MandateKind.BEWIND, MandateKind.MENTOR})
"""Kinds that only a court gives: bewind (BW 1:431) and mentorschap (BW 1:450)."""


class NotAMandate(ValueError):
    """This mandate cannot be; the text says why. Nothing was made."""


class NotYoursToChange(PermissionError):
    """Whoever asks has nothing to do with this mandate, or a court gave it. Answer as if it did not exist."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Terms:
    """What a mandate is about."""

    kind: str
    parts: frozenset[str] = frozenset({"look"})
    begins_on: dt.date
    ends_on: dt.date | None = None
    court_reference: str = ""


@transaction.atomic
def give(resident: Resident, terms: Terms, *, at: dt.datetime) -> tuple[Mandate, str]:
    """The resident lets somebody act, who gets a code of their own: shown this once, to hand over.

    It holds when that person came in with the code and said yes. Raises `NotAMandate`.
    """
    if terms.kind in COURT or terms.court_reference:
        raise NotAMandate("Only a court gives this; a professional looks at its decision first.")
    other, code = new_resident(at=at, language=resident.language)
    return _made(resident, terms, at=at, representative=other, given_at=at), code


@transaction.atomic
def propose(resident: Resident, terms: Terms, professional: Professional, *, at: dt.datetime) -> Mandate:
    """A professional asks to act. It holds as soon as the resident says yes. Raises `NotAMandate`."""
    if terms.kind in COURT or terms.court_reference:
        raise NotAMandate("Only a court gives this; a professional looks at its decision first.")
    return _made(resident, terms, at=at, professional=professional, accepted_at=at)


@transaction.atomic
def from_court(
    resident: Resident,
    terms: Terms,
    *,
    checked_by: Professional,
    at: dt.datetime,
    professional: Professional | None = None,
) -> tuple[Mandate, str]:
    """By a court's decision, which `checked_by` has seen. Gives a code when the representative is nobody's
    colleague here, else an empty text. Raises `NotAMandate`.
    """
    if terms.kind not in COURT or not terms.court_reference.strip():
        raise NotAMandate("A court's decision has a reference, and is about bewind or mentorschap.")
    if professional is not None and professional.pk == checked_by.pk:
        raise NotAMandate("Whoever acts cannot look at their own decision of the court; ask a colleague.")
    other, code = (None, "") if professional else new_resident(at=at, language="nl")
    mandate = _made(
        resident,
        terms,
        at=at,
        representative=other,
        professional=professional,
        checked_by=checked_by,
        accepted_at=at,
    )
    return mandate, code


@transaction.atomic
def say_yes(mandate_id: UUID, actor: Actor, *, at: dt.datetime) -> Mandate:
    """The yes of who asks it: the resident's to a proposal, or the representative's. Saying it twice is once.

    Raises `NotYoursToChange`.
    """
    mandate = _open(mandate_id)
    if actor.resident_id is not None and mandate.resident_id == actor.resident_id:
        mandate.given_at = mandate.given_at or at
    elif is_theirs(mandate, actor):
        mandate.accepted_at = mandate.accepted_at or at
    else:
        raise NotYoursToChange("This mandate is somebody else's.")
    mandate.save()
    return mandate


@transaction.atomic
def end(mandate_id: UUID, actor: Actor, *, at: dt.datetime) -> Mandate:
    """It ends now: by the resident, or by who acts by it; one by a court only by who acts or a professional.

    That a professional may have to do with this resident was asked above this room. Raises
    `NotYoursToChange`.
    """
    mandate = _open(mandate_id)
    own = actor.is_resident and actor.resident_id == mandate.resident_id and not mandate.by_court
    by_staff = actor.is_professional and mandate.by_court
    if not (own or by_staff or is_theirs(mandate, actor)):
        raise NotYoursToChange("This mandate is somebody else's, or a court's to end.")
    mandate.ended_at = at
    mandate.save(update_fields=["ended_at"])
    return mandate


def given_by(resident_id: UUID) -> QuerySet[Mandate]:
    """Everybody who may, might or did act for this resident, the newest first."""
    rows = Mandate.objects.filter(resident=resident_id)
    return rows.select_related("professional__organisation").order_by("-made_at")


def held_by(actor: Actor) -> list[Mandate]:
    """For whom this actor may act, or is asked to, and that has not ended."""
    if actor.id is None:
        return []
    mine = actor.resident_id if actor.is_resident else actor.professional_id
    return _held("representative" if actor.is_resident else "professional")(id=mine)


def is_theirs(mandate: Mandate, actor: Actor) -> bool:
    """Whether this actor is the one who acts by it."""
    if actor.is_professional:
        return mandate.professional_id == actor.professional_id
    return actor.resident_id is not None and mandate.representative_id == actor.resident_id


def acting(actor: Actor, mandate_id: UUID, *, on: dt.date) -> Actor:
    """The same actor, on behalf of this mandate's resident; unchanged when it does not hold on this day."""
    mandate = next((each for each in held_by(actor) if each.pk == mandate_id), None)
    if mandate is None or not mandate.holds(on):
        return actor
    return dataclasses.replace(
        actor, on_behalf_of=mandate.resident_id, parts=mandate.parts, mandate_id=mandate.pk
    )


@functools.cache
def _held(by: str) -> Prepared[Mandate]:
    rows = Mandate.objects.select_related("resident").order_by("made_at")
    return Prepared(
        lambda: rows.filter(ended_at__isnull=True, resident__erased_at__isnull=True, **{by: Given("id")})
    )


def _made(resident: Resident, terms: Terms, *, at: dt.datetime, **fields: object) -> Mandate:
    if terms.kind not in MandateKind.values:
        raise NotAMandate(f"{terms.kind!r} is no kind of mandate.")
    if not terms.parts <= set(PARTS):
        raise NotAMandate("A mandate is for looking, answering, deciding or money.")
    if terms.ends_on is not None and terms.ends_on < terms.begins_on:
        raise NotAMandate("The last day lies before the first.")
    return Mandate.objects.create(
        resident=resident,
        kind=terms.kind,
        may_answer="answer" in terms.parts,
        may_decide="decide" in terms.parts,
        may_money="money" in terms.parts,
        begins_on=terms.begins_on,
        ends_on=terms.ends_on,
        court_reference=terms.court_reference.strip(),
        made_at=at,
        **fields,
    )


def _open(mandate_id: UUID) -> Mandate:
    mandate = Mandate.objects.select_for_update().filter(pk=mandate_id, ended_at__isnull=True).first()
    if mandate is None:
        raise NotYoursToChange("This mandate does not exist, or has ended.")
    return mandate
