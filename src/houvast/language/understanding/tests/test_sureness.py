"""We answer at once only when it is nearly certain, judged by the evidence, in each language."""

import numpy as np

from houvast.language.understanding.sureness import NEVER, Judge, evidence, judges

SURE = np.array([4.0, 0.5, 0.1, -1.0])
"""Four scores: the first topic far before the others, "no question for us" last."""


def judge(bars: dict[str, float]) -> Judge:
    return Judge(-2.0, (1.0, 0.5, 1.0, 1.0, 0.5, 0.5, 0.2, 0.0, -2.0), bars, outside=0.1)


def test_a_clear_lead_makes_surer_than_a_tie() -> None:
    tie = np.array([1.0, 0.99, 0.1, -1.0])

    clear = judge({}).sure(evidence(SURE, SURE, SURE / 4, SURE / 4, words=5, strange=0))
    doubtful = judge({}).sure(evidence(tie, tie, tie / 4, tie / 4, words=5, strange=0))

    assert clear > doubtful


def test_without_the_model_there_is_no_evidence_of_meaning() -> None:
    bare = evidence(SURE, SURE, SURE / 4, None, words=5, strange=0.2)

    assert (bare.meaning, bare.meaning_agree) == (0.0, 0.0)


def test_no_question_for_us_is_never_the_likeliest_topic() -> None:
    beyond = np.array([1.0, 0.5, 0.1, 3.0])

    assert evidence(beyond, beyond, beyond, None, words=2, strange=0).inside < 0


def test_in_a_language_without_a_bar_nothing_is_answered_at_once() -> None:
    told = evidence(SURE, SURE, SURE / 4, SURE / 4, words=5, strange=0)

    assert judge({"nl": 0.5}).answers(told, "nl")
    assert not judge({"nl": 0.5}).answers(told, "tr")
    assert not judge({"nl": NEVER}).answers(told, "nl")


def test_every_bar_asks_for_ninety_seven_in_a_hundred() -> None:
    assert set(judges()) == {"with_model", "letters_only"}
    assert [bar for one in judges().values() for bar in one.bars.values() if bar < 0.97] == []
