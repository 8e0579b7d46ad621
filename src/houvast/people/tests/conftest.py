"""Named people for the tests of this room."""

from typing import Any

import pytest

from houvast.people.api import Organisation, Professional, Team, new_professional

PASSWORD = "paard batterij nietje juist"


@pytest.fixture(autouse=True)
def _passwords_are_checked_quickly(settings: Any) -> None:
    """scrypt is slow on purpose, against who guesses; a test guesses nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def dienst() -> Organisation:
    return Organisation.objects.create(name="Dienst Noord")


@pytest.fixture
def noord(dienst: Organisation) -> Team:
    return Team.objects.create(organisation=dienst, name="Team Noord", neighbourhood_code="NA")


@pytest.fixture
def oost(dienst: Organisation) -> Team:
    return Team.objects.create(organisation=dienst, name="Team Oost", neighbourhood_code="MA")


@pytest.fixture
def noor(dienst: Organisation, noord: Team) -> Professional:
    return new_professional(
        email="Noor@Dienst.test",
        display_name="Noor de Vries",
        organisation=dienst,
        team=noord,
        roles=["counsellor"],
        languages=["tr", "nl"],
        password=PASSWORD,
    )


@pytest.fixture
def omar(dienst: Organisation, noord: Team) -> Professional:
    return new_professional(
        email="omar@dienst.test",
        display_name="Omar Bakker",
        organisation=dienst,
        team=noord,
        roles=["counsellor", "team_lead"],
        password=PASSWORD,
    )


@pytest.fixture
def eva(dienst: Organisation, oost: Team) -> Professional:
    return new_professional(
        email="eva@dienst.test",
        display_name="Eva Smit",
        organisation=dienst,
        team=oost,
        roles=["counsellor"],
        password=PASSWORD,
    )


@pytest.fixture
def pim(dienst: Organisation) -> Professional:
    return new_professional(
        email="pim@dienst.test",
        display_name="Pim Jansen",
        organisation=dienst,
        roles=["policy_maker"],
        password=PASSWORD,
    )
