"""A table of peers: Fatima and Dennis hold a request in Noord; Ria and Omar work at another organisation."""

import datetime as dt
import itertools
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from houvast.casework.api import Form, HelpRequest, Source, Urgency, accept, open_request
from houvast.learning.discussing import call
from houvast.learning.models import Meeting
from houvast.people.api import (
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
from houvast.vault import api as vault

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
STORY = "Ik ben Samira. Mijn zoon Yassin moet € 1.250,50 betalen voor 3 april 2026. Wij wonen in Noord."
_tokens = itertools.count()


@dataclass(frozen=True)
class Peers:
    """Who there is; the request is taken on, the table is called by Fatima with Ria."""

    fatima: Professional
    dennis: Professional
    ria: Professional
    omar: Professional
    resident: Resident
    held: HelpRequest
    table: Meeting


@pytest.fixture
def peers(db: None) -> Peers:
    here, there = (Organisation.objects.create(name=name) for name in ("Buurtteam", "Woningcorporatie"))
    noord = Team.objects.create(
        organisation=here, name="Noord", neighbourhood_code="NA", neighbourhood_name="Noord"
    )

    def person(name: str, of: Organisation, team: Team | None) -> Professional:
        return new_professional(
            email=f"{name.lower()}@example.org",
            display_name=name,
            organisation=of,
            team=team,
            roles=(Role.COUNSELLOR,),
        )

    fatima, dennis = person("Fatima", here, noord), person("Dennis", here, noord)
    ria, omar = person("Ria", there, None), person("Omar", there, None)
    form_duo(fatima, dennis)
    resident = new_resident(at=MONDAY, language="nl")[0]
    vault.remember(
        resident,
        fact=vault.NAME,
        value="Samira El Idrissi",
        unit="",
        source="resident",
        at=MONDAY,
        by=as_resident(resident),
    )
    held = open_request(
        resident=resident,
        story=STORY,
        understood=["U wilt de boete van uw zoon regelen."],
        urgency=Urgency.USUAL,
        at=MONDAY,
        source=Source.WEB,
        token=new_token(),
    )
    accept(Form(request_id=held.pk, actor=as_professional(fatima), at=MONDAY, token=new_token()))
    held.refresh_from_db()
    table = call(
        "Tafel Noord", on=dt.date(2026, 12, 1), people=[ria], by=fatima, at=MONDAY, token=new_token()
    )
    return Peers(fatima, dennis, ria, omar, resident, held, table)


def new_token() -> str:
    """Of a form that nobody sent before."""
    return f"form-{next(_tokens)}"


def form(peers: Peers, who: Professional) -> Form:
    """A fresh form of `who` about the request."""
    return Form(request_id=peers.held.pk, actor=as_professional(who), at=MONDAY, token=new_token())
