"""Other words for an answer, and a guess at what was meant, when a city connected a language model.

Takes   an answer of ours, or what somebody typed and asked help with.
Gives   the same facts in other words, or one topic to confirm; None without a model, or without trust in it.
Knows   nothing of pages. What the corpus says is nobody's secret, so good words are kept for the next reader;
        what somebody typed is not kept.
"""

import functools

from django.conf import settings
from django.utils.translation import get_language

from houvast.answers import hearing
from houvast.answers.general import Told
from houvast.language.api import Endpoint, Topic, TopicKind, meant, plainer, translated

MOST_KEPT = 500
_kept: dict[tuple[str, str], tuple[str, ...]] = {}


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


def other_words(told: Told) -> tuple[str, ...] | None:
    """The lines of this answer in plainer words, and in the reader's language where ours are Dutch."""
    there, language = endpoint(), get_language() or "nl"
    if there is None:
        return None
    spoken = told.lines[0].says.language
    text = "\n".join(line.says.text for line in told.lines)
    if (language, text) in _kept:
        return _kept[language, text]
    if spoken == language:
        said = plainer(there, text, language=language, names=_names())
    else:
        said = translated(there, text, source=spoken, language=language, names=_names())
    if said is None:
        return None
    lines = tuple(line.strip() for line in said.splitlines() if line.strip())
    if len(_kept) < MOST_KEPT:
        _kept[language, text] = lines
    return lines


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
