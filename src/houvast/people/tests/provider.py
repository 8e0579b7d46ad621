"""A real OpenID Connect provider, on loopback, and somebody's browser in front of it.

The provider is nanoidp, in a process of its own: discovery, authorization code with PKCE, signed id_tokens,
and a second factor of its own. Nothing of our side is replaced: allauth asks it over HTTP.
"""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
import yaml
from django.test import Client
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from houvast.people.tests.app import app_code

CALLBACK = "http://testserver/account/oidc/{}/login/callback/"
CLIENT = {"client_id": "houvast", "client_secret": "a secret of two"}
APP_SECRET = "JBSWY3DPEHPK3PXP"
PEOPLE = {
    "noor": {"email": "noor@dienst.test", "totp_secret": APP_SECRET},
    "eva": {"email": "eva@dienst.test"},
    "zed": {"email": "zed@elders.test"},
}


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The provider, for as long as the block lasts; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    _configure(folder, address, port)
    words = [sys.executable, "-m", "nanoidp", "--config", str(folder), "--strict-config"]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(words, stdout=log, stderr=log, cwd=folder) as server,
    ):
        try:
            _until_it_answers(address)
            yield address
        finally:
            server.terminate()


def come_in(browser: Client, provider_id: str, name: str) -> str:
    """From our door to the provider; gives the address to which it then sends the browser back."""
    there = browser.post(f"/account/oidc/{provider_id}/login/?process=login").headers["Location"]
    with requests.Session() as visit:
        page = visit.get(there, timeout=10)
        words = {"username": name, "password": f"{name} at home"}
        answer = visit.post(page.url, {**_hidden(page.text), **words}, allow_redirects=False, timeout=10)
        if answer.status_code == 200:
            words = {"totp_code": app_code(APP_SECRET)}
            answer = visit.post(
                page.url, {**_hidden(answer.text), **words}, allow_redirects=False, timeout=10
            )
    return answer.headers["Location"]


def _configure(folder: Path, address: str, port: int) -> None:
    settings = {
        "config_version": 1,
        "server": {"host": "127.0.0.1", "port": port},
        "oauth": {
            "issuer": address,
            "audience": "houvast",
            "require_pkce": True,
            "clients": [
                {
                    **CLIENT,
                    "token_endpoint_auth_method": "client_secret_post",
                    "redirect_uris": [CALLBACK.format(each) for each in ("medewerkers", "bewoners")],
                }
            ],
        },
        "login": {"totp": True},
        "session": {"secret_key": "only for this test"},
        "jwt": {"keys_dir": str(folder / "keys")},
    }
    users = {name: {"password": f"{name} at home", **about} for name, about in PEOPLE.items()}
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings))
    (folder / "users.yaml").write_text(yaml.safe_dump({"config_version": 1, "users": users}))


def _until_it_answers(address: str) -> None:
    with requests.Session() as visit:
        patience = Retry(total=100, connect=100, backoff_factor=0.1, backoff_max=0.3)
        visit.mount("http://", HTTPAdapter(max_retries=patience))
        visit.get(f"{address}/.well-known/openid-configuration", timeout=10).raise_for_status()


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
