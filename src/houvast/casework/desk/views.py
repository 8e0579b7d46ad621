"""The worklist, the page of one request, and what a counsellor does there.

Takes   requests of professionals. Each sees only what their duo holds, and a team lead what the team holds.
Gives   pages in Dutch; a form that was sent answers with a redirect, or with the page and its faults.
Knows   nothing of what may happen: `acts.py` asks the table of states.
"""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.casework import acts, gathered, holders, panels
from houvast.casework.agreeing import NotTriedEnough
from houvast.casework.clocks import NoPause
from houvast.casework.desk.form import FORMS, DeskForm, FormsOf
from houvast.casework.desk.forms import BALLS, REMINDER, TALKS, TRIED, OfferForm
from houvast.casework.desk.others import Others, others
from houvast.casework.desk.page import request_page, scheme_page
from houvast.casework.desk.worklist import FILTERS, worklist
from houvast.casework.follow.views import page_context
from houvast.casework.handing import NobodyToTakeOver, NotAccepted
from houvast.casework.models import HelpRequest
from houvast.casework.panels import Place
from houvast.casework.states import NotInTheTable
from houvast.ledger import api as ledger
from houvast.people.api import Duo, Request, Role, active_duos, for_professionals
from houvast.prepared import Given, Prepared
from houvast.vault import api as vault

desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)

NOT_POSSIBLE = (NotInTheTable, NotTriedEnough, NoPause, NobodyToTakeOver, NotAccepted, acts.NotNow)
LETS_GO = {"warm", "warm-anyway", "decline"}
"""After these, whoever did it may not see the request any more."""
TOO_LATE = (
    "Iemand anders veranderde deze vraag terwijl u bezig was. Hieronder staat de vraag zoals die nu is. "
    "Wat u typte staat er nog. Kijk of het nog klopt en verstuur het dan opnieuw."
)
NOT_SHOWN = frozenset({"steps"})
"""Rows around a request that its page does not need."""
AS_RESIDENT = "kijken zoals u het ziet"
NOT_NOW = "Dit kan nu niet meer: de vraag is intussen veranderd. Kijk hieronder hoe het nu staat."


@never_cache
@desk
@require_GET
def show_worklist(request: Request) -> HttpResponse:
    """The worklist, the most urgent first."""
    show, search = request.GET.get("toon", ""), request.GET.get("zoek", "")[:80]
    asked = request.GET.get("pagina", "1")
    listed = worklist(
        request.actor,
        on=request.today,
        show=show if show in FILTERS else "",
        search=search,
        page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1,
    )
    names = vault.display_name(
        [line.request.resident_id for line in listed.lines],
        actor=request.actor,
        purpose="werklijst van uw hulpverlener",
        at=request.now,
    )

    def to(page: int) -> str:
        return "?" + urlencode([("toon", show), ("zoek", search), ("pagina", str(page))])

    context = {
        "listed": listed,
        "lines": [{"line": line, "name": names.get(line.request.resident_id, "")} for line in listed.lines],
        "counts": [
            {"number": listed.alarms, "label": "alarm" if listed.alarms == 1 else "alarmen", "kind": "red"},
            {"number": listed.this_week, "label": "deze week", "kind": "amber"},
            {"number": listed.running, "label": "lopen", "kind": "teal"},
        ],
        "partners": _partners(request),
        "filters": FILTERS.items(),
        "show": show,
        "search": search,
        "before": to(listed.page - 1) if listed.page > 1 else "",
        "after": to(listed.page + 1) if listed.page < listed.pages else "",
    }
    return render(request, "casework/worklist.html", context)


@never_cache
@desk
@require_GET
def show_request(request: Request, request_id: UUID) -> HttpResponse:
    """The page of one request; `?duo=` looks for a duo to ask."""
    return _page(request, _held(request, request_id, whole=True))


@never_cache
@desk
@require_GET
def show_scheme(request: Request, request_id: UUID, scheme: str) -> HttpResponse:
    """One scheme of the fuse box of a request: the reasoning, the articles, how to get it."""
    held = _held(request, request_id)
    try:
        detail, switch = scheme_page(held, scheme, actor=request.actor, at=request.now)
    except LookupError as error:
        raise Http404 from error
    return render(request, "casework/scheme.html", {"held": held, "detail": detail, "switch": switch})


@never_cache
@desk
@require_GET
def show_as_resident(request: Request, request_id: UUID) -> HttpResponse:
    """The page that the resident sees, in their language (`?taal=nl`: in Dutch). Nothing can be sent from
    it, and the look stands in the resident's log."""
    held = _held(request, request_id)
    ledger.record(
        at=request.now,
        actor=request.actor,
        subject=held.resident,
        action="look",
        purpose=AS_RESIDENT,
        kind="hulpvraag",
    )
    language = "nl" if request.GET.get("taal") == "nl" else held.resident.language
    with override(language if language in dict(settings.LANGUAGES) else "nl"):
        context = page_context(request, held)
        return render(request, "casework/as_resident.html", {**context, "held": held, "language": language})


@never_cache
@desk
@require_POST
def act(request: Request, request_id: UUID, name: str) -> HttpResponse:
    """One form of the request page. Sent twice, it happens once; with a fault, what was typed stays."""
    if name not in FORMS:
        raise Http404
    held = _held(request, request_id)
    form = FORMS[name](held=held, on=request.today, data=request.POST)
    if not form.is_valid():
        return _page(request, held, form=form, status=422)
    try:
        form.act(form.sent(request.actor, request.now))
    except acts.SomebodyWasFirst:
        form.held = _held(request, request_id)
        return _page(request, form.held, form=form.on_this_version(), warning=TOO_LATE, status=409)
    except NOT_POSSIBLE:
        return _page(request, _held(request, request_id), warning=NOT_NOW, status=409)
    messages.success(request, form.done)
    if name in LETS_GO:
        return HttpResponseRedirect(reverse("casework:worklist"))
    return HttpResponseRedirect(reverse("casework:request", args=[held.pk]))


def _held(request: Request, request_id: UUID, *, whole: bool = False) -> HelpRequest:
    """The request, if this actor may see it; else the same answer as for one that does not exist. `whole`
    for a page that shows everything around it."""
    found = _one.first(id=request_id)
    if found is not None and whole:
        gathered.gather(found, without=NOT_SHOWN)
    if found is None or not holders.may_look(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    return found


_one: Prepared[HelpRequest] = Prepared(
    lambda: HelpRequest.objects.select_related(
        "resident",
        "step",
        "director",
        "duo__first__organisation",
        "duo__second__organisation",
        "duo__team",
    ).filter(pk=Given("id"))
)


def _page(
    request: Request,
    held: HelpRequest,
    *,
    form: DeskForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    page = request_page(held, actor=request.actor, at=request.now)
    glance = panels.Glance(
        request=held,
        actor=request.actor,
        at=request.now,
        may=page.may,
        forms=FormsOf(held, on=request.today, sent=form),
        unfolded=form.name if form else "",
    )
    context = {
        "page": page,
        "top": panels.filled(Place.DESK_TOP, glance, asked=request),
        "middle": panels.filled(Place.DESK_MAIN, glance, asked=request),
        "beside": panels.filled(Place.DESK_ASIDE, glance, asked=request),
        "forms": glance.forms,
        "unfolded": glance.unfolded,
        "faults": form.faults() if form else [],
        "warning": warning,
        "balls": [{"value": value, "label": label} for value, label in BALLS],
        "talks": TALKS,
        "channels": TRIED,
        "reminder": REMINDER,
        "detail_url": reverse("casework:scheme", args=[held.pk, "SCHEME"]),
        "others": _others(request, glance) if "offer" in page.may else None,
    }
    return render(request, "casework/request.html", context, status=status)


def _others(request: Request, glance: panels.Glance) -> Others:
    """The duos to ask; with the one that was chosen, when the form came back with a fault."""
    form: OfferForm = glance.forms["offer"]
    sought = "" if form.is_bound else request.GET.get("duo", "")[:80]
    return others(glance.request, sought=sought, chosen=form.chosen)


def _partners(request: Request) -> str:
    """With whom this counsellor forms a duo, for the heading."""
    me = request.actor.professional_id
    return ", ".join(member.display_name for duo in _duos(me=me) for member in duo.members if member.pk != me)


_duos: Prepared[Duo] = Prepared(lambda: active_duos().filter(Q(first=Given("me")) | Q(second=Given("me"))))
