"""A resident takes a copy of everything, or puts an end to it, in all rooms at once."""

import datetime as dt
import json

import pytest
from django.test import Client

from houvast.casework.api import HelpRequest, Source, Urgency, open_request
from houvast.ledger.api import Verified, log_of, verify
from houvast.people.api import (
    Organisation,
    Resident,
    Role,
    Team,
    as_resident,
    form_duo,
    new_professional,
    new_resident,
    resident_by_code,
)
from houvast.vault.api import Erased, locker_of, remember
from houvast.web import clock, own_data

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=clock.AMSTERDAM)


@pytest.fixture
def kept(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Resident, str, Client]:
    """Somebody with a request and a name, their code, and their browser."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    organisation = Organisation.objects.create(name="Buurtteam")
    team = Team.objects.create(organisation=organisation, name="Noord")
    form_duo(
        *(
            new_professional(
                email=f"{name}@example.org",
                display_name=name,
                organisation=organisation,
                team=team,
                roles=[Role.COUNSELLOR],
            )
            for name in ("fatima", "dennis")
        )
    )
    resident, code = new_resident(at=MONDAY, language="nl")
    remember(
        resident, fact="naam", value="Salma", unit="", source="resident", at=MONDAY, by=as_resident(resident)
    )
    open_request(
        resident=resident,
        story="Ik kreeg een brief.",
        understood=["U kreeg een brief."],
        urgency=Urgency.USUAL,
        at=MONDAY,
        source=Source.WEB,
        token="one",
    )
    client = Client()
    client.post("/volg/", {"code": code})
    return resident, code, client


def test_the_copy_holds_what_every_room_holds(kept: tuple[Resident, str, Client]) -> None:
    resident, _, client = kept

    response = client.get("/volg/kopie/")

    copy = json.loads(response.content)
    assert set(copy) == set(own_data.ROOMS)
    assert copy["casework"][0]["story"] == "Ik kreeg een brief."
    assert "Salma" in response.content.decode()
    assert log_of(resident)[0].purpose == own_data.COPY


def test_nothing_is_erased_without_a_clear_yes(kept: tuple[Resident, str, Client]) -> None:
    _, _, client = kept

    asked = client.get("/volg/wissen/")
    unsure = client.post("/volg/wissen/", {})

    assert (asked.status_code, unsure.status_code) == (200, 422)
    assert HelpRequest.objects.count() == 1


def test_after_a_yes_nothing_can_be_read_and_the_code_is_dead(kept: tuple[Resident, str, Client]) -> None:
    resident, code, client = kept

    done = client.post("/volg/wissen/", {"zeker": "ja"}, follow=True)

    assert "Uw gegevens zijn gewist" in done.content.decode()
    assert not HelpRequest.objects.exists()
    with pytest.raises(Erased):
        locker_of(resident)
    assert resident_by_code(code, at=MONDAY, client="elsewhere") is None
    assert client.get("/volg/kopie/").status_code == 302


def test_the_log_outlives_the_data_and_is_whole(kept: tuple[Resident, str, Client]) -> None:
    resident, _, client = kept

    client.post("/volg/wissen/", {"zeker": "ja"})

    assert log_of(resident)[0].purpose == own_data.ERASE
    assert isinstance(verify(), Verified)


@pytest.mark.parametrize("address", ["/volg/kopie/", "/volg/wissen/"])
def test_a_stranger_is_asked_for_the_code(db: None, address: str) -> None:
    assert Client().get(address)["Location"].startswith("/volg/?next=")
