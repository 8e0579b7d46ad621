"""The demo's sign-in: there in the demo, nowhere else."""

import os
import subprocess
import sys
from typing import Any

import pytest

from houvast.config import Config
from houvast.people.api import Professional

pytestmark = pytest.mark.django_db
PRODUCTION = {
    "HOUVAST_MODE": "production",
    "HOUVAST_SECRET_KEY": "".join(chr(33 + n) for n in range(60)),
    "HOUVAST_VAULT_KEY": "".join(chr(93 - n) for n in range(60)),
    "HOUVAST_HOSTS": "houvast.example.nl",
}
EVERY_ADDRESS = """
import django
django.setup()
from django.urls import get_resolver
def all_of(patterns):
    for each in patterns:
        yield str(each.pattern), getattr(each, "name", None)
        yield from all_of(getattr(each, "url_patterns", []))
print([each for each in all_of(get_resolver("houvast.people.urls").url_patterns)])
"""


def addresses(mode: dict[str, str]) -> str:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "houvast.settings", **mode}
    done = subprocess.run(
        [sys.executable, "-c", EVERY_ADDRESS], env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_one_click_makes_you_somebody_of_the_demo(client: Any, noor: Professional) -> None:
    page = client.get("/demo/inloggen/").content.decode()
    assert "Demo: kies wie u bent" in page
    assert "Noor de Vries" in page

    answer = client.post("/demo/inloggen/", {"professional": str(noor.pk)})

    assert answer.headers["Location"] == "/werk/"
    assert client.get("/demo/inloggen/").wsgi_request.actor.id == noor.pk


def test_the_sign_in_page_leads_to_it_in_the_demo_only(client: Any, settings: Any) -> None:
    assert "/demo/inloggen/" in client.get("/account/login/").content.decode()

    settings.CONFIG = Config(mode="production")
    assert "/demo/inloggen/" not in client.get("/account/login/").content.decode()


def test_a_policy_maker_has_no_worklist_to_go_to(client: Any, pim: Professional) -> None:
    assert client.post("/demo/inloggen/", {"professional": str(pim.pk)}).headers["Location"] == "/"


@pytest.mark.parametrize("chosen", ["", "nobody", "6f2c1b7e-5f0e-4c57-9a53-0d9d8a2b1c44"])
def test_somebody_who_is_not_there_cannot_be_chosen(client: Any, chosen: str) -> None:
    assert client.post("/demo/inloggen/", {"professional": chosen}).status_code == 404


def test_in_production_the_page_refuses_even_if_somebody_reaches_it(
    client: Any, noor: Professional, settings: Any
) -> None:
    settings.CONFIG = Config(mode="production")
    settings.SECURE_SSL_REDIRECT = False

    assert client.get("/demo/inloggen/").status_code == 404
    assert client.post("/demo/inloggen/", {"professional": str(noor.pk)}).status_code == 404


@pytest.mark.slow
def test_in_production_the_address_does_not_exist() -> None:
    assert "demo" in addresses({"HOUVAST_MODE": "demo"})
    assert "demo" not in addresses(PRODUCTION)
