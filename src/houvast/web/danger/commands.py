"""`houvast emergencies`: what danger is learned from, learning it anew, and how well that goes.

Takes   the sayings of danger and, as everyday words, the questions of the topics.
Gives   counts; `weights.npz` made anew; or recall and false alarms where whole authors were left out.
Knows   nothing of who asks.
"""

import argparse
import collections
from collections.abc import Sequence
from pathlib import Path

from houvast.config import from_environment
from houvast.language.api import (
    ALARM,
    NO_DANGER,
    danger_left_out,
    danger_sayings,
    learn_dangers,
    spoken_questions,
)


def emergencies(words: Sequence[str]) -> int:
    """How emergencies are recognised: count the sayings, learn them anew, or measure."""
    parser = argparse.ArgumentParser(prog="houvast emergencies", description=emergencies.__doc__)
    parser.add_argument("--learn", action="store_true", help="make the weights anew from the sayings")
    parser.add_argument(
        "--measure", action="store_true", help="recall and false alarms where whole authors are left out"
    )
    given = parser.parse_args(words)
    laws = from_environment().corpus_dir
    if given.learn:
        print("The words first, some minutes; then what is meant.", flush=True)
        learn_dangers(spoken_questions(laws))
    elif given.measure:
        _measure(laws)
    else:
        _count()
    return 0


def _count() -> None:
    counted = collections.Counter((saying.language, saying.kind) for saying in danger_sayings())
    for (language, kind), count in sorted(counted.items()):
        print(f"{language:5}{kind:12}{count:6}")


def _measure(laws: Path) -> None:
    seen: collections.Counter[tuple[str, bool]] = collections.Counter()
    alarmed: collections.Counter[tuple[str, bool]] = collections.Counter()
    for saying, chances in danger_left_out(spoken_questions(laws)):
        grave = saying.kind != NO_DANGER
        seen[saying.language, grave] += 1
        alarmed[saying.language, grave] += float(1 - chances[-1]) >= ALARM
    print(f"{'':6}{'recall':>8}{'of':>6}{'false':>8}{'of':>6}")
    for language in sorted({language for language, _ in seen}):
        parts = ((alarmed[language, grave], seen[language, grave]) for grave in (True, False))
        print(f"{language:6}" + "".join(f"{hits / (of or 1):8.3f}{of:6}" for hits, of in parts))
