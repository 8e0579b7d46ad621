"""What somebody's question is about, as far as we can tell: never assumed, always shown back.

Takes   own words.
Gives   one topic that it is nearly certainly about, or three to choose from, or nothing.
Knows   nothing of pages. What is not prepared (`houvast topics --prepare`) is left out rather than waited
        for: a conversation goes on without it.
"""

import dataclasses
import datetime as dt
import functools
import subprocess
import sys

from django.conf import settings

from houvast.language.api import (
    Decision,
    Topic,
    Understander,
    Urgency,
    learned_folder,
    read_topics,
    understander_kept,
)
from houvast.rights.api import corpus, in_language, life_events

CHOICES = 3


@dataclasses.dataclass(frozen=True)
class OneOfSeveral:
    """One of several questions in one text: its very words, what it is about, and how long it can wait."""

    words: str
    about: Topic
    urgency: Urgency


@dataclasses.dataclass(frozen=True)
class Guess:
    """What was asked. `sure` when the one topic in `about` is nearly certain; `about` may be empty.

    `several` are the questions, the most urgent first, when there is surely more than one.
    """

    about: tuple[Topic, ...]
    sure: bool
    several: tuple[OneOfSeveral, ...] = ()


NOTHING = Guess((), sure=False)


def guess(words: str, *, language: str, on: dt.date, safe: bool = False) -> Guess:
    """What these words are about. Nothing is kept of them.

    `safe`: the danger in them, if any, is answered elsewhere or was denied; what is the question?
    """
    ready = understanding()
    if ready is None or not words:
        return NOTHING
    found = ready.understand(words, on=on, chosen=language, safe=safe)
    if found.decision is Decision.PERSON and not (found.dangers and len(found.parts) > 1):
        return NOTHING
    several = tuple(
        OneOfSeveral(part.text, topics()[part.candidates[0].topic], part.urgency)
        for part in found.parts
        if part.candidates and len(found.parts) > 1
    )
    sure = found.decision is Decision.ANSWER
    names = [one.topic for one in found.candidates[: 1 if sure else CHOICES]]
    return Guess(tuple(topics()[name] for name in names), sure, several)


def topic_called(name: str) -> Topic | None:
    """The topic of this name; None for anything else."""
    return topics().get(name)


def title(topic: Topic) -> str:
    """What it is called, in the reader's language."""
    return in_language(topic.title)


def prepare() -> bool:
    """Learn the questions when no process did for these laws; whether there was anything to learn.

    In a process of its own, because learning takes half a minute and memory that a server should not keep.
    """
    if understanding() is not None:
        return False
    subprocess.run([sys.executable, "-m", "houvast.cli", "topics", "--prepare"], check=True)
    understanding.cache_clear()
    return True


@functools.cache
def topics() -> dict[str, Topic]:
    """Every topic of this installation, by name."""
    return {topic.name: topic for topic in read_topics(corpus(), life_events(), settings.CONFIG.corpus_dir)}


@functools.cache
def understanding() -> Understander | None:
    """What an earlier process learned, read once; None when nobody prepared it."""
    return understander_kept(tuple(topics().values()), settings.CONFIG.corpus_dir, learned_folder())
