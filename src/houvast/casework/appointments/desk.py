"""The counsellor's pages: the week of a duo, their hours, and an appointment for a resident.

Takes   professionals. Each sees the diary of the duos that they are in, and requests that they hold.
Gives   pages in Dutch; a form answers with a redirect, or with the page and its faults.
Knows   nothing of what may happen: `booking.py` and `hours.py` do.
"""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.casework import holders
from houvast.casework.appointments import booking, choosing, diary, feeds, hour_forms, waiting
from houvast.casework.appointments.booking import NotNow, Sent, Taken, TooMany
from houvast.casework.appointments.choosing import ChoiceForm
from houvast.casework.appointments.doors import not_there_for_others
from houvast.casework.appointments.hours import mine_to_set
from houvast.casework.appointments.models import Appointment, Away, ExtraHours, Kind, WeeklyHours
from houvast.casework.appointments.views import feed_address
from houvast.casework.models import HelpRequest
from houvast.people.api import Professional, Request, Role, for_professionals, held_by
from houvast.vault import api as vault

LOOK = "agenda van uw hulpverlener"
desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)
ACTS = {
    "geweest": (booking.mark_kept, "Vastgelegd: u sprak elkaar."),
    "gemist": (booking.mark_missed, "De bewoner kreeg een vriendelijk bericht met nieuwe momenten."),
    "afzeggen": (booking.cancel, "De afspraak gaat niet door. De bewoner kan een nieuw moment kiezen."),
}
SHORT = {Kind.PHONE: "Telefoon", Kind.HOME: "Thuis"}


@never_cache
@desk
@require_GET
def week(request: Request) -> HttpResponse:
    """One week of the duo: who meets whom, when and where."""
    monday = _monday(request)
    people = mine_to_set(request.actor)
    days = diary.week_of(people, monday)
    rows = [each for day in days.values() for each in day]
    names = vault.display_name(
        {row.request.resident_id for row in rows}, actor=request.actor, purpose=LOOK, at=request.now
    )

    def to(step: int) -> str:
        return f"?week={(monday + dt.timedelta(days=7 * step)).isoformat()}"

    context = {
        "monday": monday,
        "days": [
            {"day": day, "rows": [_line(row, names) for row in of_day], "today": day == request.today}
            for day, of_day in days.items()
            if of_day or day.weekday() < 5
        ],
        "before": to(-1),
        "after": to(1),
        "people": people,
        "acts_for": bool(held_by(request.actor)),
    }
    return render(request, "casework/appointments/week.html", context)


@never_cache
@desk
@require_http_methods(["GET", "POST"])
def hours(request: Request) -> HttpResponse:
    """When somebody can meet people: every week, on one day more, and the days away."""
    people = mine_to_set(request.actor)
    form, status = None, 200
    if request.method == "POST":
        form = hour_forms.HourForm(request.POST, people=people)
        if form.is_valid() and form.write():
            waiting.offer_earlier(at=request.now)
            messages.success(request, form.done)
            return HttpResponseRedirect(reverse("casework:appointments:hours"))
        status = 422
    context = {
        "people": [_set_hours(person, request.today) for person in people],
        "form": form or hour_forms.HourForm(people=people),
        "choices": hour_forms.choices(people),
        "faults": form.faults() if form else [],
        "has_feed": bool(people) and feeds.has_feed(people[0]),
    }
    return render(request, "casework/appointments/hours.html", context, status=status)


@never_cache
@desk
@require_POST
def feed(request: Request) -> HttpResponse:
    """A secret address for one's own calendar: made, shown once, taken back."""
    me = mine_to_set(request.actor)[0]
    address = ""
    if request.POST.get("wat") == "stop":
        feeds.revoke(me, at=request.now)
        messages.success(request, "De koppeling werkt niet meer.")
        return HttpResponseRedirect(reverse("casework:appointments:hours"))
    address = feed_address(request, feeds.new_feed(me, at=request.now))
    return render(request, "casework/appointments/desk_feed.html", {"address": address})


@never_cache
@desk
@require_http_methods(["GET", "POST"])
@not_there_for_others
def choose(request: Request, request_id: UUID) -> HttpResponse:
    """An appointment for a resident, or another moment for what there is."""
    held = _held(request, request_id)
    moving = _moving(request, held)
    form = ChoiceForm(request.POST) if request.method == "POST" else ChoiceForm()
    if request.method == "GET" or not form.is_valid():
        return _choosing(request, held, form, moving, status=422 if form.is_bound else 200)
    sent = Sent(request_id=held.pk, actor=request.actor, at=request.now, token=form.cleaned_data["token"])
    try:
        if moving is None:
            booking.book(sent, form.choice(), form.cleaned_data["woorden"])
        else:
            booking.move(sent, moving.pk, form.choice())
    except (Taken, TooMany, NotNow) as error:
        return _choosing(request, held, form, moving, warning=_why(error), status=409)
    messages.success(request, "De afspraak staat. De bewoner ziet hem meteen.")
    return HttpResponseRedirect(reverse("casework:request", args=[held.pk]))


@never_cache
@desk
@require_POST
@not_there_for_others
def act(request: Request, request_id: UUID, appointment_id: UUID, what: str) -> HttpResponse:
    """They met, they did not meet, or it does not take place."""
    if what not in ACTS:
        raise Http404
    held = _held(request, request_id)
    doing, done = ACTS[what]
    token = f"{what}-{appointment_id}"
    try:
        doing(Sent(request_id=held.pk, actor=request.actor, at=request.now, token=token), appointment_id)
    except NotNow:
        messages.info(request, "Dit kan nu niet meer. Kijk hoe de afspraak nu staat.")
    else:
        waiting.offer_earlier(at=request.now)
        messages.success(request, done)
    return HttpResponseRedirect(reverse("casework:request", args=[held.pk]))


def _why(error: Exception) -> str:
    if isinstance(error, TooMany):
        return "Er staan al drie afspraken. Verzet er een, of zeg er een af."
    if isinstance(error, NotNow):
        return "Deze afspraak is al voorbij of gaat niet meer door."
    return "Dit moment is net bezet. Kies een ander moment. Wat u typte staat er nog."


def _choosing(
    request: Request,
    held: HelpRequest,
    form: ChoiceForm,
    moving: Appointment | None,
    *,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    assert held.duo is not None  # asked by `_held`
    asked = request.POST if request.method == "POST" else request.GET
    kind, place = choosing.read_kind(asked, held.duo, after=request.now)
    from_day = request.GET.get("vanaf", "")
    context = {
        "held": held,
        "kind": kind,
        "place": place,
        "places": diary.places_of(held.duo, after=request.now),
        "moving": moving,
        "offered": choosing.offered(held.duo, kind, place, after=request.now, from_day=from_day)
        if kind
        else None,
        "form": form,
        "faults": form.faults() if form.is_bound else [],
        "warning": warning,
    }
    return render(request, "casework/appointments/desk_choose.html", context, status=status)


def _held(request: Request, request_id: UUID) -> HelpRequest:
    rows = HelpRequest.objects.select_related("resident", "duo__first", "duo__second")
    found = rows.filter(pk=request_id).first()
    if found is None or found.duo is None or not holders.may_look(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    return found


def _moving(request: Request, held: HelpRequest) -> Appointment | None:
    asked = request.POST.get("verzet") or request.GET.get("verzet") or ""
    if not asked:
        return None
    try:
        found = held.appointments.select_related("professional").filter(pk=UUID(asked)).first()
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def _monday(request: Request) -> dt.date:
    """The Monday of the week in the address; of this week when it names none."""
    try:
        asked = dt.date.fromisoformat(request.GET.get("week", "")[:10])
    except ValueError:
        asked = request.today
    return asked - dt.timedelta(days=asked.weekday())


def _line(row: Appointment, names: dict[UUID, str]) -> dict[str, object]:
    return {
        "appointment": row,
        "name": names.get(row.request.resident_id, ""),
        "hours": choosing.hours_in_words(row),
        "where": row.place.name if row.place else SHORT[Kind(row.kind)],
    }


def _set_hours(person: Professional, on: dt.date) -> dict[str, object]:
    """All that stands for one person, from today on."""
    return {
        "person": person,
        "weekly": WeeklyHours.objects.filter(professional=person)
        .select_related("place")
        .order_by("weekday", "starts"),
        "extra": ExtraHours.objects.filter(professional=person, day__gte=on).select_related("place"),
        "away": Away.objects.filter(professional=person, last_day__gte=on).order_by("first_day"),
    }
