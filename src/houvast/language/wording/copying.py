"""The copy check: whether what a model made says the same as what it was given, as far as can be proven.

Takes   the text that was sent and the text that came back, both with marks, and their languages.
Gives   every reason for which it may not be shown; none when it may.
Knows   nothing of models. It would rather throw away ten good sentences than show one that adds a fact: our
        own text is always there instead.
"""

import dataclasses
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from houvast.language.understanding.tongue import tongue
from houvast.language.wording.hiding import MARK

WORDS = Path(__file__).parent / "words.yaml"
SHORTEST, LONGEST = 0.35, 2.5
"""How much shorter or longer the words may become. Arabic is shorter than Dutch, Turkish longer."""
SHARED = 0.25
"""So many of the longer words stay when the language stays: else it tells of something else."""
LONG_WORD, BEGINNING = 5, 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
_ADDRESS = re.compile(r"https?:|www\.|@|\b[a-z0-9-]+\.(?:nl|com|eu|org|net)\b", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}|`]|\*\*|^\s*#", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Told:
    """A text with marks, and the language it is in (`nl`, `en`, `tr` or `ar`)."""

    text: str
    language: str


def faults(source: Told, made: Told, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Why `made` may not stand in the place of `source`; empty when it may.

    `names` are names (of schemes, organisations) that may only be told when the source tells them; those
    that it does tell are marks by now.
    """
    found = {
        "marks": _other_marks(source, made),
        "figures": any(sign.isdigit() or unicodedata.numeric(sign, None) is not None for sign in _bare(made)),
        "numbers in words": _numbers(made) != _numbers(source),
        "names": _more_names(source, made, names),
        "addresses": bool(_ADDRESS.search(_bare(made))),
        "markup": bool(_MARKUP.search(_bare(made))) or any(map(_unseen, made.text)),
        "denials": _other_denials(source, made),
        "certainty": _more_certain(source, made),
        "comparison": _other_comparison(source, made),
        "length": not _as_long(source, made),
        "language": _other_language(made),
        "of itself": _of_itself(source, made),
        "another text": _another_text(source, made),
    }
    return tuple(name for name, wrong in found.items() if wrong)


def _bare(told: Told) -> str:
    return MARK.sub(" ", told.text)


def _words(told: Told) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_bare(told))]


def _sentences(told: Told) -> list[Told]:
    return [Told(part, told.language) for part in _SENTENCE.split(told.text.strip()) if part.strip()]


def _other_marks(source: Told, made: Told) -> bool:
    """Each mark once; in the same order, or in another language at least in the same sentence."""
    before, after = MARK.findall(source.text), MARK.findall(made.text)
    if source.language == made.language:
        return before != after
    by_sentence = [Counter(MARK.findall(part.text)) for part in _sentences(source)]
    return by_sentence != [Counter(MARK.findall(part.text)) for part in _sentences(made)]


def _numbers(told: Told) -> set[float]:
    table: Mapping[str, float] = _known()["numbers"].get(told.language, {})
    return {float(table[word]) for word in _words(told) if word in table}


def _more_names(source: Told, made: Told, names: Iterable[str]) -> bool:
    before, after = _bare(source).casefold(), _bare(made).casefold()
    return any(name.casefold() in after and name.casefold() not in before for name in names if name)


def _denied(told: Told) -> int:
    known, ending = _known()["denials"].get(told.language, ()), _denying(told.language)
    return sum(word in known or bool(ending and ending.search(word)) for word in _words(told))


def _other_denials(source: Told, made: Told) -> bool:
    """As many denials; in another language: in the same sentences, because one word may become two."""
    if source.language == made.language:
        return _denied(source) != _denied(made)
    before, after = _sentences(source), _sentences(made)
    return [_denied(part) > 0 for part in before] != [_denied(part) > 0 for part in after]


def _more_certain(source: Told, made: Told) -> bool:
    """A right, a duty or a fine that was not there; in the same language also a doubt that went."""
    before, after = _meanings(source, "certain"), _meanings(made, "certain")
    doubt_went = source.language == made.language and before["pending"] and not after["pending"]
    return bool(after.keys() - before.keys()) or bool(doubt_went)


def _other_comparison(source: Told, made: Told) -> bool:
    before, after = _meanings(source, "compared"), _meanings(made, "compared")
    if source.language == made.language:
        return before != after
    return bool(after.keys() - before.keys())


def _meanings(told: Told, table: str) -> Counter[str]:
    """How often each meaning of the table is told."""
    text = " ".join(_words(told))
    counted: Counter[str] = Counter()
    for meaning, by_language in _known()[table].items():
        shape = _any_of(tuple(map(str, by_language.get(told.language, ()))))
        if times := len(shape.findall(text)) if shape else 0:
            counted[meaning] = times
    return counted


def _as_long(source: Told, made: Told) -> bool:
    return SHORTEST <= len(made.text) / max(1, len(source.text)) <= LONGEST


def _other_language(made: Told) -> bool:
    found = tongue(_bare(made), None)
    return found.sure and found.code != made.language


def _of_itself(source: Told, made: Told) -> bool:
    before, after = source.text.casefold(), made.text.casefold()
    return any(words in after and words not in before for words in _known()["of_itself"])


def _another_text(source: Told, made: Told) -> bool:
    if source.language != made.language:
        return False
    before, after = (
        {word[:BEGINNING] for word in _words(told) if len(word) >= LONG_WORD} for told in (source, made)
    )
    return bool(before) and len(before & after) < SHARED * len(before)


def _unseen(sign: str) -> bool:
    """Signs that turn a line around or cannot be seen; a new line may stay."""
    return sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Cs"}


@functools.cache
def _known() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))
    return read


@functools.cache
def _denying(language: str) -> re.Pattern[str] | None:
    shape = _known()["denying"].get(language)
    return re.compile(shape) if shape else None


@functools.cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(map(re.escape, map(str.casefold, words)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
