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
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
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


class Lines:
    """Kept connections to one server: whoever comes takes a free one, or opens another."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = str(parts.hostname), int(parts.port or 80)
        self.free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, stop: Stop) -> int:
        """One request and its whole answer; the status."""
        reader, writer = self.free.pop() if self.free else await asyncio.open_connection(self.host, self.port)
        cookies = "; ".join(f"{name}={value}" for name, value in stop.cookies.items())
        head = f"GET {stop.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: {cookies}\r\n"
        try:
            status = await self._status(reader, writer, head)
        except BaseException:
            writer.close()  # whoever went away leaves no half answer for the next
            raise
        self.free.append((reader, writer))
        return status

    async def _status(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: str) -> int:
        writer.write(f"{head}Accept-Encoding: gzip\r\n\r\n".encode())
        answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        await _body(reader, answer.lower())
        return int(answer.split(" ", 2)[1])

    def close(self) -> None:
        """Hang up everywhere."""
        for _, writer in self.free:
            writer.close()


async def _body(reader: asyncio.StreamReader, head: str) -> None:
    """Read the answer to its end, whichever way its length is told (RFC 9112, 6)."""
    found = re.search(r"\r\ncontent-length: *(\d+)", head)
    if found:
        await reader.readexactly(int(found[1]))
        return
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


async def visited(address: str, stops: Sequence[Stop], *, rate: float, seconds: float) -> Waited:
    """Send visitors at moments drawn beforehand (a Poisson process), and wait for all of them."""
    chance, lines, waited = random.Random(5), Lines(address), Waited()  # noqa: S311 - when people come is no secret
    weights = [MIX.get(each.name, 1) for each in stops]
    began, moment, going = time.perf_counter(), 0.0, []

    async def visit(stop: Stop, came: float) -> None:
        try:
            status = await asyncio.wait_for(lines.ask(stop), PATIENCE)
        except (OSError, EOFError, ValueError, TimeoutError):
            status = 0
        if status != 200:
            waited.errors += 1
        waited.times.setdefault(stop.name, []).append(1000 * (time.perf_counter() - came))

    while (moment := moment + chance.expovariate(rate)) < seconds:
        await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
        (stop,) = chance.choices(stops, weights)
        going.append(asyncio.create_task(visit(stop, began + moment)))
    await asyncio.gather(*going)
    lines.close()
    return waited


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
