"""All that other rooms may use of `answers`."""

from houvast.answers.hearing import CHOICES, Guess, guess, prepare, title, topic_called, topics, understanding
from houvast.answers.views import page_of

__all__ = [
    "CHOICES",
    "Guess",
    "guess",
    "page_of",
    "prepare",
    "title",
    "topic_called",
    "topics",
    "understanding",
]
