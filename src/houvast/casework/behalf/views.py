"""Who may act for me, and for whom I act: the pages of the resident and of whoever acts for them.

Takes   residents; professionals who act for one.
Gives   pages in four languages that work without JavaScript. A code is shown once.
Knows   nothing of what a mandate must be; `people` does, and asks it anew at every request.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.casework.behalf import naming
from houvast.casework.behalf.forms import GIVEN, GiveForm
from houvast.ledger import api as ledger
from houvast.people.api import (
    Mandate,
    NotYoursToChange,
    Request,
    act_by,
    end_mandate,
    for_residents,
    give_mandate,
    given_by,
    held_by,
    in_groups,
    resident_with,
    say_yes_to_mandate,
)
from houvast.vault import api as vault

PURPOSE = "wie namens u mag handelen"
KIND = "namens"


@never_cache
@for_residents
@require_http_methods(["GET", "POST"])
def mine(request: Request) -> HttpResponse:
    """Who may act for me; and a form to let somebody."""
    whose = _own_id(request)
    form = GiveForm(request.POST if request.method == "POST" else None, on=request.today)
    if request.method == "POST" and form.is_valid():
        return _given(request, form)
    context = {
        "rows": [shown(each, on=request.today) for each in given_by(whose)],
        "form": form,
        "kinds": [{"value": kind, "label": gettext(naming.KINDS[kind])} for kind in GIVEN],
        "parts": [
            {"value": part, "label": gettext(words)} for part, words in naming.PARTS.items() if part != "look"
        ],
        "faults": form.faults() if form.is_bound else [],
    }
    return render(request, "casework/behalf/mine.html", context, status=422 if form.is_bound else 200)


@never_cache
@for_residents
@require_POST
def change(request: Request, mandate_id: UUID, what: str) -> HttpResponse:
    """Yes to who asks it; or stop, at once."""
    whose = _own_id(request)
    try:
        _change(request, whose, mandate_id, what)
    except NotYoursToChange as error:
        raise Http404 from error
    done = {"ja": gettext("Goed. Dat mag nu."), "stop": gettext("Gestopt. Dat werkt meteen.")}
    messages.success(request, done[what])
    return HttpResponseRedirect(reverse("casework:behalf:mine"))


@never_cache
@require_GET
def theirs(request: Request) -> HttpResponse:
    """For whom I act, or am asked to."""
    if request.actor.kind == "stranger":
        return HttpResponseRedirect(f"{reverse('casework:follow')}?next=/volg/")
    rows = held_by(request.actor)
    names = vault.display_name(
        {row.resident_id for row in rows if row.holds(request.today)},
        actor=request.actor,
        purpose=PURPOSE,
        at=request.now,
    )
    context = {
        "rows": [{**shown(row, on=request.today), "whose": names.get(row.resident_id, "")} for row in rows],
        "acting": request.actor.mandate_id,
    }
    return render(request, "casework/behalf/theirs.html", context)


@never_cache
@require_POST
def act(request: Request, mandate_id: UUID, what: str) -> HttpResponse:
    """Say yes, begin, be oneself again, or stop for good."""
    row = next((each for each in held_by(request.actor) if each.pk == mandate_id), None)
    if row is None or what not in {"ja", "begin", "zelf", "stop"}:
        raise Http404
    if what == "ja":
        say_yes_to_mandate(row.pk, request.actor, at=request.now)
        _record(request, row.resident_id)
    elif what == "stop":
        end_mandate(row.pk, request.actor, at=request.now)
        _record(request, row.resident_id)
    act_by(request, row.pk if what in {"ja", "begin"} else None)
    onward = "casework:follow" if what in {"ja", "begin"} else "casework:behalf:theirs"
    return HttpResponseRedirect(reverse(onward))


def shown(mandate: Mandate, *, on: Any) -> dict[str, object]:
    """One mandate for a page."""
    return {
        "row": mandate,
        "name": naming.name_of(mandate),
        "kind": naming.kind_of(mandate),
        "parts": naming.parts_of(mandate),
        "holds": mandate.holds(on),
        "over": mandate.ended_at is not None or (mandate.ends_on is not None and mandate.ends_on < on),
        "asked": mandate.given_at is None and not mandate.by_court,
        "waits": mandate.accepted_at is None,
    }


def _given(request: Request, form: GiveForm) -> HttpResponse:
    resident = resident_with(_own_id(request))

    def give() -> tuple[Mandate, str]:
        mandate, code = give_mandate(resident, form.terms(), at=request.now)
        naming.seal_name(mandate, form.cleaned_data["naam"])
        _record(request, resident.pk)
        return mandate, code

    mandate, code = ledger.in_one_piece(give)
    context = {"code": in_groups(code), "each": shown(mandate, on=request.today)}
    return render(request, "casework/behalf/given.html", context)


def _change(request: Request, whose: UUID, mandate_id: UUID, what: str) -> None:
    if what not in {"ja", "stop"} or not given_by(whose).filter(pk=mandate_id).exists():
        raise NotYoursToChange("This mandate is somebody else's.")
    doing = say_yes_to_mandate if what == "ja" else end_mandate

    def work() -> None:
        doing(mandate_id, request.actor, at=request.now)
        _record(request, whose)

    ledger.in_one_piece(work)


def _own_id(request: Request) -> UUID:
    """Only for oneself: nobody gives on another's behalf what is theirs to give."""
    if request.actor.resident_id is None or request.actor.on_behalf_of is not None:
        raise Http404
    return request.actor.resident_id


def _record(request: Request, whose: UUID) -> None:
    ledger.record(
        at=request.now, actor=request.actor, subject=whose, action="change", purpose=PURPOSE, kind=KIND
    )
