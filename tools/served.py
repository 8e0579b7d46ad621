"""A Houvast that really runs, for whoever wants to look at it from outside: tests, pictures, measurements.

Takes   a folder for its data, and settings that differ.
Gives   its address while it runs; afterwards the server and its workers are gone.
Knows   nothing of what is looked at.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

SECONDS_TO_START = 240  # the first start of all learns what people ask
HOUVAST = Path(sys.executable).with_name("houvast")


class DidNotAnswer(RuntimeError):
    """The server did not answer in time; what it said is in the message."""


def run(*words: str, data: Path, settings: Mapping[str, str] | None = None) -> str:
    """One command of `houvast` on this data; what it said. Raises `CalledProcessError` when it fails."""
    environ = environment(data, settings or {})
    try:
        done = subprocess.run(
            [str(HOUVAST), *words],
            env=environ,
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        error.add_note(error.output)
        raise
    return done.stdout


@contextlib.contextmanager
def served(data: Path, settings: Mapping[str, str] | None = None, *, workers: int = 1) -> Iterator[str]:
    """`houvast serve` on a free port, with its tables made; gives `http://127.0.0.1:PORT`."""
    run("migrate", data=data, settings=settings)
    address, port = free_address()
    log = data / "served.log"
    command = [str(HOUVAST), "serve", "--port", str(port), "--workers", str(workers)]
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            env=environment(data, settings or {}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(address, server, log)
        yield address
    finally:
        stop(server)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End a server that was started in a session of its own, and whatever it started."""
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(timeout=15)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)  # a worker that outlived its parent
    server.wait()


def environment(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    data.mkdir(parents=True, exist_ok=True)
    # Not what an operator set here, nor what the browser's tests set for themselves: a server has neither.
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("HOUVAST_", "DJANGO_"))}
    return {**ours, "DATABASE_URL": "", "HOUVAST_DATA_DIR": str(data), **settings}


def free_address() -> tuple[str, int]:
    """An address on this machine at which nobody listens, and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    return f"http://127.0.0.1:{port}", port


def wait_for(
    address: str, server: "subprocess.Popen[bytes]", log: Path, *, seconds: int = SECONDS_TO_START
) -> None:
    """Come back when the server answers at `/gezond`. Raises `DidNotAnswer` with its log."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"{address}/gezond", timeout=5).close()  # noqa: S310 - our own address
            return
        if server.poll() is not None or time.monotonic() > deadline:
            raise DidNotAnswer(log.read_text(errors="replace"))
        time.sleep(0.05)
