"""Whose answers changed between two versions of the laws: who gains, who loses, what it costs, and examples.

Takes   two corpora, households (as somebody wrote them, each with a label) and a day.
Gives   a `Changed`: totals per scheme and a few households to look at.
Knows   nothing of files or of where households come from. A fact that one of the two versions does not have
        is left out for that version; a fact that neither has is refused.
"""

import dataclasses
import datetime
from collections.abc import Container, Iterable, Mapping
from fractions import Fraction
from typing import Any

from houvast.law.assessing import Answer, read_verdict
from houvast.law.binding import bind
from houvast.law.corpus import Corpus
from houvast.law.ir import Number
from houvast.law.lawfile import Law
from houvast.law.reform import Difference
from houvast.law.rendering import difference_in_dutch
from houvast.law.sharpen import sharpened
from houvast.law.situation import Situation, read_situation
from houvast.law.values import euros

EXAMPLES = 3
"""So many households per scheme are named; those that change most come first."""
TIMES_A_YEAR = {"jaar": 1, "kwartaal": 4, "maand": 12, "week": 52, "dag": 365, "": 1}
"""How often an amount comes in a year; one that comes once counts once. Weeks and days: about."""
Verdict = tuple[Answer, Number | None, Number | None]
_NOT_THERE: Verdict = (Answer.NO, 0, 0)

Household = tuple[str, Mapping[str, Any]]
"""A label, and what a situation file holds."""


@dataclasses.dataclass
class Touched:
    """One scheme: households that gain, lose, or of which it is not clear; `a_year` is what it costs more."""

    gain: int = 0
    lose: int = 0
    unclear: int = 0
    a_year: Fraction = Fraction(0)
    examples: list[tuple[Fraction, str, Difference]] = dataclasses.field(default_factory=list)

    def add(self, label: str, difference: Difference, a_year: Fraction | None) -> None:
        """One household more of which the answer changed; by how much is None when that is not clear."""
        if a_year is None:
            self.unclear += 1
        else:
            self.gain += a_year > 0
            self.lose += a_year < 0
            self.a_year += a_year
        self.examples.append((abs(a_year or Fraction(0)), label, difference))
        self.examples.sort(key=lambda example: -example[0])
        del self.examples[EXAMPLES:]


@dataclasses.dataclass
class Changed:
    """What differs in total. `touched` are households of which at least one answer differs."""

    households: int = 0
    touched: int = 0
    by_scheme: dict[str, Touched] = dataclasses.field(default_factory=dict)


def answers_changed(
    earlier: Corpus, later: Corpus, households: Iterable[Household], *, on: datetime.date
) -> Changed:
    """Compare both versions for every household. Raises `BadSituation`, `OutsideCorpus`."""
    found = Changed()
    for label, content in households:
        before = _answers(earlier, later, content, on)
        after = _answers(later, earlier, content, on)
        found.households += 1
        differing = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
        found.touched += bool(differing)
        for name in differing:
            difference = _difference(name, before.get(name), after.get(name))
            a_year = _a_year(later.laws.get(name) or earlier.laws[name], before.get(name), after.get(name))
            found.by_scheme.setdefault(name, Touched()).add(label, difference, a_year)
    return found


def verdicts(corpus: Corpus, situation: Situation, *, on: datetime.date) -> dict[str, Verdict]:
    """The answer and bounds of every scheme, without any explanation."""
    names = corpus.schemes_on(on)
    program = corpus.program(corpus.segment(on), names, traced=False)
    bound = bind(program, corpus.facts, situation, on=on)
    program.run(bound.row)
    laws = [corpus.laws[name] for name in names]
    return {
        law.name: read_verdict(law, *sharpened(program, bound, law, corpus.needed((law.name,))))
        for law in laws
    }


def _answers(
    corpus: Corpus, other: Corpus, content: Mapping[str, Any], on: datetime.date
) -> dict[str, Verdict]:
    situation = read_situation(_known_to(content, corpus, other), corpus, on=on)
    return verdicts(corpus, situation, on=on)


def _known_to(content: Mapping[str, Any], corpus: Corpus, other: Corpus) -> dict[str, Any]:
    """Without the facts that only the other version has."""
    gone = other.facts.keys() - corpus.facts.keys()
    kept = {key: value for key, value in content.items() if key not in {"household", "persons"}}
    persons = [_without(person, gone) for person in content.get("persons", [])]
    return {**kept, "household": _without(content.get("household") or {}, gone), "persons": persons}


def _without(facts: Any, gone: Container[str]) -> Any:
    if not isinstance(facts, dict):
        return facts
    return {name: value for name, value in facts.items() if name not in gone}


def _difference(scheme: str, before: Verdict | None, after: Verdict | None) -> Difference:
    was, now = before or (None, None, None), after or (None, None, None)
    return Difference(scheme, was[0], now[0], was[1], was[2], now[1], now[2])


def _a_year(law: Law, before: Verdict | None, after: Verdict | None) -> Fraction | None:
    """Euros a year more; for a scheme without an amount 1 for a new yes and -1 for a new no, at no cost."""
    was, now = before or _NOT_THERE, after or _NOT_THERE
    if law.amount is None:
        yes = {Answer.YES: 1, Answer.NO: 0}
        return Fraction(yes[now[0]] - yes[was[0]]) if was[0] in yes and now[0] in yes else None
    one, other = _amount(was), _amount(now)
    if one is None or other is None:
        return None
    return (Fraction(other) - Fraction(one)) * TIMES_A_YEAR[law.steps[law.amount].unit.name.partition("/")[2]]


def _amount(verdict: Verdict) -> Number | None:
    answer, low, high = verdict
    return low if answer is not Answer.DEPENDS and low == high else None


def changed_as_text(changed: Changed, corpus: Corpus) -> str:
    """The totals as a table, and below it the households to look at."""
    lines = [f"Answers changed: {changed.touched} of {changed.households} households.", ""]
    if changed.by_scheme:
        lines.append(f"{'scheme':32}{'gain':>7}{'lose':>7}{'unclear':>9}  more a year")
    for name, touched in sorted(changed.by_scheme.items(), key=lambda item: -item[1].gain - item[1].lose):
        pays = name not in corpus.laws or corpus.laws[name].amount is not None
        cost = euros(touched.a_year) if pays else "no amount"
        lines.append(f"{name:32}{touched.gain:7}{touched.lose:7}{touched.unclear:9}  {cost}")
    for touched in changed.by_scheme.values():
        lines += ["", *(f"{label}: {difference_in_dutch(each)}" for _, label, each in touched.examples)]
    return "\n".join(lines) + "\n"
