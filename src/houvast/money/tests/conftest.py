"""A team with a budget: Fatima grants, Dennis releases, Joke leads them, Ria works elsewhere."""

import datetime as dt
import itertools
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from houvast.money.granting import Account, Need, grant
from houvast.money.mandates import give_budget, give_mandate
from houvast.money.models import Budget, Grant, Reason, Way
from houvast.people.api import (
    Organisation,
    Professional,
    Resident,
    Role,
    Team,
    as_professional,
    new_professional,
    new_resident,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FRIDAY = dt.datetime(2026, 11, 20, 16, 30, tzinfo=AMSTERDAM)
IBAN = "NL20INGB0001234567"
SAMIRA = Account(name="S. El Idrissi", iban="NL20 INGB 0001 2345 67")
_tokens = itertools.count()


@dataclass(frozen=True)
class House:
    """Amounts in cents: a budget of 1000 euro; Fatima grants 250 at once and 600 in a month."""

    fatima: Professional
    dennis: Professional
    joke: Professional
    ria: Professional
    noord: Team
    budget: Budget


@pytest.fixture
def house(db: None) -> House:
    return new_house()


def new_house() -> House:
    """Also for the tests that need no transaction around them."""
    organisation = Organisation.objects.create(name="Buurtteam")
    noord = Team.objects.create(organisation=organisation, name="Noord")
    elsewhere = Organisation.objects.create(name="Elders")

    def person(name: str, team: Team | None, of: Organisation, *roles: str) -> Professional:
        return new_professional(
            email=f"{name.lower()}@example.org", display_name=name, organisation=of, team=team, roles=roles
        )

    joke = person("Joke", noord, organisation, Role.TEAM_LEAD, Role.ADMINISTRATOR)
    fatima = person("Fatima", noord, organisation, Role.COUNSELLOR)
    dennis = person("Dennis", noord, organisation, Role.COUNSELLOR)
    ria = person("Ria", None, elsewhere, Role.COUNSELLOR)
    boss = person("Baas", None, elsewhere, Role.ADMINISTRATOR)
    at = FRIDAY - dt.timedelta(days=10)
    give_mandate(fatima, most_per_grant=250_00, most_per_month=600_00, may_release=True, by=joke, at=at)
    give_mandate(dennis, most_per_grant=0, most_per_month=0, may_release=True, by=joke, at=at)
    give_mandate(ria, most_per_grant=0, most_per_month=0, may_release=True, by=boss, at=at)
    return House(fatima, dennis, joke, ria, noord, give_budget(noord, year=2026, cents=1000_00))


@pytest.fixture
def samira(db: None) -> Resident:
    return somebody()


def somebody() -> Resident:
    """A resident without a name: that is the vault's."""
    return new_resident(at=FRIDAY, language="nl")[0]


def need(cents: int = 150_00, way: Way = Way.BANK, **changes: object) -> Need:
    """Food for the weekend."""
    fields: dict[str, object] = {
        "cents": cents,
        "reason": Reason.FOOD,
        "explanation": "Vijf kinderen en geen eten tot maandag.",
        "way": way,
        "account": SAMIRA if way is Way.BANK else None,
    }
    return Need(**{**fields, **changes})  # type: ignore[arg-type]  # each test changes another field


def given(
    house: House, resident: Resident, what: Need | None = None, *, at: dt.datetime = FRIDAY, token: str = ""
) -> Grant:
    """Fatima grants it."""
    return grant(
        resident, what or need(), actor=as_professional(house.fatima), at=at, token=token or new_token()
    )


def new_token() -> str:
    """Of a form that nobody sent before."""
    return f"form-{next(_tokens)}"
