"""A line on the terminal for whatever takes longer than a second.

Takes   how much there is to do, what is counted, and a clock that counts seconds.
Gives   one line on stderr, rewritten at most twice a second; nothing at all when it is done within a second.
Knows   nothing of the work.
"""

import sys
from collections.abc import Callable


class Progress:
    """Counts up to `total` and says so."""

    def __init__(self, total: int, what: str, *, clock: Callable[[], float]) -> None:
        self.total, self.what, self.clock = total, what, clock
        self.started = self.shown = clock()
        self.done = 0

    def add(self, number: int) -> None:
        """So many more are done."""
        self.done += number
        now = self.clock()
        if now - self.started > 1 and now - self.shown > 0.5:
            self.shown = now
            self._show(now)

    def close(self) -> None:
        """End the line, if there is one."""
        if self.shown > self.started:
            self._show(self.clock())
            sys.stderr.write("\n")

    def _show(self, now: float) -> None:
        speed = self.done / max(now - self.started, 1e-9)
        part = f"{100 * self.done // self.total} %" if self.total else ""
        sys.stderr.write(f"\r{self.done:,} {self.what} {part}, {speed:,.0f} a second   ")
        sys.stderr.flush()
