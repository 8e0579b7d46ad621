"""The page of a team: who carries how much, who is away, and how many faces a resident meets.

Takes   requests of counsellors and team leads who belong to a team.
Gives   the page in Dutch. A counsellor tells their own absence; a team lead anybody's, and sets ceilings.
Knows   nothing of requests.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.casework.continuity import absences, carrying, faces
from houvast.casework.continuity.forms import AbsenceForm, CeilingForm
from houvast.people.api import Professional, Request, Role, Team, for_professionals

team_members = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)


@never_cache
@team_members
@require_GET
def show(request: Request) -> HttpResponse:
    """The team of whoever looks."""
    return _page(request, _team(request))


@never_cache
@team_members
@require_POST
def tell_away(request: Request) -> HttpResponse:
    """Somebody is away; with a fault, what was typed stays."""
    team = _team(request)
    form = AbsenceForm(request.POST, absent=_absent(request, team), team=_people(team), prefix="absence")
    if form.is_valid():
        said = form.cleaned_data
        try:
            absences.tell(
                request.actor,
                away=UUID(said["who"]),
                stand_in=UUID(said["stand_in"]),
                since=said["since"],
                until=said["until"],
                at=request.now,
            )
        except absences.NotAnAbsence as fault:
            form.add_error(fault.field, str(fault))
        else:
            messages.success(request, "De afwezigheid staat erbij. De vervanger ziet de vragen.")
            return HttpResponseRedirect(reverse("casework:team"))
    return _page(request, team, absence=form, status=422)


@never_cache
@team_members
@require_POST
def come_back(request: Request, absence: int) -> HttpResponse:
    """Somebody is back."""
    if not absences.end(request.actor, absence, at=request.now):
        raise Http404
    messages.success(request, "Deze afwezigheid is voorbij.")
    return HttpResponseRedirect(reverse("casework:team"))


@never_cache
@for_professionals(Role.TEAM_LEAD)
@require_POST
def set_ceiling(request: Request) -> HttpResponse:
    """How many requests somebody can carry."""
    team = _team(request)
    form = CeilingForm(request.POST, team=_people(team), prefix="ceiling")
    if form.is_valid():
        person, most = UUID(form.cleaned_data["who"]), form.cleaned_data["most"]
        if carrying.set_ceiling(request.actor, person, most, at=request.now):
            messages.success(request, "De grens is veranderd.")
            return HttpResponseRedirect(reverse("casework:team"))
    return _page(request, team, ceiling=form, status=422)


def _team(request: Request) -> Team:
    assert request.actor.professional_id is not None  # the door let only professionals in
    me = Professional.objects.select_related("team").filter(pk=request.actor.professional_id).first()
    if me is None or me.team is None:
        raise Http404
    return me.team


def _people(team: Team) -> list[Professional]:
    found = team.professionals.filter(active=True, role_rows__role=Role.COUNSELLOR)
    return list(found.order_by("display_name"))


def _absent(request: Request, team: Team) -> list[Professional]:
    """Whose absence this actor can tell: their own, or for a team lead everybody's."""
    if request.actor.has_role(Role.TEAM_LEAD):
        return _people(team)
    return [one for one in _people(team) if one.pk == request.actor.professional_id]


def _page(
    request: Request,
    team: Team,
    *,
    absence: AbsenceForm | None = None,
    ceiling: CeilingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    leads = request.actor.has_role(Role.TEAM_LEAD)
    people, absent = _people(team), _absent(request, team)
    away = list(absences.of_team(team.pk, on=request.today))
    faulty: AbsenceForm | CeilingForm | None = absence or ceiling
    context = {
        "team": team,
        "leads": leads,
        "carriers": carrying.carriers(team.pk, away=away, on=request.today),
        "away": away,
        "mine": {one.pk for one in absent},
        "average": faces.average_of(team.pk) if leads else None,
        "absence": absence or AbsenceForm(absent=absent, team=people, prefix="absence"),
        "ceiling": ceiling or CeilingForm(team=people, prefix="ceiling"),
        "unfolded": faulty.name if faulty else "",
        "faults": _faults(faulty) if faulty else [],
    }
    return render(request, "casework/continuity/team.html", context, status=status)


def _faults(form: AbsenceForm | CeilingForm) -> list[dict[str, str]]:
    """For the summary on top: the id of the field, and what to mend."""
    return [{"field": f"{form.name}-{field}", "text": str(texts[0])} for field, texts in form.errors.items()]
