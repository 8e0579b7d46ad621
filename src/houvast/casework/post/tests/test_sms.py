"""SMS over a real HTTP server: what it says counts, and the number goes nowhere else."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pytest_django.fixtures import Settings

from houvast.casework.post import api as post
from houvast.casework.post.models import Message, State
from houvast.casework.post.tests.conftest import later, reader
from houvast.casework.tests.conftest import MONDAY


@dataclass
class Provider:
    """Answers with the next status of the list, and remembers what it heard."""

    address: str = ""
    statuses: list[int] = field(default_factory=list)
    heard: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    this = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            this.heard.append({**json.loads(body), **{name: self.headers[name] for name in HEADERS}})
            status = this.statuses.pop(0) if this.statuses else 202
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{this.address}/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    this.address = f"http://127.0.0.1:{server.server_port}/send"
    settings.CONFIG = replace(settings.CONFIG, sms_server=this.address.replace("//", "//secret%21@"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield this
    server.shutdown()
    server.server_close()
    thread.join()


HEADERS = ("Authorization", "Idempotency-Key", "Content-Type")
Queued = Callable[[], Message]


@pytest.fixture
def queued(db: None) -> Message:
    post.queue(reader(sms="06 12 34 56 78"), "news", key="1", at=MONDAY)
    return Message.objects.get()


def test_an_sms_says_that_there_is_news_with_a_link(provider: Provider, queued: Message) -> None:
    tally = post.deliver(at=MONDAY)

    assert tally == post.Tally(sent=1)
    assert provider.heard == [
        {
            "to": "+31612345678",
            "text": "Er is nieuws over uw vraag. Bekijk uw vraag: http://127.0.0.1:8000/volg/",
            "reference": queued.message_id,
            "Authorization": "Bearer secret!",
            "Idempotency-Key": queued.message_id,
            "Content-Type": "application/json",
        }
    ]


def test_a_provider_that_stumbles_is_asked_again_with_the_same_key(
    provider: Provider, queued: Message
) -> None:
    provider.statuses = [503, 429]

    for minutes in (0, 5, 10):
        post.deliver(at=later(minutes))

    assert Message.objects.get().state == State.SENT
    assert {heard["Idempotency-Key"] for heard in provider.heard} == {queued.message_id}
    assert len(provider.heard) == 3


def test_a_number_that_the_provider_refuses_has_failed(provider: Provider, queued: Message) -> None:
    provider.statuses = [422]

    assert post.deliver(at=MONDAY) == post.Tally(failed=1)
    assert Message.objects.get().fault == "HTTP 422"


def test_a_wrong_token_makes_nobody_fail(provider: Provider, queued: Message) -> None:
    provider.statuses = [401]

    assert post.deliver(at=MONDAY) == post.Tally(waiting=1)


def test_no_number_follows_a_detour(provider: Provider, queued: Message) -> None:
    provider.statuses = [302]

    post.deliver(at=MONDAY)

    assert len(provider.heard) == 1


def test_a_landline_gets_no_sms(provider: Provider, db: None) -> None:
    post.queue(reader(sms="020 123 45 67"), "news", key="1", at=MONDAY)

    assert post.deliver(at=MONDAY) == post.Tally(dropped=1)
    assert provider.heard == []


def test_without_a_provider_an_sms_waits(queued: Message) -> None:
    assert post.deliver(at=MONDAY) == post.Tally(waiting=1)
    assert Message.objects.get().state == State.WAITING
