"""Whether a question can change anything: two households that differ in that answer only, and in an outcome.

Takes   a corpus, a situation and a day.
Gives   per missing fact a `Finding`: which schemes it can change and how much it moves, or nothing when
        no pair of
        households was found. A finding is a proof; the lack of one is not, so the search goes deeper
        where little is left.
Knows   nothing of screens or wording. It is reproducible: the same input gives the same findings.
"""

import dataclasses
import datetime
import random
from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from typing import Any

from houvast.law import completing, doubt
from houvast.law.binding import Bound, Hole, Missing, bind
from houvast.law.corpus import Corpus
from houvast.law.doubt import Doubt, Span
from houvast.law.lawfile import Law
from houvast.law.program import NUMBER, PERSONS, PHANTOM, ROLE, Compiled, Program, Row
from houvast.law.sharpen import sharpened, verdict
from houvast.law.situation import Situation
from houvast.law.units import other_period

VARIATIONS = 180
"""How many pairs of households are compared at first: the fewer answers are open, the more for each."""
ENOUGH = 6
TRIES = 8
WALKS = 60
A_SCHEME_IS_WORTH = 25
"""What a yes or no counts, beside euros per month, when questions are weighed."""


@dataclasses.dataclass(slots=True)
class Finding:
    """What an answer can change: the schemes, and how much it moved in euros per month, summed over the
    tries. `proof` are two households that differ in this answer only and get something else of a scheme.
    """

    schemes: set[str] = dataclasses.field(default_factory=set)
    moved: Fraction = Fraction(0)
    tries: int = 0
    proof: tuple[Row, Row] | None = None

    @property
    def average(self) -> Fraction:
        """What one answer moved on average."""
        return self.moved / self.tries if self.tries else Fraction(0)


class Search:
    """One search for one situation on one day."""

    def __init__(
        self, corpus: Corpus, situation: Situation, on: datetime.date, passed: Collection[Missing] = ()
    ) -> None:
        names = corpus.schemes_on(on)
        self.corpus, self.on = corpus, on
        self.program: Program = corpus.program(corpus.segment(on), names, traced=False)
        self.bound: Bound = bind(self.program, corpus.facts, situation, on=on)
        self.program.run(self.bound.row)
        hanging = {name: self._hangs_on(corpus.laws[name]) for name in names}
        self.open = {name: missing for name, missing in hanging.items() if missing}
        self.laws = [corpus.laws[name] for name in self.open]
        self.steps = self._steps_of(self.open)
        self.holes = {hole.missing: hole for hole in self.bound.holes}
        self.pools = corpus.pools(on)
        self._after: dict[str, list[Compiled]] = {}
        self.chance = random.Random(7)  # noqa: S311 - not a secret: reproducible tries
        self.findings: dict[Missing, Finding] = {
            what: Finding() for law in self.open.values() for what in law if what not in passed
        }

    def _hangs_on(self, law: Law) -> list[Missing]:
        needed = self.corpus.needed((law.name,))
        right, amount = sharpened(self.program, self.bound, law, needed)
        bits = doubt.hangs_on(right) | doubt.hangs_on(amount)
        return [what for what in self.bound.named(bits) if isinstance(what, Missing)]

    def run(self) -> dict[Missing, Finding]:
        """All that may matter; what surely can change an outcome has `schemes` in its finding."""
        if not self.findings:
            return {}
        for _ in range(max(2, min(6, VARIATIONS // len(self.findings)))):
            self._vary(self._base(), self.findings, thorough=False)
        self._look_deeper()
        return self.findings

    def _look_deeper(self) -> None:
        """For what nothing was found yet: start from households that do get the scheme, scheme by scheme."""
        for law in self.laws:
            if sum(bool(finding.schemes) for finding in self.findings.values()) >= ENOUGH:
                return
            lacking = [what for what in self.open[law.name] if self._lacks(what)]
            if lacking:
                likely = self._towards(law, wanted=True)
                self._vary(likely, lacking, thorough=True)
                if len([what for what in lacking if self._lacks(what)]) == len(self.open[law.name]):
                    self._walk_somewhere_else(law, likely)

    def _walk_somewhere_else(self, law: Law, start: Row) -> None:
        """From one household to one that gets something else, changing one answer at a time.

        Somewhere on the way the outcome turns, so wherever two such households are found, some question
        is, too.
        """
        steps = self._steps_of([law.name])
        before = verdict(self.program, start, law)
        for goal in self._goals(law, steps):
            if not _alike(before, verdict(self.program, goal, law)):
                self._walk(law, start, goal, steps)
                return

    def _goals(self, law: Law, steps: list[Compiled]) -> Iterator[Row]:
        """Households that may get something else: first one that was steered away from the scheme."""
        yield self._towards(law, wanted=False)
        for _ in range(WALKS):
            yield self._base(steps)

    def _walk(self, law: Law, start: Row, goal: Row, steps: list[Compiled]) -> None:
        row = completing.copied(start)
        for missing, hole in self.holes.items():
            value = completing.taken(goal, hole)
            if value != completing.taken(row, hole):
                was = completing.copied(row)
                completing.put(row, hole, value)
                self._step(law, was, row, missing, steps)
        known = len(self.bound.persons)
        while len(row[PERSONS]) > known:
            was = completing.copied(row)
            gone = row[PERSONS].pop()
            self._step(law, was, row, Missing(gone[ROLE], None, is_role=True), steps)
        for person in goal[PERSONS][known:]:
            was = completing.copied(row)
            row[PERSONS].append(person.copy())
            self._step(law, was, row, Missing(person[ROLE], None, is_role=True), steps)

    def _step(self, law: Law, was: Row, row: Row, missing: Missing, steps: list[Compiled]) -> None:
        """One answer differs from before: compute again, and note what that changed."""
        self.program.run(row, steps)
        if missing in self.findings:
            self._note(self.findings[missing], [law], [verdict(self.program, was, law)], was, row)

    def _lacks(self, what: Missing) -> bool:
        return what in self.findings and not self.findings[what].schemes

    def _base(self, steps: list[Compiled] | None = None) -> Row:
        row = completing.completed(
            self.bound.row, list(self.holes.values()), self.program, self.pools, self.chance
        )
        self.program.run(row, self.steps if steps is None else steps)
        return row

    def _towards(self, law: Law, *, wanted: bool) -> Row:
        """A household that gets this scheme (or does not), if choosing each answer with care finds one.

        Each answer is taken that does not yet rule that out; the last ones are drawn.
        """
        row, steps = completing.copied(self.bound.row), self._steps_of([law.name])
        slot = self.program.slots[law.name, str(law.right)]
        for missing in self.open[law.name]:
            if missing in self.holes:
                self._choose(row, self.holes[missing], steps, lambda: row[slot] is (not wanted))
        for hole in self.holes.values():
            if isinstance(completing.taken(row, hole), Doubt):
                drawn = self.pools.draw(hole.fact, completing.role_of(row, hole), self.chance)
                completing.put(row, hole, drawn)
        tries = [completing.completed(row, (), self.program, self.pools, self.chance) for _ in range(TRIES)]
        for attempt in tries:
            self.program.run(attempt, steps)
            if attempt[slot] is wanted:
                break
        self.program.run(attempt, self.steps)
        return attempt

    def _choose(self, row: Row, hole: Hole, steps: list[Compiled], lost: Callable[[], bool]) -> None:
        """Fill one place with the first drawn value after which not all is lost; with the last, when none
        is.
        """
        after = {step.key for step in self.program.steps_after(hole.fact.name)}
        steps = [step for step in steps if step.key in after]
        for _ in range(TRIES):
            completing.put(row, hole, self.pools.draw(hole.fact, completing.role_of(row, hole), self.chance))
            self.program.run(row, steps)
            if not lost():
                return

    def _steps_after(self, fact: str) -> list[Compiled]:
        """What this fact can change of the schemes that are open."""
        if fact not in self._after:
            after = {step.key for step in self.program.steps_after(fact)}
            self._after[fact] = [step for step in self.steps if step.key in after]
        return self._after[fact]

    def _steps_of(self, schemes: Iterable[str]) -> list[Compiled]:
        return self.program.steps_of(self.corpus.needed(tuple(schemes)))

    def _vary(self, base: Row, what: Iterable[Missing], *, thorough: bool) -> None:
        before = [verdict(self.program, base, law) for law in self.laws]
        for missing in what:
            finding = self.findings[missing]
            for changed in self._variants(base, missing, thorough=thorough):
                self._note(finding, self.laws, before, base, changed)
                if thorough and finding.schemes:
                    break

    def _variants(self, base: Row, missing: Missing, *, thorough: bool) -> Iterator[Row]:
        """Households that differ from the base in this one answer, computed."""
        if missing.is_role:
            for _ in range(TRIES if thorough else 1):
                row = self._with_other_company(base, missing.name)
                self.program.run(row, self.steps)
                yield row
            return
        hole = self.holes[missing]
        for value in self._other_values(base, hole, thorough=thorough):
            row = completing.copied(base)
            completing.put(row, hole, value)
            self.program.run(row, self._steps_after(hole.fact.name))
            yield row

    def _other_values(self, base: Row, hole: Hole, *, thorough: bool) -> list[Any]:
        current = completing.taken(base, hole)
        others = [value for value in self.pools.values(hole.fact) if value != current]
        return others if thorough else [self.chance.choice(others)] if others else []

    def _with_other_company(self, base: Row, role: str) -> Row:
        """Without the last person whom we imagined in this role; with one, when we imagined nobody."""
        row = completing.copied(base)
        imagined = [person for person in row[PERSONS][len(self.bound.persons) :] if person[ROLE] == role]
        if imagined:
            row[PERSONS].remove(imagined[-1])
        else:
            phantom = next(
                person for person in self.bound.row[PERSONS] if person[PHANTOM] and person[ROLE] == role
            )
            row[PERSONS].append(completing.settled(phantom, self.program, self.pools, self.chance))
        for number, person in enumerate(row[PERSONS]):
            person[NUMBER] = number
        return row

    def _note(
        self, finding: Finding, laws: list[Law], before: list[tuple[Any, Any]], was: Row, row: Row
    ) -> None:
        finding.tries += 1
        for law, had in zip(laws, before, strict=True):
            now = verdict(self.program, row, law)
            if not _alike(had, now):
                finding.schemes.add(law.name)
                finding.moved += _moved(law, had, now)
                finding.proof = finding.proof or (completing.copied(was), completing.copied(row))


def _alike(one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    return _same(one[0], other[0]) and _same(one[1], other[1])


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Doubt) or isinstance(other, Doubt):
        return type(one) is type(other) and (
            not isinstance(one, Span) or doubt.bounds(one)[:2] == doubt.bounds(other)[:2]
        )
    return bool(one == other)


def _moved(law: Law, was: tuple[Any, Any], now: tuple[Any, Any]) -> Fraction:
    moved = Fraction(0 if _same(was[0], now[0]) else A_SCHEME_IS_WORTH)
    if law.amount is None or any(isinstance(amount, Doubt) for amount in (was[1], now[1])):
        return moved
    per_month = other_period(law.steps[law.amount].type.dimensions, "maand")
    factor = per_month[1] if per_month else Fraction(1, 12)
    return moved + factor * abs(Fraction(was[1]) - Fraction(now[1]))
