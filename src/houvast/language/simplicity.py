"""How simple a Dutch text is: a first check, with the sentence, what is the matter, and what to write
instead.

Takes   a text for residents.
Gives   findings, each with a weight; `LINE` is the heaviest weight that may stay.
Knows   nothing of levels such as B1: those are not properties of a text. It finds what makes reading hard;
        that nothing was found does not mean that people understand it.
"""

import dataclasses
import enum
import functools
import re
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "simplicity_words.yaml"
LINE = 1
LONG_SENTENCE, TOO_LONG_SENTENCE = 15, 18
LONG_WORD = 16
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
_PLACE = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]+\}|<[^>]+>")
_PASSIVE = re.compile(
    r"\b(?:wordt|worden|werd|werden|geworden)\b(?:\s+\S+){0,6}?\s+(?:ge\w{3,}(?:d|t|en)|be\w{3,}(?:d|t|en)|ver\w{3,}(?:d|t|en)"
    r"|aangevraagd|toegekend|afgewezen|opgelegd|ingetrokken)\b"
    r"|\b(?:ge\w{3,}(?:d|t|en)|toegekend|afgewezen)\s+(?:wordt|worden|werd|werden)\b",
    re.IGNORECASE,
)
_NOT_PASSIVE = re.compile(
    r"\b(?:wordt|worden)\s+(?:\w+\s+)?(?:18|jaar|moeder|vader|ziek|ouder)\b", re.IGNORECASE
)


class Matter(enum.StrEnum):
    """What makes it hard."""

    LONG_SENTENCE = "long sentence"
    PASSIVE = "passive"
    FORMAL = "formal word"
    JARGON = "jargon"
    LONG_WORD = "long word"
    THREAT = "threat"


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing in one sentence. `weight` 1 may stay, 2 and 3 are above the line."""

    matter: Matter
    weight: int
    sentence: str
    what: str
    instead: str


def findings(text: str) -> tuple[Finding, ...]:
    """Everything in `text` that makes it hard to read, in the order of the sentences."""
    return tuple(found for sentence in sentences(text) for found in _in_sentence(sentence))


def above_the_line(text: str) -> tuple[Finding, ...]:
    """What may not stay in a text for residents."""
    return tuple(finding for finding in findings(text) if finding.weight > LINE)


def sentences(text: str) -> list[str]:
    """The sentences of a text; what is filled in later counts as one word."""
    plain = _PLACE.sub("X", text.replace("%%", "%"))
    return [part.strip() for part in _SENTENCE.split(plain) if part.strip()]


def _in_sentence(sentence: str) -> list[Finding]:
    words = _WORD.findall(sentence)
    found: list[Finding] = []
    if len(words) > LONG_SENTENCE:
        weight = 2 if len(words) > TOO_LONG_SENTENCE else 1
        found.append(
            Finding(Matter.LONG_SENTENCE, weight, sentence, f"{len(words)} words", "maak er twee zinnen van")
        )
    if (passive := _PASSIVE.search(sentence)) and not _NOT_PASSIVE.search(sentence):
        found.append(Finding(Matter.PASSIVE, 1, sentence, passive.group(), "zeg wie het doet"))
    found += _listed(sentence)
    for word in words:
        bare = word.lower().replace("\u00ad", "")
        if len(bare) >= LONG_WORD and bare not in _known_long():
            found.append(Finding(Matter.LONG_WORD, 1, sentence, word, "een korter woord, of leg het uit"))
    return found


def _listed(sentence: str) -> list[Finding]:
    return [
        Finding(matter, weight, sentence, match.group(), instead)
        for matter, weight, pattern, instead in _lists()
        if (match := pattern.search(sentence)) and not (matter is Matter.JARGON and _explained(sentence))
    ]


def _explained(sentence: str) -> bool:
    """ "Bij Mijn toeslagen heet dit toetsingsinkomen": the hard word is named, not used."""
    return re.search(r"\b(?:heet|heten|noemt|noemen)\b", sentence) is not None


@functools.cache
def _lists() -> tuple[tuple[Matter, int, re.Pattern[str], str], ...]:
    data = _data()
    kinds = ((Matter.FORMAL, 2, "formal"), (Matter.JARGON, 2, "jargon"), (Matter.THREAT, 3, "threat"))
    return tuple(
        (matter, weight, re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE), str(instead))
        for matter, weight, name in kinds
        for words, instead in data[name].items()
    )


@functools.cache
def _known_long() -> frozenset[str]:
    return frozenset(_data()["known_long"])


@functools.cache
def _data() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded
