"""A PostgreSQL for one command: it is there meanwhile and gone afterwards, also after Ctrl-C."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tools.house import ROOT

pytestmark = pytest.mark.slow
TELL = "import os; print(os.environ['DATABASE_URL'], flush=True); "


def _started(words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tools.with_postgres", "--", sys.executable, "-c", TELL + words]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background gave them a Ctrl-C that is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def _folder(running: "subprocess.Popen[str]") -> Path:
    assert running.stdout
    return Path(unquote(urlsplit(running.stdout.readline().strip()).netloc.rpartition("@")[2]))


def test_the_exit_status_is_the_commands_own_and_the_cluster_is_gone() -> None:
    with _started("raise SystemExit(7)") as running:
        folder = _folder(running)

    assert running.returncode == 7
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "asked to end"])
def test_a_cluster_is_cleaned_up_when_somebody_stops_it_halfway(number: signal.Signals) -> None:
    with _started("import time; time.sleep(300)") as running:
        folder = _folder(running)
        server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])

        os.killpg(running.pid, number)

    assert running.returncode == 130
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
