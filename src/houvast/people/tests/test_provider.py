"""Somebody else vouches: sign-in with a real OpenID Connect provider."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from houvast.config import BadConfig, Config
from houvast.people import oidc
from houvast.people.api import Professional, Resident, leave, new_resident
from houvast.people.models import Account
from houvast.people.tests.moments import NOON
from houvast.people.tests.provider import CALLBACK, CLIENT, come_in, running

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("provider")) as there:
        yield there


@pytest.fixture(autouse=True)
def configured(settings: Any, address: str) -> None:
    """As an operator would set it, in production mode."""
    value = f"{address}|{CLIENT['client_id']}|{CLIENT['client_secret']}"
    settings.CONFIG = Config(mode="production", staff_oidc=value, resident_oidc=value)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc.apps(settings.CONFIG)}}


def actor(browser: Client) -> Any:
    return browser.get("/account/tweede-slot/").wsgi_request.actor  # type: ignore[attr-defined]  # people.api.Request


def test_a_known_professional_comes_in_with_the_second_factor_of_the_provider(noor: Professional) -> None:
    browser = Client()

    back = browser.get(come_in(browser, oidc.STAFF, "noor"))

    assert back.headers["Location"] == "/werk/"
    assert actor(browser).id == noor.pk


def test_the_second_time_is_the_same_person(noor: Professional) -> None:
    for _ in range(2):
        browser = Client()
        browser.get(come_in(browser, oidc.STAFF, "noor"))
        assert actor(browser).id == noor.pk

    assert Account.objects.count() == 1


def test_without_a_second_factor_anywhere_a_professional_sees_nothing_yet(eva: Professional) -> None:
    browser = Client()

    browser.get(come_in(browser, oidc.STAFF, "eva"))

    asked: Any = browser.get("/account/tweede-slot/").wsgi_request
    assert asked.user == eva.account
    assert (asked.actor.kind, asked.lacks_second_factor) == ("stranger", True)


def test_nobody_becomes_a_professional_by_signing_in(noor: Professional) -> None:
    browser = Client()

    page = browser.get(come_in(browser, oidc.STAFF, "zed"))

    assert page.status_code == 403
    assert "Wij kennen uw werkaccount nog niet" in page.content.decode()
    assert "14" in page.content.decode()
    assert (Professional.objects.count(), Account.objects.count()) == (1, 1)
    assert actor(browser).kind == "stranger"


def test_who_left_is_turned_away(noor: Professional) -> None:
    first = Client()
    first.get(come_in(first, oidc.STAFF, "noor"))
    leave(noor)
    browser = Client()

    page = browser.get(come_in(browser, oidc.STAFF, "noor"))

    assert page.status_code == 403
    assert actor(browser).kind == "stranger"


def test_a_professional_is_not_found_by_the_door_for_residents(noor: Professional) -> None:
    browser = Client()

    page = browser.get(come_in(browser, oidc.RESIDENTS, "noor"))

    assert page.status_code == 403
    assert actor(browser).kind == "stranger"


def test_an_answer_that_nobody_asked_for_lets_nobody_in(noor: Professional) -> None:
    asked_by_another = come_in(Client(), oidc.STAFF, "noor")
    browser = Client()

    page = browser.get(asked_by_another)

    assert "Inloggen lukte niet" in page.content.decode()
    assert actor(browser).kind == "stranger"


def test_turning_back_at_the_provider_is_no_fault(noor: Professional) -> None:
    browser = Client()
    asked = browser.post(f"/account/oidc/{oidc.STAFF}/login/?process=login").headers["Location"]
    state = parse_qs(urlsplit(asked).query)["state"][0]

    page = browser.get(
        CALLBACK.format(oidc.STAFF), {"error": "access_denied", "state": state}, follow=True
    ).content.decode()

    assert "U bent gestopt met inloggen" in page


def test_a_stolen_code_is_worth_nothing_without_the_verifier(noor: Professional, address: str) -> None:
    browser = Client()
    asked = parse_qs(urlsplit(browser.post(f"/account/oidc/{oidc.STAFF}/login/").headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    code = parse_qs(urlsplit(come_in(browser, oidc.STAFF, "noor")).query)["code"][0]

    answer = requests.post(
        f"{address}/token",
        {
            **CLIENT,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK.format(oidc.STAFF),
            "code_verifier": "a" * 50,
        },
        timeout=10,
    )

    assert answer.status_code == 400


@pytest.fixture
def anna() -> Resident:
    return new_resident(at=NOON, language="nl")[0]


def with_code(resident: Resident) -> Client:
    browser = Client()
    session = browser.session
    session["houvast_resident"] = str(resident.pk)
    session.save()
    return browser


def test_a_resident_keeps_their_request_and_finds_it_again(anna: Resident) -> None:
    browser = with_code(anna)
    browser.post("/account/bewaren/", {"way": "sign-in"})
    back = browser.get(come_in(browser, oidc.RESIDENTS, "zed"))
    assert back.headers["Location"] == "/volg/"
    fresh = Client()

    fresh.get(come_in(fresh, oidc.RESIDENTS, "zed"))

    assert actor(fresh).id == anna.pk


def test_a_resident_who_did_not_ask_to_keep_anything_makes_no_account(anna: Resident) -> None:
    browser = with_code(anna)

    page = browser.get(come_in(browser, oidc.RESIDENTS, "zed"))

    assert "Wij vinden bij u nog geen hulpvraag" in page.content.decode()
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("methods", "twice"),
    [
        (["pwd", "mfa"], True),
        (["pwd", "otp"], True),
        (["hwk", "fpt"], True),
        (["pwd"], False),
        (["pwd", "pin"], False),
        (["otp", "sms"], False),
        ([], False),
        (None, False),
        ("mfa", False),
        ([["mfa"]], False),
    ],
)
def test_two_methods_of_one_kind_are_one_factor(methods: object, twice: bool) -> None:
    assert oidc.recognised_twice(methods) is twice


@pytest.mark.parametrize(
    "value",
    [
        "https://login.example.nl",
        "https://login.example.nl|id|",
        "http://login.example.nl|id|secret",
        "x|y|z",
    ],
)
def test_a_provider_that_is_set_wrongly_stops_the_start(value: str) -> None:
    with pytest.raises(BadConfig, match="HOUVAST_STAFF_OIDC"):
        oidc.apps(Config(staff_oidc=value))


def test_the_browser_may_go_to_the_provider_and_nowhere_else() -> None:
    config = Config(staff_oidc="https://login.example.nl/realm|id|secret")

    assert oidc.origins(config) == ["https://login.example.nl"]
    assert oidc.origins(Config()) == []
