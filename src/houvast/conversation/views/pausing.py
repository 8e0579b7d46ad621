"""Stop for a while, and go on later, also on another device.

Takes   the wish to stop; a code.
Gives   a code on the screen, once; the same conversation where the code is typed.
Knows   nothing of who comes back: whoever has the code has the conversation, and no address ever holds it.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from houvast.conversation import drafts, qr
from houvast.conversation.story import Story
from houvast.conversation.views.doors import with_story
from houvast.people.api import NotACode, Request, TooManyGuesses, client_of, in_groups

MOST_SIGNS = 60


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def pause(request: Request, story: Story) -> HttpResponse:
    """What pausing means; POST gives the code, which is shown this once."""
    if story.kept is not None:  # a kept question has a code of its own
        return redirect("conversation:code")
    if request.method != "POST":
        return render(request, "conversation/pause.html", {"days": drafts.PAUSED.days})
    code, until = drafts.pause(request)
    context = {"groups": in_groups(code).split(), "qr": qr.drawing(code), "until": until}
    return render(request, "conversation/paused.html", context)


@require_POST
def leave(request: Request) -> HttpResponse:
    """Take the conversation off this device; the code opens it elsewhere."""
    response = redirect("conversation:resume")
    drafts.leave(response)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: Request) -> HttpResponse:
    """Type a code: of a pause, or of a question that was kept."""
    if request.method != "POST":
        return render(request, "conversation/resume.html", {"typed": "", "error": "", "errors": []})
    typed, onward = request.POST.get("code", "")[:MOST_SIGNS].strip(), redirect("conversation:onward")
    try:
        if drafts.resume(typed, at=request.now, client=client_of(request), response=onward):
            return onward
    except NotACode:
        return _refused(request, typed, _slip(typed), status=422)
    except TooManyGuesses as refusal:
        minutes = max(1, -(-int((refusal.again_at - request.now).total_seconds()) // 60))
        error = gettext(
            "Dit ging te vaak mis. Probeer het over %(minutes)s minuten opnieuw. Of bel ons, dan helpen we u."
        ) % {"minutes": minutes}
        return _refused(request, typed, error, status=429)
    # No pause has it: perhaps a question that was kept. The browser sends the same form there.
    response = redirect("/volg/")
    response.status_code = 307
    return response


def _slip(typed: str) -> str:
    if not typed:
        return gettext("Vul uw code in.")
    return gettext("Deze code kennen we niet. Kijk of u alle letters en cijfers goed heeft.")


def _refused(request: Request, typed: str, error: str, *, status: int) -> HttpResponse:
    context = {"typed": typed, "error": error, "errors": [{"field": "code", "text": error}]}
    return render(request, "conversation/resume.html", context, status=status)
