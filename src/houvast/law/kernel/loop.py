"""One loop over the persons or households of a block, in the making.

Takes   formulas, one after another, and the rows that the emitter hands out.
Gives   lines of code: what must come before the loop, the loop, and the bringing together of persons after
        it.
Knows   nothing of laws or of what comes out in the end.
"""

import dataclasses
import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from houvast.law import ir
from houvast.law.kernel import calendar
from houvast.law.kernel.doubtful import NotCompiled, Value
from houvast.law.kernel.exact import Number
from houvast.law.kernel.items import Key, is_loop
from houvast.law.kernel.lower import lower
from houvast.law.kernel.stored import Stored, parts, place
from houvast.law.kernel.whole import Body, Whole, constant, needs_wide

if TYPE_CHECKING:
    from houvast.law.kernel.emit import Emitter

DAYS = (datetime.date(1990, 1, 1), datetime.date(2090, 12, 31))
"""The days on which laws can be read."""


def one(code: str) -> str:
    """1.0 for yes, 0.0 for no."""
    return {"True": "1.0", "False": "0.0"}.get(code) or f"one({code})"


class Loop:
    """One loop in the making; the leaves of the formulas in it. `making` is the item that is being
    computed."""

    def __init__(self, emitter: "Emitter", *, personal: bool, prefix: str) -> None:
        self.emitter, self.personal = emitter, personal
        self.body = Body(prefix)
        self.local: dict[Key, Value] = {}
        self.making: Key | None = None
        self.index = "j" if personal else "i"
        self.before: list[str] = []
        self.stores: list[str] = []
        self.after: list[str] = []
        self.zeroes: list[tuple[int, str]] = []

    def leaf(self, node: ir.Fact | ir.StepValue) -> Value:
        """A fact or a step, at this place."""
        if isinstance(node, ir.Fact) and node.name == "day":
            return calendar.date(
                self.body, Whole("day", calendar.as_number(DAYS[0]), calendar.as_number(DAYS[1])), *DAYS
            )
        if isinstance(node, ir.Fact):
            return self._read(self.emitter.fact(node))
        return self._made(self._key(node))

    @staticmethod
    def _key(node: ir.StepValue) -> Key:
        return (node.law, node.name)

    def _made(self, key: Key) -> Value:
        emitter = self.emitter
        if key in emitter.why_not:
            name = ".".join(key) if isinstance(key, tuple) else "an aggregate"
            raise NotCompiled(f"it builds on {name}: {emitter.why_not[key]}")
        if key in emitter.known:
            return emitter.known[key]
        if key in self.local and self.index != "a":
            return self.local[key]
        return self._read(emitter.stored[key])

    def _read(self, stored: Stored) -> Value:
        if stored.personal == self.personal:
            return stored.load(self.body, self.index)
        if stored.personal:
            return stored.load(self.body, self.body.name("off[i]"))
        return self._expanded(stored).load(self.body, "j")

    def _expanded(self, stored: Stored) -> Stored:
        """The household's value beside each person, so that the loop over persons need not look it up."""
        rows = []
        for row in stored.rows:
            if row not in self.emitter.expanded:
                target = self.emitter.row(personal=True)
                self.emitter.expanded[row] = Stored(True, (target,), stored.template)
                source = place(row, "hh[j]", personal=False)
                self.before.append(f"{place(target, 'j', personal=True)} = {source}")
            rows.append(self.emitter.expanded[row].rows[0])
        return dataclasses.replace(stored, personal=True, rows=tuple(rows))

    def parameter(self, node: ir.Parameter) -> Any:
        """A parameter's value on the day."""
        return self.emitter.values[node.law, node.name]

    def aggregate(self, node: ir.Aggregate) -> Value:
        """The applicant's own value; every other aggregate is `shared`."""
        assert node.value is not None
        return lower(node.value, self)

    def word(self, choice: str) -> int:
        """The number of a choice."""
        return self.emitter.word(choice)

    def shared(self, node: ir.Node) -> Value | None:
        """The value of what was computed before; None for what is being computed now."""
        if node == self.making:
            return None
        if is_loop(node) or node in self.emitter.stored or node in self.local or node in self.emitter.known:
            return self._made(node)
        return None

    def store(self, value: Value) -> Stored:
        """Keep a value in rows."""
        rows = []
        for code in parts(value):
            rows.append(self.emitter.row(personal=self.personal))
            self.stores.append(f"{place(rows[-1], self.index, personal=self.personal)} = {code}")
        return Stored(self.personal, tuple(rows), value)

    def keep_row(self, code: str) -> int:
        """Keep one float of code."""
        row = self.emitter.row(personal=self.personal)
        self.stores.append(f"{place(row, self.index, personal=self.personal)} = {code}")
        return row

    def gather(self, function: str, holds: str, value: Number, most: int) -> Stored:
        """Bring the persons' values together in a row of households."""
        if not value.divisor.constant:
            raise NotCompiled("a sum over persons of shares")
        if function in {"largest", "smallest"}:
            return self._best(function, holds, value)
        low, high = min(Fraction(0), value.low * most), max(Fraction(0), value.high * most)
        numerator = value.numerator
        total = Whole("", min(0, numerator.low * most), max(0, numerator.high * most))
        if needs_wide(total.low, total.high):
            return self._wide_sum(holds, value, dataclasses.replace(total, wide=True), (low, high))
        row, beside = self._beside("0.0", holds, numerator.code)
        self.after.append(f"{place(row, 'hh[j]', personal=False)} += {place(beside, 'j', personal=True)}")
        return Stored(False, (row,), Number(total, value.scale, low, high), function)

    def _beside(self, start: str, holds: str, code: str) -> tuple[int, int]:
        """A row of households that begins at `start`, and a row of persons with what each brings to it."""
        row = self.emitter.row(personal=False)
        self.zeroes.append((row, start))
        return row, self.keep_row(code if holds == "True" else f"choose({holds}, {code}, {start})")

    def _best(self, function: str, holds: str, value: Number) -> Stored:
        if value.numerator.wide:
            raise NotCompiled("the largest of numbers too large")
        better, start = (">", "-np.inf") if function == "largest" else ("<", "np.inf")
        row, beside = self._beside(start, holds, value.numerator.code)
        target, own = place(row, "hh[j]", personal=False), place(beside, "j", personal=True)
        self.after.append(f"{target} = choose({own} {better} {target}, {own}, {target})")
        low, high = min(value.low, Fraction(0)), max(value.high, Fraction(0))
        whole = Whole("", min(0, value.numerator.low), max(0, value.numerator.high))
        return Stored(False, (row,), Number(whole, value.scale, low, high), function)

    def _wide_sum(self, holds: str, value: Number, total: Whole, ends: tuple[Fraction, Fraction]) -> Stored:
        """A sum in two words: their bits are kept in two rows of floats."""
        both = self.body.choose(holds, value.numerator, constant(0))
        words = self.body.as_wide(both)
        rows, mine = zip(
            *(self._beside("0.0", "True", f"word_float({words}[{k}])") for k in (0, 1)), strict=True
        )
        sums, own = (
            ", ".join(f"float_word({place(row, index, personal=personal)})" for row in found)
            for found, index, personal in ((rows, "hh[j]", False), (mine, "j", True))
        )
        name = f"sum_{rows[0]}"
        self.after.append(f"{name} = w_add(({sums}), ({own}))")
        self.after += [
            f"{place(row, 'hh[j]', personal=False)} = word_float({name}[{k}])" for k, row in enumerate(rows)
        ]
        return Stored(False, tuple(rows), Number(total, value.scale, *ends), "sum")

    def lines(self) -> list[str]:
        """The loop, with what must come before and after it."""
        count = "p" if self.personal else "n"
        found: list[str] = []
        for inner, size in ((self.before, "p"),):
            found += _loop("j", size, inner)
        found += _loop(
            "i", "n", [f"{place(row, 'i', personal=False)} = {start}" for row, start in self.zeroes]
        )
        if self.stores:
            found += _loop(self.index, count, self.body.lines + self.stores)
        return found + _loop("j", "p", self.after)


def _loop(index: str, count: str, inside: Sequence[str]) -> list[str]:
    return [f"for {index} in range({count}):", *(f"    {line}" for line in inside)] if inside else []
