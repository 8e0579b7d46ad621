"""All that other rooms may use of `rights`."""

from houvast.rights.asking import BIRTHDAYS, GROUP, Screen, screen_key, screen_with, screens
from houvast.rights.box import FuseBox, Switch, answer_in_words, could_come_in, fuse_box
from houvast.rights.corpora import assess, corpus
from houvast.rights.detail import Detail, detail
from houvast.rights.keeping import receiving_of, remember_situation, situation_of
from houvast.rights.life_events import EventTold, life_event, life_events, named, told
from houvast.rights.naming import Said, called, in_language, question, said

__all__ = [
    "BIRTHDAYS",
    "GROUP",
    "Detail",
    "EventTold",
    "FuseBox",
    "Said",
    "Screen",
    "Switch",
    "answer_in_words",
    "assess",
    "called",
    "corpus",
    "could_come_in",
    "detail",
    "fuse_box",
    "in_language",
    "life_event",
    "life_events",
    "named",
    "question",
    "receiving_of",
    "remember_situation",
    "said",
    "screen_key",
    "screen_with",
    "screens",
    "situation_of",
    "told",
]
