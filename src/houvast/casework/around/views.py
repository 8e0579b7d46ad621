"""The pages of whoever stands beside a request: a guest, or a colleague who was asked something.

Takes   requests of professionals of any organisation.
Gives   their list, one page with the chosen parts, and what they can write there.
Knows   nothing of the whole request; for a guest it does not exist.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.casework import acts, holders
from houvast.casework.around import consulting, guests
from houvast.casework.around.forms import BESIDE, AdviseForm, NoteForm
from houvast.casework.around.page import guest_page, question_of
from houvast.casework.desk.form import DeskForm
from houvast.casework.models import HelpRequest
from houvast.casework.panels import Glance, Place, filled
from houvast.casework.states import NotInTheTable
from houvast.people.api import Request, for_professionals

anybody_at_work = for_professionals()


@never_cache
@anybody_at_work
@require_GET
def show_list(request: Request) -> HttpResponse:
    """Where this professional looks along, and what they were asked. No name, no subject: only the page
    shows what was chosen."""
    context = {
        "guests": guests.invitations_of(request.actor, on=request.today),
        "consults": consulting.asked_of(request.actor),
    }
    return render(request, "casework/around/list.html", context)


@never_cache
@anybody_at_work
@require_GET
def show(request: Request, request_id: UUID) -> HttpResponse:
    """The chosen parts of one request, or the question that was asked."""
    return _page(request, request_id)


@never_cache
@anybody_at_work
@require_POST
def act(request: Request, request_id: UUID, name: str) -> HttpResponse:
    """Write something, answer, or stop looking along. Sent twice, it happens once."""
    if name not in BESIDE:
        raise Http404
    held = _beside(request, request_id)
    form = BESIDE[name](held=held, on=request.today, data=request.POST)
    if not form.is_valid():
        return _page(request, request_id, form=form, status=422)
    try:
        form.act(form.sent(request.actor, request.now))
    except (NotInTheTable, acts.NotNow, acts.NotYours, acts.NoWords):
        messages.info(request, "Dit kan nu niet meer: er is intussen iets veranderd.")
        return HttpResponseRedirect(reverse("casework:beside"))
    messages.success(request, form.done)
    stays = guests.guest_of(request.actor, request_id, on=request.today)
    there = reverse("casework:beside-one", args=[request_id]) if stays else reverse("casework:beside")
    return HttpResponseRedirect(there)


def _beside(request: Request, request_id: UUID) -> HelpRequest:
    """The request, for somebody who stands beside it; else the same answer as for one that does not exist."""
    guest = guests.guest_of(request.actor, request_id, on=request.today)
    if guest is not None:
        return guest.request
    consult = consulting.asked_of(request.actor).filter(request=request_id).first()
    if consult is not None:
        return consult.request
    holders.log_refusal(request.actor, request_id, at=request.now)
    raise Http404


def _page(
    request: Request, request_id: UUID, *, form: DeskForm | None = None, status: int = 200
) -> HttpResponse:
    held = _beside(request, request_id)
    guest = guests.guest_of(request.actor, request_id, on=request.today)
    consult = consulting.asked_of(request.actor).filter(request=request_id).first()
    kinds = ([AdviseForm] if consult else []) + ([NoteForm] if guest else [])
    fresh = [kind(held=held, on=request.today) for kind in kinds]
    sent = {form.name: form} if form else {}
    glance = Glance(
        request=held, actor=request.actor, at=request.now, forms=sent, unfolded=form.name if form else ""
    )
    context = {
        "held": held,
        "page": guest_page(guest, actor=request.actor, at=request.now) if guest else None,
        "panels": filled(Place.BESIDE, glance, asked=request) if guest else [],
        "consult": consult,
        "question": question_of(consult, actor=request.actor, at=request.now) if consult else "",
        "forms": [form if form and form.name == each.name else each for each in fresh],
        "leave": BESIDE["uninvite"](held=held, on=request.today) if guest else None,
        "unfolded": form.name if form else "advise",
        "faults": form.faults() if form else [],
    }
    return render(request, "casework/around/one.html", context, status=status)
