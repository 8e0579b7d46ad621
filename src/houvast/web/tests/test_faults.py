"""When something fails, the person reads what to do, and loses nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.test import Client

from houvast.web.faults import storage_is_away

STORY = "Mijn kinderen hebben morgen niets te eten.\nIk weet niet <waar> ik moet beginnen. 🙏 مرحبا"
pytestmark = pytest.mark.urls("houvast.web.tests.a_form")


@pytest.fixture
def visitor() -> Client:
    """Somebody whose browser checks seals, and who sees our pages rather than our exceptions."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@contextmanager
def _somebody_holds_the_storage() -> Iterator[None]:
    """Another connection holds what the form needs, and waiting for it is short."""
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        patience, options["timeout"] = options["timeout"], 0.2
        connection.close()
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
        options["timeout"] = patience
        connection.close()
    else:
        parameters = connection.get_connection_params()
        other_one = psycopg.connect(**{key: parameters[key] for key in ("host", "user", "dbname")})
        with closing(other_one):
            other_one.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            yield
        connection.close()


def _seal(visitor: Client) -> str:
    visitor.get("/geen-pagina/")
    return visitor.cookies["csrftoken"].value


def _text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_gives_a_page_with_what_was_typed(visitor: Client) -> None:
    typed = {"verhaal": STORY, "kinderen": "5", "csrfmiddlewaretoken": _seal(visitor), "password": "geheim-1"}

    with _somebody_holds_the_storage():
        response = visitor.post("/bewaar/?stap=2", typed)

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Dit ligt aan ons, niet aan u." in _text(response)
    assert "Mijn kinderen hebben morgen niets te eten." in _text(response)
    assert "&lt;waar&gt;" in _text(response)
    assert '<input type="hidden" name="kinderen" value="5">' in _text(response)
    assert 'action="/bewaar/?stap=2"' in _text(response)
    assert "geheim-1" not in _text(response)


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_can_be_sent_again_as_soon_as_the_database_is_back(visitor: Client) -> None:
    with _somebody_holds_the_storage():
        page = visitor.post("/bewaar/", {"verhaal": STORY, "csrfmiddlewaretoken": _seal(visitor)})
    seal = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    again = visitor.post("/bewaar/", {"verhaal": STORY, "csrfmiddlewaretoken": seal})

    assert again.content == b"kept"
    assert visitor.session["story"] == STORY


@pytest.mark.django_db(transaction=True)
def test_a_storage_fault_logs_nothing_that_was_typed(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    seal = _seal(visitor)

    with _somebody_holds_the_storage():
        visitor.post("/bewaar/?naam=Aisha", {"verhaal": STORY, "csrfmiddlewaretoken": seal})

    assert "storage away" in caplog.text
    assert "kinderen" not in caplog.text
    assert "Aisha" not in caplog.text


def test_a_full_disk_is_the_same_page(visitor: Client) -> None:
    response = visitor.get("/vol/")

    assert response.status_code == 503
    assert "Dit ligt aan ons, niet aan u." in _text(response)


def test_a_mistake_of_ours_shows_nothing_of_the_inside(visitor: Client) -> None:
    response = visitor.get("/fout/")

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in _text(response)
    assert "Aisha" not in _text(response)
    assert "Traceback" not in _text(response)


@pytest.mark.parametrize(("address", "status"), [("/dicht/", 403), ("/geen-pagina/", 404), ("/raad/", 429)])
def test_every_dead_end_leads_to_a_person(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(address)

    assert response.status_code == status
    assert 'href="tel:' in _text(response)
    assert address not in _text(response).replace(f'name="terug" value="{address}"', "")


def test_an_old_seal_loses_nothing_and_sends_nothing(visitor: Client) -> None:
    _seal(visitor)

    response = visitor.post(
        "/bewaar/",
        {"verhaal": STORY, "csrfmiddlewaretoken": "x" * 64},
        headers={"sec-fetch-site": "same-origin"},
    )

    assert response.status_code == 403
    assert "Mijn kinderen hebben morgen niets te eten." in _text(response)
    assert "Verstuur het nog een keer" in _text(response)


def test_a_form_from_another_site_gets_nothing_back(visitor: Client) -> None:
    _seal(visitor)

    response = visitor.post("/bewaar/", {"verhaal": STORY}, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403
    assert "Mijn kinderen" not in _text(response)


def test_a_browser_without_cookies_is_told_so(visitor: Client) -> None:
    response = visitor.post("/bewaar/", {"verhaal": STORY})

    assert "Zet cookies aan" in _text(response)


def test_too_much_text_is_told_apart_and_can_be_mended(visitor: Client) -> None:
    _seal(visitor)

    response = visitor.post("/bewaar/", {"verhaal": "a" * 1_100_000})

    assert response.status_code == 413
    assert "maak het korter" in _text(response)


def test_a_mistake_in_our_own_query_is_not_taken_for_a_storage_that_is_away() -> None:
    ours = OperationalError("no such table: people_resident")
    ours.__cause__ = sqlite3.OperationalError("no such table: people_resident")

    assert not storage_is_away(ours)
    assert not storage_is_away(ProgrammingError("syntax error"))
    assert not storage_is_away(ValueError("a value"))
