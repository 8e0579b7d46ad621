"""The page on which a counsellor grants money at once.

Takes   requests of professionals who hold the help request (or lead its team) and have a mandate.
Gives   one page in Dutch; the grant, the event and the ledger are one transaction, once per form.
Knows   nothing of releasing and paying; `money` does.
"""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from houvast.casework import acts, holders, promising
from houvast.casework.buffer import granted
from houvast.casework.buffer.forms import GrantForm
from houvast.casework.models import HelpRequest
from houvast.casework.states import NotInTheTable
from houvast.ledger import api as ledger
from houvast.money import api as money
from houvast.people.api import Request, Role, for_professionals
from houvast.ui.api import euro_text

PURPOSE = "geld uit de noodbuffer"


@never_cache
@for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)
@require_http_methods(["GET", "POST"])
def grant(request: Request, request_id: UUID) -> HttpResponse:
    """Fill in and grant. With a fault, what was typed stays."""
    held = _held(request, request_id)
    if request.method != "POST":
        return _page(request, held, GrantForm())
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, held, form, status=422)
    try:
        ledger.in_one_piece(lambda: _grant(request, held, form))
    except NotInTheTable:
        messages.info(request, "Deze vraag is intussen gesloten. Er is niets gegeven.")
    except (money.NoMandate, money.NoBudget):
        form.add_error("amount", "U heeft vandaag geen mandaat, of uw team heeft geen budget.")
        return _page(request, held, form, status=422)
    except (money.MandateTooSmall, money.BudgetSpent) as refusal:
        form.add_error(
            "amount", f"Dit is te veel. U kunt nu nog {euro_text(Decimal(refusal.left) / 100)} geven."
        )
        return _page(request, held, form, status=422)
    else:
        messages.success(request, "Gegeven. De bewoner ziet het. Een collega kijkt het na en geeft het vrij.")
    return HttpResponseRedirect(reverse("casework:request", args=[held.pk]))


def _grant(request: Request, held: HelpRequest, form: GrantForm) -> None:
    sent = acts.Form(
        request_id=held.pk, actor=request.actor, at=request.now, token=form.cleaned_data["token"]
    )

    def change(locked: HelpRequest) -> None:
        token = granted.form_of(locked, sent.token)
        money.grant(locked.resident, form.need(), actor=sent.actor, at=sent.at, token=token)
        promising.new_contact_day(locked, on=sent.on)

    acts.walk(sent, "grant", change)


def _held(request: Request, request_id: UUID) -> HelpRequest:
    found = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if found is None or not holders.may_look(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    return found


def _page(request: Request, held: HelpRequest, form: GrantForm, *, status: int = 200) -> HttpResponse:
    mandate = money.mandate_of(request.actor.professional_id, on=request.today)
    with transaction.atomic():
        ledger.record(
            at=request.now,
            actor=request.actor,
            subject=held.resident_id,
            action="look",
            purpose=PURPOSE,
            kind="geld",
        )
        given = money.gifts(held.resident)
    context = {
        "held": held,
        "form": form,
        "faults": form.faults() if form.is_bound else [],
        "most": Decimal(money.most_now(mandate, on=request.today)) / 100 if mandate else Decimal(0),
        "given": given,
    }
    return render(request, "casework/buffer/grant.html", context, status=status)
