"""Why an outcome is what it is: a tree of steps, facts and values, each with its article or source.

Takes   a traced program, the corpus and the household in rows of which every value is there.
Gives   `Reason`s (shared where several steps build on one), and what the chain that was really used rests on;
        made when they are asked for: of the fifty schemes that are assessed, a page explains a dozen.
Knows   nothing of screens.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from houvast.law.binding import Bound
from houvast.law.program import NOBODY, PERSON_BITS, PERSONS, ROLE, Program, StepKey
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


class Explainer:
    """Makes the reasons of one run as they are asked for. They are shared between the outcomes of that run.

    `program` is the traced one of the same laws; `bound` has the row that was filled. `_made` and
    `_rests_on` go by look (see `Program.looks`); the latter are bits: which laws and facts stand below.
    """

    def __init__(self, abouts: Abouts, program: Program, bound: Bound) -> None:
        self.abouts, self.program, self.bound = abouts, program, bound
        self._made: dict[int, Reason] = {}
        self._rests_on: dict[int, int] = {}
        self._facts: list[tuple[str, str | None]] = []
        self._persons = [self._person(number) for number in range(len(bound.row[PERSONS]))]
        self._chains: dict[int, tuple[frozenset[tuple[str, str | None]], tuple[str, ...]]] = {}

    def reason(self, key: StepKey) -> Reason:
        """Why a top has its value."""
        return self._explained(self.program.look("step", key) | NOBODY)

    def named(self, key: StepKey) -> list[tuple[About, Shown]]:
        """The steps that a top looked at itself, with their values; not what is below them."""
        found, row = [], self.bound.row
        for look in dict.fromkeys(self.program.looked_at(row, self.program.look("step", key) | NOBODY)):
            step = self.program.by_look.get(look & ~NOBODY)
            if step is not None:
                about, number = self.abouts.steps[step.key], look & NOBODY
                where = row if number == NOBODY else row[PERSONS][number]
                found.append((about, shown(where[step.slot], about.unit)))
        return found

    def chain(self, keys: Iterable[StepKey]) -> Chain:
        """What these tops rest on together."""
        bits, confidence = 0, None
        for key in keys:
            look = self.program.look("step", key) | NOBODY
            below = self._explained(look).confidence
            bits |= self._rests_on[look]
            if below is not None and (confidence is None or below > confidence):
                confidence = below
        if bits not in self._chains:
            laws = self.abouts.laws
            facts = frozenset([self._facts[number] for number in _ones(bits >> len(laws))])
            involved = tuple([laws[number] for number in _ones(bits & ((1 << len(laws)) - 1))])
            self._chains[bits] = facts, involved
        return Chain(*self._chains[bits], confidence)

    def _explained(self, top: int) -> Reason:
        if top not in self._made:
            self._add_steps(self._below(top))
        return self._made[top]

    def _below(self, top: int) -> dict[int, list[int]]:
        """The steps that a top really rests on and that have no reason yet, with what each looked at."""
        found, waiting, made = dict[int, list[int]](), [top], self._made
        steps, row, looked_at = self.program.by_look, self.bound.row, self.program.looked_at
        for look in waiting:
            if look not in found and look not in made and look & ~NOBODY in steps:
                found[look] = looks = looked_at(row, look)
                waiting += looks
        return found

    def _add_steps(self, seen: Mapping[int, Sequence[int]]) -> None:
        """A reason for each; what it looked at was computed before, and has a lower number, or is a leaf."""
        made, rests_on, abouts, law_bits = self._made, self._rests_on, self.abouts.steps, self.abouts.law_bits
        household, people = self.bound.row, self.bound.row[PERSONS]
        steps = self.program.by_look
        for own in sorted(seen):
            step, number = steps[own & ~NOBODY], own & NOBODY
            inputs, bits, confidence = [], law_bits[step.key[0]], None
            for look in dict.fromkeys(seen[own]) if step.wanders else seen[own]:
                reason = made.get(look) or self._add_leaf(look)
                inputs.append(reason)
                bits |= rests_on[look]
                below = reason.confidence
                if below is not None and (confidence is None or below > confidence):
                    confidence = below
            about, row, person = abouts[step.key], household, None
            if number != NOBODY:
                row, person = people[number], self._persons[number]
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
