"""How sure we may be that the likeliest topic was meant: judged, not felt.

Takes   `Evidence` of one text, with or without the embedding model.
Gives   the probability that the first topic is right, and the bar per language above which we answer.
Knows   nothing of topics. The weights (`sureness.yaml`) come from a logistic regression on texts whose whole
        author style was left out of learning (`python -m tools.calibrate`); nobody sets them by hand.
"""

import dataclasses
import functools
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import yaml

from houvast.language.understanding.spellings import Floats

FILE = Path(__file__).parent / "sureness.yaml"
NEVER = 1.01
"""A bar that is never reached: of this language too little is known to answer at once."""


@dataclasses.dataclass(frozen=True)
class Evidence:
    """What speaks for the likeliest topic; each is about 0 to 3, and 0 when the model is not here.

    `lead` is its score before the next, `lead_learned` the same in what was learned alone; `letters` and
    `meaning` how near its nearest sayings are; `agree` which of the two likenesses put it first; `inside` its
    score before "no question for us"; `words` the length; `strange` the share of words that no saying holds.
    """

    lead: float
    lead_learned: float
    letters: float
    meaning: float
    letters_agree: float
    meaning_agree: float
    inside: float
    words: float
    strange: float

    def row(self) -> list[float]:
        """The numbers, in this order."""
        return list(dataclasses.astuple(self))


@dataclasses.dataclass(frozen=True)
class Judge:
    """One logistic regression and a bar for each language."""

    start: float
    weights: tuple[float, ...]
    bars: Mapping[str, float]
    outside: float
    """From this share of "no question for us" on we do not guess."""

    def sure(self, evidence: Evidence) -> float:
        """The probability that the likeliest topic was meant, from 0 to 1."""
        parts = zip(self.weights, evidence.row(), strict=True)
        return 1 / (1 + math.exp(-(self.start + sum(weight * value for weight, value in parts))))

    def answers(self, evidence: Evidence, language: str) -> bool:
        """Whether that is enough to answer at once in this language."""
        return self.sure(evidence) >= self.bars.get(language, NEVER)


def evidence(
    score: Floats, learned: Floats, letters: Floats, meaning: Floats | None, *, words: int, strange: float
) -> Evidence:
    """From the scores of each topic, the last of which is "no question for us"."""
    order = np.argsort(-score, kind="stable")
    topics = [int(place) for place in order if place != len(score) - 1]
    first, next_one = topics[0], topics[1]
    others = np.delete(learned, first)
    return Evidence(
        lead=float(score[first] - score[next_one]),
        lead_learned=float(learned[first] - others.max()),
        letters=float(letters[first]),
        meaning=0.0 if meaning is None else float(meaning[first]),
        letters_agree=float(letters.argmax() == first),
        meaning_agree=0.0 if meaning is None else float(meaning.argmax() == first),
        inside=float(score[first] - score[-1]),
        words=math.log1p(words) / 2,
        strange=strange,
    )


@functools.cache
def judges() -> dict[str, Judge]:
    """`with_model` and `letters_only`, as `python -m tools.calibrate` wrote them."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    names = [field.name for field in dataclasses.fields(Evidence)]
    return {
        name: Judge(
            one["start"], tuple(one["weights"][field] for field in names), one["bars"], one["outside"]
        )
        for name, one in content.items()
    }
