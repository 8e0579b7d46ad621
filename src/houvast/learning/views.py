"""Case discussions: the tables, what lies on them, bringing a request and writing what came out.

Takes   requests of professionals of any organisation; each sees only the tables at which they sit.
Gives   pages in Dutch that work without JavaScript; what was typed stays when a fault is found.
Knows   nothing of how a request is held: casework says who may.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from houvast.casework import api as casework
from houvast.learning import discussing
from houvast.learning.discussing import THREE, Brought, NotAtThisTable, NotOpen, Outcome, StillKnown
from houvast.learning.forms import ROOMS, BringForm, CallForm, OutcomeForm
from houvast.learning.models import Meeting, Topic
from houvast.people.api import Professional, Request, Role, for_professionals

at_work = for_professionals()
desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)
GONE = "Dit is intussen veranderd. Zo staat het nu."


@never_cache
@at_work
@require_http_methods(["GET", "POST"])
def tables(request: Request) -> HttpResponse:
    """The tables of this professional, and a new one."""
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = discussing.call(
            said["name"],
            on=said["day"],
            people=said["people"],
            by=Professional.objects.get(pk=_me(request)),
            at=request.now,
            token=said["token"],
        )
        messages.success(request, "De tafel staat klaar. Wie u uitnodigde, ziet hem nu ook.")
        return HttpResponseRedirect(reverse("learning:table", args=[made.pk]))
    context = {
        "tables": discussing.tables_of(request.actor),
        "form": form,
        "faults": form.faults() if form.is_bound else [],
    }
    return render(request, "learning/tables.html", context, status=422 if form.is_bound else 200)


@never_cache
@at_work
@require_http_methods(["GET"])
def show_table(request: Request, meeting_id: UUID) -> HttpResponse:
    """One table and what lies on it."""
    return _table(request, meeting_id)


@never_cache
@desk
@require_http_methods(["GET", "POST"])
def bring(request: Request, request_id: UUID) -> HttpResponse:
    """Bring a request to a table: the blurred text first, to be checked."""
    held = _held(request, request_id)
    mine = Meeting.objects.filter(seats__professional=_me(request), on__gte=request.today).order_by("on")
    if request.method != "POST":
        text = discussing.proposal(held, actor=request.actor, at=request.now)
        return _bring_page(request, held, BringForm(mine, text=text))
    form = BringForm(mine, request.POST)
    if not form.is_valid():
        return _bring_page(request, held, form, status=422)
    said = form.cleaned_data
    brought = Brought(text=said["text"], blurred=not said["known"], resident_agreed=said["known"])
    try:
        discussing.bring(_sent(request, held, said["token"]), said["meeting"], brought)
    except StillKnown as fault:
        form.add_error("text", f"Hier staat nog wie het is: {fault}. Haal dat weg, of vraag de bewoner.")
        return _bring_page(request, held, form, status=422)
    except (NotOpen, casework.NotInTheTable):
        messages.info(request, GONE)
    else:
        messages.success(request, "Het ligt op tafel. De bewoner leest dat collega's meedenken.")
    return HttpResponseRedirect(reverse("learning:table", args=[said["meeting"].pk]))


@never_cache
@desk
@require_http_methods(["POST"])
def write(request: Request, topic_id: UUID) -> HttpResponse:
    """The answers to the three questions, by who brought it or the other of the duo."""
    topic = Topic.objects.select_related("request__duo", "request__resident").filter(pk=topic_id).first()
    if topic is None:
        raise Http404
    held = _held(request, topic.request_id)
    form = OutcomeForm(request.POST, topic=topic_id)
    if not form.is_valid():
        return _table(request, topic.meeting_id, form=form, of=topic_id, status=422)
    try:
        _write(request, held, topic_id, form)
    except StillKnown as fault:
        form.add_error("effect", f"Hier staat nog wie het is: {fault}. Een signaal gaat over niemand.")
        return _table(request, topic.meeting_id, form=form, of=topic_id, status=422)
    except (NotOpen, casework.NotInTheTable):
        messages.info(request, GONE)
    else:
        messages.success(request, "Bewaard. De bewoner leest wat eruit kwam.")
    return HttpResponseRedirect(reverse("learning:table", args=[topic.meeting_id]))


def _write(request: Request, held: casework.HelpRequest, topic_id: UUID, form: OutcomeForm) -> None:
    said = form.cleaned_data
    outcome = Outcome(
        want=said["want"], may=said["may"], do=said["do"], rule=said["rule"], effect=said["effect"]
    )
    sent = _sent(request, held, said["token"])
    discussing.write_outcome(sent, topic_id, outcome)
    if said["action"]:
        casework.plan_action(
            _sent(request, held, f"{said['token']}-p"),
            casework.NewAction(
                room=casework.PlanRoom(said["room"]),
                doer=casework.Doer.US,
                what=said["action"],
                before=said["day"],
            ),
        )


def _held(request: Request, request_id: UUID) -> casework.HelpRequest:
    """The request, for who holds it; else the same answer as for one that does not exist."""
    found = casework.held_by(request.actor, request_id, on=request.today, at=request.now)
    if found is None:
        raise Http404
    return found


def _sent(request: Request, held: casework.HelpRequest, token: str) -> casework.Form:
    return casework.Form(request_id=held.pk, actor=request.actor, at=request.now, token=token)


def _me(request: Request) -> UUID:
    assert request.actor.professional_id is not None  # the door let only professionals in
    return request.actor.professional_id


def _bring_page(
    request: Request, held: casework.HelpRequest, form: BringForm, *, status: int = 200
) -> HttpResponse:
    choices = [(str(each.pk), f"{each.name}, {each.on:%d-%m-%Y}") for each in form.fields["meeting"].queryset]  # type: ignore[attr-defined]  # django-stubs: of the base class
    context = {
        "held": held,
        "form": form,
        "choices": [("", "Kies een tafel"), *choices],
        "faults": form.faults() if form.is_bound else [],
    }
    return render(request, "learning/bring.html", context, status=status)


def _table(
    request: Request,
    meeting_id: UUID,
    *,
    form: OutcomeForm | None = None,
    of: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        meeting = discussing.table(meeting_id, request.actor)
    except NotAtThisTable as fault:
        raise Http404 from fault
    read = discussing.agenda(meeting, actor=request.actor, at=request.now)
    context = {
        "meeting": meeting,
        "seats": meeting.seats.select_related("professional__organisation"),
        "topics": [
            {"read": each, "form": form if form is not None and each.id == of else OutcomeForm(topic=each.id)}
            for each in read
        ],
        "three": THREE,
        "rooms": ROOMS,
        "unfolded": of,
        "faults": form.faults() if form else [],
    }
    return render(request, "learning/table.html", context, status=status)
