"""Kill -9 of the server and of the worker, in the middle of writing, again and again.

What somebody was told has happened, has happened, once; and every message leaves.
`HOUVAST_KILLS=50` kills fifty times in place of twice.
"""

import contextlib
import http.client
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string
from pathlib import Path

import pytest

from tests.load.storage import storage
from tests.load.visitor import Visitor
from tools.served import environment, free_address, run, wait_for

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("HOUVAST_KILLS", "2"))
WRITERS = 4
TRIES = 100
GONE = (ConnectionError, http.client.HTTPException, TimeoutError)


@dataclass
class House:
    """A server with two processes and a worker, which can be killed at any moment and started again."""

    data: Path
    settings: Mapping[str, str]
    began: float = field(default_factory=time.time)
    address: str = ""
    running: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)
    up: threading.Event = field(default_factory=threading.Event)

    def start(self, which: str) -> None:
        """Start it, and come back when it answers; the worker has nobody to answer."""
        log = self.data / f"{which}.log"
        with log.open("ab") as out:
            self.running[which] = subprocess.Popen(
                self._command(which),
                env=environment(self.data, {**self.settings, "DJANGO_SETTINGS_MODULE": "houvast.settings"}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if which == "server":
            wait_for(self.address, self.running[which], log, seconds=300)
            self.up.set()

    def kill(self, which: str) -> None:
        """Kill -9, with all its processes, whatever they are doing."""
        if which == "server":
            self.up.clear()
        with contextlib.suppress(ProcessLookupError):  # killed before
            os.killpg(self.running[which].pid, signal.SIGKILL)
        self.running[which].wait()

    def _command(self, which: str) -> list[str]:
        if which == "worker":
            return [sys.executable, "-m", "tests.load.hasty_worker", str(self.began)]
        port = self.address.rpartition(":")[2]
        granian = str(Path(sys.executable).with_name("granian"))
        options = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--no-ws"]
        return [granian, *options, "--port", port, "tests.load.light_wsgi:application"]


@contextmanager
def _house(data: Path, settings: Mapping[str, str]) -> Iterator[tuple[House, list[str]]]:
    """The demo city, running; and the codes of its people."""
    run("migrate", data=data, settings=settings)
    codes = re.findall(r"(\w{4} \w{4} \w{4} \w{2})$", run("load-demo", data=data, settings=settings), re.M)
    run("collect", data=data, settings=settings)
    house = House(data, settings)
    house.address, _ = free_address()
    try:
        house.start("server")
        house.start("worker")
        yield house, codes
    finally:
        for which in house.running:
            house.kill(which)


@dataclass
class Confirmed:
    """What the house said yes to, over all writers."""

    texts: list[str] = field(default_factory=list)
    change: threading.Condition = field(default_factory=threading.Condition)
    stopped: bool = False
    broken: int = 0

    def add(self, text: str) -> None:
        with self.change:
            self.texts.append(text)
            self.change.notify_all()

    def wait_for(self, more: int) -> None:
        """Until so many more were confirmed; the moment of the kill is in the middle of the next ones."""
        with self.change:
            goal = len(self.texts) + more
            assert self.change.wait_for(lambda: len(self.texts) >= goal, timeout=120), (
                "the house stands still"
            )


class Writer:
    """A resident who sends message after message, and sends a form again when no answer came."""

    def __init__(self, house: House, code: str, number: int, confirmed: Confirmed) -> None:
        self.house, self.number, self.confirmed = house, number, confirmed
        self.visitor = Visitor(house.address, str(number))
        self.visitor.open("/volg/")
        self.visitor.open("/volg/", code=code)
        self.visitor.open("/volg/")
        found = re.search(r'action="(/volg/[0-9a-f-]+/bericht/)"', self.visitor.page)
        self.path = found[1] if found else ""

    def write(self) -> None:
        """Until it is enough."""
        for count in itertools.count():
            if self.confirmed.stopped:
                return
            text = f"Bericht {self.number}-{count} van mij."
            if self._send(text, uuid.uuid4().hex):
                self.confirmed.add(text)

    def _send(self, text: str, token: str) -> bool:
        """The same form until somebody says yes, which is a redirect; no when all is given up before."""
        for _ in range(TRIES):
            try:
                if self.visitor.open(self.path, woorden=text, token=token):
                    return True
            except GONE:
                self.confirmed.broken += 1
                self.house.up.wait(timeout=60)
        return False


DELIVER_THE_REST = """
import datetime as dt, django
django.setup()
from houvast.casework.api import deliver_post
from houvast.casework.post.models import Channel, Message, State
from houvast.web import clock
deliver_post(at=clock.now() + dt.timedelta(days=2))
while Message.objects.filter(state=State.WAITING).exists():
    assert deliver_post(at=clock.now() + dt.timedelta(days=3)).sent
for row in Message.objects.exclude(channel=Channel.LETTER):  # a letter waits for who prints it
    print(row.message_id, row.state)
"""


def _what_left(house: House) -> dict[str, str]:
    """After the last crash: let the rest leave; every message with its state."""
    said = subprocess.run(
        [sys.executable, "-c", DELIVER_THE_REST],
        env=environment(house.data, {**house.settings, "DJANGO_SETTINGS_MODULE": "houvast.settings"}),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return dict(line.split(" ", 1) for line in said.splitlines())


def _arrived(data: Path) -> "Counter[str]":
    """How often each mail arrived, by its Message-ID. The demo's mail server is a folder."""
    said = "\n".join(path.read_text(errors="replace") for path in (data / "mail").glob("*.log"))
    mails = [message_from_string(text.strip()) for text in re.split(r"\n-{79}\n", said)]
    return Counter(str(mail["Message-ID"]) for mail in mails if mail["Message-ID"])


def test_nothing_confirmed_is_lost_and_nothing_is_done_twice(tmp_path: Path) -> None:
    chance = random.Random(2026)
    with storage() as settings, _house(tmp_path, settings) as (house, codes):
        confirmed = Confirmed()
        everybody = (Writer(house, code, number, confirmed) for number, code in enumerate(codes))
        writers = list(itertools.islice((each for each in everybody if each.path), WRITERS))
        threads = [threading.Thread(target=writer.write) for writer in writers]
        for thread in threads:
            thread.start()
        try:
            for kill in range(KILLS):
                confirmed.wait_for(chance.randint(1, 9))
                for which in ("server", "worker") if kill % 2 else ("server",):
                    house.kill(which)
                    house.start(which)
        finally:
            confirmed.stopped = True
            house.up.set()
            for thread in threads:
                thread.join()
        house.kill("worker")
        pages = ""
        for writer in writers:
            writer.visitor.open("/volg/")
            pages += writer.visitor.page
        written = Counter(re.findall(r"Bericht \d+-\d+ van mij\.", pages))
        messages, arrived = _what_left(house), _arrived(tmp_path)
        proof = run("verify-ledger", data=tmp_path, settings=settings)
        rules = run("check-invariants", data=tmp_path, settings=settings)

    twice = sum(arrived.values()) - len(arrived)
    figures = f"{len(confirmed.texts)} confirmed, {confirmed.broken} broken off, {len(messages)} mails"
    print(f"{KILLS} kills, {figures}, {twice} twice")  # noqa: T201 - shown by pytest -s
    assert len(writers) == WRITERS
    assert set(written) == set(confirmed.texts)
    assert set(written.values()) == {1}
    assert set(messages.values()) == {"sent"}
    assert set(messages) <= set(arrived)
    assert proof
    assert rules
