"""How much memory the whole program takes while people use it: the server, its workers, the worker of jobs.

Takes   nothing: it makes a fictional city in a temporary folder, serves it as an operator would, and asks.
Gives   per process what it has for itself and its part of what is shared (PSS), before and after; exit
        status 1 above the bar. `--workers` sets how many processes answer; `--questions` how much is asked.
Knows   the bar. Linux only: the figures come from `/proc/PID/smaps_rollup`.

    python -m bench.memory [--workers 2] [--questions 300]
"""

import argparse
import http.client
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from tools.served import HOUVAST, environment, run, served, stop
from tools.visitor import browser, walk_as_counsellor, walk_as_resident

BAR = 1200
"""Megabytes (10^6 bytes) for the whole program."""
SETS = Path(__file__).parents[1] / "tools" / "evaluation"


def main(words: Sequence[str]) -> int:
    """Everything, in one run."""
    reader = argparse.ArgumentParser(prog="python -m bench.memory")
    reader.add_argument("--workers", type=int, default=2)
    reader.add_argument("--questions", type=int, default=300)
    asked = reader.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        run("migrate", data=data)
        run("load-demo", data=data)
        with served(data, workers=asked.workers) as address, worker_of_jobs(data) as jobs:
            port = str(urlsplit(address).port)
            print(f"begun: {_told(port, jobs):.0f} MB", flush=True)
            for walk in (walk_as_resident, walk_as_counsellor):
                with browser() as page:
                    walk(page, address, lambda screen: None)
            print(f"after a resident and a counsellor: {_told(port, jobs):.0f} MB", flush=True)
            ask(address, itertools.islice(questions(), asked.questions))
            took = _told(port, jobs)
            print(f"after {asked.questions} questions in own words: {took:.0f} MB (at most {BAR})")
    return 1 if took > BAR else 0


def questions() -> Iterator[str]:
    """What people ask in four languages, then what they write in danger."""
    for file in (*sorted(SETS.glob("asked*.tsv")), *sorted(SETS.glob("emergency*.tsv"))):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split("\t")[-1]


def ask(address: str, texts: Iterator[str]) -> None:
    """Each text on a line of its own, so that every worker gets its part."""
    for text in texts:
        line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        line.request("GET", f"/antwoord/?v={quote(text)}")
        line.getresponse().read()
        line.close()


@contextmanager
def worker_of_jobs(data: Path) -> Iterator[int]:
    """`houvast worker` beside the server; gives its process id."""
    with (data / "jobs.log").open("wb") as log:
        command = [str(HOUVAST), "worker"]
        process = subprocess.Popen(
            command, env=environment(data, {}), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process.pid
    finally:
        stop(process)


def _told(port: str, jobs: int) -> float:
    """Print what each process has; gives the sum in megabytes."""
    sizes = {pid: _proportional(pid) for pid in [*_serving(port), jobs]}
    for pid, size in sizes.items():
        print(f"  {'jobs' if pid == jobs else 'serve':<6} {pid:>7} {size:>7.0f} MB")
    return sum(sizes.values())


def _serving(port: str) -> list[int]:
    """The server and its workers, which bear its command line; the first is the one that began."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().split(b"\0")
        except OSError:  # it ended while we looked
            continue
        if b"serve" in words and port.encode() in words:
            found.append(int(file.parent.name))
    return sorted(found)


def _proportional(pid: int) -> float:
    """Its own memory and its part of what it shares, in megabytes (10^6 bytes)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"This kernel does not tell the Pss of process {pid}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
