"""Professionals and duos."""

import pytest
from django.db import IntegrityError, transaction

from houvast.people.api import (
    Organisation,
    Professional,
    Team,
    active_duos,
    as_professional,
    duos_of,
    form_duo,
    leave,
    new_professional,
)
from houvast.people.models import Account, Duo, ProfessionalRole
from houvast.people.staff import NotADuo

pytestmark = pytest.mark.django_db


def test_a_professional_has_roles_and_languages(noor: Professional, omar: Professional) -> None:
    assert noor.languages == ("nl", "tr")
    assert omar.roles == {"counsellor", "team_lead"}
    assert noor.account.email == "noor@dienst.test"


def test_a_role_that_does_not_exist_makes_nobody(dienst: Organisation) -> None:
    with pytest.raises(ValueError, match="wizard"):
        new_professional(email="x@dienst.test", display_name="X", organisation=dienst, roles=["wizard"])

    assert not Account.objects.exists()


def test_the_database_refuses_a_role_that_does_not_exist(noor: Professional) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfessionalRole.objects.create(professional=noor, role="wizard")


def test_a_team_of_another_organisation_is_refused(noord: Team) -> None:
    other = Organisation.objects.create(name="Stichting Zuid")

    with pytest.raises(ValueError, match="another organisation"):
        new_professional(email="x@z.test", display_name="X", organisation=other, team=noord, roles=[])


def test_two_of_one_team_are_a_duo(noor: Professional, omar: Professional) -> None:
    duo = form_duo(noor, omar)

    assert duo.members == (noor, omar)
    assert list(duos_of(omar)) == [duo]


def test_the_same_two_are_one_duo_in_whatever_order(
    noor: Professional, omar: Professional, noord: Team
) -> None:
    assert form_duo(noor, omar) == form_duo(omar, noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duo.objects.create(team=noord, first=omar, second=noor)


def test_nobody_is_a_duo_alone(noor: Professional, noord: Team) -> None:
    with pytest.raises(NotADuo):
        form_duo(noor, noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duo.objects.create(team=noord, first=noor, second=noor)


def test_people_of_two_teams_are_no_duo(noor: Professional, eva: Professional) -> None:
    with pytest.raises(NotADuo, match="same neighbourhood team"):
        form_duo(noor, eva)


def test_people_without_a_team_are_no_duo(pim: Professional, dienst: Organisation) -> None:
    other = new_professional(email="o@dienst.test", display_name="O", organisation=dienst, roles=[])

    with pytest.raises(NotADuo, match="same neighbourhood team"):
        form_duo(pim, other)


def test_who_left_is_in_no_duo_and_sees_nothing(noor: Professional, omar: Professional) -> None:
    duo = form_duo(noor, omar)

    assert leave(omar) == [duo]

    assert not active_duos().exists()
    noor.refresh_from_db()
    omar = Professional.objects.get(pk=omar.pk)
    assert not omar.active
    assert not omar.account.is_active
    with pytest.raises(NotADuo, match="not active"):
        form_duo(noor, omar)


def test_the_actor_of_a_professional_has_name_and_roles(omar: Professional) -> None:
    actor = as_professional(omar)

    assert (actor.kind, actor.id, actor.name) == ("professional", omar.pk, "Omar Bakker")
    assert actor.has_role("team_lead")
    assert not actor.has_role("administrator")
