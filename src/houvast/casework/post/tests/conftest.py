"""A resident who wants mail, a professional, and a real mail server in a process of its own."""

import datetime as dt
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from houvast.casework.post import api as post
from houvast.casework.post.models import Channel
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, new_city
from houvast.people.api import Resident, as_resident, new_resident

SERVER = Path(__file__).with_name("mail_server.py")
ADDRESS = "samira@example.org"


@pytest.fixture
def city(db: None) -> Neighbourhood:
    """The neighbourhood of the tests of casework."""
    return new_city()


@pytest.fixture
def resident(db: None) -> Resident:
    """Samira, who wants e-mail; the word of welcome has left already."""
    return reader()


def reader(language: str = "nl", **addresses: str) -> Resident:
    """A resident with these wishes; without any, e-mail."""
    someone, _ = new_resident(at=MONDAY, language=language)
    wishes = {Channel(name): text for name, text in (addresses or {"mail": ADDRESS}).items()}
    post.wish(someone, wishes, at=MONDAY, by=as_resident(someone))
    return someone


@dataclass
class MailServer:
    """aiosmtpd on one port; every mail that it has taken is a file, written before it says yes."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    extra: list[str] = field(default_factory=list)

    def start(self, *, dies_at: int = 0, refuses: int = 0) -> None:
        """Listen. `dies_at`: kill -9 of itself after the so manieth mail is on disk, before it says yes."""
        self.stop()
        words = [str(self.folder), str(self.port), str(dies_at), str(refuses)]
        self.process = subprocess.Popen([sys.executable, str(SERVER), *words], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self.process.poll() is None, "the mail server did not start"
        raise AssertionError("the mail server did not answer")

    def stop(self) -> None:
        """Kill -9, wherever it is."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def message_ids(self) -> list[str]:
        """Of every mail that it ever took, in no order."""
        return [str(message_from_bytes(path.read_bytes())["Message-ID"]) for path in self.mails()]

    def mails(self) -> list[Path]:
        """Every mail that it ever took, whole."""
        return sorted(self.folder.glob("*.eml"))


@pytest.fixture
def mail_server(tmp_path: Path, settings: Settings) -> Iterator[MailServer]:
    """A mail server that does not run yet, and Houvast set to use it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = MailServer(tmp_path, int(probe.getsockname()[1]))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.stop()


def later(minutes: int) -> dt.datetime:
    """A moment on that Monday."""
    return MONDAY + dt.timedelta(minutes=minutes)
