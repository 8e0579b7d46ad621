"""The seal of a form (Django's CSRF token), masked in few steps.

Takes   the secret of this browser, which Django's middleware has read from its cookie.
Gives   `csrf_token` for a page: another mask for each page, as Django makes it, so that nobody can guess the
        secret from how well pages compress (BREACH). Django itself checks what comes back.
Knows   nothing of forms.
"""

import os
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from django.template.defaulttags import CsrfTokenNode
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

SIGNS = len(CSRF_ALLOWED_CHARS)
EVEN = 256 // SIGNS * SIGNS
"""Bytes from here on are left out: with them some signs would come more often than others."""
PLACES = {sign: place for place, sign in enumerate(CSRF_ALLOWED_CHARS)}


def seal(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Only a page that shows the seal makes one, and sends the cookie again."""
    return {"csrf_token": SimpleLazyObject(lambda: _token(request))}


def _token(request: HttpRequest) -> str:
    secret = request.META.get("CSRF_COOKIE")
    if secret is None:
        return get_token(request)  # makes the secret, too
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True  # as Django does: from here on it lasts anew
    return masked(secret)


def masked(secret: str) -> str:
    """A mask, and the secret under it."""
    drawn: list[int] = []
    while len(drawn) < CSRF_SECRET_LENGTH:
        drawn += [byte % SIGNS for byte in os.urandom(2 * CSRF_SECRET_LENGTH) if byte < EVEN]
    mask = drawn[:CSRF_SECRET_LENGTH]
    under = [CSRF_ALLOWED_CHARS[(PLACES[sign] + by) % SIGNS] for sign, by in zip(secret, mask, strict=True)]
    return "".join([CSRF_ALLOWED_CHARS[by] for by in mask]) + "".join(under)


class Seal(CsrfTokenNode):
    """`{% csrf_token %}`."""

    def render(self, context: Any) -> str:
        """The hidden field, with nothing but letters and figures in it."""
        token = str(context.get("csrf_token") or "")
        if not token.isalnum() or token == "NOTPROVIDED":  # noqa: S105 - Django's word for none at all
            return super().render(context)
        return SafeString(f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">')
