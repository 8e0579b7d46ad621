"""Who told nothing yet gets the same answer as everybody who told nothing, at once."""

import datetime as dt
from collections.abc import Iterator

import pytest

from houvast.law.api import Situation, assessment_as_json
from houvast.law.api import assess as assess_with
from houvast.rights import corpora

ON = dt.date(2026, 11, 22)
NOBODY = Situation({}, (), frozenset({"partner", "kind", "medebewoner"})).with_person("aanvrager")


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Situation]]:
    """The households for which the engine was asked."""
    asked: list[Situation] = []

    def assess(corpus: object, situation: Situation, *, on: dt.date) -> object:
        asked.append(situation)
        return situation, on

    monkeypatch.setattr(corpora, "assess_with", assess)
    corpora._of_a_stranger.cache_clear()
    yield asked
    corpora._of_a_stranger.cache_clear()


def test_nothing_told_is_worked_out_once_a_day(worked_out: list[Situation]) -> None:
    for _ in range(3):
        corpora.assess(NOBODY, on=ON)

    corpora.assess(NOBODY, on=ON + dt.timedelta(days=1))

    assert worked_out == [NOBODY, NOBODY]


@pytest.mark.parametrize(
    "other",
    [
        NOBODY.with_person("kind"),
        NOBODY.knowing_roles("partner"),
        NOBODY.with_fact("woongemeente", "amsterdam"),
        NOBODY.with_fact("geboortedatum", dt.date(1985, 3, 3), person="aanvrager"),
        NOBODY.with_person("partner", name="Noor"),
    ],
)
def test_who_tells_anything_is_worked_out_by_oneself(worked_out: list[Situation], other: Situation) -> None:
    corpora.assess(NOBODY, on=ON)

    corpora.assess(other, on=ON)

    assert worked_out == [NOBODY, other]


def test_a_stranger_gets_what_the_engine_says() -> None:
    corpora._of_a_stranger.cache_clear()

    corpus = corpora.corpus()
    said, expected = corpora.assess(NOBODY, on=ON), assess_with(corpus, NOBODY, on=ON)

    assert said.situation == expected.situation
    assert assessment_as_json(said, corpus) == assessment_as_json(expected, corpus)
