"""What people do with an appointment. With `waiting.py` the only writer of appointments.

Takes   who acts, for which request, when, with which form (token).
Gives   the appointment and the half hours that it takes, in one transaction with its row in the ledger; or
        an error that says what is so, and nothing changed.
Knows   nothing of pages. A moment is taken by the database's own key, never by what a page showed.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from houvast.casework import acts, holders
from houvast.casework.acts import NotYours, NoWords
from houvast.casework.appointments import diary, slots, telling
from houvast.casework.appointments.models import (
    Appointment,
    Hold,
    Kind,
    Left,
    Offer,
    Place,
    PlaceHours,
    State,
)
from houvast.casework.models import HelpRequest
from houvast.casework.states import Who
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Professional
from houvast.ui.api import speaking
from houvast.vault import api as vault

T = TypeVar("T")
PURPOSE = "een afspraak met u"
KIND = "afspraak"
MOST = 3
"""Coming appointments of one request at the same time."""
LONGEST = 1_000
"""Signs of what somebody wants to talk about."""


class Taken(RuntimeError):
    """Somebody else has this moment, or it passed meanwhile. Show other moments; keep what was typed."""


class TooMany(RuntimeError):
    """This request has as many coming appointments as fit. Move one of them, or cancel one first."""


class NotNow(RuntimeError):
    """This appointment is over, or does not take place any more. Show how it is now."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One form as it was sent: by whom, for which request, when; `token` is unique to the form."""

    request_id: UUID
    actor: Actor
    at: dt.datetime
    token: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What was chosen: how to meet, where, with whom, and at which half hour."""

    kind: str
    slot: int
    professional_id: UUID | None = None
    place_id: UUID | None = None


def book(sent: Sent, choice: Choice, words: str = "") -> Appointment:
    """An appointment at a free moment; the same form sent twice is one.

    Raises `Taken`, `TooMany`, `NoWords` when there are too many of them, and `NotYours`.
    """
    return in_one_piece(sent, lambda request: _book(sent, request, choice, words))


def announce_walk_in(sent: Sent, choice: Choice) -> Appointment:
    """ "Ik kom langs": nothing is kept free, but the two know it.

    Raises `Taken` when one cannot walk in then.
    """
    return in_one_piece(sent, lambda request: _announce(sent, request, choice))


def move(sent: Sent, appointment_id: UUID, choice: Choice) -> Appointment:
    """Another moment, without a reason. What came free is offered to who waits. Raises `Taken`, `NotNow`."""

    def change(request: HelpRequest) -> Appointment:
        appointment = coming(request, appointment_id, at=sent.at)
        place_it(appointment, request, choice, at=sent.at)
        write(sent, request, appointment)
        return appointment

    return in_one_piece(sent, change)


def cancel(sent: Sent, appointment_id: UUID) -> Appointment:
    """It does not take place, without a reason; the request goes on as it was. Raises `NotNow`."""

    def change(request: HelpRequest) -> Appointment:
        appointment = _of(request, appointment_id)
        if appointment.state == State.CANCELLED:
            return appointment
        appointment = coming(request, appointment_id, at=sent.at)
        if appointment.state == State.LOOKING:  # every calendar took it out already, and they were told
            appointment.state, appointment.changed_at = State.CANCELLED, sent.at
            appointment.save(update_fields=["state", "changed_at"])
            record(sent, request)
            return appointment
        appointment.state = State.CANCELLED
        appointment.sequence += 1
        appointment.holds.all().delete()
        write(sent, request, appointment)
        return appointment

    return in_one_piece(sent, change)


def mark_kept(sent: Sent, appointment_id: UUID) -> Appointment:
    """They met. Only the duo says so. Raises `NotNow` before it began."""
    return in_one_piece(sent, lambda request: _over(sent, request, appointment_id, State.KEPT), of_duo=True)


def mark_missed(sent: Sent, appointment_id: UUID) -> Appointment:
    """They did not meet. It closes nothing: the resident reads a kind message, and the day of the next news
    is promised anew. Raises `NotNow` before it began.
    """

    def change(request: HelpRequest) -> Appointment:
        appointment = _over(sent, request, appointment_id, State.MISSED)
        if request.is_open:
            form = acts.Form(
                request_id=request.pk, actor=sent.actor, at=sent.at, token=f"missed-{appointment.pk}"
            )
            acts.send_message(form, kind_words(request))
        return appointment

    return in_one_piece(sent, change, of_duo=True)


def kind_words(request: HelpRequest) -> str:
    """What somebody reads after a moment that did not work out, in their own language."""
    with speaking(request.resident.language):
        return gettext(
            "Het lukte niet om elkaar te spreken. Dat geeft niet. Zullen we een ander moment zoeken? "
            "Op deze pagina ziet u nieuwe momenten. Bellen mag ook."
        )


def in_one_piece(sent: Sent, work: Callable[[HelpRequest], T], *, of_duo: bool = False) -> T:
    """Do `work` with the request locked. A try by whoever has nothing to do with it stands in the ledger."""
    try:
        return ledger.in_one_piece(lambda: work(_ours(sent, of_duo=of_duo)))
    except NotYours:
        holders.log_refusal(sent.actor, sent.request_id, at=sent.at)
        raise


def place_it(appointment: Appointment, request: HelpRequest, choice: Choice, *, at: dt.datetime) -> None:
    """Give an appointment its moment and take the half hours. The caller saves it. Raises `Taken`.

    What it had before comes free first: one may move to half an hour later.
    """
    stands = appointment.state == State.BOOKED and appointment.professional_id == choice.professional_id
    if stands and _slot(appointment) == choice.slot:
        return
    appointment.holds.all().delete()
    professional, place = _member(request, choice), _place(choice)
    if not diary.is_free(professional, choice.kind, place, choice.slot, at=at):
        raise Taken("This moment is not free any more.")
    appointment.kind, appointment.place, appointment.reminded_at = choice.kind, place, None
    appointment.starts_at = slots.moment(choice.slot)
    appointment.ends_at = slots.moment(choice.slot + diary.need_of(choice.kind).talk)
    settle(appointment, professional, at=at)


def settle(appointment: Appointment, professional: Professional, *, at: dt.datetime) -> None:
    """It takes place with this professional, at the moment that it has. Raises `Taken`; the half hours that
    it had are free already. Whoever had it before sees in their calendar that it is gone."""
    before = Appointment.objects.filter(pk=appointment.pk).exclude(professional=professional)
    had = before.filter(professional__isnull=False).first()
    appointment.professional, appointment.state = professional, State.BOOKED
    appointment.sequence += 1
    appointment.changed_at = at
    appointment.save()
    if had is not None:
        Left.objects.update_or_create(
            appointment=appointment,
            professional=had.professional,
            defaults={
                "starts_at": had.starts_at,
                "ends_at": had.ends_at,
                "sequence": appointment.sequence,
                "at": at,
            },
        )
    needed = slots.taken_by(slots.number(appointment.starts_at), diary.need_of(appointment.kind))
    take(professional, needed, appointment=appointment)


def take(
    professional: Professional,
    numbers: Iterable[int],
    *,
    appointment: Appointment | None = None,
    offer: Offer | None = None,
) -> None:
    """Take these half hours, all or none. Raises `Taken` when the database says that one is somebody's."""
    rows = [
        Hold(professional=professional, slot=slot, appointment=appointment, offer=offer) for slot in numbers
    ]
    try:
        with transaction.atomic():
            Hold.objects.bulk_create(rows)
    except IntegrityError as refusal:
        raise Taken("Somebody else took this moment.") from refusal


def coming(request: HelpRequest, appointment_id: UUID, *, at: dt.datetime) -> Appointment:
    """This appointment of this request, when it still has to take place. Raises `NotYours` or `NotNow`.

    One that looks for another moment has to take place, also after the day that it once had.
    """
    appointment = _of(request, appointment_id)
    if appointment.state == State.LOOKING:
        return appointment
    if appointment.state != State.BOOKED or appointment.ends_at <= at:
        raise NotNow("This appointment is over, or does not take place.")
    return appointment


def note_of(appointment: Appointment) -> str:
    """What the resident wants to talk about: only for who may see the request, after a logged look."""
    if appointment.note is None:
        return ""
    return vault.unseal(
        appointment.request.resident_id, appointment.note, place=f"appointment {appointment.pk}"
    )


def record(sent: Sent, request: HelpRequest) -> None:
    """The row in the ledger, with on whose behalf somebody acted."""
    ledger.record(
        at=sent.at, actor=sent.actor, subject=request.resident_id, action="change", purpose=PURPOSE, kind=KIND
    )


def _ours(sent: Sent, *, of_duo: bool) -> HelpRequest:
    locked = HelpRequest.objects.select_for_update(of=("self",)).select_related("resident", "duo")
    request = locked.filter(pk=sent.request_id).first()
    may = {Who.DUO} if of_duo else {Who.DUO, Who.RESIDENT}
    if request is None or not may & holders.relation(sent.actor, request, on=sent.at.date()):
        raise NotYours("This request is held by others, or does not exist.")
    if not sent.actor.may("answer"):
        raise NotYours("The mandate does not reach this far.")
    return request


def _book(sent: Sent, request: HelpRequest, choice: Choice, words: str) -> Appointment:
    known = request.appointments.filter(token=sent.token).first()
    if known is not None:
        return known
    if len(words) > LONGEST:
        raise NoWords(f"What is to be talked about has at most {LONGEST} signs.")
    appointment = new(sent, request, sequence=-1)
    place_it(appointment, request, choice, at=sent.at)
    if words.strip():
        place = f"appointment {appointment.pk}"
        appointment.note = vault.seal(request.resident_id, words.strip(), place=place)
    write(sent, request, appointment)
    return appointment


def _announce(sent: Sent, request: HelpRequest, choice: Choice) -> Appointment:
    known = request.appointments.filter(token=sent.token).first()
    if known is not None:
        return known
    place = _place(choice)
    at = slots.moment(choice.slot)
    hours = PlaceHours.objects.filter(
        place=place, walk_in=True, weekday=at.weekday(), opens=at.time()
    ).first()
    if place is None or hours is None:
        raise Taken("Nobody can walk in there at that time.")
    closes = dt.datetime.combine(at.date(), hours.closes, tzinfo=slots.AMSTERDAM)
    if closes <= sent.at or at > sent.at + dt.timedelta(days=diary.HORIZON):
        raise Taken("This time has passed, or lies too far away.")
    appointment = new(sent, request, sequence=0)
    appointment.kind, appointment.place = Kind.WALK_IN, place
    appointment.starts_at, appointment.ends_at = at, closes
    write(sent, request, appointment)
    return appointment


def new(sent: Sent, request: HelpRequest, *, sequence: int) -> Appointment:
    """An appointment without a moment yet, not saved. Raises `TooMany`."""
    coming_up = request.appointments.filter(state=State.BOOKED, ends_at__gt=sent.at).count()
    if coming_up >= MOST:
        raise TooMany(f"This request has {MOST} coming appointments.")
    return Appointment(
        request=request,
        token=sent.token,
        sequence=sequence,
        booked_at=sent.at,
        changed_at=sent.at,
        by_id=None if sent.actor.is_residents_side else sent.actor.professional_id,
        mandate_id=sent.actor.mandate_id,
    )


def write(sent: Sent, request: HelpRequest, appointment: Appointment) -> None:
    """Save it, with its row in the ledger and word to who must know."""
    appointment.changed_at = sent.at
    appointment.save()
    record(sent, request)
    telling.changed(appointment, by=sent.actor, at=sent.at)


def _over(sent: Sent, request: HelpRequest, appointment_id: UUID, state: State) -> Appointment:
    appointment = _of(request, appointment_id)
    if appointment.state == state:
        return appointment
    if appointment.state != State.BOOKED or appointment.starts_at > sent.at:
        raise NotNow("This appointment has not begun, or is no more.")
    appointment.state, appointment.changed_at = state, sent.at
    appointment.save(update_fields=["state", "changed_at"])
    record(sent, request)
    return appointment


def _of(request: HelpRequest, appointment_id: UUID) -> Appointment:
    found = request.appointments.select_related("place", "professional").filter(pk=appointment_id).first()
    if found is None:
        raise NotYours("This appointment is of another request, or does not exist.")
    return found


def _member(request: HelpRequest, choice: Choice) -> Professional:
    people = diary.people_on(request.duo, slots.moment(choice.slot).date()) if request.duo else []
    found = next((person for person in people if person.pk == choice.professional_id), None)
    if found is None:
        raise Taken("This professional does not hold this request any more.")
    return found


def _place(choice: Choice) -> Place | None:
    if choice.place_id is None:
        return None
    found = Place.objects.filter(pk=choice.place_id, active=True).first()
    if found is None:
        raise Taken("This place is not there any more.")
    return found


def _slot(appointment: Appointment) -> int | None:
    """The half hour in which it begins, once it has one."""
    return slots.number(appointment.starts_at) if appointment.professional_id else None
