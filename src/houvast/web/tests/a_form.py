"""Addresses for the tests of faults: one form that needs the storage, and pages that fail on purpose."""

import datetime as dt
import errno

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from houvast.people.api import TooManyGuesses
from houvast.web import urls
from houvast.web.clock import now


def keep(request: HttpRequest) -> HttpResponse:
    """Writes what was typed into the session's row."""
    request.session["story"] = request.POST.get("verhaal", "")
    request.session.save()
    return HttpResponse("kept")


def full_disk(request: HttpRequest) -> HttpResponse:
    """What a file store says when nothing fits any more."""
    raise OSError(errno.ENOSPC, "No space left on device")


def mistake(request: HttpRequest) -> HttpResponse:
    """A mistake of ours."""
    raise ValueError("Aisha owes 812 euro")


def guesses(request: HttpRequest) -> HttpResponse:
    """Somebody tries one code after the other."""
    raise TooManyGuesses(now() + dt.timedelta(minutes=10))


def closed(request: HttpRequest) -> HttpResponse:
    """Not for whoever asks."""
    raise PermissionDenied


urlpatterns = [
    path("bewaar/", keep),
    path("vol/", full_disk),
    path("fout/", mistake),
    path("dicht/", closed),
    path("raad/", guesses),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
