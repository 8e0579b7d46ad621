"""An appointment goes along with its request to whoever holds it now.

Takes   a request that came to another duo, or an absence; who did it, and when.
Gives   every coming appointment with somebody who is there: as it was, at the same moment with another, or
        waiting for a new moment, with word to the resident. None is lost.
Knows   nothing of why hands changed. An appointment that has begun stays what it was.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from houvast.casework import acts, holders
from houvast.casework.acts import Form
from houvast.casework.appointments import booking, diary, slots, telling, waiting
from houvast.casework.appointments.booking import KIND, PURPOSE, Taken
from houvast.casework.appointments.models import Appointment, State
from houvast.casework.changed_hands import Along
from houvast.casework.models import Absence, HelpRequest
from houvast.casework.states import Who
from houvast.ledger import api as ledger
from houvast.people.api import Actor, Professional
from houvast.ui.api import speaking

AT_ONCE = dt.timedelta()
"""Nobody is asked anew to come within two hours: what stands today stays when the new people are free."""


def after_giving(request: HelpRequest, form: Form) -> None:
    """Another duo holds it, within its act: what cannot stay is told in a message of who gave it."""
    if bring_along(request, by=form.actor, at=form.at):
        acts.say(request, form, kind_words(request))
    for walk_in in _coming(request, at=form.at).filter(professional__isnull=True):
        walk_in.request = request
        telling.expected(walk_in, by=form.actor, at=form.at)


def after_absence(absence: Absence, actor: Actor, at: dt.datetime) -> None:
    """Somebody will be away, or will be there after all: only what lies in those days can change."""
    first = dt.datetime.combine(absence.since, dt.time(), tzinfo=slots.AMSTERDAM)
    ends = dt.datetime.combine(absence.until + dt.timedelta(days=1), dt.time(), tzinfo=slots.AMSTERDAM)
    touched = Appointment.objects.filter(
        state=State.BOOKED,
        professional__in=[absence.professional_id, absence.stand_in_id],
        starts_at__gt=max(first, at),
        starts_at__lt=ends,
    )
    requests = sorted(set(touched.values_list("request", flat=True)), key=str)
    locked = HelpRequest.objects.select_for_update(of=("self",)).select_related("resident", "duo")
    for pk in requests:  # always in the same order, so that two of these never wait for each other
        request = locked.get(pk=pk)
        left = bring_along(request, by=actor, at=at)
        if left and request.is_open and Who.DUO in holders.relation(actor, request, on=at.date()):
            form = Form(request_id=pk, actor=actor, at=at, token=f"away-{absence.pk}-{left[0].pk}")
            acts.send_message(form, kind_words(request))


ALONG = Along(given=after_giving, away=after_absence)


def bring_along(request: HelpRequest, *, by: Actor, at: dt.datetime) -> list[Appointment]:
    """Every coming appointment with who is there on its day; gives those that look for another moment.

    The caller holds the row of the request.
    """
    left = []
    waiting.let_go(request, at=at)
    for appointment in _coming(request, at=at).filter(professional__isnull=False):
        appointment.request = request
        day = appointment.starts_at.astimezone(slots.AMSTERDAM).date()
        people = diary.people_on(request.duo, day) if request.duo else []
        if appointment.professional_id in {person.pk for person in people}:
            continue
        if any(_taken_over(appointment, person, at=at) for person in people):
            telling.kept(appointment, by=by, at=at)
        else:
            _look(appointment, at=at)
            left.append(appointment)
        ledger.record(
            at=at, actor=by, subject=request.resident_id, action="change", purpose=PURPOSE, kind=KIND
        )
    return left


def kind_words(request: HelpRequest) -> str:
    """What somebody reads when other people could not keep their moment, in their own language."""
    with speaking(request.resident.language):
        return gettext(
            "Uw afspraak kan dan niet doorgaan. Dat ligt niet aan u. Zullen we een ander moment zoeken? "
            "Op deze pagina ziet u nieuwe momenten. Bellen mag ook."
        )


def _coming(request: HelpRequest, *, at: dt.datetime) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(request=request, state=State.BOOKED, starts_at__gt=at)
    return rows.select_related("professional", "place").order_by("starts_at", "pk")


def _taken_over(appointment: Appointment, person: Professional, *, at: dt.datetime) -> bool:
    """Whether this person is free at that moment, and has it now."""
    slot = slots.number(appointment.starts_at)
    if not diary.is_free(person, appointment.kind, appointment.place, slot, at=at, notice=AT_ONCE):
        return False
    try:
        with transaction.atomic():
            appointment.holds.all().delete()
            booking.settle(appointment, person, at=at)
    except Taken:  # somebody booked it in this same second: the database says how it was
        appointment.refresh_from_db(fields=["professional", "sequence", "changed_at"])
        return False
    return True


def _look(appointment: Appointment, *, at: dt.datetime) -> None:
    """It waits for another moment; its half hours come free, and calendars take it out."""
    appointment.holds.all().delete()
    appointment.state, appointment.changed_at = State.LOOKING, at
    appointment.sequence += 1
    appointment.save(update_fields=["state", "changed_at", "sequence"])
    telling.looks(appointment, at=at)
