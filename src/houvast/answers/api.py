"""All that other rooms may use of `answers`."""

from houvast.answers.composed import NoAnswer, Part, SchemeAnswer, as_question, as_text, scheme_answer
from houvast.answers.general import Told, told
from houvast.answers.hearing import (
    CHOICES,
    Guess,
    OneOfSeveral,
    guess,
    prepare,
    title,
    topic_called,
    topics,
    understanding,
)
from houvast.answers.unanswered import note as note_unanswered
from houvast.answers.views import page_of
from houvast.answers.words import words_in

__all__ = [
    "CHOICES",
    "Guess",
    "NoAnswer",
    "OneOfSeveral",
    "Part",
    "SchemeAnswer",
    "Told",
    "as_question",
    "as_text",
    "guess",
    "note_unanswered",
    "page_of",
    "prepare",
    "scheme_answer",
    "title",
    "told",
    "topic_called",
    "topics",
    "understanding",
    "words_in",
]
