"""The figures of a run of the bench, into docs/population.md.

Takes   the lines that were told.
Gives   the part of that page between its two marks, written anew, with the day and how busy the machine was.
Knows   nothing of what the figures are.
"""

import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "population.md"
BEGIN, END = "<!-- written by the bench -->", "<!-- until here -->"


def write(lines: Sequence[str]) -> None:
    """Put these lines between the marks. Raises `ValueError` when the marks are not there."""
    text = PAGE.read_text("utf-8")
    first, last = text.index(BEGIN) + len(BEGIN), text.index(END)
    part = "\n".join(["", busy(), "", "```text", *lines, "```", ""])
    PAGE.write_text(text[:first] + part + text[last:], "utf-8")


def busy() -> str:
    """When this was measured, on what, and how much else the machine had to do."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[2]
    today = time.strftime("%Y-%m-%d", time.gmtime())
    machine = f"{cores} cores ({platform.machine()}), Python {platform.python_version()}"
    quiet = "quiet" if load < cores + 1 else "busy: a second is less than one"
    return (
        f"Measured on {today}: {machine}; the load of the last quarter of an hour was {load:.1f} ({quiet})."
    )
