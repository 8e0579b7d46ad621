"""Learn danger anew from the sayings, and tell how well by leaving whole authors out.

Takes   the sayings here, and what people ask that is no danger: the questions of the topics.
Gives   what both listeners learn, kept in `weights.npz`; and the chances of sayings by an author who was
        left out.
Knows   nothing of what somebody who asks now will write.
"""

import dataclasses
import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from houvast.language.alarm import learned, meaning
from houvast.language.alarm.kept import Kept
from houvast.language.alarm.listening import KINDS, WEIGHTS, heard, together
from houvast.language.alarm.rules import RULES
from houvast.language.alarm.sayings import NONE, SAYINGS, Saying, in_a_story, sayings, slipped
from houvast.language.alarm.sentences import sentences
from houvast.language.understanding.embedding import embedder, vectors

QUESTION_COUNTS = 0.5
FOLDS = 9
STORIES, EMBEDDED = 2, 4
"""One saying in so many is also learned amid a story; and one in so many by the meaning of that story too: a
question beside a danger must not drown it."""
UNSURE = frozenset(
    (
        "bankbeslag", "bescherming_afsluiting", "betaling_niet_gekomen", "breed_moratorium", "dakloos",
        "detentie_verlaten", "deurwaarder", "energiefonds", "fonds_bijzondere_noden", "geen_geld",
        "mens_spreken", "moratorium_dreiging", "noodfonds", "ontruiming", "oplichting", "somber_of_eenzaam",
        "uitkering_stopgezet", "voedselbank", "vroegsignalering",
    )
)  # fmt: skip
"""Topics whose questions may well speak of danger: not learned as everyday words."""


def spoken_questions(laws: Path) -> tuple[str, ...]:
    """What people ask that is no danger: the questions of the topics, save of those that may well be one."""
    files = [file for file in sorted((laws / "questions").glob("*/*.yaml")) if file.stem not in UNSURE]
    asked = [
        yaml.safe_load(file.read_text(encoding="utf-8")).get("asked") or {}
        for file in (*files, laws / "questions" / "outside.yaml")
    ]
    return (
        *(text for languages in asked for texts in languages.values() for text in texts),
        *_heard_questions(laws / "questions" / "heard"),
    )


def _heard_questions(folder: Path) -> Iterator[str]:
    """Longer questions as they were asked: lines of topics (`a|b`), style and text."""
    for file in sorted(folder.glob("asked_*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                topics, _, text = line.split("\t")
                if UNSURE.isdisjoint(topics.split("|")):
                    yield text


def learn(questions: Iterable[str]) -> None:
    """Make `weights.npz` anew: from every saying, as written and varied; `questions` are no danger."""
    every = _all(questions)
    words, meanings = _listeners(every, _meant(every))
    Kept(words, meanings, digest()).write(WEIGHTS)


def left_out(questions: Iterable[str] = ()) -> Iterator[tuple[Saying, learned.Floats]]:
    """Each saying with its chances, by listeners that never heard its author (a language and style)."""
    every = _all(questions)
    meant = _meant(every)
    for fold in _folds({taught.saying.author for taught in every if taught.saying}):
        words, meanings = _listeners([taught for taught in every if not taught.by(fold)], meant)
        for taught in every:
            if taught.saying is not None and taught.by(fold) and not taught.varied:
                chances = words.chances(taught.lesson.marks)
                yield (
                    taught.saying,
                    together(chances, meanings.chances(meant[taught.text])) if meanings else chances,
                )


def digest() -> str:
    """The name of what is learned from: when it is not that of `weights.npz`, learn anew."""
    told = hashlib.sha256()
    for file in (*sorted(SAYINGS.glob("*.yaml")), *sorted(RULES.glob("*.yaml"))):
        told.update(file.name.encode() + file.read_bytes())
    return told.hexdigest()


@dataclasses.dataclass(frozen=True)
class _Taught:
    """A text, its lesson and the saying it is of; a question of a topic has none. `varied`: not the whole as
    it was written. `embedded`: learned by its meaning too.
    """

    text: str
    lesson: learned.Lesson
    saying: Saying | None = None
    varied: bool = False
    embedded: bool = True

    def by(self, authors: Collection[str]) -> bool:
        return self.saying is not None and self.saying.author in authors


def _all(questions: Iterable[str]) -> list[_Taught]:
    as_written = sayings()
    everyday = {
        author: [saying for saying in as_written if saying.author == author and saying.kind == NONE]
        for author in {saying.author for saying in as_written}
    }
    dice = {saying: zlib.crc32(saying.text.encode()) for saying in as_written}
    return [
        *(_Taught(saying.text, _lesson(saying), saying) for saying in as_written),
        *(_varied(slipped(saying), embedded=False) for saying in as_written),
        *(
            _varied(in_a_story(saying, everyday[saying.author]), embedded=dice[saying] % EMBEDDED == 0)
            for saying in as_written
            if dice[saying] % STORIES == 0
        ),
        *(_varied(sentence) for sentence in _everyday_sentences(as_written)),
        *(
            _Taught(question, learned.Lesson(heard(question), KINDS.index(NONE), QUESTION_COUNTS))
            for question in questions
        ),
    ]


def _varied(saying: Saying, *, embedded: bool = True) -> _Taught:
    return _Taught(saying.text, _lesson(saying), saying, varied=True, embedded=embedded)


def _everyday_sentences(as_written: Iterable[Saying]) -> Iterator[Saying]:
    """The sentences of everyday stories: each is everyday too, and is listened to alone (`emergency`)."""
    for saying in as_written:
        if saying.kind == NONE:
            for sentence in sentences(saying.text):
                yield dataclasses.replace(saying, text=sentence)


def _lesson(saying: Saying) -> learned.Lesson:
    return learned.Lesson(heard(saying.text), KINDS.index(saying.kind), saying.counts)


def _meant(every: Iterable[_Taught]) -> dict[str, learned.Floats]:
    """The vector of each text that is learned by its meaning; empty where the embedding model is absent."""
    model = embedder()
    if model is None:
        return {}
    texts = dict.fromkeys(taught.text for taught in every if taught.embedded)
    return {text: vectors(model, [text[: meaning.MOST_SIGNS]])[0] for text in texts}


def _listeners(
    every: Sequence[_Taught], meant: Mapping[str, learned.Floats]
) -> tuple[learned.Weights, meaning.Meanings | None]:
    words = learned.study([taught.lesson for taught in every], len(KINDS))
    if not meant:
        return words, None
    written = [taught for taught in every if taught.embedded]
    meanings = meaning.study(
        np.stack([meant[taught.text] for taught in written]),
        np.array([taught.lesson.kind for taught in written]),
        np.array([taught.lesson.counts for taught in written], np.float32),
        of=len(KINDS),
    )
    return words, meanings


def _folds(authors: Collection[str]) -> Sequence[frozenset[str]]:
    """Authors dealt over the folds, Dutch and others apart, so that each fold leaves some of both out."""
    dutch = sorted(author for author in authors if author.startswith("nl_"))
    others = sorted(set(authors) - set(dutch))
    return [frozenset((*dutch[at::FOLDS], *others[at::FOLDS])) for at in range(FOLDS)]
