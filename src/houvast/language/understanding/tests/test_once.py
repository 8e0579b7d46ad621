"""A turn embeds no text twice and hears no piece for nothing, and means the very same by it."""

import contextlib
import dataclasses
import datetime as dt
import random
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from houvast.language.alarm import listening
from houvast.language.understanding import several, understand
from houvast.language.understanding.embedding import Embedder, Vectors
from houvast.language.understanding.learned import nearest
from houvast.language.understanding.several import Candidate, Urgency
from houvast.language.understanding.understand import Understander

DAY = dt.date(2026, 11, 23)
TURNS = (
    "Ik heb huurachterstand en mijn zoon wordt 18.",
    "Ze zetten me vrijdag uit huis. Mijn man slaat me, en hoe zit het met mijn huurtoeslag?",
    "we hebben niks meer te eten en de stroom wordt morgen afgesloten, ook mijn zorgtoeslag stopt",
    "Ik wil een Stadspas aanvragen. En hoe maak ik bezwaar tegen de afwijzing?",
)


class Counting:
    """The model, with all that it was asked."""

    def __init__(self, model: Embedder) -> None:
        self.model = model
        self.asked: list[str] = []

    def halfway(self, texts: Sequence[str]) -> Sequence[Vectors]:
        self.asked.extend(texts)
        return self.model.halfway(texts)

    def meant(self, halfway: Sequence[Vectors]) -> Sequence[Vectors]:
        return self.model.meant(halfway)


@pytest.fixture
def counted(ready: Understander, monkeypatch: pytest.MonkeyPatch) -> tuple[Understander, Counting]:
    """Understanding as the program has it, by a model that counts; danger listens to the same one."""
    if ready.model is None:
        pytest.skip("the embedding model is not here")
    counting = Counting(ready.model)
    monkeypatch.setattr(listening, "embedder", lambda: counting)
    return dataclasses.replace(ready, model=counting), counting


@pytest.mark.parametrize("text", TURNS)
def test_a_turn_embeds_no_text_twice(counted: tuple[Understander, Counting], text: str) -> None:
    ready, model = counted

    ready.understand(text, on=DAY)

    assert model.asked
    assert len(model.asked) == len(set(model.asked))


def test_what_is_remembered_changes_no_outcome(
    counted: tuple[Understander, Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, model = counted
    sooner = [ready.understand(text, on=DAY) for text in TURNS]
    asked = len(model.asked)
    monkeypatch.setattr(understand, "one_turn", contextlib.nullcontext)

    assert [ready.understand(text, on=DAY) for text in TURNS] == sooner
    assert len(model.asked) > 2 * asked


@pytest.mark.parametrize("seed", range(60))
def test_hearing_fewer_pieces_finds_the_same_questions(seed: int) -> None:
    chance = random.Random(seed)
    words = (
        "hoe",
        "krijg ik",
        "geld",
        "mijn zoon",
        "ook",
        "huur",
        "en",
        ",",
        ".",
        "?",
        "brief",
        "and",
        "also",
    )
    text = " ".join(chance.choices(words, k=chance.randint(4, 16)))
    topics = ("a", "b", "c")
    answers: dict[str, list[Candidate]] = {}

    def meant(pieces: Sequence[str]) -> list[Sequence[Candidate]]:
        for piece in pieces:
            near = Candidate(chance.choice(topics), chance.choice((0.4, 0.7, 0.9)))
            answers.setdefault(piece, [] if chance.random() < 0.1 else [near])
        return [answers[piece] for piece in pieces]

    whole = [Candidate(name, 0.5) for name in chance.sample(topics, k=chance.randint(1, 3))]
    known = dict.fromkeys(chance.sample(topics, k=chance.randint(0, 1)), Urgency.SOON)
    every = list(_all_pieces_heard(text, whole, meant, known))

    assert several.questions(text, whole, meant, known) == every


def _all_pieces_heard(
    text: str, whole: Sequence[Candidate], meant: several.Meant, known: dict[str, Urgency]
) -> Iterator[tuple[str, Sequence[Candidate]]]:
    """What `questions` says, told by hearing every piece first."""
    likely = {one.topic for one in whole}
    fine, sentences = several.pieces(text), several.pieces(text, (several._SENTENCE,))
    for spans in (fine, sentences) if fine != sentences else (fine,):
        if not several.FEWEST <= len(spans) <= several.MOST_PIECES:
            continue
        heard = list(zip(spans, meant([text[slice(*span)] for span in spans]), strict=True))
        clear = [one for one in heard if one[1] and one[1][0].score >= several.CLEAR]
        clear = [one for one in clear if one[1][0].topic in likely]
        if several._ASKING.search(text):
            clear = [one for one in clear if _asks(text, one[0]) or one[1][0].topic in known]
        parts: dict[str, tuple[int, Sequence[Candidate]]] = {}
        for span, near in clear:
            parts.pop(near[0].topic, None)
            parts[near[0].topic] = (span[1], near)
        again = several._heard_again(list(several._with_context(text, list(parts.values()))), meant)
        if len({near[0].topic for _, near in again}) >= several.FEWEST:
            yield from again
            return
    yield text, whole


def _asks(text: str, span: tuple[int, int]) -> bool:
    after = text[span[1] : span[1] + 20].lstrip(" ,;.?!\n")
    return bool(several._ASKING.search(text[span[0] : span[1] + 1]) or several._BESIDES.match(after))


def test_the_three_nearest_of_each_topic_count() -> None:
    likeness = np.array([0.1, 0.5, 0.5, 0.3, 0.2, 0.9, 0.7])
    owner = np.array([0, 0, 0, 0, 1, 2, 2])

    found = nearest(likeness, owner, 3)

    assert found.tolist() == pytest.approx([0.46, 0.2, 0.82])
