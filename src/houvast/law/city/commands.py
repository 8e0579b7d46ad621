"""`houvast city`: write a synthetic city to a Parquet file.

Takes   the words of the command.
Gives   a file, a line of progress for each second, an exit status.
Knows   nothing of how the city is drawn.
"""

import argparse
import datetime
import sys
import time
from pathlib import Path

from houvast.law.api import load_corpus
from houvast.law.city.build import city, city_schema
from houvast.law.commands import default_laws
from houvast.law.kernel.parquet import Writer
from houvast.law.kernel.progress import Progress


def city_command(arguments: list[str]) -> int:
    """Write a synthetic city. Exit status 0: done; 2: the call was wrong."""
    parser = argparse.ArgumentParser(
        prog="houvast city", description="Write a synthetic, Amsterdam-like population."
    )
    parser.add_argument(
        "--households", type=_number, required=True, help="how many households, for example 100000"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default 1)")
    parser.add_argument("--on", type=datetime.date.fromisoformat, help="the day of the ages", metavar="DAY")
    parser.add_argument("out", type=Path, metavar="OUT.parquet")
    parser.add_argument("--laws", type=Path, default=default_laws(), help="the folder with laws")
    parser.add_argument("--city", default="amsterdam", help="whose facts, beside the national ones")
    words = parser.parse_args(arguments)
    facts = load_corpus(words.laws, city=words.city).facts
    schema = city_schema(facts, words.seed, words.on)
    progress = Progress(words.households, "households drawn", clock=time.monotonic)
    with Writer(words.out, schema) as writer:
        for batch in city(facts, words.households, words.seed, on=words.on):
            writer.write(batch)
            progress.add(len(batch))
    progress.close()
    unmodelled = schema.metadata[b"houvast.unmodelled"].decode()
    print(f"{words.households} synthetic households in {words.out}. Nobody in it exists.")
    if unmodelled:
        print(f"Answered by rule of thumb, not modelled: {unmodelled}", file=sys.stderr)
    return 0


def _number(text: str) -> int:
    number = int(text.replace("_", "").replace(",", ""))
    if not 0 <= number <= 1_000_000_000:
        raise argparse.ArgumentTypeError("give a number from 0 to 1,000,000,000")
    return number
