"""What a browser may keep of a page: nothing.

Takes   every answer that no room has spoken for.
Gives   it `no-store`: on a shared telephone, "back" after "wis alles" shows nothing of the one before.
Knows   nothing of static files: they are answered before this, and may be kept for ever.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NothingIsKept:
    """Adds `Cache-Control` where none is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
