"""A passkey, made and used in a real browser, under the strict Content-Security-Policy."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from houvast.people.api import Organisation, new_professional

PASSWORD = "paard batterij nietje juist"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def key_in_hand(page: Page) -> None:
    """A security key that knows its owner; Chromium's own, the same that its developers test with."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.usefixtures("key_in_hand")
def test_a_passkey_is_made_and_then_enough_to_sign_in(page: Page, live_server: LiveServer) -> None:
    dienst = Organisation.objects.create(name="Dienst Noord")
    new_professional(
        email="noor@dienst.test",
        display_name="Noor de Vries",
        organisation=dienst,
        roles=["policy_maker"],
        password=PASSWORD,
    )
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    page.goto(f"{live_server.url}/account/login/")
    page.get_by_label("E-mailadres").fill("noor@dienst.test")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/account/2fa/webauthn/add/")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.locator("form", has=page.get_by_label("Wachtwoord")).get_by_role("button").click()
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()

    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()

    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/account/2fa/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults == []
