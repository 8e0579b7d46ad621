"""Who waits for an earlier moment, and what is offered to them.

Takes   a wish, and the moments that are free now.
Gives   an offer that is kept for one person until a term, then for the next; a yes moves their appointment.
Knows   nothing of why a moment came free: cancelled, moved, or hours that were added.
"""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef

from houvast.casework.acts import NotYours
from houvast.casework.appointments import booking, diary, slots, telling
from houvast.casework.appointments.booking import Choice, NotNow, Sent, Taken
from houvast.casework.appointments.diary import Moment
from houvast.casework.appointments.models import Appointment, Hold, Kind, Offer, Place, State, Waiting
from houvast.casework.models import HelpRequest
from houvast.ledger import api as ledger

TERM = dt.timedelta(hours=24)
"""How long an earlier moment is kept for one person: our own choice (docs/casework.md)."""
SHORTEST = dt.timedelta(hours=3)
"""A moment that is nearer than this is offered to nobody: too soon to read and to get ready."""


def wish(sent: Sent, kind: str, place_id: UUID | None = None) -> Waiting:
    """Stand on the list for an earlier moment, or for the first one that comes. A new wish replaces the old
    one. Raises `Taken` for a place that is not there.
    """
    if kind not in diary.NEEDS:
        raise Taken("One cannot wait for this.")

    def change(request: HelpRequest) -> Waiting:
        place = (
            Place.objects.filter(pk=place_id, active=True).first()
            if place_id and kind == Kind.PLACE
            else None
        )
        if kind == Kind.PLACE and place is None:
            raise Taken("This place is not there any more.")
        _end(request, at=sent.at)
        booking.record(sent, request)
        return Waiting.objects.create(request=request, kind=kind, place=place, since=sent.at)

    return booking.in_one_piece(sent, change)


def stop(sent: Sent) -> None:
    """No longer wait. What was offered comes free again."""

    def change(request: HelpRequest) -> None:
        _end(request, at=sent.at)
        booking.record(sent, request)

    booking.in_one_piece(sent, change)


def accept(sent: Sent, offer_id: UUID) -> Appointment:
    """Yes: the coming appointment, or the one that looks for a moment, moves there; or there is one now.

    Raises `NotNow`, `Taken`.
    """

    def change(request: HelpRequest) -> Appointment:
        offer = _open_offer(request, offer_id, at=sent.at)
        waiting = offer.waiting
        appointment = (
            current(waiting, at=sent.at)
            or request.appointments.filter(state=State.LOOKING).order_by("starts_at").first()
            or booking.new(sent, request, sequence=-1)
        )
        offer.holds.all().delete()
        choice = Choice(
            kind=waiting.kind,
            slot=offer.slot,
            professional_id=offer.professional_id,
            place_id=waiting.place_id,
        )
        booking.place_it(appointment, request, choice, at=sent.at)
        _answer(offer, at=sent.at, accepted=True)
        waiting.ended_at = sent.at
        waiting.save(update_fields=["ended_at"])
        booking.write(sent, request, appointment)
        return appointment

    return booking.in_one_piece(sent, change)


def pass_on(sent: Sent, offer_id: UUID) -> None:
    """No, thank you: the next who waits is asked. One stays on the list. Raises `NotNow`."""

    def change(request: HelpRequest) -> None:
        _answer(_open_offer(request, offer_id, at=sent.at), at=sent.at)
        booking.record(sent, request)

    booking.in_one_piece(sent, change)


def offer_earlier(*, at: dt.datetime) -> int:
    """End the offers whose term is over, and offer what is free to who waits longest; how many were made.

    A job does this every few minutes; whoever cancels or moves does it at once.
    """
    for offer in Offer.objects.filter(ended_at__isnull=True, answer_by__lte=at):
        ledger.in_one_piece(lambda offer=offer: _expire(offer.pk, at=at))  # type: ignore[misc]  # bound per turn
    open_offers = Offer.objects.filter(waiting=OuterRef("pk"), ended_at__isnull=True)
    waiting = Waiting.objects.filter(~Exists(open_offers), ended_at__isnull=True)
    made = 0
    for each in waiting.order_by("since").select_related(
        "request__duo__first", "request__duo__second", "place"
    ):
        try:
            made += ledger.in_one_piece(lambda each=each: _offer(each, at=at))  # type: ignore[misc]  # bound per turn
        except Taken:  # somebody booked it in this same second: the next round looks again
            continue
    return made


def current(waiting: Waiting, *, at: dt.datetime) -> Appointment | None:
    """The coming appointment that would become earlier."""
    return (
        Appointment.objects.filter(
            request=waiting.request, state=State.BOOKED, starts_at__gt=at, kind__in=list(diary.NEEDS)
        )
        .order_by("starts_at")
        .first()
    )


def let_go(request: HelpRequest, *, at: dt.datetime) -> None:
    """End an offer with somebody who does not hold the request then. They stay on the list."""
    for offer in Offer.objects.filter(waiting__request=request, ended_at__isnull=True):
        people = diary.people_on(request.duo, slots.moment(offer.slot).date()) if request.duo else []
        if offer.professional_id not in {person.pk for person in people}:
            _answer(offer, at=at)


def _offer(waiting: Waiting, *, at: dt.datetime) -> int:
    request = waiting.request
    if request.duo is None or not request.is_open:
        return 0
    moment = _earlier(waiting, at=at)
    if moment is None:
        return 0
    answer_by = min(at + TERM, moment.at - diary.NOTICE)
    offer = Offer.objects.create(
        waiting=waiting, professional=moment.professional, slot=moment.slot, made_at=at, answer_by=answer_by
    )
    booking.take(moment.professional, slots.taken_by(moment.slot, diary.need_of(waiting.kind)), offer=offer)
    telling.offered(offer, at=at)
    return 1


def _earlier(waiting: Waiting, *, at: dt.datetime) -> Moment | None:
    """The first free moment that is earlier than what they have, and that they did not let pass before."""
    assert waiting.request.duo is not None  # asked by the caller
    have = current(waiting, at=at)
    before = set(waiting.offers.values_list("professional_id", "slot"))
    for moment in diary.free(waiting.request.duo, waiting.kind, waiting.place, after=at):
        if have is not None and moment.at >= have.starts_at:
            return None
        if moment.at >= at + SHORTEST and (moment.professional.pk, moment.slot) not in before:
            return moment
    return None


def _open_offer(request: HelpRequest, offer_id: UUID, *, at: dt.datetime) -> Offer:
    found = Offer.objects.select_related("waiting__request", "professional").filter(
        pk=offer_id, waiting__request=request
    )
    offer = found.first()
    if offer is None:
        raise NotYours("This offer is of another request, or does not exist.")
    if offer.ended_at is not None or offer.answer_by <= at:
        raise NotNow("The term of this offer is over.")
    return offer


def _expire(offer_id: UUID, *, at: dt.datetime) -> None:
    offer = Offer.objects.select_for_update().filter(pk=offer_id, ended_at__isnull=True).first()
    if offer is not None:
        _answer(offer, at=at)


def _answer(offer: Offer, *, at: dt.datetime, accepted: bool = False) -> None:
    Hold.objects.filter(offer=offer).delete()
    offer.ended_at, offer.accepted = at, accepted
    offer.save(update_fields=["ended_at", "accepted"])


def _end(request: HelpRequest, *, at: dt.datetime) -> None:
    for offer in Offer.objects.filter(waiting__request=request, ended_at__isnull=True):
        _answer(offer, at=at)
    request.waiting.filter(ended_at__isnull=True).update(ended_at=at)
