"""Official words in simple Dutch.

Takes   `laws/words.yaml`.
Gives   every word with its explanation, and those that fit what somebody typed.
Knows   nothing of amounts or terms: these stand in the laws.
"""

import functools
import re

import yaml
from django.conf import settings

FILE = "words.yaml"


@functools.cache
def every_word() -> dict[str, str]:
    """Each official word and what it means, by the alphabet."""
    content = yaml.safe_load((settings.CONFIG.corpus_dir / FILE).read_text(encoding="utf-8"))
    return {str(word): str(meaning) for word, meaning in content.items()}


def letters() -> tuple[str, ...]:
    """The letters that words begin with, by the alphabet."""
    return tuple(sorted({word[0].casefold() for word in every_word()}))


def words_with(typed: str) -> dict[str, str]:
    """The words that begin with what was typed, then those that hold it; nothing for nothing typed.

    One letter gives the words that begin with it: all words at once would be a heavy page.
    """
    asked = typed.casefold().strip()
    if not asked:
        return {}
    words = every_word().items()
    first = {word: meaning for word, meaning in words if word.casefold().startswith(asked)}
    if len(asked) == 1:
        return first
    return first | {word: meaning for word, meaning in words if asked in word.casefold()}


@functools.lru_cache(maxsize=1)
def _longest_first() -> list[tuple[str, str, re.Pattern[str]]]:
    words = [(word, word.casefold()) for word in sorted(every_word(), key=len, reverse=True)]
    return [(word, folded, re.compile(rf"\b{re.escape(folded)}\b")) for word, folded in words]


def words_in(text: str) -> dict[str, str]:
    """The official words that stand in a Dutch text, with what they mean, in their order; the longest of
    overlapping words.
    """
    left, found = text.casefold(), {}
    for word, folded, pattern in _longest_first():
        if folded in left and (place := pattern.search(left)):
            found[place.start()] = word
            left = left[: place.start()] + " " * len(word) + left[place.end() :]
    return {found[place]: every_word()[found[place]] for place in sorted(found)}
