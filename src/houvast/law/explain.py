"""Why an outcome is what it is: a tree of steps, facts and values, each with its article or source.

Takes   a program that ran with a trace, the corpus and the household in rows.
Gives   `Reason`s (shared where several steps build on one), and what the chain that was really used rests on.
Knows   nothing of screens.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from houvast.law.binding import Bound
from houvast.law.parameters import DatedValue
from houvast.law.program import PERSONS, ROLE, Program, StepKey
from houvast.law.reading import Text
from houvast.law.units import Unit
from houvast.law.values import Shown, shown

if TYPE_CHECKING:
    from houvast.law.corpus import Corpus

Entry = tuple[str, Any, int]
"""What was looked at: kind (`step`, `fact`, `parameter`), its name, and the person's number (-1:
nobody's).
"""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """One thing that an outcome rests on. `kind` is `step`, `fact` or `parameter`.

    `person` is the person's id, `?role` for somebody who may be there, or None. For a step: `article`,
    `says`, `note` and `inputs`; for a parameter also `source`, `checked` and `confidence`. A step's
    `confidence` is the lowest below it;
    `taken_for_granted` marks a fact that nobody told.
    """

    kind: str
    law: str
    name: str
    person: str | None
    value: Shown
    unit: Unit
    article: str = ""
    says: Text = dataclasses.field(default_factory=dict)
    note: str = ""
    confidence: str | None = None
    source: str = ""
    checked: datetime.date | None = None
    inputs: "tuple[Reason, ...]" = ()
    taken_for_granted: bool = False

    def walk(self) -> "Iterator[Reason]":
        """This and everything below, each once, from the outcome down."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            reason = waiting.pop()
            if id(reason) not in seen:
                seen.add(id(reason))
                yield reason
                waiting.extend(reversed(reason.inputs))


class Explainer:
    """Makes reasons for one run. Reasons are shared between the outcomes of that run."""

    def __init__(
        self,
        corpus: "Corpus",
        program: Program,
        bound: Bound,
        seen: dict[Any, list[Entry]],
        on: datetime.date,
    ) -> None:
        self.corpus, self.program, self.bound, self.seen, self.on = corpus, program, bound, seen, on
        self.made: dict[Entry, Reason] = {}

    def reason(self, key: StepKey) -> Reason:
        """Why a household or pair step has its value."""
        return self._made(("step", key, -1))

    def _made(self, root: Entry) -> Reason:
        """Depth first without recursion: chains of steps may be long."""
        waiting = [root]
        while waiting:
            entry = waiting[-1]
            if entry in self.made:
                waiting.pop()
                continue
            below = self._below(entry)
            lacking = [inner for inner in below if inner not in self.made]
            if lacking:
                waiting.extend(reversed(lacking))
            else:
                self.made[entry] = self._make(entry, tuple(self.made[inner] for inner in below))
                waiting.pop()
        return self.made[root]

    def _below(self, entry: Entry) -> list[Entry]:
        if entry[0] != "step":
            return []
        return list(dict.fromkeys(self.seen[entry[1], entry[2]]))

    def _make(self, entry: Entry, inputs: tuple[Reason, ...]) -> Reason:
        kind, name, number = entry
        if kind == "parameter":
            return self._parameter(*name)
        person = self._person(number)
        row = self.bound.row if number < 0 else self.bound.row[PERSONS][number]
        if kind == "fact":
            fact = self.corpus.facts[name]
            slots = self.program.household_facts if number < 0 else self.program.person_facts
            return Reason(
                "fact", "", name, person, shown(row[slots[name]], fact.unit), fact.unit,
                taken_for_granted=(name, number) in self.bound.granted,
            )  # fmt: skip
        step = self.corpus.step(name)
        return Reason(
            "step", name[0], name[1], person, shown(row[self.program.slots[name]], step.unit), step.unit,
            article=step.article, says=step.says, note=step.note, inputs=inputs,
            confidence=max((inner.confidence for inner in inputs if inner.confidence), default=None),
        )  # fmt: skip

    def _parameter(self, law: str, name: str) -> Reason:
        parameter = self.corpus.laws[law].parameters[name]
        dated: DatedValue = parameter.on(self.on)
        note = "; ".join(text for text in (parameter.note, dated.note) if text)
        return Reason(
            "parameter", law, name, None, shown(dated.value, parameter.unit), parameter.unit,
            article=parameter.article, note=note, confidence=dated.confidence, source=dated.source,
            checked=dated.checked,
        )  # fmt: skip

    def _person(self, number: int) -> str | None:
        if number < 0:
            return None
        if number < len(self.bound.persons):
            return self.bound.persons[number].id
        return f"?{self.bound.row[PERSONS][number][ROLE]}"
