"""What really goes over the wire: compressed files that browsers keep, and a database that goes away."""

import http.client
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tools.served import run, served
from tools.with_postgres import private_cluster

pytestmark = [pytest.mark.slow, pytest.mark.one_database]
YEARS = "max-age=315360000"


class Browser:
    """A visitor with a cookie jar and nothing else."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address).netloc
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, *, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """One request; the answer and its body, as they came."""
        line = http.client.HTTPConnection(self.place, timeout=30)
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": jar, "Origin": f"http://{self.place}"}
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body=urlencode(form) if form is not None else None, headers=sent)
        answer = line.getresponse()
        body = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer, body


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served")) as address:
        yield address


def _style(page: bytes) -> str:
    found = re.search(rb'<link rel="stylesheet" href="([^"]+)"', page)
    assert found
    return found[1].decode()


@pytest.mark.parametrize(("accepts", "gets"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_a_style_comes_compressed_and_is_kept_for_ever(house: str, accepts: str, gets: str | None) -> None:
    browser = Browser(house)
    _, page = browser.ask("GET", "/geen-pagina/")

    answer, _ = browser.ask("GET", _style(page), Accept_Encoding=accepts)

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == gets
    assert YEARS in answer.headers["Cache-Control"]
    assert "immutable" in answer.headers["Cache-Control"]
    assert re.search(r"\.[0-9a-f]{12}\.css$", _style(page))


def test_brotli_is_smaller_than_gzip_and_both_than_nothing(house: str) -> None:
    browser = Browser(house)
    _, page = browser.ask("GET", "/geen-pagina/")

    sizes = [
        len(browser.ask("GET", _style(page), Accept_Encoding=way)[1]) for way in ("br", "gzip", "identity")
    ]

    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] / 4


def test_every_page_forbids_what_is_not_ours(house: str) -> None:
    answer, _ = Browser(house).ask("GET", "/geen-pagina/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_browser_keeps_no_page(house: str) -> None:
    for path in ("/", "/volg/", "/geen-pagina/"):
        answer, _ = Browser(house).ask("GET", path)

        assert "no-store" in answer.headers["Cache-Control"], path


def test_health_tells_that_the_database_answers(house: str) -> None:
    answer, body = Browser(house).ask("GET", "/gezond")

    assert answer.status == 200
    assert b'"database": "well"' in body
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_unknown_host_is_refused(house: str) -> None:
    answer, body = Browser(house).ask("GET", "/", Host="evil.example")

    assert answer.status == 400
    assert b"evil.example" not in body


def test_a_stopped_postgres_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    story = "Mijn kinderen hebben al dagen kou. Ik durf de brieven niet meer open te maken."
    with private_cluster() as cluster, served(tmp_path, {"DATABASE_URL": cluster.url}) as address:
        browser = Browser(address)
        browser.ask("GET", "/")

        cluster.stop()
        seal = browser.cookies["csrftoken"]
        answer, body = browser.ask("POST", "/", form={"woorden": story, "csrfmiddlewaretoken": seal})
        health, _ = browser.ask("GET", "/gezond")

    assert answer.status == 503
    assert "Dit ligt aan ons, niet aan u." in body.decode()
    assert story in body.decode()
    assert health.status == 503
    assert "brieven" not in (tmp_path / "served.log").read_text()


def test_a_server_does_not_start_on_old_tables(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        run("serve", data=tmp_path)

    assert "Run `houvast migrate` first." in refusal.value.stdout
