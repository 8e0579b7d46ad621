"""Several questions in one text, kept apart and ordered by what cannot wait.

Takes   a text, and what a piece of it is about (`Candidate`s, asked of the caller).
Gives   `Part`s: the very words of each question with its topics and urgency, the most urgent first.
Knows   nothing of how topics are learned. What carries no question of its own is context, and stays with the
        question that follows it. It would rather keep two questions together than cut one in two.
"""

import dataclasses
import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

FILE = "pressing.yaml"
MOST_PIECES = 6
"""More pieces are not looked at one by one: the time of a turn is bounded."""
FEWEST_WORDS = 2
FEWEST = 2
"""So many topics make several questions."""
CLEAR = 0.60
"""A piece is a question of its own from this chance on (docs/understanding.md)."""
_SENTENCE = re.compile(r"(?<=[^\d\s])[.](?=\s|$)|[?!;؟؛\n]+")
_JOINT = re.compile(
    r",\s+|\s+(?:en|maar|verder|daarnaast|ook nog|and|but|also|ve|ayrıca|bir de|ama|plus|و)\s+"
    r"|\s+(?=(?:وكمان|وأيضا|وايضا|وكذلك|ولكن|وهل|وكيف|ومتى)\s)",
    re.IGNORECASE,
)

_ASKING = re.compile(
    r"[?؟]|\b(?:hoe|waar|wie|wanneer|waarom|welke?|hoeveel|krijg(?:en)? (?:ik|we|wij)|kan|kunnen|mag|"
    r"wat (?:is|zijn|moet|kan|krijg|doe|nu|mag|voor|als|betekent|wil|gebeurt|houd)\w*|moet (?:ik|je)|"
    r"heb ik|hebben we|bestaat|is er|wil(?:len)?|zoek|how|what|where|who|when|why|which|can|could|do i|"
    r"am i|is there|want|need|nasıl|ne kadar|ne zaman|nere\w*|kim|neden|niye|kaç|hangi|m[ıiuü]|"
    r"m[ıiuü]y[ıiuü]\w*|istiyorum|lazım|var mı|و?(?:هل|كيف|كيفاش|كم|متى|ايمت|أين|وين|فين|شو|شنو|واش|شحال|ليش|"
    r"علاش|لماذا|أريد|اريد|بدي|بغيت|ممكن))\b",
    re.IGNORECASE,
)

_BESIDES = re.compile(
    r"(?:en )?(?:ook|verder|daarnaast|bovendien|also|besides|ayr[ıi]ca|bir de|و?(?:كمان|أيضا|ايضا))\b",
    re.IGNORECASE,
)
"""How a piece begins that comes beside what was said before: then that was a question of its own."""


class Urgency(enum.StrEnum):
    """How long a question can wait, the most urgent first."""

    EMERGENCY = "emergency"
    THREAT = "threat"
    SOON = "soon"
    USUAL = "usual"


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A topic, and the chance that it was meant."""

    topic: str
    score: float


@dataclasses.dataclass(frozen=True)
class Part:
    """One question in somebody's own words. `candidates` is empty when no topic of ours is near."""

    text: str
    candidates: tuple[Candidate, ...]
    urgency: Urgency


Meant = Callable[[Sequence[str]], Sequence[Sequence[Candidate]]]
"""What each of some pieces is about: they are heard together, which is quicker than one by one."""


def pressing(laws: Path) -> dict[str, Urgency]:
    """The topics that cannot wait, from `laws/questions/pressing.yaml`; what is not there is usual."""
    content = yaml.safe_load((laws / "questions" / FILE).read_text(encoding="utf-8"))
    return {topic: Urgency(name) for name, topics in content.items() for topic in topics}


def urgency(topic: str | None, known: Mapping[str, Urgency], *, danger: bool) -> Urgency:
    """How long a question about `topic` can wait."""
    if danger:
        return Urgency.EMERGENCY
    return known.get(topic or "", Urgency.USUAL)


def by_urgency(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The most urgent first; what is as urgent stays in the order in which it was said."""
    order = list(Urgency)
    return tuple(sorted(parts, key=lambda part: order.index(part.urgency)))


def pieces(text: str, marks: Sequence[re.Pattern[str]] = (_SENTENCE, _JOINT)) -> list[tuple[int, int]]:
    """Where each sentence, and what stands on both sides of a comma or of "and", begins and ends."""
    breaks = sorted(found.span() for mark in marks for found in mark.finditer(text))
    found: list[tuple[int, int]] = []
    begin = 0
    for end, after in (*breaks, (len(text), len(text))):
        size = len(text[begin:end].split())
        if size >= FEWEST_WORDS or (size and not found):
            found.append((begin, end))
        elif size:
            found[-1] = (found[-1][0], end)
        begin = max(begin, after)
    return found


def questions(
    text: str, whole: Sequence[Candidate], meant: Meant, known: Mapping[str, Urgency]
) -> list[tuple[str, Sequence[Candidate]]]:
    """The questions in `text`, in order; one, with `whole`, when they cannot be told apart for certain.

    A piece is a question when it is clearly about one topic, the text as a whole may be about it too, and it
    asks something, cannot wait, or is followed by a piece that begins with "also". Where nothing is asked,
    each clear piece counts ("I am behind with my rent and my son turns eighteen"). All else is context: "my
    husband is ill, what can we get?" is one question. Where the pieces say too little by themselves, whole
    sentences are looked at.
    """
    fine, whole_sentences = pieces(text), pieces(text, (_SENTENCE,))
    for spans in (fine, whole_sentences) if whole_sentences != fine else (fine,):
        parts = _parts(text, spans, whole, meant, known)
        if len(parts) < FEWEST:
            continue
        found = _heard_again(list(_with_context(text, parts)), meant)
        if len({near[0].topic for _, near in found}) >= FEWEST:
            return found
    return [(text, whole)]


def _heard_again(
    found: Sequence[tuple[str, Sequence[Candidate]]], meant: Meant
) -> list[tuple[str, Sequence[Candidate]]]:
    """A question with its context may be clearer than alone: "my son turns 18, what changes?"."""
    again = meant([said for said, _ in found])
    return [
        (said, anew if anew and anew[0].score >= CLEAR else near)
        for (said, near), anew in zip(found, again, strict=True)
    ]


def _parts(
    text: str,
    spans: Sequence[tuple[int, int]],
    whole: Sequence[Candidate],
    meant: Meant,
    known: Mapping[str, Urgency],
) -> list[tuple[int, Sequence[Candidate]]]:
    """Where each question among these pieces ends, and what it is about."""
    if not FEWEST <= len(spans) <= MOST_PIECES:
        return []
    likely = {one.topic for one in whole}
    worth_hearing = _worth_hearing(text, spans, pressing=not likely.isdisjoint(known))
    if len(worth_hearing) < FEWEST:
        return []
    parts: list[tuple[int, Sequence[Candidate]]] = []
    heard = meant([text[slice(*span)] for span, _ in worth_hearing])
    for (span, asks), near in zip(worth_hearing, heard, strict=True):
        clear = near and near[0].score >= CLEAR and near[0].topic in likely
        if clear and (asks or near[0].topic in known):
            parts = [part for part in parts if part[1][0].topic != near[0].topic]
            parts.append((span[1], near))
    return parts


def _worth_hearing(
    text: str, spans: Sequence[tuple[int, int]], *, pressing: bool
) -> list[tuple[tuple[int, int], bool]]:
    """The pieces that may be questions, and whether by how they are said: a piece that asks nothing is one
    only for a topic that cannot wait (`pressing`: there may be one). Hearing what a piece is about takes
    most of the time of a turn."""
    beside = {span for span in spans if _BESIDES.match(text[span[1] : span[1] + 20].lstrip(" ,;.?!\n"))}
    told = not _ASKING.search(text)
    said = [
        (span, told or span in beside or bool(_ASKING.search(text[span[0] : span[1] + 1]))) for span in spans
    ]
    return [(span, asks) for span, asks in said if asks or pressing]


def _with_context(
    text: str, parts: Sequence[tuple[int, Sequence[Candidate]]]
) -> Iterator[tuple[str, Sequence[Candidate]]]:
    """Each question with what was said before it; what is said after the last belongs to the last."""
    begin = 0
    for place, (end, near) in enumerate(parts, 1):
        until = len(text) if place == len(parts) else end
        yield text[begin:until].strip(" ,;.?!\n"), near
        begin = end
