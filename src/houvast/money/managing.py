"""Who gives budgets and mandates: the page of the administrator and the team lead.

Takes   requests of an administrator (budgets and mandates of the organisation) or a team lead (mandates
        of the own team).
Gives   one page in Dutch; a budget or a mandate that was given answers with a redirect.
Knows   nothing of residents.
"""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.money import mandates
from houvast.money.forms import BudgetForm, Form, MandateForm
from houvast.money.models import Budget, Mandate
from houvast.people.api import Professional, Request, Role, Team, for_professionals
from houvast.ui.api import euro_text

managers = for_professionals(Role.ADMINISTRATOR, Role.TEAM_LEAD)


@never_cache
@managers
@require_GET
def show(request: Request) -> HttpResponse:
    """Every budget and mandate that this manager can give."""
    return _page(request)


@never_cache
@for_professionals(Role.ADMINISTRATOR)
@require_POST
def give_budget(request: Request) -> HttpResponse:
    """A budget for a team and a year."""
    form = BudgetForm(_teams(request), request.POST, year=request.today.year)
    if form.is_valid():
        said = form.cleaned_data
        try:
            mandates.give_budget(said["team"], year=said["year"], cents=said["amount"])
        except mandates.BelowWhatWasGranted as fault:
            given = euro_text(Decimal(fault.granted) / 100)
            form.add_error("amount", f"Er is al {given} gegeven. Lager kan niet.")
        else:
            messages.success(request, "Het budget is vastgelegd.")
            return HttpResponseRedirect(reverse("money:manage"))
    return _page(request, budget=form, status=422)


@never_cache
@managers
@require_POST
def give_mandate(request: Request) -> HttpResponse:
    """A mandate for somebody else."""
    form = MandateForm(_people(request), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        mandates.give_mandate(
            said["professional"],
            most_per_grant=said["most_per_grant"],
            most_per_month=said["most_per_month"],
            may_release=said["may_release"],
            by=_me(request),
            at=request.now,
        )
        messages.success(request, "Het mandaat is vastgelegd. Het geldt vanaf vandaag.")
        return HttpResponseRedirect(reverse("money:manage"))
    return _page(request, mandate=form, status=422)


def _me(request: Request) -> Professional:
    assert request.actor.professional_id is not None  # the door let only professionals in
    return Professional.objects.select_related("team").get(pk=request.actor.professional_id)


def _teams(request: Request) -> QuerySet[Team]:
    return Team.objects.filter(organisation=_me(request).organisation_id).order_by("name")


def _people(request: Request) -> QuerySet[Professional]:
    """Everybody of the organisation, or of the own team; never oneself."""
    me = _me(request)
    people = Professional.objects.filter(organisation=me.organisation_id, active=True).exclude(pk=me.pk)
    if not request.actor.has_role(Role.ADMINISTRATOR):
        people = people.filter(team=me.team_id)
    return people.order_by("display_name", "pk")


def _page(
    request: Request,
    *,
    budget: BudgetForm | None = None,
    mandate: MandateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    teams, people = _teams(request), _people(request)
    sent: Form | None = budget or mandate
    held = Mandate.objects.filter(mandates.running(request.today), professional__in=people)
    context = {
        "gives_budgets": request.actor.has_role(Role.ADMINISTRATOR),
        "budgets": [_budget(row) for row in Budget.objects.filter(team__in=teams).select_related("team")],
        "mandates": [_mandate(row) for row in held.select_related("professional").order_by("professional")],
        "teams": [("", "Kies een team"), *((str(team.pk), team.name) for team in teams)],
        "people": [("", "Kies iemand"), *((str(each.pk), each.display_name) for each in people)],
        "budget": budget or BudgetForm(teams, year=request.today.year),
        "mandate": mandate or MandateForm(people),
        "faults": sent.faults() if sent else [],
    }
    return render(request, "money/manage.html", context, status=status)


def _budget(row: Budget) -> list[dict[str, Any]]:
    amounts = (row.amount, row.granted, row.left)
    return [
        {"text": f"{row.team.name}, {row.year}"},
        *({"amount": Decimal(cents) / 100} for cents in amounts),
    ]


def _mandate(row: Mandate) -> list[dict[str, Any]]:
    return [
        {"text": row.professional.display_name},
        {"amount": Decimal(row.most_per_grant) / 100},
        {"amount": Decimal(row.most_per_month) / 100},
        {"text": "ja" if row.may_release else "nee"},
    ]
