"""A small neighbourhood for the tests of this room: two duos, a team lead, a stranger, and one resident."""

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from houvast.casework.acts import Form
from houvast.casework.api import HelpRequest, Source, Urgency, open_request
from houvast.people.api import (
    Actor,
    Duo,
    Organisation,
    Professional,
    Resident,
    Role,
    Team,
    as_professional,
    as_resident,
    form_duo,
    new_professional,
    new_resident,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
_tokens = itertools.count()


@dataclass(frozen=True)
class Neighbourhood:
    """Fatima and Dennis are a duo in Noord, Ria and Omar one in Oost; Joke leads Noord."""

    fatima: Professional
    dennis: Professional
    ria: Professional
    omar: Professional
    joke: Professional
    noord: Duo
    oost: Duo


@pytest.fixture
def city(db: None) -> Neighbourhood:
    return new_city()


def new_city() -> Neighbourhood:
    """Also for the tests that need no transaction around them."""
    organisation = Organisation.objects.create(name="Buurtteam")
    noord, oost = (
        Team.objects.create(
            organisation=organisation, name=name, neighbourhood_code=code, neighbourhood_name=name
        )
        for name, code in (("Noord", "NA"), ("Oost", "MA"))
    )

    def person(name: str, team: Team, *roles: str) -> Professional:
        return new_professional(
            email=f"{name.lower()}@example.org",
            display_name=name,
            organisation=organisation,
            team=team,
            roles=roles or (Role.COUNSELLOR,),
            phone="020 123 45 67",
        )

    fatima, dennis = person("Fatima", noord), person("Dennis", noord)
    ria, omar = person("Ria", oost), person("Omar", oost)
    joke = person("Joke", noord, Role.TEAM_LEAD)
    return Neighbourhood(fatima, dennis, ria, omar, joke, form_duo(fatima, dennis), form_duo(ria, omar))


@pytest.fixture
def resident(db: None) -> Resident:
    return new_resident(at=MONDAY, language="nl")[0]


def opened(resident: Resident, **changes: object) -> HelpRequest:
    """A request in Noord on Monday morning."""
    fields: dict[str, object] = {
        "resident": resident,
        "story": "Ik kreeg een brief van de Belastingdienst.",
        "understood": ["U kreeg een brief over uw toeslag."],
        "urgency": Urgency.USUAL,
        "at": MONDAY,
        "source": Source.WEB,
        "token": new_token(),
        "neighbourhood": "NA",
    }
    return open_request(**{**fields, **changes})  # type: ignore[arg-type]  # each test changes another field


def new_token() -> str:
    """Of a form that nobody sent before."""
    return f"form-{next(_tokens)}"


def form(
    request: HelpRequest,
    who: Professional | Resident,
    *,
    at: dt.datetime = MONDAY,
    version: int | None = None,
) -> Form:
    """A fresh form on the screen of `who`."""
    actor: Actor = as_professional(who) if isinstance(who, Professional) else as_resident(who)
    return Form(request_id=request.pk, actor=actor, at=at, token=new_token(), version=version)


@pytest.fixture
def request_of(city: Neighbourhood, resident: Resident) -> Callable[..., HelpRequest]:
    """Makes a request of the resident; every field can be another."""
    return lambda **changes: opened(resident, **changes)


@pytest.fixture
def question(request_of: Callable[..., HelpRequest]) -> HelpRequest:
    """The request of the resident, held by Fatima and Dennis, opened on Monday."""
    return request_of()
