"""Recall over everything; false alarms counted, and kept low. What that is worth: `phrasings/README.md`."""

import functools
from collections import Counter
from pathlib import Path

import pytest

from houvast.language.emergency import Kind, dangers
from houvast.language.phrases import phrases

PHRASINGS = Path(__file__).parent / "phrasings"
LOWEST_RECALL = 0.99
MOST_FALSE_ALARMS = 0.05
found_in = functools.cache(dangers)  # two tests ask about the same phrases


def lines(name: str) -> list[list[str]]:
    text = (PHRASINGS / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def test_an_emergency_is_noticed_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    every = lines("emergency.tsv")

    missed = [line for line in every if not found_in(line[2])]

    heard, lost = Counter(line[1] for line in every), Counter(line[1] for line in missed)
    with capsys.disabled():
        print("\nEmergencies noticed:", {lang: f"{heard[lang] - lost[lang]}/{heard[lang]}" for lang in heard})  # noqa: T201 - the figures are part of the test
    assert len(every) >= 100
    assert {"nl", "en", "tr", "ar", "ary"} == set(heard)
    assert len(missed) <= (1 - LOWEST_RECALL) * len(every), missed


def test_the_danger_that_is_meant_is_nearly_always_among_those_named() -> None:
    every = lines("emergency.tsv")

    other = [line for line in every if Kind(line[0]) not in {danger.kind for danger in found_in(line[2])}]

    assert len(other) <= 0.03 * len(every), other


def test_everyday_words_that_look_like_an_emergency_seldom_raise_an_alarm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    every = lines("everyday.tsv")

    alarms = [(words, found_in(words)) for _, words in every if found_in(words)]

    with capsys.disabled():
        print(f"\nFalse alarms: {len(alarms)} of {len(every)} everyday sentences")  # noqa: T201 - the figures are part of the test
    assert len(every) >= 60
    assert len(alarms) <= MOST_FALSE_ALARMS * len(every), alarms


@pytest.mark.parametrize(
    "written",
    [
        "GEEN ETEN",
        "geeeeeen  eeeten!!!",
        "géén éten",
        "g33n 3t3n",
        "g e e n  eten",
        "geen\u200beten geen eten",
        "🙁 geen eten 🙁",
        "..geen... -- eten",
    ],
)
def test_the_way_it_is_typed_does_not_hide_it(written: str) -> None:
    assert [danger.kind for danger in dangers(written)] == [Kind.FOOD]


@pytest.mark.parametrize("written", ["", "   ", "🙂", "\u202e\u200f", "1234567890", "?" * 10_000])
def test_nothing_said_is_no_danger_and_no_fault(written: str) -> None:
    assert dangers(written) == ()


def test_the_gravest_danger_comes_first() -> None:
    found = dangers("geen eten, en ik wil niet meer leven")

    assert [danger.kind for danger in found] == [Kind.SUICIDE, Kind.FOOD]


def test_a_danger_between_everyday_sentences_is_heard() -> None:
    found = dangers(
        "Mijn man slaat me. Ook wil ik weten wanneer de huurtoeslag van mei komt, want die kwam niet."
    )

    assert Kind.VIOLENCE in {danger.kind for danger in found}


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("mijn baas heeft mijn paspoort en ik mag niet weg", Kind.VIOLENCE),
        ("er staan mannen aan de deur voor het geld dat ik leende, ze dreigen", Kind.VIOLENCE),
        ("mijn insuline is op en ik kan het niet betalen", Kind.CARE),
        ("ik heb pijn op mijn borst", Kind.CARE),
        ("mijn rekening is geblokkeerd en ik heb geen cent meer", Kind.MONEY),
        ("morgen staan ze voor de deur om mijn huis leeg te halen", Kind.EVICTION),
        ("de meter is leeg en de baby heeft het koud", Kind.CUT_OFF),
    ],
)
def test_each_kind_is_named_so_that_the_right_number_is_shown(written: str, kind: Kind) -> None:
    assert kind in {danger.kind for danger in dangers(written)}


@pytest.mark.parametrize(
    "written",
    [
        "Krijg ik wel alles waar ik recht op heb?",
        "vorig jaar was ik dakloos, nu heb ik een huis",
        "ik schrijf een scriptie over huiselijk geweld",
        "we hebben genoeg te eten hoor, dank u",
        "wat doet een deurwaarder",
        "hoe sluit ik een energiecontract af",
    ],
)
def test_what_is_past_denied_or_only_spoken_of_is_no_emergency(written: str) -> None:
    assert dangers(written) == ()


def test_a_danger_tells_which_rule_found_it() -> None:
    (danger,) = dangers("çocuklarım aç")

    assert danger.because.startswith("tr: ")


def test_a_phrase_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="names no word"):
        phrases(["..."])
