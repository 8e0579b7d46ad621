"""Keep it, or keep nothing.

Takes   the wish of the resident.
Gives   nothing left at all; or a help request with a code, which can be seen, printed and scanned until it
        is put away.
Knows   nothing of what happens with the request.
"""

import uuid

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.casework.api import NobodyThere
from houvast.conversation import drafts, keeping, qr
from houvast.conversation import paper as on_paper
from houvast.conversation.story import Story
from houvast.conversation.views.doors import with_story
from houvast.people.api import Request, Team, enter_with_code, in_groups, resident_with
from houvast.rights.api import assess, fuse_box


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def keep(request: Request, story: Story) -> HttpResponse:
    """The two ways: with a code, or not at all. Sent twice it is still one request."""
    if story.kept is not None:
        return redirect("conversation:code")
    if request.method != "POST":
        return _keep(request, {})
    typed = {name: request.POST.get(name, "").strip() for name in ("naam", "telefoon", "buurt")}
    error = _phone_fault(typed["telefoon"])
    if error:
        return _keep(request, typed, error)
    caller = keeping.Caller(typed["naam"], typed["telefoon"], typed["buurt"])
    language = get_language() or "nl"
    try:
        kept = drafts.change(
            request, lambda told: keeping.keep(told, caller, language=language, at=request.now)
        ).kept
    except NobodyThere:  # nothing was written; what was told is still there
        return _keep(request, typed, nobody=True)
    assert kept is not None, "keep() keeps"
    enter_with_code(request, resident_with(uuid.UUID(kept.resident)))
    return redirect("conversation:code")


@require_GET
@with_story
def code(request: Request, story: Story) -> HttpResponse:
    """The code, until the visitor says that they have it or the day is over."""
    if story.kept is None:
        return redirect("conversation:keep")
    context = {
        "groups": in_groups(story.kept.code).split(),
        "qr": qr.drawing(story.kept.code),
        "reference": story.kept.reference,
    }
    return render(request, "conversation/code.html", context)


@require_GET
@with_story
def paper(request: Request, story: Story) -> HttpResponse:
    """The same on paper: an accessible PDF in the reader's language."""
    box = fuse_box(assess(story.situation, on=request.today), receiving=story.receiving or ())
    document = on_paper.pdf(story, box, language=get_language() or "nl", on=request.today)
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="houvast.pdf"'
    return response


@require_POST
def done(request: Request) -> HttpResponse:
    """ "I have my code": the code leaves this device; what was kept goes on under `/volg/`."""
    response = redirect("/volg/")
    drafts.forget(request, response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def away(request: Request) -> HttpResponse:
    """Keep nothing: POST takes everything away, and the page says so."""
    if request.method != "POST":
        return render(request, "conversation/away.html", {})
    response = redirect("conversation:away")
    drafts.forget(request, response)
    return response


def _keep(request: Request, typed: dict[str, str], error: str = "", *, nobody: bool = False) -> HttpResponse:
    neighbourhoods = (
        Team.objects.filter(~Q(neighbourhood_code=""))
        .values_list("neighbourhood_code", "neighbourhood_name")
        .order_by("neighbourhood_name")
        .distinct()
    )
    context = {
        "typed": typed,
        "error": error,
        "nobody": nobody,
        "errors": [{"field": "telefoon", "text": error}] if error else [],
        "neighbourhoods": [("", gettext("Dat zeg ik liever niet")), *neighbourhoods],
    }
    return render(request, "conversation/keep.html", context)


def _phone_fault(typed: str) -> str:
    digits = [sign for sign in typed if sign.isdigit()]
    if not typed or (9 <= len(digits) <= 15 and len(typed) <= keeping.MAX_PHONE):
        return ""
    return gettext("Dit nummer lijkt te kort of te lang. Een nummer heeft meestal 10 cijfers.")
