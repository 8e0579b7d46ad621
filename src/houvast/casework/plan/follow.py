"""The plan as the resident reads it, and what they can do with it: add, tick, disagree.

Takes   requests of residents, who came in with a code or an account.
Gives   one page in four languages that works without JavaScript and prints.
Knows   nothing of what may happen: `acts.py` asks the table of states.
"""

import secrets
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.casework import acts, holders
from houvast.casework.models import HelpRequest
from houvast.casework.plan import doing, reading
from houvast.casework.plan.weighing import ROOMS, Doer, Room
from houvast.casework.states import NotInTheTable
from houvast.people.api import Request, for_residents


class OwnForm(forms.Form):
    """What the resident will do."""

    token = forms.CharField(max_length=40)
    ruimte = forms.ChoiceField(choices=[(room.value, room.value) for room in Room])
    wat = forms.CharField(
        max_length=doing.LONGEST,
        error_messages={
            "required": _("Schrijf eerst wat u gaat doen."),
            "max_length": _("Dit is te lang. Wilt u het korter maken?"),
        },
    )


class ObjectForm(forms.Form):
    """Why the resident does not agree."""

    token = forms.CharField(max_length=40)
    woorden = forms.CharField(
        max_length=acts.LONGEST,
        error_messages={
            "required": _("Schrijf kort wat u anders wilt."),
            "max_length": _("Dit is te lang. Wilt u het korter maken?"),
        },
    )


@never_cache
@for_residents
@require_GET
def show(request: Request, request_id: UUID) -> HttpResponse:
    """The whole plan."""
    return _page(request, _own(request, request_id))


@never_cache
@for_residents
@require_POST
def add(request: Request, request_id: UUID) -> HttpResponse:
    """Something that the resident does."""
    own = _own(request, request_id)
    form = OwnForm(request.POST)
    if not form.is_valid():
        return _page(request, own, own_form=form, status=422)
    said = form.cleaned_data
    new = doing.NewAction(room=Room(said["ruimte"]), doer=Doer.RESIDENT, what=said["wat"], before=None)
    return _do(
        request,
        own,
        lambda: doing.add(_sent(request, own, said["token"]), new),
        gettext("Het staat in uw plan."),
    )


@never_cache
@for_residents
@require_POST
def tick(request: Request, request_id: UUID, action_id: UUID) -> HttpResponse:
    """Done."""
    own = _own(request, request_id)
    token = request.POST.get("token", "")[:40]
    if not token:
        raise Http404
    return _do(
        request,
        own,
        lambda: doing.tick(_sent(request, own, token), action_id),
        gettext("Mooi. Dit is gedaan."),
    )


@never_cache
@for_residents
@require_POST
def disagree(request: Request, request_id: UUID, action_id: UUID) -> HttpResponse:
    """Not agreed, with words: it waits for an answer."""
    own = _own(request, request_id)
    form = ObjectForm(request.POST)
    if not form.is_valid():
        return _page(request, own, objecting=(action_id, form), status=422)
    said = form.cleaned_data
    return _do(
        request,
        own,
        lambda: doing.object_to(_sent(request, own, said["token"]), action_id, said["woorden"]),
        gettext("Dank u. Wij lezen het en bellen u."),
    )


def _do(request: Request, own: HelpRequest, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except (NotInTheTable, acts.NotNow):
        messages.info(request, gettext("Uw plan is intussen veranderd. Zo staat het nu."))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("casework:own-plan", args=[own.pk]))


def _sent(request: Request, own: HelpRequest, token: str) -> acts.Form:
    return acts.Form(request_id=own.pk, actor=request.actor, at=request.now, token=token)


def _own(request: Request, request_id: UUID) -> HelpRequest:
    found = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if found is None or not holders.relation(request.actor, found):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    return found


def _page(
    request: Request,
    own: HelpRequest,
    *,
    own_form: OwnForm | None = None,
    objecting: tuple[UUID, ObjectForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    blocks = [_shown(block, objecting) for block in reading.blocks(own)]
    context = {
        "held": own,
        "blocks": blocks,
        "ready_at": reading.ready_at(own),
        "weighings": reading.weighings(own),
        "rooms": [(room.value, gettext(ROOMS[room][0])) for room in Room],
        "own_form": own_form or OwnForm(initial={"token": _token()}),
        "faults": _faults(own_form, objecting),
    }
    return render(request, "casework/plan/follow.html", context, status=status)


def _shown(block: reading.Block, objecting: tuple[UUID, ObjectForm] | None) -> dict[str, Any]:
    """A room with, per action, the form to disagree: the one that was sent keeps its words."""

    def with_form(done: reading.Done) -> dict[str, Any]:
        sent = objecting[1] if objecting and objecting[0] == done.id else None
        return {
            "done": done,
            "token": _token(),
            "form": sent or ObjectForm(initial={"token": _token()}),
            "open": sent is not None,
            "field": f"oneens-{done.id}",
        }

    return {
        "name": gettext(block.name),
        "about": gettext(block.about),
        "key": block.room.value,
        "ours": [with_form(done) for done in block.ours],
        "theirs": [with_form(done) for done in block.theirs],
    }


def _faults(own: OwnForm | None, objecting: tuple[UUID, ObjectForm] | None) -> list[dict[str, str]]:
    """For the summary on top: the id of the field, and what to mend."""
    if own is not None:
        return [
            {"field": name, "text": str(texts[0])} for name, texts in own.errors.items() if name != "token"
        ]
    if objecting is None:
        return []
    action, form = objecting
    return [{"field": f"oneens-{action}", "text": str(text)} for text in form.errors.get("woorden", [])]


def _token() -> str:
    return secrets.token_urlsafe(18)
