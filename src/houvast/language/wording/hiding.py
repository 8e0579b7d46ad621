"""Marks in place of everything that may not leave and may not change.

Takes   a text, and the names that are known in it.
Gives   the text with marks such as `[#3]`, and what each mark stands for; and the way back.
Knows   nothing of models. Two sieves: `hide` takes out what looks like a figure, an address or a name;
        `only_known_words` lets through nothing but words that everybody may know.
"""

import dataclasses
import re
from collections.abc import Callable, Container, Iterable, Mapping

MARK = re.compile(r"\[#\d+\]")
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october|"
    "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
)
_FIGURES = (
    MARK.pattern,  # somebody typed one: it is a text like any other
    r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b",
    r"\b(?:https?://|www\.)[^\s<>()]+[^\s<>().,;:!?]",
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:nl|com|eu|org|net|amsterdam)\b(?:/[^\s<>()]*[^\s<>().,;:!?])?",
    r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}\b",
    r"\b\d{4}[ ]?[A-Z]{2}\b(?=[\s,.;]|$)",
    rf"\b\d{{1,2}}[ ](?:{_MONTH})(?:[ ]\d{{4}})?\b",
    r"(?:€[ ]?)?[+-]?\d(?:[\d.,:/\-  ]*\d)?(?:[ ]?(?:%|€|euro\b|procent\b))?",
    r"\b[\w'-]+(?:straat|laan|weg|plein|gracht|kade|dijk|singel|steeg|plantsoen|park)\b(?=[ ]\[#|[ ]\d)",
)
_FIGURE = re.compile("|".join(f"(?:{shape})" for shape in _FIGURES), re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BOUND = re.compile(r"^\w.*\w$|^\w$", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Hidden:
    """A text with marks, and what stood in the place of each."""

    text: str
    kept: Mapping[str, str]

    def put_back(self, told: str) -> str:
        """`told` with every mark replaced by what it stands for; an unknown mark stays as it is."""
        return MARK.sub(lambda mark: self.kept.get(mark.group(), mark.group()), told)


def hide(text: str, names: Iterable[str] = ()) -> Hidden:
    """Every figure, date, account, address and given name of `text` behind a mark of its own."""
    keep = _Keeper()
    text = _FIGURE.sub(lambda found: keep(found.group()), text)
    for name in sorted({name.strip() for name in names} - {""}, key=len, reverse=True):
        text = _outside_marks(text, _whole(name), keep)
    return Hidden(text, keep.kept)


def only_known_words(text: str, known: Container[str]) -> Hidden:
    """Only words that are `known` (in lower case) stay; every other one, and every figure, becomes a mark."""
    hidden = hide(text)
    keep = _Keeper(dict(hidden.kept))
    seen = _outside_marks(hidden.text, _WORD, lambda word: word if word.casefold() in known else keep(word))
    return Hidden(seen, keep.kept)


class _Keeper:
    """Gives marks out, each one new."""

    def __init__(self, kept: dict[str, str] | None = None) -> None:
        self.kept: dict[str, str] = kept or {}

    def __call__(self, words: str) -> str:
        mark = f"[#{len(self.kept) + 1}]"
        self.kept[mark] = words
        return mark


def _whole(name: str) -> re.Pattern[str]:
    edge = r"\b" if _BOUND.match(name) else ""
    return re.compile(rf"{edge}{re.escape(name)}{edge}", re.IGNORECASE)


def _outside_marks(text: str, shape: re.Pattern[str], change: Callable[[str], str]) -> str:
    """`text` with `change` on whatever has this shape, but not inside a mark."""
    parts = re.split(f"({MARK.pattern})", text)
    return "".join(
        part if place % 2 else shape.sub(lambda found: change(found.group()), part)
        for place, part in enumerate(parts)
    )
