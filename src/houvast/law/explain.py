"""Why an outcome is what it is: a tree of steps, facts and values, each with its article or source.

Takes   a program that ran with a trace, the corpus and the household in rows.
Gives   `Reason`s (shared where several steps build on one), and what the chain that was really used rests on.
Knows   nothing of screens.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from houvast.law.binding import Bound
from houvast.law.program import NOBODY, PERSON_BITS, PERSONS, ROLE, Compiled, Program, StepKey
from houvast.law.reading import Text
from houvast.law.units import Unit
from houvast.law.values import Shown, shown

if TYPE_CHECKING:
    from houvast.law.corpus import Corpus


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """What is the same for every household: a step's, value's or fact's place in the law."""

    kind: str
    law: str
    name: str
    unit: Unit
    article: str = ""
    says: Text = dataclasses.field(default_factory=dict)
    note: str = ""
    source: str = ""
    checked: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """One thing that an outcome rests on; what `about` says of it can be asked of the reason itself.

    `about.kind` is `step`, `fact` or `parameter`. `person` is the person's id, `?role` for somebody who
    may be there, or
    None. A step has `inputs`, and as `confidence` the lowest of the values below it. `taken_for_granted`
    marks a fact
    that nobody told.
    """

    about: About
    person: str | None
    value: Shown
    confidence: str | None = None
    inputs: "tuple[Reason, ...]" = ()
    taken_for_granted: bool = False

    @property
    def kind(self) -> str:
        """`step`, `fact` or `parameter`."""
        return self.about.kind

    @property
    def law(self) -> str:
        """The law's name; empty for a fact."""
        return self.about.law

    @property
    def name(self) -> str:
        """The name in the law or among the facts."""
        return self.about.name

    @property
    def unit(self) -> Unit:
        """The value's unit."""
        return self.about.unit

    @property
    def article(self) -> str:
        """Where it stands; empty for a fact."""
        return self.about.article

    @property
    def says(self) -> Text:
        """A step in plain words, per language."""
        return self.about.says

    @property
    def note(self) -> str:
        """What the law's writers added."""
        return self.about.note

    @property
    def source(self) -> str:
        """Where a value was found."""
        return self.about.source

    @property
    def checked(self) -> datetime.date | None:
        """When somebody checked a value."""
        return self.about.checked

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


@dataclasses.dataclass(frozen=True, slots=True)
class Chain:
    """What an outcome really rests on: facts by name and person id, the laws involved, the lowest
    confidence.
    """

    facts: frozenset[tuple[str, str | None]]
    laws: tuple[str, ...]
    confidence: str | None


class Abouts:
    """The places in the law of everything that a program can look at, by its number; made once per period."""

    def __init__(self, corpus: "Corpus", on: datetime.date) -> None:
        self.corpus, self.on = corpus, on
        self.laws = tuple(corpus.laws)
        self.law_bits = {name: 1 << number for number, name in enumerate(self.laws)}
        self.steps = {key: self._step(key) for key in corpus.order}
        self._facts: dict[str, About] = {}
        self._values: dict[tuple[str, str], Reason] = {}

    def _step(self, key: StepKey) -> About:
        step = self.corpus.step(key)
        return About("step", *key, step.unit, step.article, step.says, step.note)

    def fact(self, name: str) -> About:
        """A fact's place."""
        if name not in self._facts:
            self._facts[name] = About("fact", "", name, self.corpus.facts[name].unit)
        return self._facts[name]

    def value(self, key: tuple[str, str]) -> Reason:
        """A value of a law as a reason: the same for every household."""
        if key not in self._values:
            parameter = self.corpus.laws[key[0]].parameters[key[1]]
            dated = parameter.on(self.on)
            note = "; ".join(text for text in (parameter.note, dated.note) if text)
            about = About(
                "parameter", *key, parameter.unit, parameter.article, {}, note, dated.source, dated.checked
            )
            self._values[key] = Reason(about, None, shown(dated.value, parameter.unit), dated.confidence)
        return self._values[key]


Seen = Sequence[tuple[Compiled, int, list[int]]]
"""Per step and person (or `NOBODY`), in order: what it looked at."""


class Explainer:
    """Makes the reasons of one run below these tops. Reasons are shared between the outcomes of that run.

    `_made` and `_rests_on` go by look (see `Program.looks`); the latter are bits: which laws and facts
    stand below.
    """

    def __init__(
        self, abouts: Abouts, program: Program, bound: Bound, seen: Seen, tops: Iterable[StepKey]
    ) -> None:
        self.abouts, self.program, self.bound = abouts, program, bound
        self._made: dict[int, Reason] = {}
        self._rests_on: dict[int, int] = {}
        self._facts: list[tuple[str, str | None]] = []
        self._persons = [self._person(number) for number in range(len(bound.row[PERSONS]))]
        self._chains: dict[int, tuple[frozenset[tuple[str, str | None]], tuple[str, ...]]] = {}
        self._add_steps(self._below(seen, tops))

    def reason(self, key: StepKey) -> Reason:
        """Why a top has its value."""
        return self._made[self.program.look("step", key) | NOBODY]

    def chain(self, keys: Iterable[StepKey]) -> Chain:
        """What these tops rest on together."""
        bits, confidence = 0, None
        for key in keys:
            look = self.program.look("step", key) | NOBODY
            bits |= self._rests_on[look]
            below = self._made[look].confidence
            if below is not None and (confidence is None or below > confidence):
                confidence = below
        if bits not in self._chains:
            laws = self.abouts.laws
            facts = frozenset([self._facts[number] for number in _ones(bits >> len(laws))])
            involved = tuple([laws[number] for number in _ones(bits & ((1 << len(laws)) - 1))])
            self._chains[bits] = facts, involved
        return Chain(*self._chains[bits], confidence)

    def _below(self, seen: Seen, tops: Iterable[StepKey]) -> Seen:
        """What the tops really rest on: about half of what a household's run looks at."""
        wanted = {self.program.look("step", key) | NOBODY for key in tops}
        found = []
        for ran in reversed(seen):
            if ran[0].look | ran[1] in wanted:
                wanted.update(ran[2])
                found.append(ran)
        found.reverse()
        return found

    def _add_steps(self, seen: Seen) -> None:
        """The steps of the run; what each looked at was computed before: its reasons are there or are leaves.

        One loop without calls: a household has some five hundred steps, and this is a third of its time.
        """
        made, rests_on, abouts, law_bits = self._made, self._rests_on, self.abouts.steps, self.abouts.law_bits
        household, people = self.bound.row, self.bound.row[PERSONS]
        for step, number, looks in seen:
            inputs, bits, confidence = [], law_bits[step.key[0]], None
            for look in dict.fromkeys(looks) if step.wanders else looks:
                reason = made.get(look) or self._add_leaf(look)
                inputs.append(reason)
                bits |= rests_on[look]
                below = reason.confidence
                if below is not None and (confidence is None or below > confidence):
                    confidence = below
            about, row, person = abouts[step.key], household, None
            if number != NOBODY:
                row, person = people[number], self._persons[number]
            own = step.look | number
            rests_on[own] = bits
            made[own] = Reason(about, person, shown(row[step.slot], about.unit), confidence, tuple(inputs))

    def _add_leaf(self, look: int) -> Reason:
        kind, name = self.program.looks[look >> PERSON_BITS]
        if kind == "parameter":
            self._rests_on[look] = self.abouts.law_bits[name[0]]
            self._made[look] = self.abouts.value(name)
            return self._made[look]
        number = look & NOBODY
        if number == NOBODY:
            person, value = None, self.bound.row[self.program.household_facts[name]]
        else:
            person = self._persons[number]
            value = self.bound.row[PERSONS][number][self.program.person_facts[name]]
        about = self.abouts.fact(name)
        self._rests_on[look] = 1 << (len(self.abouts.laws) + len(self._facts))
        self._facts.append((name, person))
        granted = (name, person) in self.bound.granted
        self._made[look] = Reason(about, person, shown(value, about.unit), taken_for_granted=granted)
        return self._made[look]

    def _person(self, number: int) -> str:
        if number < len(self.bound.persons):
            return self.bound.persons[number].id
        return f"?{self.bound.row[PERSONS][number][ROLE]}"


def _ones(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
