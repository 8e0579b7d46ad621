"""Professionals, teams and duos.

Takes   who works where, in which roles.
Gives   professionals and duos that are sound: two different, active people of one team.
Knows   nothing of the requests that they hold.
"""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet

from houvast.people.models import (
    Account,
    Duo,
    Organisation,
    Professional,
    ProfessionalLanguage,
    ProfessionalRole,
    Role,
    Team,
)


class NotADuo(ValueError):
    """These two cannot hold requests together; the text says why."""


@transaction.atomic
def new_professional(
    *,
    email: str,
    display_name: str,
    organisation: Organisation,
    roles: Iterable[str],
    team: Team | None = None,
    phone: str = "",
    languages: Iterable[str] = ("nl",),
    password: str | None = None,
) -> Professional:
    """Somebody new at work.

    Without a password they sign in with the organisation's own provider, or set one by mail.

    Raises `ValueError` on an unknown role or a team of another organisation.
    """
    wanted = {Role(role) for role in roles}
    if team is not None and team.organisation_id != organisation.pk:
        raise ValueError(f"team {team.name!r} belongs to another organisation than {organisation.name!r}")
    account = Account.objects.create_user(email, password)
    # Whoever makes the account vouches for the address: without this allauth would first send a code to it.
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    professional = Professional.objects.create(
        account=account, organisation=organisation, team=team, display_name=display_name, phone=phone
    )
    ProfessionalRole.objects.bulk_create(
        ProfessionalRole(professional=professional, role=role) for role in wanted
    )
    ProfessionalLanguage.objects.bulk_create(
        ProfessionalLanguage(professional=professional, code=code) for code in set(languages)
    )
    return professional


@transaction.atomic
def form_duo(first: Professional, second: Professional) -> Duo:
    """A duo of these two, or the one that they are already. Raises `NotADuo` with the reason."""
    locked = {
        row.pk: row for row in Professional.objects.select_for_update().filter(pk__in=[first.pk, second.pk])
    }
    if len(locked) != 2:
        raise NotADuo("a duo is two different people")
    if not all(row.active for row in locked.values()):
        raise NotADuo("both must be at work here; one of these two is not active")
    team, other = (row.team_id for row in locked.values())
    if team is None or team != other:
        raise NotADuo("both must be of the same neighbourhood team")
    existing = duos_of(first).filter(Q(first=second) | Q(second=second)).first()
    return existing or Duo.objects.create(team_id=team, first=first, second=second)


@transaction.atomic
def leave(professional: Professional) -> list[Duo]:
    """Somebody no longer works here: they see nothing from now on. Gives the duos that need a new second
    person.
    """
    duos = list(duos_of(professional).select_for_update(of=("self",)))
    Duo.objects.filter(pk__in=[duo.pk for duo in duos]).update(active=False)
    Professional.objects.filter(pk=professional.pk).update(active=False)
    Account.objects.filter(pk=professional.account_id).update(is_active=False)
    return duos


def duos_of(professional: Professional) -> QuerySet[Duo]:
    """The active duos that this professional is one of."""
    return active_duos().filter(Q(first=professional) | Q(second=professional))


def active_duos() -> QuerySet[Duo]:
    """Every duo that can hold requests now."""
    return Duo.objects.filter(active=True).select_related("first", "second", "team")
