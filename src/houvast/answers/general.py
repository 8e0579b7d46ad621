"""What we can say about a general topic: a few lines, each with the article that it rests on.

Takes   `laws/questions/general/NAME.yaml`.
Gives   a frozen `Told`, or nothing for a topic of another kind.
Knows   nothing of pages. A line with a number in it must name its article; such a file is refused.
"""

import dataclasses
import datetime as dt
import functools
import re
from typing import Any

import yaml
from django.conf import settings

from houvast.answers import hearing
from houvast.language.api import Topic, TopicKind
from houvast.rights.api import Said, said

_NUMBER = re.compile(r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|half|halve|helft)\b")
_EMERGENCY = "113"


class Untraceable(ValueError):
    """A line tells a number without the article that it comes from. Add `article`, or take the number out."""


@dataclasses.dataclass(frozen=True)
class TopicLine:
    """One line of an answer. `article` is "" where only practice tells it."""

    says: Said
    article: str


@dataclasses.dataclass(frozen=True)
class Told:
    """An answer on a general topic; `onward` are the topics to look at next."""

    topic: Topic
    lines: tuple[TopicLine, ...]
    onward: tuple[Topic, ...]
    checked_on: dt.date


def tells_a_number(text: str) -> bool:
    """Whether this Dutch text tells a number, in digits or in words."""
    return _NUMBER.search(text.casefold().replace(_EMERGENCY, "")) is not None


def told(name: str) -> Told | None:
    """What we can say about this topic; None when it is not a general one. Raises `Untraceable`."""
    topic = hearing.topic_called(name)
    if topic is None or topic.kind is not TopicKind.GENERAL:
        return None
    content = _content(name)
    every = hearing.topics()
    return Told(
        topic,
        tuple(_line(name, line) for line in content["says"]),
        tuple(every[other] for other in content["next"] if other in every),
        content["checked"],
    )


def _line(name: str, line: dict[str, str]) -> TopicLine:
    article = line.get("article", "")
    if not article and tells_a_number(line["nl"]):
        raise Untraceable(f"{name}: {line['nl']!r} tells a number without its article.")
    return TopicLine(
        said({language: text for language, text in line.items() if language != "article"}), article
    )


@functools.cache
def _content(name: str) -> dict[str, Any]:
    file = settings.CONFIG.corpus_dir / "questions" / TopicKind.GENERAL.value / f"{name}.yaml"
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
