"""The code, the page behind it, and what a resident can say there.

Takes   requests of residents, who came in with a code or an account.
Gives   pages in four languages that work without JavaScript. Somebody else's request does not exist here.
Knows   nothing of what may happen: `acts.py` asks the table of states.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.casework import acts, handing, holders, panels
from houvast.casework.acts import Form
from houvast.casework.around import guests
from houvast.casework.deciding import decisions
from houvast.casework.follow.forms import SaidForm
from houvast.casework.follow.journey import journey
from houvast.casework.follow.looks import AT_ONCE, grouped, whole_days
from houvast.casework.gathered import gather
from houvast.casework.models import HelpRequest
from houvast.casework.panels import Glance, Place
from houvast.casework.states import NotInTheTable
from houvast.ledger import api as ledger
from houvast.people.api import (
    Request,
    TooManyGuesses,
    as_resident,
    client_of,
    enter_with_code,
    for_residents,
    for_residents_side,
    held_by,
    resident_by_code,
)
from houvast.prepared import Given, Prepared

CAME_IN = "binnenkomen met uw code"
NOT_SHOWN = frozenset({"assignments"})
"""Rows around a request that its page does not need."""
SAID: dict[str, tuple[Callable[[Form, str], HelpRequest], object]] = {
    "bericht": (acts.send_message, _("Uw bericht is verstuurd.")),
    "opgelost": (lambda form, _words: acts.say_solved(form), _("Fijn. Wij sluiten uw vraag nu.")),
    "niet-opgelost": (acts.say_not_solved, _("Dank u. Wij gaan verder en bellen u.")),
    "niet-meekijken": (lambda form, words: guests.uninvite(form, _id(words)), _("Die kijkt niet meer mee.")),
    "bezwaar": (decisions.object_to, _("Dank u. Wij helpen u met uw bezwaar.")),
    "blijven": (lambda form, _words: handing.stay(form), _("Dank u. Wij weten nu dat u dit niet wilt.")),
}


def _id(words: str) -> UUID:
    """The id of a guest, as the form on the page carries it. Raises `NotNow` for anything else."""
    try:
        return UUID(words)
    except ValueError:
        raise acts.NotNow("This is not the id of a guest.") from None


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """The code; for who is in already, their request."""
    if request.method == "POST":
        return _try_code(request)
    if request.actor.is_residents_side:
        return _front(request)
    return render(request, "casework/code.html", {"next": request.GET.get("next", "")})


@never_cache
@for_residents_side
@require_GET
def show(request: Request, request_id: UUID) -> HttpResponse:
    """One request, when somebody has more than one."""
    return _page(request, _own(request, request_id))


@never_cache
@for_residents_side
@require_POST
def say(request: Request, request_id: UUID, what: str) -> HttpResponse:
    """A message, or the word that it is solved or not. Sent twice, it happens once."""
    if what not in SAID:
        raise Http404
    own = _own(request, request_id)
    form = SaidForm(request.POST, needs_words=what == "bericht")
    if not form.is_valid():
        return _page(request, own, what=what, form=form, status=422)
    sent = Form(request_id=own.pk, actor=request.actor, at=request.now, token=form.cleaned_data["token"])
    doing, done = SAID[what]
    try:
        doing(sent, form.cleaned_data["woorden"])
    except acts.NotYours as error:  # a mandate that does not reach this far
        raise Http404 from error
    except (NotInTheTable, acts.NotNow):
        messages.info(request, gettext("Uw vraag is intussen veranderd. Zo staat het nu."))
    else:
        messages.success(request, str(done))
    return HttpResponseRedirect(reverse("casework:follow-one", args=[own.pk]))


@never_cache
@for_residents
@require_GET
def looks(request: Request) -> HttpResponse:
    """Who looked at or changed the resident's data, when and for what."""
    assert request.actor.resident_id is not None  # the door let only residents in
    asked = request.GET.get("vanaf", "0")
    skip = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    lines = ledger.log_of(request.actor.resident_id, limit=AT_ONCE + 1, skip=skip)
    shown = whole_days(lines)
    context = {
        "people": grouped(shown),
        "newest": skip == 0,
        "older": skip + len(shown) if len(lines) > len(shown) else 0,
    }
    return render(request, "casework/looks.html", context)


def _try_code(request: Request) -> HttpResponse:
    typed = request.POST.get("code", "")[:60]
    status, fault = 422, gettext("Deze code kennen we niet. Kijk of u alle letters en cijfers goed heeft.")
    try:
        resident = resident_by_code(typed, at=request.now, client=client_of(request))
    except TooManyGuesses as refusal:
        resident, status = None, 429
        minutes = max(1, -(-int((refusal.again_at - request.now).total_seconds()) // 60))
        fault = gettext(
            "Dit ging te vaak mis. Probeer het over %(minutes)s minuten opnieuw. Of bel ons, dan helpen we u."
        ) % {"minutes": minutes}
    if not typed.strip():
        fault = gettext("Vul uw code in. Die kreeg u toen u uw vraag bewaarde.")
    if resident is None:
        context = {"typed": typed, "fault": fault, "next": request.POST.get("next", "")}
        return render(request, "casework/code.html", context, status=status)
    enter_with_code(request, resident)
    ledger.record(
        at=request.now,
        actor=as_resident(resident),
        subject=resident,
        action="look",
        purpose=CAME_IN,
        kind="hulpvraag",
    )
    onward = request.POST.get("next", "")
    safe = onward.startswith("/volg/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return HttpResponseRedirect(onward if safe else reverse("casework:follow"))


def _front(request: Request) -> HttpResponse:
    """The one request; or all of them, when there are more; or where to begin."""
    own = _own_requests(resident=holders.residents_own(request.actor))
    if len(own) == 1:
        holders.log_on_behalf(request.actor, own[0], at=request.now)
        return _page(request, own[0], others=False)
    if not own and request.actor.on_behalf_of is None and held_by(request.actor):
        return HttpResponseRedirect(reverse("casework:behalf:theirs"))
    return render(request, "casework/requests.html", {"requests": own})


def _own(request: Request, request_id: UUID) -> HelpRequest:
    found = _one.first(id=request_id)
    if found is None or not holders.may_look(request.actor, found, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    holders.log_on_behalf(request.actor, found, at=request.now)
    return found


def _with_people(requests: QuerySet[HelpRequest]) -> QuerySet[HelpRequest]:
    return requests.select_related("resident", "step", "director", "duo__first", "duo__second")


_one: Prepared[HelpRequest] = Prepared(lambda: _with_people(HelpRequest.objects.filter(pk=Given("id"))))
_own_requests: Prepared[HelpRequest] = Prepared(
    lambda: _with_people(HelpRequest.objects.filter(resident=Given("resident"))).order_by("-opened_at")
)


def _page(
    request: Request,
    own: HelpRequest,
    *,
    what: str = "",
    form: SaidForm | None = None,
    status: int = 200,
    others: bool | None = None,
) -> HttpResponse:
    context = page_context(request, own, what=what, form=form)
    context["others"] = holders.seen_by(request.actor).count() > 1 if others is None else others
    return render(request, "casework/follow.html", context, status=status)


def page_context(
    request: Request, own: HelpRequest, *, what: str = "", form: SaidForm | None = None
) -> dict[str, Any]:
    """Everything on the page of this request. Opens the sealed words: only for the resident, or after a
    logged look."""
    gather(own, without=NOT_SHOWN)
    # Made when it is shown: of the three a page shows at most two.
    forms: dict[str, Any] = {
        key: SimpleLazyObject(SaidForm) for key in ("bericht", "opgelost", "niet-opgelost")
    }
    if form is not None:
        forms[what] = form
    glance = Glance(request=own, actor=request.actor, at=request.now)
    return {
        "journey": journey(own, on=request.today),
        "middle": panels.filled(Place.FOLLOW_MAIN, glance, asked=request),
        "beside": panels.filled(Place.FOLLOW_ASIDE, glance, asked=request),
        "message": forms["bericht"],
        "solved": forms["opgelost"],
        "unsolved": forms["niet-opgelost"],
        "faults": form.faults(what) if form is not None else [],
        "may_answer": request.actor.may("answer"),
        "may_decide": request.actor.may("decide"),
    }
