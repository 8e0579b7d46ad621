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
from houvast.law.kernel.items import Item, Key
from houvast.law.kernel.layout import decimals
from houvast.law.kernel.loop import DAYS, Loop, one
from houvast.law.kernel.lower import lower, verdict
from houvast.law.kernel.runtime import HOUSEHOLDS, PERSONS
from houvast.law.kernel.stored import Stored, parts
from houvast.law.kernel.whole import TooLarge, Whole
from houvast.law.units import Kind

ARGUMENTS = "hp, pp, offp, hhp, n, p, day"


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
            loop = Loop(self, personal=phase % 2 == 0, prefix=f"v{phase}_")
            for item in inside:
                self._item(loop, item, keep)
            lines += loop.lines()
        if scheme is not None:
            loop = Loop(self, personal=False, prefix="out_")
            try:
                self._outcome(loop, scheme)
            except (NotCompiled, TooLarge) as error:
                self.code.failed[scheme.name] = str(error)
            lines += loop.lines()
        if lines:
            self.code.functions[name] = _function(name, lines)

    def _item(self, loop: Loop, item: Item, keep: frozenset[Key]) -> None:
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

    def _aggregate(self, loop: Loop, item: Item) -> None:
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
        self.stored[item.key] = self._tally(loop, node.function, holds, value)

    def _tally(self, loop: Loop, function: str, holds: Verdict, value: Value) -> Stored:
        """The persons' values brought together; in doubt, as what they at least and at most come to."""
        if isinstance(holds, Truth) and isinstance(value, Number):
            return loop.gather(function, holds.code, value, self.persons)
        if function in {"largest", "smallest"} or not isinstance(value, Quantity):
            raise NotCompiled("the largest or smallest of values that nobody knows")
        body = loop.body
        if isinstance(holds, Maybe) and isinstance(value, Span):
            value = doubtful.multiply(
                body, value, exact.known(1)
            )  # as `doubt` does for persons who may count
        counted = doubtful.choose(body, holds, value, exact.known(0))
        assert isinstance(counted, Quantity)
        rows: tuple[int, ...] = ()
        ends = []
        for end in doubtful.ends(counted):
            total = loop.gather("sum", "True", end.value, self.persons)
            lacking = logic.opposite(body, end.there)
            rows += total.rows
            if lacking != "False":
                rows += loop.gather("count", lacking, exact.known(1), self.persons).rows
            assert isinstance(total.template, Number)
            ends.append(End(total.template, lacking))
        return Stored(False, rows, Span(*ends), function)

    @property
    def persons(self) -> int:
        """The most persons of one household."""
        return sum(self.most.values())

    def _outcome(self, loop: Loop, scheme: "Scheme") -> None:
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
        answer = f"{one(yes)} + 2.0 * {one(no)}"
        answers, amounts = loop.keep_row(answer), None
        if scheme.amount is not None:
            code = cents.numerator.code
            amounts = loop.keep_row(code if known == "True" else f"choose({known}, {code}, np.nan)")
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
                    for end, otherwise in ((fact.low, datetime.date.min), (fact.high, DAYS[1]))
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


def _function(name: str, lines: Sequence[str]) -> str:
    head = [
        f"def {name}({ARGUMENTS}):",
        "    hb = carray(hp, HOUSEHOLD_FLOATS)",
        "    pb = carray(pp, PERSON_FLOATS)",
        f"    off = carray(offp, {HOUSEHOLDS + 1})",
        f"    hh = carray(hhp, {PERSONS})",
    ]
    return "\n".join([*head, *(f"    {line}" for line in lines)]) + "\n"
