"""What a browser may load and do on our pages: the header `Content-Security-Policy`, written once.

Takes   `CONTENT_SECURITY_POLICY` of the settings, which is the same for every page and every visitor.
Gives   the header, in django-csp's words, on each answer that has none of its own.
Knows   nothing of pages. There are no nonces and no exceptions for single views here: django-csp's own
        middleware has them, and writes the policy anew for each answer.
"""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class PolicyMiddleware:
    """Adds the policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self.policy = get_response, build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response
