"""A server as a city runs it, for tests of what really goes over the wire."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

PATIENCE = 60  # seconds


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `houvast serve`, with collected, compressed files and an empty SQLite database."""
    data = tmp_path_factory.mktemp("served")
    environ = {**os.environ, "HOUVAST_DATA_DIR": str(data), "HOUVAST_MODE": "demo"}
    environ.pop("DATABASE_URL", None)
    houvast = [sys.executable, "-m", "houvast.cli"]
    subprocess.run([*houvast, "migrate"], env=environ, check=True, capture_output=True)
    port = _free_port()
    log = data / "log"
    with log.open("wb") as out:
        command = [*houvast, "serve", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, env=environ, stdout=out, stderr=out)
    try:
        _wait(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, f"The server stopped:\n{log.read_text()}"
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/robots.txt")
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.2)  # waits for another program, not for our own code
        finally:
            connection.close()
    pytest.fail(f"The server did not answer within {PATIENCE} seconds:\n{log.read_text()}")
