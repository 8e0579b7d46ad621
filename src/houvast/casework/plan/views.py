"""The plan page of the counsellor: four rooms, the tailor-made plan, and what one does with them.

Takes   requests of professionals who hold the request or lead its team.
Gives   one page in Dutch, that prints; a form that was sent answers with a redirect, or with its faults.
Knows   nothing of what may happen: `acts.py` asks the table of states.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.casework import acts, holders
from houvast.casework.desk.form import DeskForm
from houvast.casework.models import HelpRequest
from houvast.casework.plan import known, reading, tailoring
from houvast.casework.plan.forms import (
    FORMS,
    ActionForm,
    DecideForm,
    LearnForm,
    ReadyForm,
    TailorForm,
    TickForm,
)
from houvast.casework.states import NotInTheTable
from houvast.ledger import api as ledger
from houvast.people.api import Request, Role, for_professionals
from houvast.vault import api as vault

desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)
PURPOSE = "u helpen met uw vraag"
NOT_NOW = "Dit kan nu niet: het plan is intussen veranderd, of het is niet aan u. Kijk hoe het nu staat."


@never_cache
@desk
@require_GET
def show(request: Request, request_id: UUID) -> HttpResponse:
    """The whole plan."""
    return _page(request, _held(request, request_id))


@never_cache
@desk
@require_POST
def act(request: Request, request_id: UUID, name: str) -> HttpResponse:
    """One form of the plan page. Sent twice, it happens once; with a fault, what was typed stays."""
    if name not in FORMS:
        raise Http404
    held = _held(request, request_id)
    form = _form(name, held, request)
    if not form.is_valid():
        return _page(request, held, form=form, status=422)
    try:
        form.act(form.sent(request.actor, request.now))
    except (NotInTheTable, acts.NotNow, acts.NoWords):
        messages.warning(request, NOT_NOW)
    else:
        messages.success(request, form.done)
    return HttpResponseRedirect(reverse("casework:plan", args=[held.pk]))


def _form(name: str, held: HelpRequest, request: Request) -> DeskForm:
    if name != ActionForm.name:
        return FORMS[name](held=held, on=request.today, data=request.POST)
    facts = _facts(held, request)
    return ActionForm(held=held, on=request.today, data=request.POST, known=known.choices(facts))


def _facts(held: HelpRequest, request: Request) -> vault.Facts:
    return vault.look(held.resident, actor=request.actor, purpose=PURPOSE, at=request.now)


def _held(request: Request, request_id: UUID) -> HelpRequest:
    found = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if found is None or not holders.may_look(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    return found


def _page(
    request: Request, held: HelpRequest, *, form: DeskForm | None = None, status: int = 200
) -> HttpResponse:
    with transaction.atomic():
        ledger.record(
            at=request.now,
            actor=request.actor,
            subject=held.resident_id,
            action="look",
            purpose=PURPOSE,
            kind="plan",
        )
        facts = _facts(held, request)
        blocks, weighings = reading.blocks(held), reading.weighings(held)
    context = {
        "held": held,
        "name": facts.name or "Naam onbekend",
        "blocks": blocks,
        "known": known.in_words(facts),
        "weighings": weighings,
        "ready_at": reading.ready_at(held),
        "forms": _forms(request, held, facts, form),
        "tick": TickForm(held=held, on=request.today),
        "unfolded": form.name if form else "",
        "faults": form.faults() if form else [],
    }
    return render(request, "casework/plan/desk.html", context, status=status)


def _forms(request: Request, held: HelpRequest, facts: vault.Facts, sent: DeskForm | None) -> dict[str, Any]:
    """The forms that make sense now, by name; the one with faults keeps what was typed."""
    may = acts.may(request.actor, held, on=request.today)
    on = request.today
    lying = tailoring.lies_there(held)
    found: dict[str, DeskForm] = {}
    if "plan-action" in may:
        found["actie"] = ActionForm(held=held, on=on, known=known.choices(facts))
    if "plan" in may and reading.ready_at(held) is None:
        found["klaar"] = ReadyForm(held=held, on=on)
    if "tailor" in may:
        found["maatwerk"] = TailorForm(held=held, on=on)
    if "tailor-decide" in may and lying and tailoring.may_decide(lying, request.actor.professional_id):
        found["besluit"] = DecideForm(held=held, on=on)
    if "tailor-learn" in may and tailoring.decided(held):
        found["geleerd"] = LearnForm(held=held, on=on)
    if "plan-tick" in may:
        found["gedaan"] = TickForm(held=held, on=on)
    if sent is not None:
        found[sent.name] = sent
    return found
