"""Official words, explained simply in every language: letters are in Dutch, their readers not always.

Takes   `laws/words.yaml`, and `words.en.yaml`, `words.tr.yaml` and `words.ar.yaml` beside it.
Gives   every word with its explanation, and those that fit what somebody typed.
Knows   nothing of amounts or terms: these stand in the laws.
"""

import functools
import re

import yaml
from django.conf import settings

from houvast.language.api import LANGUAGES

DUTCH = "nl"
FEWEST_SIGNS = 3
"""So much is looked for inside explanations too; less would find nearly all of them."""


@functools.cache
def every_word(language: str = DUTCH) -> dict[str, str]:
    """Each official word, by the alphabet, and what it means in `language`; in Dutch for one we do not speak.

    The word itself stays Dutch: that is what the letter says.
    """
    other = f".{language}" if language in LANGUAGES and language != DUTCH else ""
    file = settings.CONFIG.corpus_dir / f"words{other}.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {str(word): str(meaning) for word, meaning in content.items()}


def letters() -> tuple[str, ...]:
    """The letters that words begin with, by the alphabet."""
    return tuple(sorted({word[0].casefold() for word in every_word()}))


def words_with(typed: str, language: str = DUTCH) -> dict[str, str]:
    """The words that begin with what was typed, then those that hold it, then, for who typed another
    language than Dutch, those whose explanation holds it; nothing for nothing typed.

    One letter gives the words that begin with it: all words at once would be a heavy page.
    """
    asked = typed.casefold().strip()
    if not asked:
        return {}
    words = every_word(language).items()
    found = {word: meaning for word, meaning in words if word.casefold().startswith(asked)}
    if len(asked) == 1:
        return found
    found |= {word: meaning for word, meaning in words if asked in word.casefold()}
    if language != DUTCH and len(asked) >= FEWEST_SIGNS:
        found |= {word: meaning for word, meaning in words if asked in meaning.casefold()}
    return found


@functools.lru_cache(maxsize=1)
def _longest_first() -> list[tuple[str, str, re.Pattern[str]]]:
    words = [(word, word.casefold()) for word in sorted(every_word(), key=len, reverse=True)]
    return [(word, folded, re.compile(rf"\b{re.escape(folded)}\b")) for word, folded in words]


def words_in(text: str, language: str = DUTCH) -> dict[str, str]:
    """The official words that stand in a text, with what they mean in `language`, in their order; the longest
    of overlapping words.
    """
    left, found = text.casefold(), {}
    for word, folded, pattern in _longest_first():
        if folded in left and (place := pattern.search(left)):
            found[place.start()] = word
            left = left[: place.start()] + " " * len(word) + left[place.end() :]
    return {found[place]: every_word(language)[found[place]] for place in sorted(found)}
