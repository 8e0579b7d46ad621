"""The pages that machines ask for."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from houvast.config import Config


def test_search_engines_find_the_front_page_and_nothing_behind_it() -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()

    assert lines == ["User-agent: *", "Allow: /$", "Disallow: /"]


def test_without_a_contact_there_is_no_security_page() -> None:
    assert settings.CONFIG.security_contact == ""

    assert Client().get("/.well-known/security.txt").status_code == 404


def test_the_security_page_names_a_contact_and_a_day_on_which_it_ends(settings: Settings) -> None:
    settings.CONFIG = Config(security_contact="mailto:veilig@houvast.example.nl")

    lines = Client().get("/.well-known/security.txt").content.decode().splitlines()

    assert lines[0] == "Contact: mailto:veilig@houvast.example.nl"
    assert lines[1].startswith("Expires: 20")
    assert lines[1].endswith("Z")


@pytest.mark.django_db
def test_health_tells_nothing_of_the_inside() -> None:
    answer = Client().get("/gezond").json()

    assert set(answer) == {"status", "database", "version"}


def test_health_is_only_to_be_read() -> None:
    assert Client().post("/gezond").status_code == 405
