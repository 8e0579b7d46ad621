"""What there is for somebody: the fuse box, and one scheme in full.

Takes   the story.
Gives   switches, sums, and the reasoning with its articles.
Knows   nothing of keeping it.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from houvast.answers.api import NoAnswer, scheme_answer
from houvast.conversation import path
from houvast.conversation.story import Story
from houvast.conversation.views.doors import with_story
from houvast.people.api import Request
from houvast.rights.api import assess, detail, fuse_box


@require_GET
@with_story
def fuse_box_page(request: Request, story: Story) -> HttpResponse:
    """The fuse box of this story on this day."""
    box = fuse_box(assess(story.situation, on=request.today), receiving=story.receiving or ())
    context = {
        "box": box,
        "detail_url": reverse("conversation:scheme", args=["SCHEME"]),
        "left": len(path.open_screens(story, on=request.today)),
        "dangers": bool(story.dangers),
        "kept": story.kept is not None,
    }
    return render(request, "conversation/fuse_box.html", context)


@require_GET
@with_story
def scheme_page(request: Request, story: Story, scheme: str) -> HttpResponse:
    """One scheme: how we got there, what we do not compute, and how to get it."""
    assessment = assess(story.situation, on=request.today)
    switch = fuse_box(assessment, receiving=story.receiving or ()).switch(scheme)
    if switch is None:
        raise Http404
    return render(
        request, "conversation/scheme.html", {"detail": detail(assessment, scheme), "switch": switch}
    )


@require_GET
@with_story
def answer_page(request: Request, story: Story, scheme: str) -> HttpResponse:
    """The whole answer on one scheme, computed for who asks: they told it, and see it alone."""
    try:
        answer = scheme_answer(scheme, on=request.today, situation=story.situation)
    except NoAnswer as error:
        raise Http404 from error
    return render(request, "conversation/answer.html", {"answer": answer})
