"""The source of one function per law: loops over the persons and households of a block.

Takes   the items of `items`, the definitions of facts, and the values of the day.
Gives   `Code`: the source of each law's function, where facts go in and outcomes come out, and what was
        not compiled.
Knows   nothing of Numba, Arrow or files.
"""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from houvast.law import ir
from houvast.law.facts import FactDefinition
from houvast.law.fitting import ROLES
from houvast.law.ir import Level
from houvast.law.kernel import calendar, doubtful, exact, logic
from houvast.law.kernel.doubtful import Choice, End, Maybe, NotCompiled, Quantity, Span, Truth, Value, Verdict
from houvast.law.kernel.exact import Number
from houvast.law.kernel.items import Item, Key, is_loop
from houvast.law.kernel.layout import decimals
from houvast.law.kernel.lower import lower, verdict
from houvast.law.kernel.stored import HOUSEHOLDS, PERSONS, Stored, parts, place
from houvast.law.kernel.whole import Body, TooLarge, Whole
from houvast.law.units import Kind

ARGUMENTS = "hp, pp, offp, hhp, n, p, day"
_DAYS = (datetime.date(1990, 1, 1), datetime.date(2090, 12, 31))


@dataclasses.dataclass(frozen=True)
class Output:
    """Where one scheme's outcome stands: rows of households; `cents` bounds the amount in cents.

    The row of the right holds 1 for yes, 2 for no and 3 for depends; that of the amount holds NaN where it
    is unknown.
    `in_doubt`: whether either can be, because nobody knows some value of the law.
    """

    scheme: str
    right: int
    amount: int | None
    cents: tuple[int, int]
    in_doubt: bool


@dataclasses.dataclass
class Code:
    """Everything that the runtime needs to know of the compiled laws of one day."""

    functions: dict[str, str] = dataclasses.field(default_factory=dict)
    facts: dict[str, Stored] = dataclasses.field(default_factory=dict)
    outputs: list[Output] = dataclasses.field(default_factory=list)
    failed: dict[str, str] = dataclasses.field(default_factory=dict)
    words: dict[str, int] = dataclasses.field(
        default_factory=lambda: {role: code for code, role in enumerate(ROLES)}
    )
    household_rows: int = 0
    person_rows: int = 0


class Emitter:
    """Makes the code, law by law, in order."""

    def __init__(
        self,
        facts: Mapping[str, FactDefinition],
        values: Mapping[tuple[str, str], Any],
        most: Mapping[str, int],
    ) -> None:
        self.facts, self.values, self.most = facts, values, most
        self.code = Code()
        self.stored: dict[Key, Stored] = {}
        self.known: dict[Key, Value] = {}
        self.why_not: dict[Key, str] = {}
        self.expanded: dict[int, Stored] = {}

    def law(self, name: str, items: Sequence[Item], keep: frozenset[Key], scheme: "Scheme | None") -> None:
        """Add the function of one law. `keep` are the items that other loops or laws read."""
        lines: list[str] = []
        for phase in sorted({item.phase for item in items}):
            inside = [item for item in items if item.phase == phase]
            loop = _Loop(self, personal=phase % 2 == 0, prefix=f"v{phase}_")
            for item in inside:
                self._item(loop, item, keep)
            lines += loop.lines()
        if scheme is not None:
            loop = _Loop(self, personal=False, prefix="out_")
            try:
                self._outcome(loop, scheme)
            except (NotCompiled, TooLarge) as error:
                self.code.failed[scheme.name] = str(error)
            lines += loop.lines()
        if lines:
            self.code.functions[name] = _function(name, lines)

    def _item(self, loop: "_Loop", item: Item, keep: frozenset[Key]) -> None:
        try:
            if item.aggregate:
                self._aggregate(loop, item)
                return
            loop.making = item.key
            value = lower(item.node, loop)
        except (NotCompiled, TooLarge) as error:
            self.why_not[item.key] = str(error)
            return
        finally:
            loop.making = None
        if not parts(value):
            self.known[item.key] = value
            return
        loop.local[item.key] = value
        if item.key in keep:
            self.stored[item.key] = loop.store(value)

    def _aggregate(self, loop: "_Loop", item: Item) -> None:
        node = item.node
        assert isinstance(node, ir.Aggregate)
        loop.making = item.key
        body = loop.body
        holds: Verdict = Truth("True") if node.where is None else verdict(node.where, loop)
        value: Value = exact.known(1)
        if node.function in {"any", "all"}:
            assert node.value is not None
            yes = verdict(node.value, loop)
            holds = doubtful.both(
                body, holds, yes if node.function == "any" else doubtful.opposite(body, yes)
            )
        elif node.value is not None:
            value = lower(node.value, loop)
        if not isinstance(value, Number):
            raise NotCompiled("a sum over persons of values that nobody knows")
        if isinstance(holds, Truth):
            self.stored[item.key] = loop.gather(node.function, holds.code, value, self.persons)
        elif node.function in {"any", "all", "count"}:
            sure = loop.gather("count", logic.opposite(body, holds.no), value, self.persons)
            possible = loop.gather("count", holds.yes, value, self.persons)
            assert isinstance(sure.template, Number)
            assert isinstance(possible.template, Number)
            span = Span(End(sure.template, "True"), End(possible.template, "True"))
            self.stored[item.key] = Stored(False, sure.rows + possible.rows, span, node.function)
        else:
            raise NotCompiled("a sum over persons of whom nobody knows whether they count")

    @property
    def persons(self) -> int:
        """The most persons of one household."""
        return sum(self.most.values())

    def _outcome(self, loop: "_Loop", scheme: "Scheme") -> None:
        body = loop.body
        right = loop.leaf(scheme.right)
        assert isinstance(right, Verdict)
        yes, no = doubtful.chances(body, right)
        cents, known = exact.known(0), "True"
        if scheme.amount is not None:
            amount = doubtful.choose(body, right, loop.leaf(scheme.amount), exact.known(0))
            assert isinstance(amount, Quantity)
            number, known = doubtful.settled(body, amount)
            number = exact.multiply(body, number, exact.known(100 / scheme.scale))
            cents = exact.rounded(body, "round_half_up", number, Fraction(1))
        if cents.numerator.wide:
            raise TooLarge("the amount may be more than 2**53 cents")
        answer = f"(1.0 if {yes} else 0.0) + (2.0 if {no} else 0.0)"
        answers, amounts = loop.keep_row(answer), None
        if scheme.amount is not None:
            code = cents.numerator.code
            amounts = loop.keep_row(code if known == "True" else f"{code} if {known} else np.nan")
        bounds = (cents.numerator.low, cents.numerator.high)
        in_doubt = "True" not in (logic.opposite(body, yes), logic.opposite(body, no)) and isinstance(
            right, Maybe
        )
        self.code.outputs.append(Output(scheme.name, answers, amounts, bounds, in_doubt or known != "True"))

    def row(self, *, personal: bool) -> int:
        """A row that nothing else uses."""
        if personal:
            self.code.person_rows += 1
            return self.code.person_rows - 1
        self.code.household_rows += 1
        return self.code.household_rows - 1

    def fact(self, node: ir.Fact) -> Stored:
        """The row of a fact; it is filled before the first law runs."""
        found = self.code.facts.get(node.name)
        if found is None:
            personal = node.level is Level.PERSON
            template = self._template(node)
            found = self.code.facts[node.name] = Stored(personal, (self.row(personal=personal),), template)
        return found

    def _template(self, node: ir.Fact) -> Value:
        if node.name == "role":
            return Choice(Whole("", 0, len(ROLES) - 1))
        fact = self.facts[node.name]
        match fact.unit.kind:
            case Kind.BOOL:
                return Truth("")
            case Kind.CHOICE:
                numbers = [self.word(choice) for choice in fact.choices]
                return Choice(Whole("", min(numbers), max(numbers)))
            case Kind.DATE:
                first, last = (
                    calendar.as_number(end if isinstance(end, datetime.date) else otherwise)
                    for end, otherwise in ((fact.low, datetime.date.min), (fact.high, _DAYS[1]))
                )
                return Number(Whole("", first, last), 1, Fraction(first), Fraction(last))
        written, scale = 10 ** decimals(fact.unit), fact.unit.scale
        low, high = (
            Fraction(end) * scale for end in (fact.low, fact.high) if isinstance(end, int | Fraction)
        )
        steps = int(written / scale)
        return Number(Whole("", int(low * steps), int(high * steps)), steps, low, high)

    def word(self, choice: str) -> int:
        """The number of a choice, the same for all facts and laws."""
        return self.code.words.setdefault(choice, len(self.code.words))


@dataclasses.dataclass(frozen=True)
class Scheme:
    """The outcome of one law. `scale` is that of the amount's unit."""

    name: str
    right: ir.StepValue
    amount: ir.StepValue | None
    scale: Fraction


class _Loop:
    """One loop in the making; the leaves of the formulas in it. `making` is the item that is being
    computed."""

    def __init__(self, emitter: Emitter, *, personal: bool, prefix: str) -> None:
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
                self.body, Whole("day", calendar.as_number(_DAYS[0]), calendar.as_number(_DAYS[1])), *_DAYS
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
        if value.numerator.wide or not value.divisor.constant:
            raise NotCompiled("a sum over persons of numbers too large, or of shares")
        row = self.emitter.row(personal=False)
        start = {"largest": "-np.inf", "smallest": "np.inf"}.get(function, "0.0")
        code = value.numerator.code
        beside = self.keep_row(code if holds == "True" else f"{code} if {holds} else {start}")
        target, own = place(row, "hh[j]", personal=False), place(beside, "j", personal=True)
        self.zeroes.append((row, start))
        numerator, low, high = value.numerator, value.low, value.high
        if function in {"largest", "smallest"}:
            better = ">" if function == "largest" else "<"
            self.after.append(f"{target} = {own} if {own} {better} {target} else {target}")
            low, high = min(low, Fraction(0)), max(high, Fraction(0))
            whole = Whole("", min(0, numerator.low), max(0, numerator.high))
        else:
            self.after.append(f"{target} += {own}")
            low, high = min(Fraction(0), low * most), max(Fraction(0), high * most)
            whole = Whole("", min(0, numerator.low * most), max(0, numerator.high * most))
            if whole.size >= 2**53:
                raise NotCompiled("a sum over persons that may be above 2**53")
        return Stored(False, (row,), Number(whole, value.scale, low, high), function)

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


def _function(name: str, lines: Sequence[str]) -> str:
    head = [
        f"def {name}({ARGUMENTS}):",
        "    hb = carray(hp, HOUSEHOLD_FLOATS)",
        "    pb = carray(pp, PERSON_FLOATS)",
        f"    off = carray(offp, {HOUSEHOLDS + 1})",
        f"    hh = carray(hhp, {PERSONS})",
    ]
    return "\n".join([*head, *(f"    {line}" for line in lines)]) + "\n"
