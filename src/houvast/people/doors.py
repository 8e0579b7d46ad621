"""Who may come through a view.

Takes   a view, and for whom it is.
Gives   the same view, behind a door: a stranger is shown where to sign in, somebody else is refused.
Knows   nothing of which resident a professional may see; that is asked of casework, per request.
"""

import functools
import logging
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from houvast.people.request import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
CODE_ENTRY = "/volg/"
log = logging.getLogger(__name__)


def for_professionals(*roles: str) -> Callable[[View[P]], Callable[Concatenate[Any, P], HttpResponseBase]]:
    """Only for professionals with one of these roles; without roles: for every professional."""

    def door(view: View[P]) -> Callable[Concatenate[Any, P], HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.lacks_second_factor:
                return HttpResponseRedirect(reverse("people:second-factor"))
            if request.actor.kind == "stranger":
                return _to(reverse("account_login"), request)
            if not request.actor.is_professional or (roles and not request.actor.has_role(*roles)):
                raise _refused(request)
            return view(request, *args, **kwargs)

        return guarded

    return door


def for_residents(view: View[P]) -> Callable[Concatenate[Any, P], HttpResponseBase]:
    """Only for a resident, by code or by account. `request.actor.resident_id` is whose page this is."""

    @functools.wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.kind == "stranger":
            return _to(CODE_ENTRY, request)
        if not request.actor.is_resident:
            raise _refused(request)
        return view(request, *args, **kwargs)

    return guarded


def for_residents_side(view: View[P]) -> Callable[Concatenate[Any, P], HttpResponseBase]:
    """For a resident, and for whoever acts on a resident's behalf. Whose page this is says the request for
    help, never the actor: the view asks casework, and `Actor.may` for the part.
    """

    @functools.wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.kind == "stranger":
            return _to(CODE_ENTRY, request)
        if not request.actor.is_residents_side:
            raise _refused(request)
        return view(request, *args, **kwargs)

    return guarded


def _to(address: str, request: Request) -> HttpResponseRedirect:
    """Where to sign in; only a page that was asked for with GET can be gone back to."""
    back = "?" + urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(address + back)


def _refused(request: Request) -> PermissionDenied:
    page = request.resolver_match.view_name if request.resolver_match else ""
    log.warning("refused: %s %s tried %s", request.actor.kind, request.actor.id, page)
    return PermissionDenied("this page is not for this role")
