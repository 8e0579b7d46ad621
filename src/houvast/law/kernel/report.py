"""The outcomes of a population as a table for people who make policy.

Takes   tallies per scheme, the titles and units of schemes.
Gives   lines of text. Counts below 10 are hidden: they could be about somebody.
Knows   nothing of files.
"""

from collections.abc import Mapping, Sequence

from houvast.law.corpus import Corpus
from houvast.law.kernel.stream import Run

HIDDEN_BELOW = 10


def count_text(count: int) -> str:
    """A count, or `<10` for one that could point at somebody."""
    return f"<{HIDDEN_BELOW}" if 0 < count < HIDDEN_BELOW else f"{count:,}"


def euros_text(cents: int, count: int) -> str:
    """Euros, hidden with the count that they belong to."""
    return "" if 0 < count < HIDDEN_BELOW else f"{(cents + 50) // 100:,}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows under a head, as aligned text: the first column to the left, the others to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def summary(run: Run, corpus: Corpus, by_hand: Mapping[str, str]) -> str:
    """Per scheme: households with a right, their share, what it comes to, and where the law's own value is
    unknown."""
    rows = [["scheme", "households", "share", "euros", "per", "unknown", ""]]
    for name, tally in run.tallies.items():
        law = corpus.laws[name]
        period = law.steps[law.amount].unit.name.partition("/")[2] if law.amount else ""
        rows.append(
            [
                name,
                count_text(tally.households),
                f"{100 * tally.households / max(1, run.households):.1f} %",
                euros_text(tally.cents, tally.households) if law.amount else "",
                period,
                count_text(tally.unknown) if tally.unknown else "",
                "exact engine" if name in by_hand else "",
            ]
        )
    return table(rows)
