"""Pages on which people come in and go out. Signing in itself is allauth's, in our look."""

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from houvast.people.request import Request


def second_factor(request: Request) -> HttpResponse:
    """Where a professional without a second factor is sent to set one."""
    return HttpResponseRedirect(reverse("mfa_index"))


@require_POST
def leave(request: Request) -> HttpResponse:
    """Out, for whoever is in: on a shared phone nobody finds anything afterwards."""
    logout(request)
    return HttpResponseRedirect("/")
