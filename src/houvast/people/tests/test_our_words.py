"""Allauth's pages speak as all pages here do: simple Dutch, to "u"."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils.html import strip_tags

from houvast.people.models import Professional
from houvast.people.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGES = (
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/account/2fa/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/webauthn/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/totp/deactivate/",
)
NOT_OURS = re.compile(r"\b(je|jij|jouw|Recovery|Security Keys?|Confirm Access|Authenticator App)\b", re.I)


@pytest.fixture
def inside(noor: Professional) -> Client:
    """Noor, who has just shown who she is, with an app and recovery codes."""
    Authenticator.objects.create(
        user=noor.account, type=Authenticator.Type.TOTP, data={"secret": "not a secret"}
    )
    RecoveryCodes.activate(noor.account)
    client = Client()
    client.force_login(noor.account, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_allauth_says_u_and_never_je(inside: Client, address: str) -> None:
    page = inside.get(address)

    words = strip_tags(re.sub(r"(?s)<script.*?</script>|<head.*?</head>", "", page.content.decode()))
    assert page.status_code == 200
    assert NOT_OURS.findall(words) == []


def test_a_wrong_password_is_told_in_our_words(inside: Client) -> None:
    form = {"oldpassword": "fout", "password1": "een heel nieuw woord", "password2": "een heel nieuw woord"}

    page = inside.post("/account/password/change/", form).content.decode()

    assert "Dit is niet uw wachtwoord van nu." in page


def test_who_comes_to_the_demo_reads_large_letters(client: Client, noor: Professional) -> None:
    assert "hv-resident" in client.get("/demo/inloggen/").content.decode()
