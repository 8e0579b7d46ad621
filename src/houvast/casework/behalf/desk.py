"""Who may act for a resident, at the desk: a court's decision that somebody saw, a colleague who asks.

Takes   professionals who hold the request.
Gives   a page in Dutch; a code is shown once.
Knows   nothing of what a mandate must be; `people` does.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from houvast.casework import holders
from houvast.casework.behalf import naming
from houvast.casework.behalf.forms import CourtForm
from houvast.casework.behalf.views import KIND, PURPOSE, shown
from houvast.casework.models import HelpRequest
from houvast.casework.states import Who
from houvast.ledger import api as ledger
from houvast.people.api import (
    COURT,
    Mandate,
    NotAMandate,
    NotYoursToChange,
    Professional,
    Request,
    Role,
    end_mandate,
    for_professionals,
    given_by,
    in_groups,
    mandate_from_court,
    propose_mandate,
)

desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)


@never_cache
@desk
@require_http_methods(["GET", "POST"])
def show(request: Request, request_id: UUID) -> HttpResponse:
    """Who may act for this resident, and a form."""
    held = _held(request, request_id)
    form = CourtForm(request.POST if request.method == "POST" else None, on=request.today)
    code = ""
    if request.method == "POST" and form.is_valid():
        try:
            code = ledger.in_one_piece(lambda: _make(request, held, form))
        except NotAMandate:
            form.add_error(
                "collega", "Dit kan niet. Wie zelf vertegenwoordigt, laat een collega het nakijken."
            )
        else:
            if not code:
                messages.success(request, "Bewaard. De bewoner ziet het op de eigen pagina.")
                return HttpResponseRedirect(reverse("casework:behalf:desk", args=[held.pk]))
    faults = form.faults() if form.is_bound and not code else []
    context = {
        "held": held,
        "rows": [shown(each, on=request.today) for each in given_by(held.resident_id)],
        "form": CourtForm(on=request.today) if code else form,
        "kinds": [(kind, words) for kind, words in naming.KINDS.items()],
        "parts": [{"value": part, "label": words} for part, words in naming.PARTS.items() if part != "look"],
        "faults": faults,
        "code": in_groups(code) if code else "",
    }
    return render(request, "casework/behalf/desk.html", context, status=422 if faults else 200)


@never_cache
@desk
@require_POST
def end(request: Request, request_id: UUID, mandate_id: UUID) -> HttpResponse:
    """A court ended it: so do we. What a resident gave, only the resident takes back."""
    held = _held(request, request_id)
    row = given_by(held.resident_id).filter(pk=mandate_id).first()
    if row is None or not row.by_court:
        raise Http404

    def work() -> None:
        end_mandate(row.pk, request.actor, at=request.now)
        _record(request, held)

    try:
        ledger.in_one_piece(work)
    except NotYoursToChange as error:
        raise Http404 from error
    messages.success(request, "Beëindigd. Dat werkt meteen.")
    return HttpResponseRedirect(reverse("casework:behalf:desk", args=[held.pk]))


def _make(request: Request, held: HelpRequest, form: CourtForm) -> str:
    assert request.actor.professional_id is not None  # the door let only professionals in
    me = Professional.objects.get(pk=request.actor.professional_id)
    mail = form.cleaned_data["collega"]
    colleague = _colleague(mail) if mail else None
    code = ""
    mandate: Mandate
    if form.cleaned_data["soort"] in COURT:
        mandate, code = mandate_from_court(
            held.resident, form.terms(), checked_by=me, at=request.now, professional=colleague
        )
    elif colleague is None:
        raise NotAMandate("Nobody who asks.")
    else:
        mandate = propose_mandate(held.resident, form.terms(), colleague, at=request.now)
    naming.seal_name(mandate, form.cleaned_data["naam"])
    _record(request, held)
    return code


def _colleague(mail: str) -> Professional:
    found = Professional.objects.filter(account__email=mail.strip().lower(), active=True).first()
    if found is None:
        raise NotAMandate("Nobody works here with this address.")
    return found


def _held(request: Request, request_id: UUID) -> HelpRequest:
    found = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if found is None or Who.DUO not in holders.relation(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    ledger.record(
        at=request.now,
        actor=request.actor,
        subject=found.resident_id,
        action="look",
        purpose=PURPOSE,
        kind=KIND,
    )
    return found


def _record(request: Request, held: HelpRequest) -> None:
    ledger.record(
        at=request.now,
        actor=request.actor,
        subject=held.resident_id,
        action="change",
        purpose=PURPOSE,
        kind=KIND,
    )
