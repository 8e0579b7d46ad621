"""The help request as a page: for who tells it, for who kept it, and for who helps.

Takes   a story, or a request that this actor may see.
Gives   the same sections to each of them; what a counsellor opens stands in the resident's log.
Knows   nothing of what is in it.
"""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from houvast.casework.api import HelpRequest, log_refusal, may_look, words_of
from houvast.conversation.known import of_story, of_vault
from houvast.conversation.sheet import sheet
from houvast.conversation.story import Story
from houvast.conversation.views.doors import with_story
from houvast.ledger import api as ledger
from houvast.people.api import Request, Role, for_professionals, for_residents
from houvast.vault.api import household, look

PURPOSE = "u helpen met uw vraag"
MAY_HELP = (Role.COUNSELLOR, Role.TEAM_LEAD)


@require_GET
@with_story
def so_far(request: Request, story: Story) -> HttpResponse:
    """The help request as it would be kept now."""
    sections = sheet(of_story(story, on=request.today), on=request.today)
    context = {"sections": sections, "kept": story.kept is not None, "follow": False}
    return render(request, "conversation/sheet.html", context)


@never_cache
@for_residents
@require_GET
def of_resident(request: Request, request_id: UUID) -> HttpResponse:
    """The same of a request that was kept, for the resident whose it is."""
    held = _seen(request, request_id)
    if held.resident_id != request.actor.resident_id:  # whoever acts for somebody sees their part elsewhere
        log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    sections = sheet(of_vault(words_of(held).story, household(held.resident)), on=request.today)
    return render(request, "conversation/sheet.html", {"sections": sections, "kept": True, "follow": True})


@never_cache
@for_professionals(*MAY_HELP)
@require_GET
def of_counsellor(request: Request, request_id: UUID) -> HttpResponse:
    """The same, in Dutch, for who holds the request. The look stands in the resident's log."""
    held = _seen(request, request_id)
    with override("nl"), transaction.atomic():
        facts = look(held.resident, actor=request.actor, purpose=PURPOSE, at=request.now)
        ledger.record(
            at=request.now,
            actor=request.actor,
            subject=held.resident,
            action="look",
            purpose=PURPOSE,
            kind="hulpvraag",
        )
        sections = sheet(of_vault(words_of(held).story, facts), on=request.today)
        context = {"sections": sections, "held": held, "name": facts.name}
        return render(request, "conversation/sheet_at_work.html", context)


def _seen(request: Request, request_id: UUID) -> HelpRequest:
    held = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if held is None or not may_look(request.actor, held, on=request.today):
        log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    return held
