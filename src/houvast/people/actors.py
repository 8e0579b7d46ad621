"""Gives every request its actor.

Takes   the session: a signed-in account, or a resident who came in with a code.
Gives   `request.actor`; a professional without a second factor is still a stranger to every page.
Knows   nothing of what the actor may see; rooms decide that.
"""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from houvast.people import mandates
from houvast.people.actor import STRANGER, Actor
from houvast.people.models import Account, Professional, Resident
from houvast.people.request import SESSION_MANDATE, SESSION_RESIDENT, Request
from houvast.people.second_factor import is_missing
from houvast.prepared import Given, Prepared

FOR_RESIDENTS = ("/volg/", "/namens/")
"""Where somebody can act on another's behalf. A professional's own pages are never on anybody's behalf."""


class ActorMiddleware:
    """Sets `request.actor` and `request.lacks_second_factor` before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Django's own request type does not know these two; `people.api.Request` does.
        asked = cast("Request", request)
        actor, asked.lacks_second_factor = actor_of(request)
        asked.actor = _on_behalf(asked, actor)
        return self.get_response(request)


def actor_of(request: HttpRequest) -> tuple[Actor, bool]:
    """Who asks, and whether only the missing second factor keeps them a stranger."""
    account = request.user
    if isinstance(account, Account) and account.is_active:
        actor = _at_work(account)
        if actor is not None:
            lacking = is_missing(request, account)
            return (STRANGER if lacking else actor, lacking)
        resident = _with_account.first(account=account.pk)
        if resident is not None:
            return as_resident(resident), False
    return _by_code(request), False


def act_by(request: Request, mandate_id: UUID | None) -> None:
    """From now on this session acts by this mandate, as long as it holds; with None for oneself again."""
    if mandate_id is None:
        request.session.pop(SESSION_MANDATE, None)
    else:
        request.session[SESSION_MANDATE] = str(mandate_id)


def as_professional(professional: Professional) -> Actor:
    """The actor that this professional is."""
    return Actor(
        kind="professional",
        professional_id=professional.pk,
        name=professional.display_name,
        roles=professional.roles,
    )


def as_resident(resident: Resident) -> Actor:
    """The actor that this resident is. Without a name: that is a sealed fact."""
    return Actor(kind="resident", resident_id=resident.pk)


def _on_behalf(request: Request, actor: Actor) -> Actor:
    """Asked at every request: a mandate that was taken back, or is over, carries nobody any more."""
    kept = request.session.get(SESSION_MANDATE)
    if kept is None or not request.path_info.startswith(FOR_RESIDENTS):
        return actor
    return mandates.acting(actor, UUID(kept), on=request.today)


def _at_work(account: Account) -> Actor | None:
    """The active professional whose account this is, with every role."""
    rows = _roles_of(account=account.pk)
    if not rows:
        return None
    professional_id, name, _ = rows[0]
    roles = frozenset(role for whose, _, role in rows if whose == professional_id and role is not None)
    return Actor(kind="professional", professional_id=professional_id, name=name, roles=roles)


_roles_of: Prepared[tuple[UUID, str, str | None]] = Prepared(
    lambda: (
        Professional.objects.filter(account=Given("account"), active=True)
        .order_by("pk")
        .values_list("pk", "display_name", "role_rows__role")
    )
)
_with_account: Prepared[Resident] = Prepared(
    lambda: Resident.objects.filter(account=Given("account"), erased_at=None).order_by("pk")[:1]
)
_not_erased: Prepared[Resident] = Prepared(lambda: Resident.objects.filter(pk=Given("id"), erased_at=None))


def _by_code(request: HttpRequest) -> Actor:
    kept = request.session.get(SESSION_RESIDENT)
    if kept is None:
        return STRANGER
    resident = _not_erased.first(id=UUID(kept))
    return STRANGER if resident is None else as_resident(resident)
