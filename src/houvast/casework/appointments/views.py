"""The resident's pages: choose a moment, see it, move it, cancel it, wait for an earlier one.

Takes   requests of residents, and of who acts on their behalf.
Gives   pages in four languages that work without JavaScript; a moment that was taken meanwhile gives the
        page again, with other moments and everything that was typed.
Knows   nothing of what may happen: `booking.py` and `waiting.py` do.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.casework import holders
from houvast.casework.appointments import booking, calendars, choosing, diary, feeds, waiting
from houvast.casework.appointments.booking import Choice, NotNow, Sent, Taken, TooMany
from houvast.casework.appointments.choosing import ChoiceForm
from houvast.casework.appointments.doors import not_there_for_others
from houvast.casework.appointments.models import Appointment
from houvast.casework.models import HelpRequest
from houvast.people.api import Request, for_residents, for_residents_side, resident_with


def just_taken() -> str:
    """What somebody reads who was a moment too late."""
    return gettext(
        "Dit moment is net door iemand anders gekozen. Kies een ander moment. Wat u typte staat er nog."
    )


@never_cache
@for_residents_side
@require_http_methods(["GET", "POST"])
@not_there_for_others
def choose(request: Request, request_id: UUID) -> HttpResponse:
    """First how to meet, then when. With `verzet` in the address: another moment for what there is."""
    own = _own(request, request_id)
    if own.duo is None:
        raise Http404
    moving = _moving(request, own)
    if request.method == "POST":
        return _chosen(request, own, moving)
    return _choosing(request, own, ChoiceForm(), moving=moving)


@never_cache
@for_residents_side
@require_GET
def show(request: Request, request_id: UUID, appointment_id: UUID) -> HttpResponse:
    """One appointment: when, where, with whom; to print, and to put in a calendar."""
    own = _own(request, request_id)
    appointment = _appointment(own, appointment_id)
    context = {
        "own": own,
        "appointment": appointment,
        "hours": choosing.hours_in_words(appointment),
        "note": booking.note_of(appointment),
        "may": request.actor.may("answer"),
        "coming": appointment.state == "booked" and appointment.ends_at > request.now,
    }
    return render(request, "casework/appointments/one.html", context)


@never_cache
@for_residents_side
@require_POST
@not_there_for_others
def cancel(request: Request, request_id: UUID, appointment_id: UUID) -> HttpResponse:
    """It does not take place; nobody asks why."""
    own = _own(request, request_id)
    try:
        booking.cancel(_sent(request, own), appointment_id)
    except NotNow:
        messages.info(request, gettext("Deze afspraak is al voorbij of gaat niet meer door."))
    else:
        waiting.offer_earlier(at=request.now)
        messages.success(request, gettext("De afspraak gaat niet door. U kunt altijd een nieuwe maken."))
    return _back(own)


@never_cache
@for_residents_side
@require_GET
def file(request: Request, request_id: UUID, appointment_id: UUID) -> HttpResponse:
    """The appointment for a calendar."""
    own = _own(request, request_id)
    return calendar_file(_appointment(own, appointment_id))


@never_cache
@for_residents_side
@require_http_methods(["GET", "POST"])
@not_there_for_others
def walk_in(request: Request, request_id: UUID) -> HttpResponse:
    """When and where one can walk in; "ik kom langs" tells it the two, and needs no booking."""
    own = _own(request, request_id)
    if request.method == "POST":
        try:
            slot, place = diary.read_value(request.POST.get("moment", "")[:60])
            choice = Choice(kind="walk-in", slot=slot, place_id=place)
            booking.announce_walk_in(_sent(request, own), choice)
        except (diary.NotAMoment, Taken, TooMany):
            messages.info(request, gettext("U kunt gewoon komen. Afspreken hoeft niet."))
        else:
            messages.success(request, gettext("Fijn dat u komt. Uw vaste mensen weten het."))
        return _back(own)
    context = {"own": own, "hours": diary.walk_ins(after=request.now), "token": ChoiceForm().initial["token"]}
    return render(request, "casework/appointments/walk_in.html", context)


@never_cache
@for_residents_side
@require_POST
@not_there_for_others
def wait(request: Request, request_id: UUID) -> HttpResponse:
    """Stand on the list for an earlier moment, or leave it."""
    own = _own(request, request_id)
    if request.POST.get("wat") == "stop":
        waiting.stop(_sent(request, own))
        messages.success(request, gettext("U staat niet meer op de lijst."))
        return _back(own)
    try:
        place = request.POST.get("plek", "")
        waiting.wish(_sent(request, own), request.POST.get("soort", ""), UUID(place) if place else None)
    except (Taken, ValueError) as error:
        raise Http404 from error
    waiting.offer_earlier(at=request.now)
    messages.success(request, gettext("U staat op de lijst. Komt er eerder iets vrij? Dan vragen wij het u."))
    return _back(own)


@never_cache
@for_residents_side
@require_POST
@not_there_for_others
def answer(request: Request, request_id: UUID, offer_id: UUID) -> HttpResponse:
    """Yes or no to an earlier moment."""
    own = _own(request, request_id)
    accepted = None
    try:
        if request.POST.get("antwoord") == "ja":
            accepted = waiting.accept(_sent(request, own), offer_id)
        else:
            waiting.pass_on(_sent(request, own), offer_id)
    except (NotNow, Taken):
        messages.info(request, gettext("Dit moment is niet meer vrij. U houdt wat u had."))
        return _back(own)
    waiting.offer_earlier(at=request.now)
    if accepted is not None:
        messages.success(request, gettext("Uw afspraak staat nu eerder."))
        return HttpResponseRedirect(reverse("casework:appointments:one", args=[own.pk, accepted.pk]))
    messages.success(request, gettext("Goed. U houdt wat u had, en u blijft op de lijst."))
    return _back(own)


@never_cache
@for_residents
@require_http_methods(["GET", "POST"])
def feed(request: Request) -> HttpResponse:
    """A secret address for one's own calendar: made, shown once, taken back."""
    assert request.actor.resident_id is not None  # the door let only residents in
    whose = resident_with(request.actor.resident_id)
    address = ""
    if request.method == "POST" and request.POST.get("wat") == "stop":
        feeds.revoke(whose, at=request.now)
        messages.success(request, gettext("De koppeling werkt niet meer."))
        return HttpResponseRedirect(reverse("casework:appointments:feed"))
    if request.method == "POST":
        address = feed_address(request, feeds.new_feed(whose, at=request.now))
    context = {"address": address, "has_feed": feeds.has_feed(whose)}
    return render(request, "casework/appointments/feed.html", context)


@never_cache
@require_GET
def read_feed(request: Request, secret: str) -> HttpResponse:
    """What a calendar reads. A secret that opens nothing does not exist."""
    found = feeds.behind(secret, at=request.now)
    if found is None:
        raise Http404
    content = calendars.feed(found.appointments, found.left)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def feed_address(request: Request, secret: str) -> str:
    """The whole address, to be copied into a calendar."""
    return request.build_absolute_uri(reverse("casework:appointments:read-feed", args=[secret]))


def calendar_file(appointment: Appointment) -> HttpResponse:
    """A file that opens in the calendar of a phone."""
    response = HttpResponse(
        calendars.invitation(appointment), content_type="text/calendar; charset=utf-8; method=PUBLISH"
    )
    response["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response


def _chosen(request: Request, own: HelpRequest, moving: Appointment | None) -> HttpResponse:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _choosing(request, own, form, moving=moving, status=422)
    sent = _sent(request, own)
    try:
        if moving is None:
            appointment = booking.book(sent, form.choice(), form.cleaned_data["woorden"])
        else:
            appointment = booking.move(sent, moving.pk, form.choice())
    except Taken:
        return _choosing(request, own, form, moving=moving, warning=just_taken(), status=409)
    except TooMany:
        full = gettext("U heeft al drie afspraken. Verzet er een, of zeg er een af.")
        return _choosing(request, own, form, moving=moving, warning=full, status=409)
    except NotNow:
        messages.info(request, gettext("Deze afspraak is al voorbij of gaat niet meer door."))
        return _back(own)
    if moving is not None:
        waiting.offer_earlier(at=request.now)
    messages.success(request, gettext("De afspraak staat."))
    return HttpResponseRedirect(reverse("casework:appointments:one", args=[own.pk, appointment.pk]))


def _choosing(
    request: Request,
    own: HelpRequest,
    form: ChoiceForm,
    *,
    moving: Appointment | None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    assert own.duo is not None  # asked by the caller
    asked = request.POST if request.method == "POST" else request.GET
    kind, place = choosing.read_kind(asked, own.duo, after=request.now)
    from_day = request.GET.get("vanaf", "")
    context = {
        "own": own,
        "kind": kind,
        "place": place,
        "places": diary.places_of(own.duo, after=request.now),
        "moving": moving,
        "offered": choosing.offered(own.duo, kind, place, after=request.now, from_day=from_day)
        if kind
        else None,
        "form": form,
        "faults": form.faults() if form.is_bound else [],
        "warning": warning,
        "walk_in": bool(diary.walk_ins(after=request.now)),
    }
    return render(request, "casework/appointments/choose.html", context, status=status)


def _own(request: Request, request_id: UUID) -> HelpRequest:
    """The request, for the resident; somebody else's does not exist, and the try stands in the log."""
    rows = HelpRequest.objects.select_related("resident", "duo__first", "duo__second")
    found = rows.filter(pk=request_id).first()
    if found is None or not holders.may_look(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    holders.log_on_behalf(request.actor, found, at=request.now)
    return found


def _appointment(own: HelpRequest, appointment_id: UUID) -> Appointment:
    found = own.appointments.select_related("place", "professional").filter(pk=appointment_id).first()
    if found is None:
        raise Http404
    return found


def _moving(request: Request, own: HelpRequest) -> Appointment | None:
    asked = request.POST.get("verzet") or request.GET.get("verzet") or ""
    if not asked:
        return None
    try:
        return _appointment(own, UUID(asked))
    except ValueError as error:
        raise Http404 from error


def _sent(request: Request, own: HelpRequest) -> Sent:
    token = request.POST.get("token", "")[:64] or f"press-{request.now.timestamp()}"
    return Sent(request_id=own.pk, actor=request.actor, at=request.now, token=token)


def _back(own: HelpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("casework:follow-one", args=[own.pk]))
