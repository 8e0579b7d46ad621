"""How well questions in own words are understood, on sets that what was learned never saw.

Takes   `tools/evaluation/*.tsv`, and the understanding of this checkout.
Gives   a table per language with 95 % intervals (Wilson), and `docs/understanding-figures.md`; exit status 1
        when a figure is under its bar.
Knows   the bars. What the sets are worth stands in `tools/evaluation/README.md`: they are small, and no
        resident wrote them.
"""

import dataclasses
import datetime as dt
import math
import os
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from houvast.config import from_environment
from houvast.language.api import (
    Decision,
    Understander,
    Understanding,
    corpus_topics,
    learned_folder,
    understander,
)

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tools" / "evaluation"
REPORT = ROOT / "docs" / "understanding-figures.md"
DAY = dt.date(2026, 11, 22)
LANGUAGES = ("nl", "en", "tr", "ar")
NONE = "none"
SERIES = {"": "asked", "messy ": "asked_third", "fourth ": "asked_fourth", "fifth ": "asked_fifth"}
"""What stands before the language in the table, and the files."""
OUTSIDE = {"": "outside.tsv", "fourth ": "outside_fourth.tsv", "fifth ": "outside_fifth.tsv"}
"""What is no question for us."""
DANGER = {
    "emergency.tsv": "second series, seen",
    "emergency_choosing.tsv": "the chance was chosen on these",
    "emergency_eighth.tsv": "eighth series, blind",
    "emergency_ninth.tsv": "ninth series, blind",
}
"""The sets of emergencies and of everyday lines that look like them, and what each is worth."""
TWO = {"twee", "two"}
"""The style of a line that asks two things; both are its topics."""


@dataclasses.dataclass(frozen=True)
class Figure:
    """So many of so many, and the bar: at least, or at most."""

    name: str
    hits: int
    of: int
    bar: float | None = None
    at_most: bool = False

    @property
    def share(self) -> float:
        """The part that it is, 0 when there was nothing to count."""
        return self.hits / self.of if self.of else 0.0

    @property
    def holds(self) -> bool:
        """Whether the bar is reached; a figure without a bar always is."""
        if self.bar is None:
            return True
        return self.share <= self.bar if self.at_most else self.share >= self.bar

    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Wilson 1927)."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.96, self.of, self.share
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def row(self) -> str:
        """A line of the table."""
        low, high = self.interval()
        bar = "" if self.bar is None else f"{'≤' if self.at_most else '≥'} {self.bar:.2f}"
        mark = "" if self.holds else " **under**"
        return (
            f"| {self.name} | {self.share:.3f} ({low:.2f}-{high:.2f}) | {self.hits}/{self.of} | {bar}{mark} |"
        )


def main(words: Sequence[str]) -> int:
    """Measure, print, and write the report."""
    if "--letters" in words:
        os.environ["HOUVAST_UNDERSTANDING"] = "letters"
    config = from_environment()
    ready = understander(corpus_topics(config.city, config.corpus_dir), config.corpus_dir, learned_folder())
    times: list[float] = []
    figures = [
        *(figure for before, files in SERIES.items() for figure in _asked(ready, times, before, files)),
        *(figure for before, file in OUTSIDE.items() for figure in _outside(ready, times, before, file)),
        *_emergencies(ready, times),
    ]
    lines = _report(figures, times, with_model=ready.model is not None)
    print("\n".join(lines))
    if ready.model is not None:
        REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if all(figure.holds for figure in figures) else 1


@dataclasses.dataclass
class _Count:
    """How one language went."""

    lines: int = 0
    first: int = 0
    third: int = 0
    through: int = 0
    two: int = 0
    apart: int = 0
    answered: int = 0
    right: int = 0

    def add(self, accepted: Sequence[str], style: str, found: Understanding) -> None:
        """One line, heard."""
        names = [one.topic for one in found.candidates[:3]]
        good = names[:1] != [] and names[0] in accepted
        self.lines += 1
        self.first += good
        self.third += any(name in accepted for name in names)
        # An emergency goes to a person whatever it is about, and is no guess.
        self.through += found.decision is not Decision.PERSON or bool(found.dangers)
        if found.decision is Decision.ANSWER:
            self.answered += 1
            self.right += good
        if style in TWO:
            parts = {part.candidates[0].topic for part in found.parts if part.candidates}
            self.two += 1
            self.apart += set(accepted) <= parts


def _asked(ready: Understander, times: list[float], before: str, files: str) -> Iterable[Figure]:
    counts: list[_Count] = []
    for language in LANGUAGES:
        count = _Count()
        for topics, style, text in _rows(f"{files}_{language}.tsv"):
            count.add(topics.split("|"), style, _heard(ready, text, language, times))
        if not count.lines:
            continue
        counts.append(count)
        name, dutch = before + language, language == "nl"
        yield Figure(f"{name}: right at the first guess", count.first, count.lines, 0.85 if dutch else None)
        yield Figure(f"{name}: right in three", count.third, count.lines, 0.94 if dutch else 0.85)
        yield Figure(f"{name}: not stopped as no question for us", count.through, count.lines, 0.90)
    if two := sum(count.two for count in counts):
        yield Figure(f"{before}two questions kept apart", sum(count.apart for count in counts), two)
    if answered := sum(count.answered for count in counts):
        yield Figure(f"{before}answered at once", answered, sum(count.lines for count in counts))
        yield Figure(
            f"{before}right when answered at once", sum(count.right for count in counts), answered, 0.97
        )


def _outside(ready: Understander, times: list[float], before: str, file: str) -> Iterable[Figure]:
    rows = _rows(file)
    if not rows:
        return
    stopped = sum(_heard(ready, text, language, times).decision is Decision.PERSON for language, text in rows)
    yield Figure(f"{before}no question for us: stopped", stopped, len(rows), 0.90)


@dataclasses.dataclass(frozen=True)
class _Alarm:
    """One line of a set of danger, heard."""

    series: str
    language: str
    kind: str
    kinds: frozenset[str]


def _emergencies(ready: Understander, times: list[float]) -> Iterable[Figure]:
    alarms = [
        _Alarm(series, language, kind, frozenset(danger.kind.value for danger in found.dangers))
        for file, series in DANGER.items()
        for kind, language, text in _rows(file)
        for found in (_heard(ready, text, language, times),)
    ]
    for series in DANGER.values():
        yield from _noticed(series, [alarm for alarm in alarms if alarm.series == series])
    for language in dict.fromkeys(alarm.language for alarm in alarms):
        yield from _noticed(f"all series, {language}", [each for each in alarms if each.language == language])
    yield from _noticed("all series", alarms)


def _noticed(which: str, alarms: Sequence[_Alarm]) -> Iterable[Figure]:
    feared = [alarm for alarm in alarms if alarm.kind != NONE]
    usual = [alarm for alarm in alarms if alarm.kind == NONE]
    if not feared or not usual:
        return
    noticed = sum(bool(alarm.kinds) for alarm in feared)
    named = sum(alarm.kind in alarm.kinds for alarm in feared)
    false = sum(bool(alarm.kinds) for alarm in usual)
    yield Figure(f"emergency recognised ({which})", noticed, len(feared), 0.99)
    yield Figure(f"emergency: the kind that was meant is named ({which})", named, len(feared))
    yield Figure(f"false alarms ({which})", false, len(usual), 0.05, at_most=True)


def _heard(ready: Understander, text: str, language: str, times: list[float]) -> Understanding:
    began = time.perf_counter()
    found = ready.understand(text, on=DAY, chosen=language if language in LANGUAGES else None)
    times.append((time.perf_counter() - began) * 1000)
    return found


def _rows(name: str) -> list[list[str]]:
    """The lines of a set; none when nobody wrote it: what was seen moved to `laws/questions/heard`."""
    if not (SETS / name).is_file():
        return []
    text = (SETS / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _report(figures: Sequence[Figure], times: Sequence[float], *, with_model: bool) -> list[str]:
    ninety_fifth = statistics.quantiles(times, n=20)[-1]
    return [
        "<!-- Made by `make evaluate`. Do not edit here. -->",
        "",
        "# How well questions are understood",
        "",
        "Measured on sets that what was learned never saw: by a language model, no residents"
        " (`tools/evaluation/README.md`). Between brackets the 95 % interval.",
        "",
        "With the embedding model." if with_model else "On letters alone, without the embedding model.",
        "",
        "| figure | share | count | bar |",
        "|---|---|---|---|",
        *(figure.row() for figure in figures),
        "",
        f"One question took {statistics.median(times):.0f} ms at the median, {ninety_fifth:.0f} ms at the"
        " 95th percentile, on that machine and at its load of that moment (bar: 300 ms).",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
