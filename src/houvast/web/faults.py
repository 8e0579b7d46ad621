"""What a person reads when something fails, and what we keep for them meanwhile.

Takes   a request that could not be answered, and why.
Gives   a plain page that needs no database and no session. When the storage is away or full it shows what was
        typed and offers to send it again, so that nothing is lost.
Knows   nothing of what the person was doing. Of what was typed, nothing is ever logged.
"""

import dataclasses
import datetime as dt
import errno
import logging
import math
import sqlite3
import sys
from collections.abc import Callable

import psycopg
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, get_token
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from houvast.people.api import TooManyGuesses
from houvast.ui.api import page as house
from houvast.web.clock import now

log = logging.getLogger(__name__)

SECONDS_TO_WAIT = 30
# A password or a one-time code is typed again: it has no place in a page's source.
NEVER_REPEATED = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "otp"}
LONG = 40  # signs; a longer value is somebody's own words, and worth showing

AWAY_ON_SQLITE = ("BUSY", "LOCKED", "CANTOPEN", "IOERR", "FULL", "READONLY", "CORRUPT", "NOTADB", "PROTOCOL")
# PostgreSQL's classes of states: connection, resources, operator, system; two single ones: lock, deadlock.
AWAY_ON_POSTGRES = ("08", "53", "57", "58", "55P03", "40P01")
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


@dataclasses.dataclass(frozen=True)
class Typed:
    """One field of a form as it was sent. A long value is shown to be read; a short one goes along unseen."""

    name: str
    value: str

    @property
    def long(self) -> bool:
        """Whether somebody wrote this, rather than chose it."""
        return len(self.value) > LONG or "\n" in self.value


class FaultMiddleware:
    """Turns a storage that is locked, away or full into a page that loses nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a view that met a storage fault or somebody who guesses; the rest goes on to Django."""
        if isinstance(exception, TooManyGuesses):
            return too_many(request, exception.again_at)
        return storage_fault(request, exception) if storage_is_away(exception) else None


def storage_is_away(exception: BaseException | None) -> bool:
    """Whether this fault is the storage's, now, and not a mistake of ours: then trying again makes sense."""
    if isinstance(exception, OSError):
        return exception.errno in DISK
    if not isinstance(exception, DatabaseError):
        return False
    cause = exception.__cause__
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_")
        return name.startswith(AWAY_ON_SQLITE)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        # Without a state there was not even a connection to tell one.
        return cause.sqlstate is None or cause.sqlstate.startswith(AWAY_ON_POSTGRES)
    return False


def storage_fault(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """The page for a storage that is away: what was typed, and a button that sends it again."""
    route = request.resolver_match.route if request.resolver_match else "unknown"
    log.error("storage away (%s) at route %r", type(exception.__cause__ or exception).__name__, route)
    if hasattr(request, "session"):
        # Saving it would wait for the same storage once more.
        request.session.modified = False
    files = request.method == "POST" and bool(request.FILES)
    response = _page(request, "web/storage.html", 503, typed=_typed(request), files=files)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in could not be read; 413 when it was too much, because a person can mend that."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _page(request, "web/too_large.html", 413)
    return _page(request, "ui/faults/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this page is not for whoever asks."""
    return _page(request, "ui/faults/403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page. Says nothing of what was asked for: it may be somebody's code."""
    return _page(request, "ui/faults/404.html", 404)


def too_many(request: HttpRequest, again_at: dt.datetime) -> HttpResponse:
    """429: too many tries from one place in a short time."""
    seconds = (again_at - now()).total_seconds()
    response = _page(request, "ui/faults/429.html", 429)
    response["Retry-After"] = str(max(1, math.ceil(seconds)))
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake; or a storage fault that a middleware met, for it does not only happen in views."""
    exception = sys.exc_info()[1]
    if exception is not None and storage_is_away(exception):
        return storage_fault(request, exception)
    return _page(request, "ui/faults/500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's seal is missing or old: mostly a page that stood open for a day. Nothing typed is lost.

    The page gets a fresh seal, but a person presses the button: the sending itself stays a person's own act.
    Only what came from our own address is shown again; a form on another site gets nothing back.
    """
    if reason == REASON_NO_CSRF_COOKIE and not request.COOKIES:
        return _page(request, "web/cookies.html", 403)
    typed = _typed(request) if _from_here(request) else []
    return _page(request, "web/old_seal.html", 403, typed=typed)


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser says that our own page sent this form (Fetch Metadata, else Origin)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> list[Typed]:
    """Every field of the form that was sent, in its order."""
    if request.method != "POST":
        return []
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):
        return []
    return [Typed(name, value) for name, value in pairs if name not in NEVER_REPEATED]


def _page(request: HttpRequest, template: str, status: int, **more: object) -> HttpResponse:
    """Render without the request, on purpose: no session and no database can fail a second time."""
    seal = SimpleLazyObject(lambda: get_token(request))
    words = {**house(request), "csrf_token": seal, "path": request.get_full_path(), **more}
    response = HttpResponse(render_to_string(template, words), status=status)
    response["Cache-Control"] = "no-store"
    return response
