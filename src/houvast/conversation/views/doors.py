"""The door to every page that needs a story.

Takes   a view that wants the story.
Gives   the same view; without a story a page that says so kindly and leads to the beginning and to a
        person.
Knows   nothing of what the view does.
"""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render

from houvast.conversation import drafts
from houvast.conversation.story import Story
from houvast.people.api import Request

P = ParamSpec("P")


def with_story(
    view: Callable[Concatenate[Request, Story, P], HttpResponse],
) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Give the view its story. A page with somebody's story is never kept by a browser or a proxy."""

    @functools.wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, drafts.story_of(request), *args, **kwargs)
        except drafts.NoStory:
            response = render(request, "conversation/no_story.html", status=404)
            response.delete_cookie(drafts.COOKIE, samesite="Lax")
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded
