"""What a question can be about: every scheme and life event of the corpus, and the general topics.

Takes   `laws/questions/{schemes,life_events,general}/*.yaml`, the corpus and its life events.
Gives   one `Topic` for each, with its title, its own words and what people ask about it; what is outside.
Knows   nothing of how a question is recognised.
"""

import dataclasses
import enum
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from houvast.law.api import Corpus, LifeEvent, load_corpus, read_life_events

FOLDER = "questions"
HEARD = "heard"
"""The folder with whole sets by other authors: `asked_LANGUAGE.tsv` and `outside.tsv`."""
OUTSIDE = "outside"
"""The name of what is no question for Houvast: not a topic, but learned as if it were one."""
LANGUAGES = ("nl", "en", "tr", "ar")


class Kind(enum.StrEnum):
    """Where a topic comes from; also the name of its folder."""

    SCHEME = "schemes"
    LIFE_EVENT = "life_events"
    GENERAL = "general"


@dataclasses.dataclass(frozen=True)
class Topic:
    """One thing that people ask about.

    `title` is always there in Dutch; `own` are its official and everyday words; `asked` is what people type,
    by language; `heard` is what other authors wrote, in `laws/questions/heard`.
    """

    name: str
    kind: Kind
    title: Mapping[str, str]
    own: tuple[str, ...]
    asked: Mapping[str, tuple[str, ...]]
    heard: tuple[str, ...] = ()

    @property
    def sayings(self) -> tuple[str, ...]:
        """Everything that stands for this topic, in any language."""
        asked = (text for language in LANGUAGES for text in self.asked.get(language, ()))
        return (*self.own, *asked, *self.heard)


@dataclasses.dataclass(frozen=True)
class Said:
    """A text of a set by another author: its language, its style, and the topics that it may mean."""

    language: str
    style: str
    topics: tuple[str, ...]
    text: str


class BadQuestions(ValueError):
    """The files with questions do not fit the corpus. The text names each file and the mend."""


def read_topics(corpus: Corpus, events: Iterable[LifeEvent], laws: Path) -> tuple[Topic, ...]:
    """Every topic, by name. A question about a scheme of another municipality is left out.

    Raises `BadQuestions` when a text stands with two topics, or a general topic has no title.
    """
    titles = {
        Kind.SCHEME: {name: (law.called, _own_words(law)) for name, law in corpus.laws.items()},
        Kind.LIFE_EVENT: {event.name: (event.title, event.words) for event in events},
    }
    found = []
    for kind in Kind:
        for file in sorted((laws / FOLDER / kind.value).glob("*.yaml")):
            content = _content(file)
            if kind is Kind.GENERAL:
                if "nl" not in content.get("title", {}):
                    raise BadQuestions(f"{file}: a general topic needs a `title` with `nl`.")
                known: tuple[Mapping[str, str], Iterable[str]] | None = (content["title"], ())
            else:
                known = titles[kind].get(file.stem)
            if known is not None:
                found.append(_topic(file.stem, kind, known, content))
    found.sort(key=lambda topic: topic.name)
    said = [one for one in heard(laws) if one.topics != (OUTSIDE,)]
    found = [
        dataclasses.replace(topic, heard=tuple(one.text for one in said if one.topics[0] == topic.name))
        for topic in found
    ]
    _each_text_once(found)
    return tuple(found)


def outside(laws: Path) -> tuple[str, ...]:
    """Things that people type and that are no question for Houvast."""
    asked = _content(laws / FOLDER / f"{OUTSIDE}.yaml")["asked"].values()
    return (
        *(text for texts in asked for text in texts),
        *(one.text for one in heard(laws) if one.topics == (OUTSIDE,)),
    )


def heard(laws: Path) -> tuple[Said, ...]:
    """Every text of `laws/questions/heard`; of what is outside, each sixth text is one style."""
    folder = laws / FOLDER / HEARD
    asked = [
        Said(language, style, tuple(topics.split("|")), text)
        for language in LANGUAGES
        for topics, style, text in _rows(folder / f"asked_{language}.tsv")
    ]
    beyond = enumerate(_rows(folder / f"{OUTSIDE}.tsv"))
    return (*asked, *(Said(language, f"{at % 6}", (OUTSIDE,), text) for at, (language, text) in beyond))


def _rows(file: Path) -> list[list[str]]:
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def corpus_topics(city: str, laws: Path) -> tuple[Topic, ...]:
    """The topics of one municipality, read afresh: for commands and tests."""
    corpus = load_corpus(laws, city=city)
    return read_topics(corpus, read_life_events(laws, corpus), laws)


def _own_words(law: Any) -> tuple[str, ...]:
    return (*(str(word) for word in law.getting_it.get("words") or ()), law.summary["nl"])


def _topic(
    name: str, kind: Kind, known: tuple[Mapping[str, str], Iterable[str]], content: Mapping[str, Any]
) -> Topic:
    title, own = known
    asked = {language: tuple(texts) for language, texts in (content.get("asked") or {}).items()}
    every_title = tuple(dict.fromkeys(title.values()))
    return Topic(name, kind, dict(title), (*every_title, *own), asked)


def _content(file: Path) -> dict[str, Any]:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise BadQuestions(f"{file}: this file must hold `asked:` with texts by language.")
    return content


def _each_text_once(topics: Iterable[Topic]) -> None:
    seen: dict[str, str] = {}
    for topic in topics:
        for texts in topic.asked.values():
            for text in texts:
                other = seen.setdefault(" ".join(text.casefold().split()), topic.name)
                if other != topic.name:
                    raise BadQuestions(f"{text!r} stands with {other} and with {topic.name}; keep one.")
