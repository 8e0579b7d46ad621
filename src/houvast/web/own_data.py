"""A resident's own data: a copy of all of it, or the end of it.

Takes   a resident who came in with a code or an account.
Gives   one file with what every room holds of them; or, after they said so twice, nothing for ever after.
Knows   the rooms, from the top: what must happen in all of them is called here, in one transaction.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from houvast.casework import api as casework
from houvast.learning import api as learning
from houvast.ledger import api as ledger
from houvast.money import api as money
from houvast.people import api as people
from houvast.people.api import Request, Resident, for_residents
from houvast.vault import api as vault

COPY = "een kopie van uw gegevens"
ERASE = "al uw gegevens wissen"

# From the highest room to the lowest: a row goes before what it points at.
ROOMS: dict[str, Any] = {
    "learning": learning,
    "casework": casework,
    "money": money,
    "vault": vault,
    "ledger": ledger,
    "people": people,
}


@never_cache
@for_residents
@require_GET
def copy(request: Request) -> HttpResponse:
    """Everything that is held of this resident, readable by people and machines (AVG art. 15 and 20)."""
    resident = _resident(request)
    with transaction.atomic():
        _record(request, resident, "look", COPY)
        everything = {name: room.export(resident) for name, room in ROOMS.items()}
    response = JsonResponse(everything, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@never_cache
@for_residents
@require_http_methods(["GET", "POST"])
def erase(request: Request) -> HttpResponse:
    """Ask, and after a clear yes erase everything, here and in every copy of the database (AVG art. 17)."""
    resident = _resident(request)
    said = request.POST.get("zeker", "")
    if said != "ja":
        fault = gettext("Kies eerst: ja, wis alles.") if request.method == "POST" else ""
        return render(request, "web/erase.html", {"fault": fault}, status=422 if fault else 200)
    ledger.in_one_piece(lambda: _erase_everywhere(request, resident))
    request.session.flush()
    return HttpResponseRedirect(reverse("erased"))


@never_cache
@require_GET
def erased(request: Request) -> HttpResponse:
    """It is done."""
    return render(request, "web/erased.html")


def _erase_everywhere(request: Request, resident: Resident) -> None:
    erasing: list[Callable[..., None]] = [room.erase for room in ROOMS.values()]
    for forget in erasing:
        forget(resident, at=request.now)
    _record(request, resident, "change", ERASE)


def _record(request: Request, resident: Resident, action: Any, purpose: str) -> None:
    ledger.record(
        at=request.now, actor=request.actor, subject=resident, action=action, purpose=purpose, kind="alles"
    )


def _resident(request: Request) -> Resident:
    found: UUID | None = request.actor.resident_id
    assert found is not None  # the door let only residents in
    return people.resident_with(found)
