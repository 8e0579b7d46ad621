"""A text is listened to whole, or portion by portion where it is long."""

import pytest

from houvast.language.alarm.readings import readings, sentences
from houvast.language.alarm.tuned import MOST_SIGNS
from houvast.language.emergency import MOST_MEANT, Kind, dangers

REMARK = "De bus kwam vandaag te laat en het regende de hele middag bij ons in de straat. "

STORY = (
    "Mijn dochter heeft een nieuwe fiets. Op donderdag zwemt zij. Er kwam een brief over het rijbewijs. "
    "Ik heb het formulier ingevuld en opgestuurd. Mijn zus werkt nu drie dagen in de winkel. De school belde "
    "over de ouderavond. Volgende week heb ik vrij. "
)


def test_a_short_text_is_read_whole() -> None:
    assert readings("Hoe laat gaat u open?") == ["Hoe laat gaat u open?"]


def test_a_long_text_is_read_in_portions_that_end_with_a_sentence() -> None:
    parts = readings(REMARK * 20)

    assert len(parts) > 2
    assert all(len(part) <= MOST_SIGNS for part in parts)
    assert all(part.rstrip().endswith(".") for part in parts)
    assert "".join(part.replace(" ", "") for part in parts) == (REMARK * 20).replace(" ", "")


@pytest.mark.parametrize("sign", ["a", "a ", "ا "])
def test_a_text_without_sentences_is_read_to_its_end(sign: str) -> None:
    parts = readings(sign * 1000 + "einde")

    assert all(len(part) <= MOST_SIGNS for part in parts)
    assert parts[-1].endswith("einde")


def test_a_sentence_is_looked_at_alone_only_beside_others() -> None:
    assert sentences("Ik heb een vraag over huur.") == []
    assert sentences("Ik heb een vraag. Over huur gaat het. Dag.") == [
        "Ik heb een vraag",
        " Over huur gaat het",
    ]


@pytest.mark.parametrize("before", [0, 8, 8 * MOST_MEANT, 40])
def test_a_danger_is_heard_wherever_it_stands_in_a_long_text(before: int) -> None:
    danger = "Mijn man slaat mij elke avond en vannacht dreigde hij mij te vermoorden. "

    found = dangers(REMARK * before + danger + REMARK * (44 - before))

    assert Kind.VIOLENCE in {each.kind for each in found}


def test_a_long_story_without_danger_frightens_nobody() -> None:
    assert dangers(STORY * 8) == ()
