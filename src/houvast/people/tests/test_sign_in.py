"""Password and second factor, as somebody meets them."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from houvast.config import Config
from houvast.people.adapters import SESSION_KEEP, SecondFactorAdapter
from houvast.people.api import Professional, Resident, new_resident
from houvast.people.models import Account
from houvast.people.tests.app import app_code
from houvast.people.tests.conftest import PASSWORD
from houvast.people.tests.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def production(settings: Any) -> None:
    """As in production, but without TLS."""
    settings.CONFIG = Config(mode="production")


def sign_in(client: Client, professional: Professional, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": professional.account.email, "password": password})


def with_app(client: Client) -> str:
    """Set an authenticator app, as on the page; gives its secret."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    answer = client.post("/account/2fa/totp/activate/", {"code": app_code(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return str(secret)


def actor(client: Client) -> Any:
    return client.get("/account/tweede-slot/").wsgi_request.actor  # type: ignore[attr-defined]  # people.api.Request


def test_password_then_app_makes_a_professional(client: Client, noor: Professional) -> None:
    sign_in(client, noor)
    assert actor(client).kind == "stranger"
    secret = with_app(client)
    assert actor(client).id == noor.pk
    client.post("/account/logout/")

    answer = sign_in(client, noor)
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert actor(client).kind == "stranger", "a password alone is not enough"

    cache.clear()  # allauth lets no code be used twice; here the same half minute counts for two sign-ins
    client.post("/account/2fa/authenticate/", {"code": app_code(secret)})
    assert actor(client).id == noor.pk


def test_wrong_digits_let_nobody_in(client: Client, noor: Professional) -> None:
    sign_in(client, noor)
    secret = with_app(client)
    client.post("/account/logout/")
    sign_in(client, noor)
    wrong = "000000" if app_code(secret) != "000000" else "111111"

    page = client.post("/account/2fa/authenticate/", {"code": wrong})

    assert "Deze code klopt niet" in page.content.decode()
    assert actor(client).kind == "stranger"


def test_the_secret_of_the_app_cannot_be_read_in_the_database(client: Client, noor: Professional) -> None:
    sign_in(client, noor)
    secret = with_app(client)

    assert secret not in str(list(Authenticator.objects.values()))


def test_a_professional_keeps_at_least_one_second_factor(noor: Professional) -> None:
    app = Authenticator.objects.create(user=noor.account, type="totp", data={})
    adapter = SecondFactorAdapter()

    assert not adapter.can_delete_authenticator(app)

    Authenticator.objects.create(user=noor.account, type="webauthn", data={})
    assert adapter.can_delete_authenticator(app)


def test_a_wrong_password_is_answered_beside_the_form(client: Client, noor: Professional) -> None:
    page = sign_in(client, noor, "verkeerd").content.decode()

    assert "horen niet bij elkaar" in page
    assert noor.account.email in page, "what was typed stays"


def test_six_wrong_passwords_close_the_door_with_a_phone_number(client: Client, noor: Professional) -> None:
    for _ in range(5):
        sign_in(client, noor, "verkeerd")

    page = sign_in(client, noor).content.decode()

    assert "te vaak geprobeerd" in page
    assert "14 020" in page
    assert actor(client).kind == "stranger"


def test_the_door_is_closed_for_the_same_account_from_elsewhere_too(
    client: Client, noor: Professional
) -> None:
    for number in range(5):
        client.post(
            "/account/login/",
            {"login": noor.account.email, "password": "verkeerd"},
            REMOTE_ADDR=f"198.51.100.{number}",
        )

    page = Client().post("/account/login/", {"login": noor.account.email, "password": PASSWORD})

    assert "te vaak geprobeerd" in page.content.decode()


def test_an_unknown_address_reads_the_same_as_a_wrong_password(client: Client, noor: Professional) -> None:
    known = sign_in(client, noor, "verkeerd").content.decode()
    unknown = client.post("/account/login/", {"login": "x@y.test", "password": "verkeerd"}).content.decode()

    assert "horen niet bij elkaar" in known
    assert "horen niet bij elkaar" in unknown


def test_nobody_makes_an_account_out_of_nothing(client: Client) -> None:
    details = {"email": "x@y.test", "password1": PASSWORD, "password2": PASSWORD}

    assert "U heeft geen account nodig" in client.get("/account/signup/").content.decode()
    client.post("/account/signup/", details)

    assert not Account.objects.exists()


@pytest.fixture
def anna(client: Client) -> Resident:
    resident, _ = new_resident(at=NOON, language="nl")
    session = client.session
    session["houvast_resident"] = str(resident.pk)
    session.save()
    return resident


def test_a_resident_keeps_their_request_with_an_account(client: Client, anna: Resident) -> None:
    assert client.post("/account/bewaren/", {"way": "sign-up"}).headers["Location"] == "/account/signup/"
    client.post(
        "/account/signup/", {"email": "Anna@Example.test", "password1": PASSWORD, "password2": PASSWORD}
    )
    anna.refresh_from_db()
    assert anna.account is None, "not before the address is proven to be theirs"

    (code,) = re.findall(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", str(mail.outbox[0].body), re.MULTILINE)
    answer = client.post("/account/confirm-email/", {"code": code})

    assert answer.headers["Location"] == "/volg/"
    anna.refresh_from_db()
    assert anna.account is not None
    assert anna.account.email == "anna@example.test"
    fresh = Client()
    fresh.post("/account/login/", {"login": "anna@example.test", "password": PASSWORD})
    assert actor(fresh).id == anna.pk


def test_somebody_elses_open_request_is_not_joined_by_just_signing_in(client: Client, anna: Resident) -> None:
    other, _ = new_resident(at=NOON, language="nl")
    other.account = Account.objects.create_user("bram@example.test", PASSWORD)
    other.save()
    client.force_login(other.account)

    anna.refresh_from_db()
    assert anna.account is None
    assert SESSION_KEEP not in client.session


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
        "/account/inactive/",
        "/account/tweede-slot/",
        "/account/3rdparty/login/cancelled/",
        "/account/3rdparty/login/error/",
    ],
)
def test_every_page_at_the_door_has_our_look_and_a_person_in_reach(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert "ams-heading--1" in page
    assert "14 020" in page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/add/",
        "/account/password/change/",
        "/account/email/",
    ],
)
def test_every_page_for_ones_own_account_shows(client: Client, noor: Professional, address: str) -> None:
    sign_in(client, noor)

    answer = client.get(address, follow=True)

    assert answer.status_code == 200
    assert "ams-heading--1" in answer.content.decode()


def test_no_page_at_the_door_has_inline_script(client: Client, noor: Professional) -> None:
    sign_in(client, noor)
    pages = [
        client.get(address).content.decode() for address in ("/account/2fa/webauthn/add/", "/account/2fa/")
    ]
    pages.append(Client().get("/account/login/").content.decode())

    inline = [
        tag
        for page in pages
        for tag in re.findall(r"<script[^>]*>", page)
        if "src=" not in tag and "application/json" not in tag
    ]

    assert inline == []
    assert not any(re.search(r"\son\w+=|style=", page) for page in pages)


def test_a_forgotten_password_is_replaced_by_mail(client: Client, noor: Professional) -> None:
    client.post("/account/password/reset/", {"email": noor.account.email})
    (letter,) = mail.outbox
    assert letter.subject == "Een nieuw wachtwoord voor Houvast"
    assert str(noor.account.pk) not in letter.body
    (link,) = re.findall(r"https?://testserver(\S+)", str(letter.body))

    form = client.get(link, follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": "heel ander geheim", "password2": "heel ander geheim"}
    )

    assert "horen niet bij elkaar" in sign_in(Client(), noor).content.decode()
    assert sign_in(Client(), noor, "heel ander geheim").status_code == 302


def test_an_address_that_nobody_has_gets_no_mail(client: Client) -> None:
    page = client.post("/account/password/reset/", {"email": "nobody@example.test"}, follow=True)

    assert "Kijk in uw e-mail" in page.content.decode()
    assert mail.outbox == []
