"""One life event beside the switches of a resident's household.

Takes   a request that this professional may see, and the name of an event.
Gives   a page in Dutch; the look stands in the resident's log.
Knows   nothing of what may happen to a request.
"""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from houvast.casework import holders
from houvast.casework.models import HelpRequest
from houvast.law.api import OutsideCorpus
from houvast.people.api import Request, Role, for_professionals
from houvast.rights import api as rights
from houvast.vault import api as vault

PURPOSE = "u helpen met uw vraag"
desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)


@never_cache
@desk
@require_GET
def show(request: Request, request_id: UUID, name: str) -> HttpResponse:
    """What this event starts, changes and stops for this household, as it stands today."""
    held = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if held is None or not holders.may_look(request.actor, held, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    try:
        event = rights.life_event(name)
    except LookupError as error:
        raise Http404 from error
    box = _box(held, request)
    context = {"held": held, "event": rights.told(event, box=box), "checked": box is not None}
    return render(request, "casework/life_events/page.html", context)


@transaction.atomic
def _box(held: HelpRequest, request: Request) -> rights.FuseBox | None:
    """The fuse box on this day; None when nobody checked the laws for it. Never a zero instead."""
    facts = vault.look(held.resident, actor=request.actor, purpose=PURPOSE, at=request.now)
    try:
        assessment = rights.assess(rights.situation_of(facts), on=request.today)
    except OutsideCorpus:
        return None
    return rights.fuse_box(assessment, receiving=rights.receiving_of(facts))
