"""Measure the main screens of a demo on this machine, and hold them against the bars.

Takes   nothing: it makes a fictional city in a temporary folder, serves it and visits it.
Gives   per screen the server's time beside a Django that does nothing, and Lighthouse's three scores; exit
        status 1 when a screen is under its bar. `--no-lighthouse` leaves the browser out.
Knows   the bars, and nothing of what stands on a screen.
"""

import dataclasses
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import lighthouse, server_time
from tools.served import free_address, run, served, stop, wait_for
from tools.visitor import Screen, browser, walk_as_counsellor, walk_as_resident

MEASURED = {"front", "question", "fuse-box", "follow", "worklist", "request"}


@dataclasses.dataclass(frozen=True)
class Bars:
    """What a screen must reach: milliseconds on the server, and Lighthouse's scores."""

    p95: float
    performance: int
    accessibility: int = 100
    best_practices: int = 100


RESIDENT, STAFF = Bars(p95=150, performance=95), Bars(p95=300, performance=90)


@dataclasses.dataclass(frozen=True)
class Stop:
    """One screen to come back to: where it is and who may see it."""

    name: str
    path: str
    cookies: dict[str, str]
    bars: Bars


def main(words: Sequence[str]) -> int:
    """Everything, in one run."""
    with_browser = "--no-lighthouse" not in words
    if with_browser:
        lighthouse.install()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run("migrate", data=data)
        run("load-demo", data=data)
        with served(data, workers=2) as address, nothing_served(data) as nothing:
            stops = stops_of(address)
            faults = _server_times(address, nothing, stops)
            if with_browser:
                faults += _verdicts(address, stops)
    for fault in faults:
        print(f"UNDER THE BAR  {fault}")
    return 1 if faults else 0


def stops_of(address: str) -> list[Stop]:
    """The measured screens, with the cookies of a made-up resident and counsellor who walked there."""
    stops: list[Stop] = []

    def remember(screen: Screen) -> None:
        if screen.name in MEASURED:
            bars = STAFF if screen.staff else RESIDENT
            stops.append(Stop(screen.name, screen.path, screen.cookies, bars))

    for walk in (walk_as_resident, walk_as_counsellor):
        with browser() as page:
            walk(page, address, remember)
    return stops


def _server_times(address: str, nothing: str, stops: Sequence[Stop]) -> list[str]:
    faults = []
    idle = server_time.times(nothing, "/gezond", {})
    print(f"{'screen':<12} {'p50 ms':>8} {'p95 ms':>8} {'times nothing':>14} {'bar':>6}")
    print(f"{'(nothing)':<12} {idle.p50:>8.1f} {idle.p95:>8.1f} {1:>14}")
    for each in stops:
        took = server_time.times(address, each.path, each.cookies)
        ratio = took.p50 / idle.p50
        print(
            f"{each.name:<12} {took.p50:>8.1f} {took.p95:>8.1f} {ratio:>14.0f} {each.bars.p95:>6.0f}",
            flush=True,
        )
        if took.p95 > each.bars.p95:
            faults.append(
                f"{each.name}: {took.p95:.0f} ms at the 95th percentile, {each.bars.p95:.0f} at most"
            )
    return faults


def _verdicts(address: str, stops: Sequence[Stop]) -> list[str]:
    faults = []
    print(f"\n{'screen':<12} {'accessibility':>14} {'performance':>12} {'practices':>10}   lost")
    for each in stops:
        seen = lighthouse.look(address + each.path, each.cookies)
        scores = f"{seen.accessibility:>14} {seen.performance:>12} {seen.best_practices:>10}"
        print(f"{each.name:<12} {scores}   {', '.join(seen.lost) or '-'}", flush=True)
        for name in ("accessibility", "performance", "best_practices"):
            if getattr(seen, name) < getattr(each.bars, name):
                faults.append(
                    f"{each.name}: {name} {getattr(seen, name)}, {getattr(each.bars, name)} at least"
                )
    return faults


@contextmanager
def nothing_served(data: Path) -> Iterator[str]:
    """The Django that does nothing, served as we are."""
    address, port = free_address()
    granian = Path(sys.executable).with_name("granian")
    command = [str(granian), "--interface", "wsgi", "--port", str(port), "--workers", "2"]
    command += ["--blocking-threads", "1", "--no-ws", "bench.nothing:application"]
    log = data / "nothing.log"
    environ = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environ, stdout=out, stderr=out, start_new_session=True)
    try:
        wait_for(address, server, log)
        yield address
    finally:
        stop(server)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
