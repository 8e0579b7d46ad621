"""Pages on which people come in and go out. Signing in itself is allauth's, in our look."""

from uuid import UUID

from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from houvast.people.adapters import SESSION_KEEP, AccountAdapter
from houvast.people.doors import for_residents
from houvast.people.models import Professional, Resident
from houvast.people.request import Request
from houvast.people.second_factor import is_demo

DEMO_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
def second_factor(request: Request) -> HttpResponse:
    """Why a professional sees nothing yet, and where to set a second factor."""
    return render(request, "people/second_factor.html")


@require_POST
def leave(request: Request) -> HttpResponse:
    """Out, for whoever is in: on a shared phone nobody finds anything afterwards."""
    logout(request)
    return HttpResponseRedirect("/")


@require_http_methods(["GET", "POST"])
@for_residents
def keep(request: Request) -> HttpResponse:
    """Keep one's request for help with an account. Only after this step can an account be made."""
    resident = get_object_or_404(Resident, pk=request.actor.resident_id)
    if request.method == "GET" or resident.account_id is not None:
        return render(request, "people/keep.html", {"kept": resident.account_id is not None})
    request.session[SESSION_KEEP] = str(resident.pk)
    known = request.POST.get("way") == "sign-in"
    return HttpResponseRedirect(reverse("account_login" if known else "account_signup"))


@require_http_methods(["GET", "POST"])
def demo(request: Request) -> HttpResponse:
    """Choose who to be, in the demo. Its address does not exist in production, and it refuses there too."""
    if not is_demo():
        raise Http404
    staff = Professional.objects.filter(active=True).select_related("account", "organisation", "team")
    if request.method == "GET":
        people = staff.prefetch_related("role_rows").order_by(
            "organisation__name", "team__name", "display_name"
        )
        return render(request, "people/demo.html", {"people": people})
    try:
        chosen = get_object_or_404(staff, pk=UUID(request.POST.get("professional", "")))
    except ValueError as fault:
        raise Http404 from fault
    logout(request)
    login(request, chosen.account, backend=DEMO_BACKEND)
    return HttpResponseRedirect(AccountAdapter(request).get_login_redirect_url(request))
