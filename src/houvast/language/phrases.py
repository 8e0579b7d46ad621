"""Phrases with room in them: how a list of sayings becomes something that can be found in a text.

Takes   lines such as `geen|niks ... eten|boodschap*` and a list of folded words
        (`houvast.language.normal`).
Gives   where a line occurs among the words.
Knows   nothing of emergencies.

A line is words with spaces between. `a|b`: one of these. `stem*`: anything that begins so. `a|b?`: or
absent. `a_b`: these two words as one alternative. `...`: up to four other words.
"""

import dataclasses
import re
from collections.abc import Iterable, Sequence

from houvast.language.normal import fold, stem

GAP = r"(?: \S+){0,4}?"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_PREFIXES = "(?:[وفبكلس]|ال|وال|بال|لل|فال|كال)?"


@dataclasses.dataclass(frozen=True)
class Phrases:
    """Lines, ready to be found."""

    lines: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def find(self, words: Sequence[str]) -> str | None:
        """The first line that occurs among `words`, as it was written, or None."""
        text = " " + " ".join(words) + " "
        for line, pattern in zip(self.lines, self.patterns, strict=True):
            if pattern.search(text):
                return line
        return None

    def without(self, words: Sequence[str]) -> list[str]:
        """`words` with every occurrence of a line taken out; bars keep the rest apart."""
        text = " " + " ".join(words) + " "
        for pattern in self.patterns:
            text = pattern.sub(" | | | | | ", text)
        return text.split()


def phrases(lines: Iterable[str]) -> Phrases:
    """Read lines; a line without any word is refused with `ValueError`."""
    kept = tuple(lines)
    return Phrases(kept, tuple(_pattern(line) for line in kept))


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Every whole folded word that the lines name."""
    return frozenset(
        fold(word.rstrip("?"))
        for line in lines
        for part in line.split()
        if part != "..."
        for choice in part.split("|")
        for word in choice.split("_")
        if not word.endswith("*")
    )


def _pattern(line: str) -> re.Pattern[str]:
    parts = line.split()
    if not any(part != "..." for part in parts):
        raise ValueError(f"The phrase {line!r} names no word; write at least one.")
    return re.compile("".join(GAP if part == "..." else _word(part) for part in parts) + "(?= )")


def _word(part: str) -> str:
    optional = part.endswith("?")
    choices = "|".join(_choice(choice) for choice in part.rstrip("?").split("|"))
    found = f" (?:{choices})"
    return f"(?:{found})?" if optional else found


def _choice(choice: str) -> str:
    return " ".join(_whole_or_stem(word) for word in choice.split("_"))


def _whole_or_stem(choice: str) -> str:
    before = _ARABIC_PREFIXES if _ARABIC.search(choice) else ""
    if not choice.endswith("*"):
        return before + re.escape(fold(choice))
    begin = stem(choice[:-1])
    ending = "[dt]" if begin[-1:] in {"d", "t"} else re.escape(begin[-1:])
    return before + re.escape(begin[:-1]) + ending + r"\S*"
