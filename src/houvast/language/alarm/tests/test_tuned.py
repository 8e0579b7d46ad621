"""The listener by meaning: learned, kept, read again, and the same in both reckonings."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from houvast.language.alarm import learned, tuning
from houvast.language.alarm.kept import Kept, read
from houvast.language.alarm.listening import heard
from houvast.language.alarm.sayings import NONE, Saying
from houvast.language.alarm.tuned import SPREAD, Head, Tuned
from houvast.language.alarm.variety import rounds
from houvast.language.understanding.embedding import embedder
from houvast.language.understanding.encoder import SHARED, Encoder, through

TOLD = [
    tuning.Told(text, kind, 1.0)
    for text, kind in [
        ("wij hebben vandaag niets te eten", 0),
        ("de kinderen gaan met honger naar bed", 0),
        ("hoe vraag ik huurtoeslag aan", 1),
        ("wanneer wordt de toeslag betaald", 1),
    ]
]


@pytest.fixture(scope="module")
def model() -> Encoder:
    found = embedder()
    if not isinstance(found, Encoder):
        pytest.skip("the embedding model is not here")
    return found


@pytest.fixture
def short(model: Encoder, monkeypatch: pytest.MonkeyPatch) -> Encoder:
    """The model with one layer of each half: learning with it takes seconds."""
    small = object.__new__(Encoder)
    small.__dict__.update(model.__dict__, layers=(model.layers[0], model.layers[SHARED]))
    monkeypatch.setattr(tuning, "SHARED", 1)
    monkeypatch.setattr(tuning, "ROWS", 1)
    return small


START = np.zeros(2, np.float32)


def halfway(model: Encoder, text: str) -> np.ndarray:
    return through(model.layers[:1], model.begun(model.pieces(text)))


def test_layers_learn_to_tell_two_kinds_apart(short: Encoder) -> None:
    tuned = tuning.study(short, [TOLD] * 30, 2, tell=lambda line: None)

    for told in TOLD:
        chances = tuned.chances(halfway(short, told.text))
        assert chances[told.kind] > 0.8
        assert chances.sum() == pytest.approx(1, abs=1e-5)


def test_learning_tells_how_far_it_is(short: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    heard_of: list[str] = []
    monkeypatch.setattr(tuning, "TOLD", 2)

    tuning.study(short, [TOLD] * 4, 2, tell=heard_of.append)

    assert [line.split(",")[0] for line in heard_of] == ["step 2 of 4", "step 4 of 4"]


def test_learning_reckons_each_layer_as_listening_does(model: Encoder) -> None:
    texts = [model.begun(model.pieces(told.text)) for told in TOLD[:2]]
    of_text = np.repeat([0, 1], [len(text) for text in texts])
    together = (of_text[:, None] == of_text)[None, None]

    (layer,) = tuning._trees(model.layers[:1])
    (both,) = tuning._through(model.layers[0], together, np.concatenate(texts)[None], layer)

    alone = [model.layers[0].through(text) for text in texts]
    assert np.asarray(both) == pytest.approx(np.concatenate(alone), abs=1e-4)


def test_learning_hears_each_text_for_each_kind_as_listening_does(model: Encoder) -> None:
    dice = np.random.default_rng(0)
    texts = [dice.normal(size=(size, model.width)).astype(np.float32) for size in (7, 4)]
    look, pull = (dice.normal(size=(model.width, 2)).astype(np.float32) for _ in range(2))
    both = np.concatenate(texts)[None]

    heard_of = tuning._looked(both, both @ look, np.repeat([0, 1], [7, 4])[None], 3)
    scores = np.einsum("tkw,wk->tk", np.asarray(heard_of[0]), pull * SPREAD)

    head = Head(np.zeros(model.width, np.float32), look, pull, START)
    assert scores[:2] == pytest.approx(np.stack([head.score(text) for text in texts]), abs=1e-3)
    assert not scores[2].any()


def test_a_kind_hears_the_pieces_that_it_looks_at() -> None:
    look = np.array([[9.0, 0.0], [0.0, 0.0]], np.float32)
    pull = np.array([[1.0, 1.0], [0.0, 0.0]], np.float32)
    one_of_four = np.array([[1, 0], [0, 1], [0, 1], [0, 1]], np.float32)

    looks, looks_not = Head(np.zeros(2, np.float32), look, pull, START).score(one_of_four)

    assert looks == pytest.approx(SPREAD, rel=0.01)
    assert looks_not < SPREAD / 2


def test_what_was_learned_is_read_again_with_and_without_meaning(model: Encoder, tmp_path: Path) -> None:
    weights = learned.study([learned.Lesson(heard("geen eten"), 0, 1.0)], 2)
    dice = np.random.default_rng(0)
    pull = dice.normal(size=(model.width, 2)).astype(np.float32)
    look = dice.normal(size=(model.width, 2)).astype(np.float32)
    tuned = Tuned(model.layers[SHARED:], Head(np.zeros(model.width, np.float32), look, pull, START))
    seen = model.halfway(["wij hebben vandaag niets te eten"])[0]

    Kept(weights, tuned, "name").write(tmp_path / "kept.npz")
    again = read(tmp_path / "kept.npz")

    assert np.array_equal(again.weights.pull, weights.pull)
    assert again.digest == "name"
    assert again.tuned is not None
    assert again.tuned.chances(seen) == pytest.approx(tuned.chances(seen), abs=0.05)
    assert read(tmp_path / "kept.npz", meaning=False).tuned is None


def test_where_only_words_were_learned_there_is_no_meaning(tmp_path: Path) -> None:
    weights = learned.study([learned.Lesson(heard("geen eten"), 0, 1.0)], 2)

    Kept(weights, None, "name").write(tmp_path / "kept.npz")

    assert read(tmp_path / "kept.npz").tuned is None


def said(text: str, kind: str = "food", style: str = "one") -> Saying:
    return Saying(text, kind, "nl", style, 1.0)


SAID = [said(f"er is geen eten meer in huis, dag {day}") for day in range(40)]
REMARKS = [said(f"de bus kwam vandaag te laat, lijn {line}", NONE) for line in range(10)]


def test_each_round_has_every_saying_once_in_another_way_but_the_same_each_time() -> None:
    first, second = rounds([*SAID, *REMARKS], ["hoe laat"] * 10, 2)

    assert [saying.kind for saying in first[:50]] == ["food"] * 40 + [NONE] * 10
    assert len(first) == 52
    assert texts(first) != texts(second)
    assert texts(first) == texts(next(rounds([*SAID, *REMARKS], ["hoe laat"] * 10, 1)))


def test_a_danger_amid_remarks_is_still_said() -> None:
    (first,) = rounds([*SAID, *REMARKS], [], 1)

    stories = [saying.text for saying in first[:40] if "bus" in saying.text.lower()]

    assert stories
    assert all("geen eten" in story.lower() for story in stories)


def texts(sayings: Sequence[Saying]) -> list[str]:
    return [saying.text for saying in sayings]
