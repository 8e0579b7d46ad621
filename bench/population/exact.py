"""Exact, explained and compiled over a whole city: 0 differences to the cent, or which.

Takes   `--households`, `--on`, `--seed`, `--laws`, `--processes`, and `--notes`: the file in which each piece
        that is done is noted. Stop it whenever you like: the same command goes on where it was.
Gives   a line per piece in that file, and what they come to together; exit status 1 when anything differs.
Knows   nothing of what the laws say. Every household is computed three times: compiled, exact, and with the
        notes from which explanations are made (what a step gave for the very same values is not computed
        again); and one in a hundred is explained in full, by the door that people use.
"""

import argparse
import datetime
import functools
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from houvast.law.api import ENGINE, load_corpus
from houvast.law.city.build import CHUNK, city_schema, draw_chunk
from houvast.law.commands import default_laws
from houvast.law.kernel.engine import Kernel, kernel
from houvast.law.kernel.tests.same import Comparison

PIECE = 2_048
"""Households between two notes: a few seconds."""
EXPLAINED = 100
SHOWN = 5


def main(words: Sequence[str]) -> int:
    """Compare what is not done yet; tell what is."""
    parser = argparse.ArgumentParser(prog="python -m bench.population.exact")
    parser.add_argument("--households", type=int, default=1_000_000)
    parser.add_argument("--on", type=datetime.date.fromisoformat, default=datetime.date(2026, 11, 22))
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--laws", type=Path, default=default_laws())
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--notes", type=Path, required=True)
    given = parser.parse_args(words)
    compiled = kernel(load_corpus(given.laws, city="amsterdam"), on=given.on)
    if given.part is not None:
        _compare(compiled, given)
        return 0
    mine = [sys.executable, "-m", "bench.population.exact", *words]
    running = [subprocess.Popen([*mine, "--part", str(part)]) for part in range(given.processes)]
    ended = [process.wait() for process in running]
    return _tell(compiled, given) or max(ended)


def _compare(compiled: Kernel, given: argparse.Namespace) -> None:
    facts = sorted(compiled.corpus.facts.values(), key=lambda fact: fact.name)
    schema = city_schema(compiled.corpus.facts, given.seed, given.on)
    done = {note["piece"] for note in _notes(compiled, given)}
    pieces = range(given.part, -(-given.households // PIECE), given.processes)
    comparison = Comparison(compiled)
    chunks = functools.lru_cache(1)(
        lambda number: draw_chunk(facts, schema, given.seed, number, given.on),
    )
    for piece in (piece for piece in pieces if piece not in done):
        number, first = divmod(piece * PIECE, CHUNK)
        count = min(PIECE, given.households - piece * PIECE)
        found = comparison.differences(chunks(number).slice(first, count), EXPLAINED)
        note = {"piece": piece, "households": count, "differences": len(found)}
        note |= {"first": [str(difference) for difference in found[:SHOWN]]} | _stamp(compiled, given)
        with given.notes.open("a", encoding="utf-8") as file:
            file.write(json.dumps(note) + "\n")


def _stamp(compiled: Kernel, given: argparse.Namespace) -> dict[str, Any]:
    """What a note is about: with other laws, another day or another city, a piece is done again."""
    return {
        "laws": compiled.corpus.digest, "engine": ENGINE, "on": given.on.isoformat(), "seed": given.seed,
        "schemes": len(compiled.schemes), "by_hand": len(compiled.by_hand),
    }  # fmt: skip


def _notes(compiled: Kernel, given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    stamp = _stamp(compiled, given)
    for line in given.notes.read_text("utf-8").splitlines() if given.notes.exists() else ():
        note = json.loads(line)
        if note.items() >= stamp.items() and note["piece"] * PIECE < given.households:
            yield note


def _tell(compiled: Kernel, given: argparse.Namespace) -> int:
    notes = {note["piece"]: note for note in _notes(compiled, given)}
    households, wrong = (sum(note[what] for note in notes.values()) for what in ("households", "differences"))
    schemes = f"{len(compiled.schemes)} schemes, {len(compiled.by_hand)} of them not compiled"
    print(f"{households:,} households of seed {given.seed} on {given.on}, {schemes}: {wrong} differences")
    for note in notes.values():
        for difference in note["first"]:
            print(f"  piece {note['piece']}: {difference}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
