"""Many visitors at once, who come when they come: also when the page before them is still on its way.

Takes   the screens of `bench/__main__.py`, how many requests a second, and for how long.
Gives   per screen the median and the 95th percentile, counted from the moment at which somebody *came*: a
        queue counts as waiting, and a server that stands still cannot hide it (no coordinated omission).
Knows   nothing of what stands on a screen.

    python -m bench.load [--rate 200] [--seconds 60] [--crowd 100000]

A Django that does nothing gets the same visitors first, in the same run, on the same machine.
"""

import argparse
import asyncio
import itertools
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from bench.__main__ import RESIDENT, Stop, nothing_served, stops_of
from tools.served import environment, run, served

MIX = {"front": 4, "question": 60, "fuse-box": 7, "follow": 24, "worklist": 2, "request": 3}
"""How many of a hundred pages are of which screen. Counted, not measured: to be replaced by what a city sees.

Of ten people who come new, each sees the front page, some 18 questions, the fuse box twice and their own
request once; beside them thirty come back and look twice: 10, 180, 20 and 70. Six hundred counsellors who
each open a page every minute, three request pages to two worklists, are 10 a second: 5 in 100 at 200.
Only reading is measured here: answers, messages and other writing are in tests/load. Files that a browser
keeps are left out: they are asked for once, and a server in front of this one can answer them.
"""
PATIENCE = 30  # seconds until a visitor goes away, which is an error
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LADDER = (5, 10, 20, 50, 100)
"""Requests a second, ten seconds each, before the one that was asked for: where does it stop holding?"""


@dataclass
class Waited:
    """Milliseconds from coming to the last byte, by screen; and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: int = 0

    def p(self, name: str, percent: int) -> float:
        """A percentile of one screen; of a screen that nobody asked for it is 0."""
        times = self.times.get(name, [])
        return statistics.quantiles(times, n=100)[percent - 1] if len(times) > 1 else sum(times)

    def over(self, stops: Sequence[Stop]) -> list[str]:
        """The screens that are over their bar."""
        return [each.name for each in stops if self.p(each.name, 95) > each.bars.p95]


class Line(asyncio.Protocol):
    """One kept connection: a question is written, and its answer is read to the last byte.

    Whoever asks is called with the status; with 0 when the line broke. No task and no stream for each
    request: what the visitors take of the processor is not there for the server that they visit.
    """

    def __init__(self) -> None:
        self.broken, self.since = False, 0.0
        self._got = bytearray()
        self._tell: Callable[[int], None] = _to_nobody
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def ask(self, question: bytes, tell: Callable[[int], None]) -> None:
        """Send this, and tell how it ended."""
        self._got.clear()
        self._tell, self.since = tell, time.perf_counter()
        if self._transport is not None:
            self._transport.write(question)

    def data_received(self, data: bytes) -> None:
        self._got += data
        if _is_whole(self._got):
            self._end(int(self._got.split(b" ", 2)[1]))

    def connection_lost(self, exc: Exception | None) -> None:
        self.broken = True
        self._end(0)

    def hang_up(self) -> None:
        """At once, also in the middle of an answer."""
        if self._transport is not None:
            self._transport.abort()

    def _end(self, status: int) -> None:
        tell, self._tell = self._tell, _to_nobody
        tell(status)


def _to_nobody(status: int) -> None:
    """Where a line's end goes when nobody waits for it."""


def _is_whole(answer: bytearray) -> bool:
    """Whether an answer is there to its end, whichever way its length is told (RFC 9112, 6)."""
    place = answer.find(b"\r\n\r\n") + 4
    if place < 4:
        return False
    found = LENGTH.search(answer, 0, place)
    if found:
        return len(answer) >= place + int(found[1])
    while (end := answer.find(b"\r\n", place)) > 0:
        size = int(answer[place:end], 16)
        place = end + 2 + size + 2
        if not size:
            return len(answer) >= place
    return False


class Visitors:
    """Whoever comes takes a free line, or opens another; and goes away when it lasts too long."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = str(parts.hostname), int(parts.port or 80)
        self.waited = Waited()
        self._free: list[Line] = []
        self._busy: set[Line] = set()
        self._opening: set[asyncio.Task[None]] = set()

    def question(self, stop: Stop) -> bytes:
        """What a visitor of this screen sends."""
        cookies = "; ".join(f"{name}={value}" for name, value in stop.cookies.items())
        head = f"GET {stop.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: {cookies}\r\n"
        return f"{head}Accept-Encoding: gzip\r\n\r\n".encode()

    def come(self, name: str, question: bytes, came: float) -> None:
        """One visitor, who should have come at this moment."""
        while self._free:
            line = self._free.pop()
            if not line.broken:
                self._ask(line, name, question, came)
                return
        opening = asyncio.create_task(self._open(name, question, came))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)

    async def _open(self, name: str, question: bytes, came: float) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, line = await asyncio.wait_for(loop.create_connection(Line, self.host, self.port), PATIENCE)
        except (OSError, TimeoutError):
            self._note(name, came, 0)
        else:
            self._ask(line, name, question, came)

    def _ask(self, line: Line, name: str, question: bytes, came: float) -> None:
        def ended(status: int) -> None:
            self._note(name, came, status)
            self._busy.discard(line)
            self._free.append(line)

        self._busy.add(line)
        line.ask(question, ended)

    def _note(self, name: str, came: float, status: int) -> None:
        self.waited.errors += status != 200
        self.waited.times.setdefault(name, []).append(1000 * (time.perf_counter() - came))

    async def go(self) -> None:
        """Wait for everybody, and hang up. Whoever waits longer than anybody would goes away."""
        while self._busy or self._opening:
            self.lose_patience()
            await asyncio.sleep(0.05)
        for line in self._free:
            line.hang_up()

    def lose_patience(self) -> None:
        """Let those go who wait too long."""
        long_ago = time.perf_counter() - PATIENCE
        for line in [each for each in self._busy if each.since < long_ago]:
            line.hang_up()


async def visited(address: str, stops: Sequence[Stop], *, rate: float, seconds: float) -> Waited:
    """Send visitors at moments drawn beforehand (a Poisson process), and wait for all of them."""
    chance, visitors = random.Random(5), Visitors(address)  # noqa: S311 - when people come is no secret
    questions = [(each.name, visitors.question(each)) for each in stops]
    weights = list(itertools.accumulate(MIX.get(each.name, 1) for each in stops))
    began, moment = time.perf_counter(), 0.0
    while (moment := moment + chance.expovariate(rate)) < seconds:
        await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
        visitors.lose_patience()
        ((name, question),) = chance.choices(questions, cum_weights=weights)
        visitors.come(name, question, began + moment)
    await visitors.go()
    return visitors.waited


def main(words: Sequence[str]) -> int:
    """Everything, in one run; 1 when a screen is over its bar or anything went wrong."""
    reader = argparse.ArgumentParser(prog="python -m bench.load")
    reader.add_argument("--rate", type=int, default=200, help="requests a second (default: 200)")
    reader.add_argument("--seconds", type=int, default=60, help="for how long (default: 60)")
    reader.add_argument("--crowd", type=int, default=0, help="requests in the database beside the demo's")
    asked = reader.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run("migrate", data=data)
        run("load-demo", data=data)
        if asked.crowd:
            crowd = [sys.executable, "-m", "bench.crowd", "--requests", str(asked.crowd)]
            subprocess.run(crowd, env=environment(data, {}), check=True)
        with served(data, workers=os.cpu_count() or 2) as address, nothing_served(data) as nothing:
            stops = stops_of(address)
            print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            idle = [Stop("nothing", "/gezond", {}, RESIDENT)]
            _tell(idle, asyncio.run(visited(nothing, idle, rate=asked.rate, seconds=10)), asked.rate)
            for rate in (each for each in LADDER if each < asked.rate):
                _tell(stops, asyncio.run(visited(address, stops, rate=rate, seconds=10)), rate)
            waited = asyncio.run(visited(address, stops, rate=asked.rate, seconds=asked.seconds))
            _tell(stops, waited, asked.rate)
    return 1 if waited.errors or waited.over(stops) else 0


def _tell(stops: Sequence[Stop], waited: Waited, rate: int) -> None:
    over = waited.over(stops)
    verdict = f"over the bar: {', '.join(over)}" if over else "within the bars"
    print(f"\n{rate} requests a second: {waited.errors} errors, {verdict}")
    for each in stops:
        figures = f"{waited.p(each.name, 50):>9.1f} {waited.p(each.name, 95):>9.1f} {each.bars.p95:>6.0f}"
        print(f"  {each.name:<12} p50, p95 and bar in ms {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
