"""Learn danger anew from the sayings, and tell how well by leaving whole authors out.

Takes   the sayings here, and what people ask that is no danger: the questions of the topics.
Gives   what both listeners learn, kept in `weights.npz`; and the chances of sayings by an author who was
        left out.
Knows   nothing of what somebody who asks now will write.
"""

import dataclasses
import functools
import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from houvast.language.alarm import learned
from houvast.language.alarm.kept import Kept
from houvast.language.alarm.listening import KINDS, WEIGHTS, heard, together
from houvast.language.alarm.readings import sentences
from houvast.language.alarm.rules import RULES
from houvast.language.alarm.sayings import NONE, SAYINGS, Saying, in_a_story, sayings, slipped
from houvast.language.alarm.tuned import MOST_SIGNS, Tuned
from houvast.language.alarm.variety import QUESTION_COUNTS, rounds
from houvast.language.understanding.embedding import embedder
from houvast.language.understanding.encoder import Encoder

FOLDS = 3
ROUNDS = 3
"""So often each saying is learned by its meaning."""
STORIES = 2
"""One saying in so many is also learned by its words amid a story: a question beside it must not drown it."""
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


def learn(questions: Sequence[str]) -> None:
    """Make `weights.npz` anew: from every saying, as written and varied; `questions` are no danger."""
    as_written = sayings()
    words = learned.study(_lessons(as_written, questions), len(KINDS))
    Kept(words, _by_meaning(as_written, questions), digest()).write(WEIGHTS)


def left_out(questions: Sequence[str] = (), folds: int = FOLDS) -> Iterator[tuple[Saying, learned.Floats]]:
    """Each saying with its chances, by listeners that never heard its author (a language and style)."""
    as_written, model = sayings(), embedder()
    for fold in _folds({saying.author for saying in as_written})[:folds]:
        others = [saying for saying in as_written if saying.author not in fold]
        words = learned.study(_lessons(others, questions), len(KINDS))
        tuned = _by_meaning(others, questions)
        for saying in as_written:
            if saying.author in fold:
                chances = words.chances(heard(saying.text))
                if tuned is not None and model is not None:
                    chances = together(chances, tuned.chances(model.halfway([saying.text[:MOST_SIGNS]])[0]))
                yield saying, chances


def digest() -> str:
    """The name of what is learned from: when it is not that of `weights.npz`, learn anew."""
    told = hashlib.sha256()
    for file in (*sorted(SAYINGS.glob("*.yaml")), *sorted(RULES.glob("*.yaml"))):
        told.update(file.name.encode() + file.read_bytes())
    return told.hexdigest()


def _lessons(as_written: Sequence[Saying], questions: Iterable[str]) -> list[learned.Lesson]:
    """What is learned by its words."""
    everyday = {
        author: [saying for saying in as_written if saying.author == author and saying.kind == NONE]
        for author in {saying.author for saying in as_written}
    }
    stories = (saying for saying in as_written if zlib.crc32(saying.text.encode()) % STORIES == 0)
    said = [
        *as_written,
        *map(slipped, as_written),
        *(in_a_story(saying, everyday[saying.author]) for saying in stories if everyday[saying.author]),
        *_everyday_sentences(as_written),
    ]
    none = KINDS.index(NONE)
    return [
        *(learned.Lesson(heard(saying.text), KINDS.index(saying.kind), saying.counts) for saying in said),
        *(learned.Lesson(heard(question), none, QUESTION_COUNTS) for question in questions),
    ]


def _everyday_sentences(as_written: Iterable[Saying]) -> Iterator[Saying]:
    """The sentences of everyday stories: each is everyday too, and is listened to alone (`emergency`)."""
    for saying in as_written:
        if saying.kind == NONE:
            for sentence in sentences(saying.text):
                yield dataclasses.replace(saying, text=sentence)


def _by_meaning(as_written: Sequence[Saying], questions: Sequence[str]) -> Tuned | None:
    """What is learned by its meaning; None where the embedding model is absent."""
    model = embedder()
    if not isinstance(model, Encoder):
        return None
    from houvast.language.alarm.tuning import Told, study  # brings JAX along, which only learning needs

    told = (
        [Told(saying.text[:MOST_SIGNS], KINDS.index(saying.kind), saying.counts) for saying in turn]
        for turn in rounds(as_written, questions, ROUNDS)
    )
    return study(model, told, len(KINDS), tell=functools.partial(print, flush=True))


def _folds(authors: Collection[str]) -> Sequence[frozenset[str]]:
    """Authors dealt over the folds, Dutch and others apart, so that each fold leaves some of both out."""
    dutch = sorted(author for author in authors if author.startswith("nl_"))
    others = sorted(set(authors) - set(dutch))
    return [frozenset((*dutch[at::FOLDS], *others[at::FOLDS])) for at in range(FOLDS)]
