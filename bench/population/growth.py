"""How the cost grows with the population, streamed: a table and a picture for docs/.

Takes   a city file, and a way to measure a run.
Gives   docs/population-growth.md and docs/population-growth.svg.
Knows   nothing of laws.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench.population.figures import busy

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """\
# How the cost of a population grows

Written by `python -m bench.population --growth`: from Parquet to Parquet, all schemes, streamed.
To begin (open, write the receipt, close) is what a file with one household takes; compiling is not in it.
"""
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def measure(work: Path, city: Path, there: int, ours: Callable[..., dict[str, Any]]) -> None:
    """Run every size and write the table and the picture. Larger cities repeat the one that is there."""
    rows = []
    for size in SIZES:
        path = _of_size(work / f"{size}.parquet", city, size, there)
        found = ours("file", "--city", str(path), "--out", str(work / "grown.parquet"))
        rows.append((size, found["seconds"], found["begin"], found["peak_mb"]))
        path.unlink()
        print(f"{size:>12,} {found['seconds']:>9.2f} s {found['per_second']:>12,.0f}/s", flush=True)
    lines = [
        "| households | seconds | of which to begin | microseconds a household | peak memory, MB |",
        "|---:|---:|---:|---:|---:|",
    ]
    for size, took, begin, most in rows:
        each = max(0.0, took - begin) / size * 1e6
        lines.append(f"| {size:,} | {took:.2f} | {begin:.2f} | {each:.2f} | {most:.0f} |")
    text = f"{HEAD}\n{busy()}\n\n" + "\n".join(lines) + "\n\n![](population-growth.svg)\n"
    (DOCS / "population-growth.md").write_text(text, "utf-8")
    (DOCS / "population-growth.svg").write_text(_picture([(row[0], row[1]) for row in rows]), "utf-8")


def _of_size(path: Path, city: Path, size: int, there: int) -> Path:
    file = pq.ParquetFile(city)
    with pq.ParquetWriter(
        path, file.schema_arrow, compression="lz4", store_decimal_as_integer=True
    ) as writer:
        written = 0
        while written < size:
            for batch in file.iter_batches(65_536):
                part = batch.slice(0, size - written)
                if len(part):
                    writer.write_batch(part)
                    written += len(part)
    return path


def _picture(points: list[tuple[int, float]]) -> str:
    """Seconds over households, both by powers of ten."""
    from math import log10

    def at(size: int, seconds: float) -> tuple[float, float]:
        return 90 + (log10(size) - 4) * 190, 300 - (log10(seconds) + 1.5) * 65

    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="#00725c"/>'
        f'<text x="{x + 10:.0f}" y="{y + 18:.0f}">{seconds:.1f} s</text>'
        f'<text x="{x:.0f}" y="330" text-anchor="middle">{size:,}</text>'
        for size, seconds in points
        for x, y in [at(size, seconds)]
    )
    line = " ".join(f"{x:.0f},{y:.0f}" for size, seconds in points for x, y in [at(size, seconds)])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 360" role="img" aria-labelledby="t" '
        'font-family="system-ui, sans-serif" font-size="14">'
        '<title id="t">Seconds by number of households</title><rect width="760" height="360" fill="#ffffff"/>'
        f'<polyline points="{line}" fill="none" stroke="#00725c" stroke-width="2"/>{marks}'
        '<text x="380" y="352" text-anchor="middle" fill="#555555">households</text></svg>\n'
    )
