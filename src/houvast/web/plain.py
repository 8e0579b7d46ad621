"""The pages without a page: what machines ask a site for.

Takes   a request; for health, one question to the database.
Gives   robots.txt, security.txt (RFC 9116) and `/gezond` for whoever watches over an installation.
Knows   nothing of persons.
"""

import datetime as dt

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from houvast import __version__

# The front page may be found; whatever comes after it belongs to one person, and no search engine.
ROBOTS = "User-agent: *\nAllow: /$\nDisallow: /\n"
SECURITY_LASTS = dt.timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What a search engine may read."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole. 404 until the operator has set an address: a dead one is worse than none."""
    if not settings.CONFIG.security_contact:
        return HttpResponse(status=404)
    expires = request.now + SECURITY_LASTS  # type: ignore[attr-defined]  # every request has its moment, see clock.py
    lines = (
        f"Contact: {settings.CONFIG.security_contact}",
        f"Expires: {expires.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when this process and its database answer, else 503. Tells nothing that a stranger may not know."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "away", "database": "away", "version": __version__}, status=503)
    return JsonResponse({"status": "well", "database": "well", "version": __version__})
