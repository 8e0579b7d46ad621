"""`houvast population`: the laws over a whole population, and why one household got what it got.

Takes   the words of the command.
Gives   a file of outcomes, tables on the terminal, an exit status: 0 done, 1 the laws or the receipt do
        not fit,
        2 the call or the population was wrong.
Knows   nothing of how outcomes are computed.
"""

import argparse
import datetime
import os
import sys
import time
from pathlib import Path

from houvast.law.api import BadCorpus, Corpus, OutsideCorpus, load_corpus
from houvast.law.commands import default_laws
from houvast.law.kernel.engine import Kernel, kernel
from houvast.law.kernel.incoming import BadPopulation
from houvast.law.kernel.progress import Progress
from houvast.law.kernel.receipt import NoReceipt
from houvast.law.kernel.report import summary
from houvast.law.kernel.stream import Run, keep_memory, open_population, run_file
from houvast.law.reform import read_reform


def population(words: list[str]) -> int:
    """`houvast population IN.parquet OUT.parquet --on DAY ...`, `... explain ...`, `... compare ...`."""
    commands = {"explain": _explain, "compare": _compare}
    try:
        return commands[words[0]](words[1:]) if words and words[0] in commands else _run(words)
    except (BadCorpus, NoReceipt) as error:
        print(error, file=sys.stderr)
        return 1
    except (BadPopulation, OutsideCorpus, LookupError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"houvast population {name}".strip(), description=description)
    parser.add_argument("--laws", type=Path, default=default_laws(), help="the folder with laws")
    parser.add_argument(
        "--city", default=os.environ.get("HOUVAST_CITY") or "amsterdam", help="the municipality"
    )
    return parser


def _run(words: list[str]) -> int:
    parser = _parser("", "Every scheme for every household of a population. Also: explain, compare.")
    parser.add_argument("source", type=Path, metavar="IN.parquet")
    parser.add_argument("target", type=Path, metavar="OUT.parquet")
    parser.add_argument("--on", type=datetime.date.fromisoformat, required=True, metavar="DAY")
    parser.add_argument("--reform", type=Path, metavar="FILE", help="with this proposal laid over the laws")
    parser.add_argument("--scheme", action="append", help="only this scheme (may be repeated)")
    parser.add_argument("--engine", choices=("local", "dask"), default="local")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="threads, or Dask processes")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster that is there already")
    given = parser.parse_args(words)
    file = open_population(given.source)
    corpus = corpus_of(given)
    compiled = kernel(corpus, on=given.on, schemes=given.scheme, processes=given.workers)
    progress = Progress(file.metadata.num_rows, "households", clock=time.monotonic)
    run = _compute(compiled, given, progress)
    progress.close()
    print(summary(run, corpus, compiled.by_hand))
    print(f"\n{run.households:,} households on {given.on}; outcomes in {given.target}.")
    for scheme, why in compiled.by_hand.items():
        print(f"{scheme} was computed by the exact engine: {why}", file=sys.stderr)
    return 0


def _compute(compiled: Kernel, given: argparse.Namespace, progress: Progress) -> Run:
    reform = given.reform.name if given.reform else ""
    if given.engine == "local":
        keep_memory()
        return run_file(
            compiled, given.source, given.target, reform=reform, threads=given.workers, say=progress.add
        )
    from houvast.law.kernel.cluster import run_cluster

    return run_cluster(
        compiled, given.source, given.target, reform=given.reform, laws=given.laws, workers=given.workers,
        scheduler=given.scheduler, say=progress.add,
    )  # fmt: skip


def corpus_of(given: argparse.Namespace) -> Corpus:
    """The laws, with the reform over them when one is given."""
    corpus = load_corpus(given.laws, city=given.city)
    return read_reform(given.reform, corpus).corpus if given.reform else corpus


def _explain(words: list[str]) -> int:
    from houvast.law.kernel.explaining import explain

    parser = _parser("explain", "Why one household of a population got what it got, exactly.")
    parser.add_argument("outcomes", type=Path, metavar="OUT.parquet")
    parser.add_argument("--household", type=int, required=True, metavar="ID")
    parser.add_argument(
        "--population", type=Path, metavar="IN.parquet", help="where it is not beside OUT.parquet"
    )
    parser.add_argument("--reform", type=Path, metavar="FILE", help="the proposal that the run was made with")
    parser.add_argument("--scheme", action="append", help="only this scheme (may be repeated)")
    given = parser.parse_args(words)
    print(explain(given.outcomes, given.household, corpus_of(given), given.population, given.scheme), end="")
    return 0


def _compare(words: list[str]) -> int:
    from houvast.law.kernel.compare import compare_files
    from houvast.law.kernel.picture import picture

    parser = _parser(
        "compare", "Who gains, who loses and what it costs, between two runs over one population."
    )
    parser.add_argument("before", type=Path, metavar="BEFORE.parquet")
    parser.add_argument("after", type=Path, metavar="AFTER.parquet")
    parser.add_argument("--population", type=Path, required=True, metavar="IN.parquet")
    parser.add_argument("--picture", type=Path, metavar="OUT.svg", help="draw it too")
    given = parser.parse_args(words)
    comparison = compare_files(given.before, given.after, given.population)
    print(comparison.as_text())
    if given.picture:
        given.picture.write_text(picture(comparison), encoding="utf-8")
    return 0
