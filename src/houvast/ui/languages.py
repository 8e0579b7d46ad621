"""In which language a page speaks.

Takes   the cookie `taal` and the address of a request.
Gives   the active translation for that request, and the switch (a form that works without JavaScript).
Knows   nothing of who asks. The browser's own language is not followed: no native speaker has reviewed our
        translations yet (docs/translations.md), so reading one is a choice, never a surprise.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "taal"
ONE_YEAR = 60 * 60 * 24 * 365
STAFF = ("/werk/", "/beleid/", "/beheer/")


@dataclass(frozen=True)
class Language:
    """One language that every resident page speaks: its code, its own name, and how it runs."""

    code: str
    name: str
    direction: str


@functools.cache
def offered() -> tuple[Language, ...]:
    """The languages in the switch, in the order of the settings."""
    return tuple(Language(code, name, _direction(code)) for code, name in settings.LANGUAGES)


def current() -> Language:
    """The language that is active now."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    return next((each for each in offered() if each.code == code), offered()[0])


def listed(parts: Iterable[str]) -> str:
    """The parts behind each other, with the comma of the reader's language between them."""
    return ("، " if current().code == "ar" else ", ").join(parts)


def _direction(code: str) -> str:
    return "rtl" if translation.get_language_info(code)["bidi"] else "ltr"


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Everything inside speaks the language `code`: for letters and pages made outside a request."""
    with translation.override(code):
        yield


class LanguageMiddleware:
    """Activates the language of one request. Staff addresses are always Dutch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(_chosen(request)):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Cookie",))
        return response


def _chosen(request: HttpRequest) -> str:
    code = request.COOKIES.get(COOKIE, "")
    if request.path_info.startswith(STAFF) or code not in dict(settings.LANGUAGES):
        return settings.LANGUAGE_CODE
    return code


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language for a year and go back to where the form stood.

    An unknown language changes nothing; an address outside this site is answered with the front page.
    """
    back = request.POST.get("terug", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    code = request.POST.get("taal", "")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE,
            code,
            max_age=ONE_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
