"""Recognise first that somebody is in danger today; everything else comes later.

Takes   what somebody typed, in any of our languages, however it is spelt.
Gives   the dangers that it may speak of, the gravest first, each with what gave it away.
Knows   nothing of what is done about it (`emergency_answers`). It would rather alarm than miss: a false
        alarm costs one tap, a miss can cost a life. It never says that somebody is *not* in danger.
"""

import dataclasses
import enum
import re
from collections.abc import Iterator

from houvast.language.alarm.listening import chances as chances_of
from houvast.language.alarm.readings import readings
from houvast.language.alarm.rules import fitting
from houvast.language.alarm.sayings import NONE
from houvast.language.turn import one_turn

ALARM = 0.25
"""From this chance of any danger we alarm: chosen on sets that are not learned (docs/understanding.md)."""
ASK = 0.05
"""From this chance up to `ALARM` we only ask whether there is danger, gently and with the way to a number."""
OUTRIGHT = 0.75
"""Where a written rule fits, so much of the chance is enough: plain words ("geen eten") beside a question."""
BESIDE = 0.25
"""A kind is named beside the likeliest when it holds this share of the danger."""
MOST_MEANT = 3
"""So many portions of a long text, the first ones and the last, are heard by their meaning too: the time of a
turn is bounded."""
MOST_CLAUSES = 12
SURE = 0.5
"""From this chance in its words a clause of a text in danger names a kind of its own; where a rule says so
too it is heard by its meaning as well, and `BESIDE` is enough: the graver danger may stand in passing."""
_CLAUSES = re.compile(r"[.!?؟;\n,،]+|\s(?:en|maar|and|but|ve|ama|w|o)\s|\s(?=و)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


class Kind(enum.StrEnum):
    """What is dangerous, the gravest first."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CARE = "care"
    SHELTER = "shelter"
    FOOD = "food"
    EVICTION = "eviction"
    CUT_OFF = "cut_off"
    MONEY = "money"


@dataclasses.dataclass(frozen=True)
class Danger:
    """One danger that a text may speak of; `because` is a rule that fits (`language: line`), or `learned`."""

    kind: Kind
    because: str


def dangers(text: str) -> tuple[Danger, ...]:
    """Every danger that `text` may speak of, the gravest first; empty when nothing sounds like one.

    All languages are listened for at once: people mix them, and nobody should first have to choose one.
    """
    feared = _heard(text, ALARM)
    if not feared:
        return ()
    lines = {fit.kind: fit.line for fit in fitting(text)}
    return tuple(Danger(kind, lines.get(kind, "learned")) for kind in feared)


def danger_to_ask(text: str) -> Kind | None:
    """The gravest danger that `text` speaks of too faintly to alarm: somebody may be asked whether it is so.

    None when nothing sounds like danger, and when something surely does (`dangers`).
    """
    with one_turn():
        return None if in_danger(text) else next(iter(_heard(text, ASK)), None)


def in_danger(text: str) -> bool:
    """Whether `dangers` would find any, known as soon as the first is found."""
    return next(_found(text, ALARM), None) is not None


def _heard(text: str, least: float) -> tuple[Kind, ...]:
    feared = set(_found(text, least))
    return tuple(kind for kind in Kind if kind in feared)


def _found(text: str, least: float) -> Iterator[Kind]:
    """Each kind that a reading of the text speaks of, as it is found."""
    if not _WORD.search(text):
        return
    parts = readings(text)
    for at, part in enumerate(parts, start=1):
        by_meaning = at < MOST_MEANT or at == len(parts)
        feared = _feared(part, least, by_meaning=by_meaning)
        yield from feared
        for clause in _CLAUSES.split(part)[:MOST_CLAUSES] if feared else ():
            yield from _named(clause)


def _feared(text: str, least: float, *, by_meaning: bool) -> list[Kind]:
    """The likeliest kinds of danger in a text, if any danger is likely enough."""
    chances = chances_of(text, by_meaning=by_meaning)
    danger = 1 - chances.pop(NONE)
    if danger < least and (danger < OUTRIGHT * least or not fitting(text)):
        return []
    likeliest = max(chances, key=chances.__getitem__)
    return [Kind(kind) for kind, chance in chances.items() if kind == likeliest or chance >= BESIDE * danger]


def _named(clause: str) -> list[Kind]:
    """The kinds that a clause of a text in danger names."""
    ruled = {fit.kind for fit in fitting(clause)}
    chances = chances_of(clause, by_meaning=bool(ruled))
    return [kind for kind in Kind if chances[kind] >= (BESIDE if kind in ruled else SURE)]
