"""Run a command with a PostgreSQL of its own, and clean up after it, whatever happens.

Takes   a command; Debian's or anybody's PostgreSQL programs (`initdb`, `postgres`).
Gives   the command's exit status; meanwhile `DATABASE_URL` names an empty cluster in a temporary folder,
        reached only through a socket in that folder, so that no port and no other cluster is touched.
Knows   nothing of Houvast. `private_cluster()` is the same, for a test that stops a database in the middle.

    python -m tools.with_postgres -- pytest
"""

import contextlib
import dataclasses
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

SECONDS_TO_START = 60
# A cluster that is thrown away need not survive a power cut.
SWIFT = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


class NoPostgres(RuntimeError):
    """There is no PostgreSQL here. Install it (`tools/install-test-needs`); never skip the tests."""


class DidNotStart(RuntimeError):
    """The cluster did not answer in time; its own log is in the message."""


@dataclasses.dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL: the folder of its data and its socket, and its process."""

    folder: Path
    server: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """The address for `DATABASE_URL`."""
        return f"postgres://houvast@{quote(str(self.folder), safe='')}/postgres"

    def stop(self) -> None:
        """Stop at once, as when somebody pulls the plug; connections break."""
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGQUIT)
        self.server.wait(timeout=30)


def program(name: str) -> Path:
    """Where a program of PostgreSQL is: on the path, else Debian's newest version."""
    found = shutil.which(name)
    if found:
        return Path(found)
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if not versions:
        raise NoPostgres(f"{name} is not on this machine. Run tools/install-test-needs, then try again.")
    return versions[-1]


@contextlib.contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A fresh cluster that is stopped and removed at the end."""
    # /tmp and not TMPDIR: a socket's path may have at most 107 signs.
    folder = Path(tempfile.mkdtemp(prefix="houvast-pg-", dir="/tmp"))
    cluster = None
    try:
        identity = _unprivileged(folder)
        cluster = Cluster(folder, _start(folder, identity))
        _wait_for(cluster)
        yield cluster
    finally:
        if cluster is not None:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Who runs the server: PostgreSQL refuses to run as root, so then Debian's user for it, or nobody."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _start(folder: Path, identity: dict[str, Any]) -> "subprocess.Popen[bytes]":
    data, log = folder / "data", folder / "log"
    common: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, **identity}
    make = [str(program("initdb")), "-D", str(data), "-U", "houvast", "--auth=trust", "--no-sync"]
    make += ["--encoding=UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(
        make, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **common
    )
    if made.returncode:
        raise DidNotStart(made.stdout)
    settings = [word for setting in SWIFT for word in ("-c", setting)]
    serve = [
        str(program("postgres")),
        "-D",
        str(data),
        "-k",
        str(folder),
        "-c",
        "listen_addresses=",
        *settings,
    ]
    with log.open("wb") as out:
        # A session of its own: Ctrl-C reaches the tests first and the server only after them.
        return subprocess.Popen(serve, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, **common)


def _wait_for(cluster: Cluster) -> None:
    ready = [str(program("pg_isready")), "-q", "-h", str(cluster.folder)]
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run(ready, check=False).returncode:
        if cluster.server.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart((cluster.folder / "log").read_text(errors="replace"))
        time.sleep(0.05)


def main(arguments: Sequence[str]) -> int:
    """Run the words after `--` and return their exit status."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    with private_cluster() as cluster:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": cluster.url})
        try:
            return child.wait()
        except BaseException:
            # Ctrl-C went to the child as well: let it end in its own time and say what it was doing.
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=20)
            child.kill()
            raise


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except (NoPostgres, DidNotStart) as error:
        sys.exit(str(error))
