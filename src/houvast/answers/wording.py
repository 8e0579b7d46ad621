"""Other words for an answer, and a guess at what was meant, when a city connected a language model.

Takes   an answer of ours, or what somebody typed and asked help with.
Gives   the same facts in other words, or one topic to confirm; None without a model, or without trust in it.
Knows   nothing of pages. What the corpus says is nobody's secret, so good words are kept for the next reader;
        what somebody typed is not kept.
"""

import functools
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import get_language

from houvast.answers import hearing
from houvast.language.api import Endpoint, Topic, TopicKind, meant, plainer, translated
from houvast.rights.api import Said

MOST_KEPT = 500
_kept: dict[tuple[str, ...], tuple[str, ...]] = {}


@functools.cache
def _endpoint(setting: str) -> Endpoint | None:
    if not setting:
        return None
    address, key, model = setting.split("|")
    return Endpoint(address, key, model)


def endpoint() -> Endpoint | None:
    """The model of the settings; one per process."""
    return _endpoint(settings.CONFIG.language_model)


def host() -> str:
    """Where a text goes that the model gets, to tell it to people; "" without a model."""
    there = endpoint()
    return there.host if there else ""


def other_words(lines: Sequence[Said]) -> tuple[Said | None, ...]:
    """Each line plainer, or in the reader's language where ours is another; None where ours stands."""
    there, reader = endpoint(), get_language() or "nl"
    made: list[Said | None] = [None] * len(lines)
    for spoken in sorted({line.language for line in lines}) if there else ():
        places = [place for place, line in enumerate(lines) if line.language == spoken]
        said = _made(there, tuple(lines[place].text for place in places), spoken, reader) if there else None
        for place, text in zip(places, said or (), strict=False):
            made[place] = Said(text, reader)
    return tuple(made)


def _made(there: Endpoint, lines: tuple[str, ...], spoken: str, reader: str) -> tuple[str, ...] | None:
    """These lines in other words, as many lines as they were; kept for the next reader."""
    if (reader, *lines) in _kept:
        return _kept[reader, *lines]
    text = "\n".join(lines)
    if spoken == reader:
        said = plainer(there, text, language=reader, names=_names())
    else:
        said = translated(there, text, source=spoken, language=reader, names=_names())
    found = tuple(line.strip() for line in (said or "").splitlines() if line.strip())
    if len(found) != len(lines):
        return None
    if len(_kept) < MOST_KEPT:
        _kept[reader, *lines] = found
    return found


def proposed(words: str) -> Topic | None:
    """What these words may be about, to be confirmed by whoever typed them."""
    there, ready = endpoint(), hearing.understanding()
    if there is None or ready is None:
        return None
    titles = {name: topic.title["nl"] for name, topic in hearing.topics().items()}
    name = meant(there, words, known=ready.vocabulary.known, topics=titles)
    return hearing.topics()[name] if name else None


@functools.cache
def _names() -> tuple[str, ...]:
    """What may only be told when the text tells it: every scheme, in every language."""
    schemes = (topic for topic in hearing.topics().values() if topic.kind is TopicKind.SCHEME)
    return tuple({title for topic in schemes for title in topic.title.values()})
