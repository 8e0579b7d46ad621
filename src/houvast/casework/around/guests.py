"""Inviting somebody to look along with one request: chosen parts, for a period, also of another organisation.

Takes   a form of `acts.py`, whom, as what, which parts and until when.
Gives   the request; the duo holds it as before.
Knows   nothing of pages. A guest sees nothing but the chosen parts; the resident can end it at any moment.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from houvast.casework import acts, at_work
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import Channel, Guest, GuestPart, HelpRequest, Part
from houvast.people.api import Actor, Professional

LONGEST = dt.timedelta(days=366)
"""Nobody looks along for longer than a year without being invited anew: our own term."""


def invite(form: Form, who: UUID, *, role: str, parts: Iterable[str], until: dt.date) -> HelpRequest:
    """Invite a professional. The resident reads who, as what, what they see and until when.

    Raises `NotNow` for somebody who holds the request, looks along already or does not work here, for no
    part at all, and for a period that is over or longer than a year.
    """
    chosen = {Part(part) for part in parts}

    def change(request: HelpRequest) -> None:
        if not chosen or not form.on <= until <= form.on + LONGEST:
            raise NotNow("Choose what somebody sees, and a last day from today to a year from now.")
        _must_be_new(request, who, form)
        guest = Guest.objects.create(
            request=request,
            professional_id=who,
            invited_by_id=form.by,
            role=role.strip()[:120],
            invited_at=form.at,
            until=until,
        )
        GuestPart.objects.bulk_create(GuestPart(guest=guest, part=part.value) for part in sorted(chosen))

    return acts.walk(form, "invite", change, reason=role)


def uninvite(form: Form, guest: UUID) -> HelpRequest:
    """Somebody looks along no more: the resident or the duo says so, or the guest. Raises `NotNow`."""

    def change(request: HelpRequest) -> None:
        found = request.guests.filter(pk=guest, ended_at__isnull=True).first()
        inside = form.actor.is_resident or form.actor.professional_id in _holding(request, form.on)
        if found is None or not (inside or found.professional_id == form.actor.professional_id):
            raise NotNow("This guest is not there any more, or is not yours to send out.")
        found.ended_at = form.at
        found.save(update_fields=["ended_at"])
        if request.director_id == found.professional_id:
            request.director = None

    return acts.walk(form, "uninvite", change)


def write(form: Form, words: str) -> HelpRequest:
    """A guest writes something; the resident and the duo read it. Raises `NoWords`."""

    def change(request: HelpRequest) -> None:
        if not words.strip():
            raise acts.NoWords("An empty note says nothing; write something first.")
        acts.say(request, form, words, channel=Channel.MESSAGE)

    return acts.walk(form, "note", change)


def direct(form: Form, who: UUID) -> HelpRequest:
    """Choose the case director from the people around the request. Raises `NotNow` for anybody else."""

    def change(request: HelpRequest) -> None:
        if who not in around(request, on=form.on):
            raise NotNow("The director is one of the duo, or somebody who looks along. Invite them first.")
        request.director_id = who

    return acts.walk(form, "direct", change)


def around(request: HelpRequest, *, on: dt.date) -> dict[UUID, Professional]:
    """Everybody who stands around a request on this day: the duo and the guests, by id."""
    found = {member.pk: member for member in request.duo.members} if request.duo else {}
    for guest in guests_of(request, on=on):
        found.setdefault(guest.professional_id, guest.professional)
    return found


def guests_of(request: HelpRequest, *, on: dt.date) -> list[Guest]:
    """Who looks along on this day, in the order in which they were invited."""
    there = [guest for guest in request.guests.all() if guest.ended_at is None and guest.until >= on]
    return sorted(there, key=lambda guest: guest.invited_at)


def guest_of(actor: Actor, request_id: UUID, *, on: dt.date) -> Guest | None:
    """The invitation of this actor for this request, when it holds today."""
    return (
        Guest.objects.select_related("request__resident", "request__step", "professional", "invited_by")
        .prefetch_related("part_rows")
        .filter(
            request=request_id,
            professional=actor.professional_id,
            ended_at__isnull=True,
            until__gte=on,
        )
        .first()
    )


def sees(guest: Guest, part: Part) -> bool:
    """Whether this part was chosen for this guest."""
    return any(row.part == part.value for row in guest.part_rows.all())


def invitations_of(actor: Actor, *, on: dt.date) -> QuerySet[Guest]:
    """Every request that this actor looks along with on this day."""
    return (
        Guest.objects.select_related("request", "invited_by")
        .prefetch_related("part_rows")
        .filter(professional=actor.professional_id, ended_at__isnull=True, until__gte=on)
        .exclude(request__solved_at__isnull=False)
        .order_by("until", "pk")
    )


def _must_be_new(request: HelpRequest, who: UUID, form: Form) -> None:
    if not Professional.objects.filter(pk=who, active=True).exists():
        raise NotNow("Nobody who works here has this id; choose another person.")
    if who in _holding(request, form.on):
        raise NotNow("This person holds the request already and sees all of it.")
    invited = request.guests.filter(professional=who, ended_at__isnull=True)
    # Whose period is over makes place for a new invitation.
    invited.filter(until__lt=form.on).update(ended_at=form.at)
    if invited.exists():
        raise NotNow("This person looks along already. End it first to choose other parts.")


def _holding(request: HelpRequest, on: dt.date) -> frozenset[UUID]:
    return at_work.holding(request.duo, on=on) if request.duo else frozenset()
