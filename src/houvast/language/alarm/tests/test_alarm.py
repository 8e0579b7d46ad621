"""What danger is learned from, and that what was learned belongs to it."""

import collections

import numpy as np
import pytest

from houvast.language.alarm import learned, listening, teach
from houvast.language.alarm.kept import read
from houvast.language.alarm.listening import KINDS, WEIGHTS, chances, heard
from houvast.language.alarm.marks import NUMBERS, marks
from houvast.language.alarm.sayings import NONE, Saying, in_a_story, sayings, slipped, written_out
from houvast.language.emergency import ALARM, Kind, dangers


def saying(text: str, kind: str = "food") -> Saying:
    return Saying(text, kind, "nl", "test", 1.0)


def test_the_weights_were_learned_from_these_very_sayings_and_rules() -> None:
    assert read(WEIGHTS).digest == teach.digest(), (
        "Run `houvast emergencies --learn`, and commit weights.npz."
    )


def test_the_weights_stay_small() -> None:
    assert WEIGHTS.stat().st_size < 12_000_000


def test_every_kind_of_danger_is_learned_and_no_other() -> None:
    assert {*KINDS} == {*Kind, NONE}


@pytest.mark.parametrize("kind", [*Kind, NONE])
@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "ary"])
def test_each_kind_has_sayings_in_each_language(kind: str, language: str) -> None:
    counted = collections.Counter((saying.language, saying.kind) for saying in sayings())

    assert counted[language, kind] >= 5


def test_there_are_hundreds_of_emergencies_and_of_everyday_words_that_look_like_them() -> None:
    counted = collections.Counter(saying.kind == NONE for saying in sayings())

    assert counted[False] >= 300
    assert counted[True] >= 300


def test_no_saying_is_both_an_emergency_and_everyday() -> None:
    kinds = collections.defaultdict(set)
    for said in sayings():
        kinds[said.text].add(said.kind == NONE)

    assert [text for text, both in kinds.items() if len(both) > 1] == []


def test_a_line_with_choices_is_written_out_with_every_choice() -> None:
    ways = written_out("geen [eten|brood|melk] [meer|]")

    assert ways == ["geen eten meer", "geen brood", "geen melk"]


def test_slips_of_the_pen_and_stories_are_the_same_each_time_and_count_for_less() -> None:
    told = saying("mijn kinderen hebben vandaag helemaal niets warms gegeten, alleen droge boterhammen")
    everyday = [saying("hoe vraag ik huurtoeslag aan", NONE)]

    assert slipped(told) == slipped(told)
    assert slipped(told).text != told.text
    assert told.text in in_a_story(told, everyday).text
    assert everyday[0].text in in_a_story(told, everyday).text
    assert slipped(told).counts < told.counts


def test_marks_are_the_same_each_time_and_few_enough_to_count() -> None:
    numbers, strengths = marks("geen eten", ["nl: geen eten"])

    assert numbers.max() < NUMBERS
    assert (strengths > 0).all()
    assert np.array_equal(numbers, marks("geen eten", ["nl: geen eten"])[0])


def test_learning_tells_two_kinds_apart() -> None:
    lessons = [
        learned.Lesson(heard(text), kind, 1.0)
        for text, kind in [("geen eten", 0), ("wij hebben honger", 0), ("huurtoeslag", 1), ("stadspas", 1)]
    ]

    weights = learned.study(lessons, 2)

    assert weights.chances(heard("honger"))[0] > 0.5
    assert weights.chances(heard("huurtoeslag aanvragen"))[1] > 0.5


def test_chances_add_up_to_one() -> None:
    assert sum(chances("ik heb geen slaapplek vannacht").values()) == pytest.approx(1, abs=1e-5)


def test_two_listeners_together_say_what_lies_between_and_what_is_meant_counts_more() -> None:
    both = listening.together(np.array([0.9, 0.1], np.float32), np.array([0.1, 0.9], np.float32))

    assert 0.1 < both[0] < 0.5
    assert both.sum() == pytest.approx(1)


def test_harmless_words_do_not_hide_what_is_meant() -> None:
    both = listening.together(np.array([1e-6, 1 - 1e-6], np.float32), np.array([0.95, 0.05], np.float32))

    assert both[0] > ALARM


def test_danger_is_also_heard_where_the_embedding_model_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "embedder", lambda: None)

    assert 1 - chances("we hebben niets te eten voor de kinderen")[NONE] > ALARM
    assert 1 - chances("hoe vraag ik huurtoeslag aan?")[NONE] < ALARM


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ik wil dood, en hoe zit het met mijn toeslag?", ["suicide"]),
        ("geen eten, hoe vraag ik zorgtoeslag aan?", ["food"]),
        ("mijn man slaat mij en we hebben geen eten", ["violence", "food"]),
        ("i want to die, and how does the rent allowance work", ["suicide"]),
        ("als mijn man dood gaat, wat krijg ik dan?", []),
        ("ik betaal de huur, en hoe vraag ik toeslag aan", []),
    ],
)
def test_a_question_beside_a_danger_does_not_drown_it(text: str, kinds: list[str]) -> None:
    assert [danger.kind.value for danger in dangers(text)] == kinds
