"""From somebody's words to what we may do with them: answer, ask back, or bring a person.

Takes   a text, the language that was chosen, and the day.
Gives   an `Understanding`.
Knows   nothing of the conversation around it. It would rather ask than answer something else: the answer
        comes at once only when it is nearly certain what was asked.
"""

import dataclasses
import datetime as dt
import enum
import functools
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from houvast.language.emergency import Danger, dangers, in_danger
from houvast.language.turn import one_turn
from houvast.language.understanding import learned as learning
from houvast.language.understanding.embedding import Embedder, embedder
from houvast.language.understanding.mentions import Mentions, mentions
from houvast.language.understanding.repair import Vocabulary, vocabulary
from houvast.language.understanding.several import (
    Candidate,
    Part,
    Urgency,
    by_urgency,
    pressing,
    questions,
    urgency,
)
from houvast.language.understanding.spellings import plain
from houvast.language.understanding.sureness import Evidence, evidence, judges
from houvast.language.understanding.tongue import Tongue, tongue
from houvast.language.understanding.topics import FOLDER, LANGUAGES, OUTSIDE, Topic, outside

VECTORS = "vectors.npz"
SHOWN = 3
"""So many topics are offered as buttons, beside "something else" and a person."""
_log = logging.getLogger(__name__)


class Decision(enum.StrEnum):
    """What to do with it."""

    ANSWER = "answer"
    ASK = "ask"
    PERSON = "person"


@dataclasses.dataclass(frozen=True)
class Understanding:
    """What was understood. `read_as` is the text as it was read, with the subject's words spelt well.

    `parts` are the questions in it, the most urgent first: one, unless there are surely more.
    """

    tongue: Tongue
    dangers: tuple[Danger, ...]
    candidates: tuple[Candidate, ...]
    decision: Decision
    mentions: Mentions
    read_as: str
    parts: tuple[Part, ...]


@dataclasses.dataclass(frozen=True)
class Understander:
    """Everything that is needed to understand, loaded once per process."""

    topics: tuple[Topic, ...]
    learned: learning.Learned
    model: Embedder | None
    vocabulary: Vocabulary
    pressing: Mapping[str, Urgency]

    def understand(
        self, text: str, *, on: dt.date, chosen: str | None = None, safe: bool = False
    ) -> Understanding:
        """What `text` means. The same text gives the same outcome; nothing of it is kept.

        `safe`: the question behind a danger is wanted, as if there were none.
        """
        with one_turn():
            return self._understood(text, on, chosen, safe)

    def _understood(self, text: str, on: dt.date, chosen: str | None, safe: bool) -> Understanding:
        spoken = tongue(text, chosen)
        feared = () if safe else dangers(text)
        read_as = self.vocabulary.mended(text)
        found = self.learned.heard(read_as, self.model)
        candidates = self._candidates(found) if read_as else ()
        parts = self._parts(text, candidates, _danger_in(text, feared))
        return Understanding(
            spoken,
            feared,
            candidates if len(parts) == 1 else _in_turn(parts, candidates),
            self._decision(read_as, spoken, feared, found, len(parts)),
            mentions(text, language=spoken.code, on=on),
            read_as,
            parts,
        )

    def _candidates(self, found: learning.Heard) -> tuple[Candidate, ...]:
        """The likeliest topics, the first ones first."""
        chances = found.chances
        ranked = np.argsort(-chances, kind="stable")[: SHOWN + 3]
        named = [(self.learned.names[place], float(chances[place])) for place in ranked]
        return tuple(Candidate(name, round(chance, 4)) for name, chance in named if name != OUTSIDE)

    def _parts(
        self, text: str, whole: Sequence[Candidate], in_danger: Callable[[str], bool]
    ) -> tuple[Part, ...]:
        found = questions(
            text,
            whole,
            self._meant,
            self.pressing,
        )
        return by_urgency(
            [
                Part(
                    said,
                    tuple(near),
                    urgency(
                        near[0].topic if near else None,
                        self.pressing,
                        danger=in_danger(said),
                    ),
                )
                for said, near in found
            ]
        )

    def _meant(self, pieces: Sequence[str]) -> list[Sequence[Candidate]]:
        read_as = [self.vocabulary.mended(piece) for piece in pieces]
        return [self._candidates(found) for found in self.learned.all_heard(read_as, self.model)]

    def _decision(
        self,
        read_as: str,
        spoken: Tongue,
        feared: Sequence[Danger],
        found: learning.Heard,
        questions_in_it: int,
    ) -> Decision:
        judge = judges()["letters_only" if found.meaning is None else "with_model"]
        strange = spoken.sure and spoken.code not in LANGUAGES
        if feared or strange or not read_as or found.chances[-1] >= judge.outside:
            return Decision.PERSON
        clear = questions_in_it == 1 and self._says_enough(read_as)
        answers = self._is_name(read_as, found) or (
            clear and judge.answers(self.evidence(found, read_as), spoken.code)
        )
        return Decision.ANSWER if answers else Decision.ASK

    def evidence(self, found: learning.Heard, read_as: str) -> Evidence:
        """What speaks for the likeliest topic."""
        words = read_as.split()
        strange = sum(word not in self.vocabulary.known for word in words) / max(1, len(words))
        return evidence(
            found.score, found.learned, found.letters, found.meaning, words=len(words), strange=strange
        )

    def _is_name(self, read_as: str, found: learning.Heard) -> bool:
        """Whether somebody typed just the name of the likeliest topic ("stadspas"): nothing is surer."""
        name = self.learned.names[int(np.argmax(found.score))]
        titles = (topic.title.values() for topic in self.topics if topic.name == name)
        return any(read_as == plain(title) for each in titles for title in each)

    def _says_enough(self, read_as: str) -> bool:
        """One word says enough only when it is a topic's own word: "stadspas", but not "huur"."""
        return " " in read_as or read_as in self.vocabulary.known_names


def _danger_in(text: str, feared: Sequence[Danger]) -> Callable[[str], bool]:
    """Which part of a `text` in danger speaks of it. Where the whole holds none its parts hold none: a few
    words alone sound like anything."""
    return lambda said: bool(feared) and (said == text or in_danger(said))


def _in_turn(parts: Sequence[Part], candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Of several questions first the topic of each, so that all of them are among the buttons."""
    asked = {part.candidates[0].topic for part in parts}
    return tuple(sorted(candidates, key=lambda one: one.topic not in asked))


def understander(topics: Sequence[Topic], laws: Path, cache: Path | None = None) -> Understander:
    """Ready to understand. With `cache`, what was learned is kept there for the next process."""
    model = embedder()
    beyond = outside(laws)
    learned = learning.remembered(topics, beyond, _file(topics, beyond, model, cache)) if cache else None
    if learned is None:
        learned = learning.study(topics, beyond, model, learning.Known.read(laws / FOLDER / VECTORS))
        if cache:
            _keep(learned, _file(topics, beyond, model, cache))
    return _ready(topics, learned, model, laws)


def understander_kept(topics: Sequence[Topic], laws: Path, cache: Path) -> Understander | None:
    """Ready to understand at once, from what an earlier process learned; None when nothing was kept."""
    model = embedder()
    beyond = outside(laws)
    learned = learning.remembered(topics, beyond, _file(topics, beyond, model, cache))
    return None if learned is None else _ready(topics, learned, model, laws)


def learned_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where what was learned is kept: `HOUVAST_CACHE_DIR`, else the user's cache folder."""
    home = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "houvast"
    return Path(environ.get("HOUVAST_CACHE_DIR") or home) / "understanding"


def _ready(
    topics: Sequence[Topic], learned: learning.Learned, model: Embedder | None, laws: Path
) -> Understander:
    own = [text for topic in topics for text in topic.own]
    return Understander(tuple(topics), learned, model, vocabulary(own, learned.sayings), pressing(laws))


def _file(topics: Sequence[Topic], beyond: Sequence[str], model: Embedder | None, cache: Path) -> Path:
    return cache / f"{learning.digest(topics, beyond, with_model=model is not None)}.npz"


@functools.cache
def _keep_fault() -> None:
    _log.warning("What was learned of questions could not be kept; each process learns it again.")


def _keep(learned: learning.Learned, file: Path) -> None:
    try:
        learning.keep(learned, file)
    except OSError:
        _keep_fault()


@dataclasses.dataclass(frozen=True)
class VectorsMade:
    """How many sayings have a vector now, and how many of these are new."""

    texts: int
    new: int


def learn_vectors(topics: Sequence[Topic], laws: Path) -> VectorsMade | None:
    """Make `vectors.npz` hold exactly the sayings of these topics; None when the model is not here."""
    model = embedder()
    if model is None:
        return None
    texts = sorted({learning.read(text) for topic in topics for text in topic.sayings})
    texts += [learning.read(text) for text in outside(laws)]
    known = learning.Known.read(laws / FOLDER / VECTORS)
    new = len(known.lacks(texts))
    known.renewed(model, texts).write(laws / FOLDER / VECTORS)
    return VectorsMade(len(texts), new)
