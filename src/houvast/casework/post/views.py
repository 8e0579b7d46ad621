"""How somebody wants to hear from us, and the letters that wait to be posted.

Takes   a resident; or a professional with a request that they hold.
Gives   a page that works without JavaScript, and the letter as a PDF for a window envelope.
Knows   nothing of sending.
"""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.casework import holders
from houvast.casework.models import HelpRequest
from houvast.casework.post import letter, outbox, wishes
from houvast.casework.post.forms import WishForm
from houvast.casework.post.models import Channel, Message, State
from houvast.people.api import Request, Resident, Role, for_professionals, for_residents, resident_with

desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)
ASKING = "u vragen hoe u bericht wilt"
PRINTING = "een brief aan u printen"


@never_cache
@for_residents
@require_http_methods(["GET", "POST"])
def own_wishes(request: Request) -> HttpResponse:
    """The resident's own choice."""
    assert request.actor.resident_id is not None  # the door let only residents in
    resident = resident_with(request.actor.resident_id)
    return _wishes(request, resident, back=reverse("casework:follow"), page="casework/post/wishes.html")


@never_cache
@desk
@require_http_methods(["GET", "POST"])
def wishes_for(request: Request, request_id: UUID) -> HttpResponse:
    """The same, written down by the counsellor for somebody who says it at the desk or on the phone."""
    held = HelpRequest.objects.select_related("resident", "duo").filter(pk=request_id).first()
    if held is None or not holders.may_look(request.actor, held, on=request.today):
        holders.log_refusal(request.actor, request_id, at=request.now)
        raise Http404
    back = reverse("casework:request", args=[held.pk])
    return _wishes(request, held.resident, back=back, page="casework/post/wishes_for.html")


def _wishes(request: Request, resident: Resident, *, back: str, page: str) -> HttpResponse:
    known = wishes.addresses_of(resident, at=request.now, actor=request.actor, purpose=ASKING)
    form = WishForm(
        request.POST if request.method == "POST" else None,
        known=known.by_channel,
        wanted=wishes.wanted(resident),
        sms=bool(settings.CONFIG.sms_server),
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            fresh = wishes.wish(resident, form.addresses(), at=request.now, by=request.actor)
            key = f"welcome {resident.pk} {request.now.isoformat()}"
            outbox.queue(resident, "welcome", key=key, at=request.now, only=fresh)
        messages.success(request, gettext("Dat is bewaard."))
        return HttpResponseRedirect(back)
    context = {"form": form, "faults": form.faults() if form.is_bound else [], "back": back}
    context["choices"] = [{"value": each.value, "label": _words(each)} for each in form.offered]
    return render(request, page, context, status=422 if form.is_bound else 200)


def _words(channel: Channel) -> str:
    return {
        Channel.MAIL: gettext("Met een e-mail"),
        Channel.SMS: gettext("Met een sms"),
        Channel.LETTER: gettext("Met een brief"),
    }[channel]


@never_cache
@desk
@require_GET
def to_post(request: Request) -> HttpResponse:
    """The letters that wait, the oldest first."""
    rows = _letters(request).select_related("resident").order_by("queued_at")
    return render(request, "casework/post/to_post.html", {"letters": rows})


@never_cache
@desk
@require_GET
def print_letter(request: Request, message_id: UUID) -> HttpResponse:
    """One letter as a PDF; the look at the address stands in the resident's log."""
    row = _letter(request, message_id)
    assert row.resident is not None  # only residents get letters
    to = wishes.addresses_of(row.resident, at=request.now, actor=request.actor, purpose=PRINTING)
    document = letter.pdf(row, to, language=row.resident.language, on=request.today)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="brief.pdf"'
    return answer


@never_cache
@desk
@require_POST
def posted(request: Request, message_id: UUID) -> HttpResponse:
    """ "Gepost": from now on it is on its way."""
    row = _letter(request, message_id)
    mine = Message.objects.filter(pk=row.pk, state=State.TO_POST)
    mine.update(state=State.SENT, ended_at=request.now)
    messages.success(request, "De brief is gepost.")
    return HttpResponseRedirect(reverse("casework:to-post"))


def _letters(request: Request) -> QuerySet[Message]:
    residents = holders.seen_by(request.actor, on=request.today).values("resident")
    return Message.objects.filter(state=State.TO_POST, channel=Channel.LETTER, resident__in=residents)


def _letter(request: Request, message_id: UUID) -> Message:
    found = _letters(request).select_related("resident").filter(pk=message_id).first()
    if found is None:
        raise Http404
    return found
