"""What a household has a right to on a day: per scheme yes, no or depends, how much, why, and what is
missing.

Takes   a corpus, a situation and a day.
Gives   an `Assessment`: one `Outcome` per scheme. The true outcome always lies within what is said.
Knows   nothing of screens, letters or applications. What the law leaves to judgement it names and leaves
        open.
"""

import dataclasses
import datetime
import enum
import functools
from collections.abc import Sequence
from typing import Any

from houvast.law import doubt
from houvast.law.binding import Bound, Missing, bind
from houvast.law.corpus import Corpus
from houvast.law.explain import About, Chain, Explainer, Reason
from houvast.law.ir import Number, Plain
from houvast.law.lawfile import Gap, Law, OpenNorm
from houvast.law.program import Program, StepKey
from houvast.law.rationals import same
from houvast.law.receipt import ENGINE, OtherLaws, Receipt
from houvast.law.sharpen import sharpened
from houvast.law.situation import Situation
from houvast.law.units import Unit
from houvast.law.values import Shown, number_shown


class Answer(enum.Enum):
    """Whether there is a right."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


@dataclasses.dataclass(frozen=True, slots=True)
class Granted:
    """A fact that nobody told and that the law's writers let us take for granted."""

    fact: str
    person: str | None
    value: Plain


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """One scheme on one day.

    The amount lies between `low` and `high`, in `unit`; both are 0 for a no, and None where no bound is
    known or the scheme has no amount (`unit` is None). `missing` are the facts that can still change this
    outcome;
    `unknown_values` the parameters (`law.name`) that nobody knows and that it hangs on. `confidence` is the
    lowest of the values used. What explains an outcome is worked out when it is asked for.
    """

    scheme: str
    title: str
    answer: Answer
    low: Number | None
    high: Number | None
    unit: Unit | None
    missing: tuple[Missing, ...]
    unknown_values: tuple[str, ...]
    _run: "_Run" = dataclasses.field(repr=False)

    @property
    def taken_for_granted(self) -> tuple[Granted, ...]:
        """The facts that nobody told and that it rests on."""
        return self._run.granted(self._run.chain(self).facts)

    @property
    def confidence(self) -> str | None:
        """The lowest of the values used."""
        return self._run.chain(self).confidence

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why there is a right or none, and why so much."""
        return tuple(self._run.explainer.reason(top) for top in self._run.tops(self))

    @property
    def named(self) -> tuple[tuple[About, Shown], ...]:
        """The steps that the right itself names, with their values: the first line of `because`."""
        return tuple(self._run.explainer.named(self._run.tops(self)[0]))

    @property
    def open_norms(self) -> tuple[OpenNorm, ...]:
        """What this law and those that it rests on leave to judgement, and what matters here."""
        return self._run.left_open(self)[0]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What we do not compute of this law and of those that it rests on."""
        return self._run.left_open(self)[1]

    @property
    def receipt(self) -> Receipt:
        """What it was computed with, to compute it again."""
        return self._run.receipt(self)

    @property
    def amount(self) -> Number | None:
        """The exact amount; None while it is not known."""
        return self.low if same(self.low, self.high) else None


@dataclasses.dataclass(frozen=True, slots=True)
class Assessment:
    """All schemes on one day. `not_checked` are schemes that nobody checked for this day."""

    on: datetime.date
    situation: Situation
    outcomes: tuple[Outcome, ...]
    not_checked: tuple[str, ...]

    def outcome(self, scheme: str) -> Outcome:
        """One scheme's outcome. Raises `LookupError` for a scheme that was not assessed."""
        for outcome in self.outcomes:
            if outcome.scheme == scheme:
                return outcome
        raise LookupError(f"{scheme!r} was not assessed for {self.on}.")


def assess(
    corpus: Corpus, situation: Situation, *, on: datetime.date, schemes: Sequence[str] | None = None
) -> Assessment:
    """The outcome of each scheme (all that somebody checked for that day, or those named).

    Raises `OutsideCorpus` for a day that nobody checked, `LookupError` for a scheme that does not exist.
    """
    names = _schemes(corpus, on, schemes)
    program = corpus.program(corpus.segment(on), names, traced=False)
    bound = bind(program, corpus.facts, situation, on=on)
    program.run(bound.row)
    run = _Run(corpus, program, bound, situation, names, on)
    checked = set(names) if schemes is None else set(corpus.laws)
    left = tuple(
        law.name for law in corpus.laws.values() if law.right is not None and law.name not in checked
    )
    return Assessment(on, situation, tuple(run.outcome(corpus.laws[name]) for name in names), left)


def replay(corpus: Corpus, receipt: Receipt) -> Outcome:
    """The outcome of a receipt, computed again.

    Raises `OtherLaws` when these are not the laws that it was made with.
    """
    if (receipt.corpus, receipt.engine) != (corpus.digest, ENGINE):
        raise OtherLaws(
            f"This receipt belongs to the laws {receipt.corpus[:12]} and engine {receipt.engine}; "
            f"these are {corpus.digest[:12]} and {ENGINE}. Load the laws of that day from their history."
        )
    return assess(corpus, receipt.situation, on=receipt.on, schemes=(receipt.scheme,)).outcomes[0]


def _schemes(corpus: Corpus, on: datetime.date, schemes: Sequence[str] | None) -> tuple[str, ...]:
    if schemes is None:
        return corpus.schemes_on(on)
    for name in schemes:
        if corpus.law_on(name, on).right is None:
            raise LookupError(f"{name!r} is not a scheme but what schemes build on; it has no outcome.")
    return tuple(dict.fromkeys(schemes))


_ANSWERS: dict[object, Answer] = {True: Answer.YES, False: Answer.NO}


def read_verdict(law: Law, right: Any, amount: Any) -> tuple[Answer, Number | None, Number | None]:
    """The answer, and the bounds of the amount in its own unit."""
    answer = _ANSWERS.get(right, Answer.DEPENDS)
    if amount is None or law.amount is None:
        return answer, None, None
    low, high, _ = doubt.bounds(amount)
    unit = law.steps[law.amount].unit
    ends = [None if end is None else number_shown(end, unit) for end in (low, high)]
    return answer, ends[0], ends[1]


def _tops(law: Law) -> list[StepKey]:
    """The steps that say whether there is a right, and how much."""
    return [(law.name, name) for name in (law.right, law.amount) if name is not None]


class _Run:
    """One household on one day, after the program ran."""

    def __init__(
        self,
        corpus: Corpus,
        program: Program,
        bound: Bound,
        situation: Situation,
        names: tuple[str, ...],
        on: datetime.date,
    ) -> None:
        self.corpus, self.program, self.bound = corpus, program, bound
        self.situation, self.names, self.on = situation, names, on
        self._norms: dict[str, tuple[OpenNorm, ...]] = {}
        self._chains: dict[str, Chain] = {}

    @functools.cached_property
    def explainer(self) -> Explainer:
        """Made for the first outcome that is explained; both programs have their values in one place."""
        segment = self.corpus.segment(self.on)
        traced = self.corpus.program(segment, self.names, traced=True)
        return Explainer(self.corpus.abouts(segment), traced, self.bound)

    def outcome(self, law: Law) -> Outcome:
        """One scheme's outcome."""
        needed = self.corpus.needed((law.name,))
        right, amount = sharpened(self.program, self.bound, law, needed)
        answer, low, high = read_verdict(law, right, amount)
        missing, unknown = self._missing(doubt.hangs_on(right) | doubt.hangs_on(amount))
        return Outcome(
            scheme=law.name,
            title=law.title,
            answer=answer,
            low=low,
            high=high,
            unit=law.steps[law.amount].unit if law.amount else None,
            missing=missing,
            unknown_values=unknown,
            _run=self,
        )

    def _missing(self, bits: int) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
        if not bits:
            return (), ()
        named = self.bound.named(bits)
        facts = tuple(what for what in named if isinstance(what, Missing))
        return facts, tuple(".".join(what) for what in named if not isinstance(what, Missing))

    def tops(self, outcome: Outcome) -> list[StepKey]:
        """The steps that an outcome comes from: of a no only the one that says so."""
        tops = _tops(self.corpus.laws[outcome.scheme])
        return tops[:1] if outcome.answer is Answer.NO else tops

    def chain(self, outcome: Outcome) -> Chain:
        """What an outcome really rests on."""
        if outcome.scheme not in self._chains:
            self._chains[outcome.scheme] = self.explainer.chain(self.tops(outcome))
        return self._chains[outcome.scheme]

    def granted(self, used: frozenset[tuple[str, str | None]]) -> tuple[Granted, ...]:
        """Which of these facts nobody told."""
        granted = self.bound.granted
        if used.isdisjoint(granted):
            return ()
        return tuple(Granted(*what, granted[what]) for what in granted if what in used)

    def left_open(self, outcome: Outcome) -> tuple[tuple[OpenNorm, ...], tuple[Gap, ...]]:
        """What this law and those that it rests on leave to judgement, and what we do not compute of them."""
        law = self.corpus.laws[outcome.scheme]
        norms, gaps = self._open_norms(law), law.gaps
        for name in sorted(self.chain(outcome).laws):
            if name != law.name:
                norms += self._open_norms(self.corpus.laws[name])
                gaps += self.corpus.laws[name].gaps
        return norms, gaps

    def receipt(self, outcome: Outcome) -> Receipt:
        """What it takes to compute this outcome again."""
        used = self.chain(outcome).facts
        return Receipt(outcome.scheme, self.on, self.corpus.digest, ENGINE, self.situation, used)

    def _open_norms(self, law: Law) -> tuple[OpenNorm, ...]:
        if law.name not in self._norms:
            slots, row = self.program.slots, self.bound.row
            self._norms[law.name] = tuple(
                norm for norm in law.open_norms if row[slots[law.name, f"open:{norm.name}"]] is not False
            )
        return self._norms[law.name]
