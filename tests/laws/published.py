"""Published cases as data: read from `cases/*.yaml`, put before the engine, compared to the euro or cent.

Takes   a case file: facts that hold for every case (`base`), and cases with their own facts and day.
Gives   `Case`s, and what the corpus computes for each expectation.
Knows   nothing of where a case came from; the case says that itself.

An expectation is `law.step: value`, or `law.step / 12 * -1 + 100: value` for what a publication prints and
the law does not name; `law.step ~ 100: value` is printed in whole hundreds. A value printed with decimals is
compared to the cent; a whole one exactly. Of a step for each person the applicant's value counts.
"""

import dataclasses
import datetime
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from houvast.law import strict_yaml
from houvast.law.api import Corpus, Level, Situation, assess, load_corpus, read_situation
from houvast.law.binding import bind
from houvast.law.functions import round_half_up
from houvast.law.program import PERSONS, Program

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
EXPECTATION = re.compile(
    r"(?P<step>[a-z0-9_]+\.[a-z0-9_]+)( / (?P<by>\d+))?( \* (?P<times>-?[\d.]+))?( \+ (?P<plus>-?[\d.]+))?"
    r"( ~ (?P<near>\d+))?"
)


@dataclasses.dataclass(frozen=True)
class Case:
    """One published case. `tests` is `formula`, `rule` or `lookup`; `wrong` tells why it cannot be right.

    `right` is true, false, or `depends` where nobody can know yet.
    """

    scheme: str
    id: str
    on: datetime.date
    household: Mapping[str, Any]
    persons: tuple[Mapping[str, Any], ...]
    expect: Mapping[str, Any]
    right: Mapping[str, bool | str]
    source: str
    tests: str
    independent: bool
    wrong: str

    @property
    def schemes(self) -> frozenset[str]:
        """The scheme of its file; of a file about several, each it expects something of."""
        if not self.scheme.startswith(("eigen_", "samen_")):
            return frozenset({self.scheme})
        return frozenset({*self.right, *(step.partition(".")[0] for step in self.expect)})

    @property
    def validates(self) -> bool:
        """Whether passing proves something: published by somebody else, and computed, not looked up."""
        return self.independent and self.tests == "formula"


def corpus() -> Corpus:
    """The corpus as it stands in the repository."""
    return load_corpus(ROOT / "laws", city="amsterdam")


def read_cases() -> list[Case]:
    """Every case of every file, in order."""
    return [case for file in sorted(CASES.glob("*.yaml")) for case in _read(file)]


def _read(file: Path) -> list[Case]:
    content = strict_yaml.read_file(file)
    base = content.get("base") or {}
    return [_case(file.stem, item, base) for item in content["cases"]]


def _case(scheme: str, item: Mapping[str, Any], base: Mapping[str, Any]) -> Case:
    kinds = {"aanvrager": "adult", "partner": "adult", "medebewoner": "other", "kind": "child"}
    persons = tuple({**(base.get(kinds[person["role"]]) or {}), **person} for person in item["persons"])
    return Case(
        scheme=scheme, id=item["id"], on=item["on"], persons=persons,
        household={**(base.get("household") or {}), **(item.get("household") or {})},
        expect=item.get("expect") or {}, right=item.get("right") or {}, source=item["source"],
        tests=item["tests"], independent=item["independent"], wrong=item.get("wrong") or "",
    )  # fmt: skip


def computed(corpus: Corpus, case: Case) -> dict[str, Any]:
    """What the corpus says to each expectation of the case, rounded as finely as the case is printed."""
    situation = read_situation({"household": case.household, "persons": case.persons}, corpus, on=case.on)
    return {key: _value(corpus, situation, case.on, key, wanted) for key, wanted in case.expect.items()}


def _value(corpus: Corpus, situation: Situation, on: datetime.date, key: str, wanted: Any) -> Any:
    found = EXPECTATION.fullmatch(key)
    assert found, f"{key!r} is not an expectation."
    law, _, step = found["step"].partition(".")
    program: Program = corpus.program(corpus.segment(on), (law,), traced=False)
    row = bind(program, corpus.facts, situation, on=on).row
    program.run(row)
    personal = corpus.laws[law].steps[step].level is Level.PERSON
    value = (row[PERSONS][0] if personal else row)[program.slots[law, step]]
    if not isinstance(value, int | Fraction) or isinstance(value, bool):
        return value
    exact = Fraction(value) / int(found["by"] or 1) * Fraction(found["times"] or 1) + Fraction(
        found["plus"] or 0
    )
    if found["near"]:
        return round_half_up(exact, Fraction(found["near"]))
    return exact if isinstance(wanted, int) else round_half_up(exact, Fraction(1, 100))


def answers(corpus: Corpus, case: Case) -> dict[str, str]:
    """The answer (`yes`, `no`, `depends`) of each scheme that the case speaks about."""
    situation = read_situation({"household": case.household, "persons": case.persons}, corpus, on=case.on)
    found = assess(corpus, situation, on=case.on, schemes=tuple(case.right))
    return {outcome.scheme: outcome.answer.value for outcome in found.outcomes}
