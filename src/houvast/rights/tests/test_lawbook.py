"""Anybody may read what is computed, and each law as it holds on a day."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils.html import escape

from houvast.rights.corpora import corpus

pytestmark = pytest.mark.django_db


def test_the_lawbook_shows_every_scheme_with_its_standing(client: Client) -> None:
    page = client.get("/beleid/regelingen/").content.decode()

    schemes = [law for law in corpus().laws.values() if law.kind != "begrip"]
    assert len(schemes) >= 60
    assert all(f'href="/beleid/regelingen/{law.name}/"' in page for law in schemes)
    assert "deels berekend" in page


def test_the_json_names_what_nobody_knows(client: Client) -> None:
    answer = json.loads(client.get("/beleid/regelingen.json").content)

    stadspas = next(one for one in answer["schemes"] if one["id"] == "stadspas")
    assert answer["version"] == "houvast-coverage/1"
    assert answer["corpus"] == corpus().digest
    assert stadspas["standing"] == "partly"
    assert stadspas["unknown"]
    assert stadspas["provenBy"] == []
    zorgtoeslag = next(one for one in answer["schemes"] if one["id"] == "zorgtoeslag")
    assert len(zorgtoeslag["provenBy"]) > 90
    assert zorgtoeslag["checkedOn"] == "2026-11-22"
    assert zorgtoeslag["otherCases"] > 0
    assert any(one["name"] == "Leerlingenvervoer" for one in answer["notHere"])


def test_the_json_tells_per_period_how_far_a_scheme_goes(client: Client) -> None:
    answer = json.loads(client.get("/beleid/regelingen.json").content)

    stadspas = next(one for one in answer["schemes"] if one["id"] == "stadspas")
    assert [(one["from"], one["until"], one["standing"]) for one in stadspas["periods"]] == [
        ("2026-01-01", "2026-12-31", "partly"),
        ("2025-01-01", "2025-12-31", "computed"),
    ]


def test_the_lawbook_of_another_day_tells_how_it_stood_then(client: Client) -> None:
    now = client.get("/beleid/regelingen/", {"dag": "2026-07-01"}).content.decode()
    then = client.get("/beleid/regelingen/", {"dag": "2025-07-01"}).content.decode()

    assert "onder de grenzen van 2026" in now
    assert "onder de grenzen van 2026" not in then


def test_the_lawbook_of_next_year_says_what_nobody_checked_yet(client: Client) -> None:
    page = client.get("/beleid/regelingen/", {"dag": "2027-01-01"}).content.decode()

    unchecked = sum(
        law.covers[1] < dt.date(2027, 1, 1) for law in corpus().laws.values() if law.kind != "begrip"
    )
    assert unchecked > 80
    assert f"van {unchecked} regelingen nog niet alles nagekeken" in page
    assert page.count("niet voor deze dag") == unchecked


def test_a_day_that_is_no_day_is_refused_beside_the_field(client: Client) -> None:
    answer = client.get("/beleid/regelingen/", {"dag": "morgen"})

    assert answer.status_code == 400
    assert "Schrijf de dag zo" in answer.content.decode()


@pytest.mark.parametrize("page", ["/", "/account/login/"])
def test_every_page_leads_to_what_is_computed(client: Client, page: str) -> None:
    assert 'href="/beleid/regelingen/"' in client.get(page).content.decode()


@pytest.mark.parametrize("name", sorted(corpus().laws))
def test_every_law_has_a_page(client: Client, name: str) -> None:
    day = corpus().laws[name].covers[1].isoformat()

    answer = client.get(f"/beleid/regelingen/{name}/", {"dag": day})

    assert answer.status_code == 200
    assert escape(corpus().laws[name].official) in answer.content.decode()


def test_a_value_stands_on_the_page_as_it_held_on_that_day(client: Client) -> None:
    before = client.get("/beleid/regelingen/zorgtoeslag/", {"dag": "2025-12-31"}).content.decode()
    after = client.get("/beleid/regelingen/zorgtoeslag/", {"dag": "2026-01-01"}).content.decode()

    assert "2.112" in before
    assert "2.119" not in before
    assert "2.119" in after


@pytest.mark.parametrize("typed", ["2027-01-01", "1990-01-01", "morgen", "2026-13-45", "9" * 400])
def test_a_day_that_cannot_be_answered_is_refused_and_kept(client: Client, typed: str) -> None:
    answer = client.get("/beleid/regelingen/zorgtoeslag/", {"dag": typed})

    assert answer.status_code == 400
    page = answer.content.decode()
    assert typed in page
    assert "Niemand heeft deze regeling nagekeken" in page or "Schrijf de dag zo" in page
    assert "Stappen" not in page


def test_a_law_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/beleid/regelingen/toverwet/").status_code == 404
