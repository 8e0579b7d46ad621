"""Spelling, mended only towards words of the subject.

Takes   a text and the words of the topics.
Gives   the same text in which a word that is nearly a word of the subject has become it ("zorgtoeslach").
Knows   nothing of a language as a whole, and never mends towards a common word: "aanmanning" must not become
        "aanranding". Short words and words that we know stay as they are.
"""

import collections
import dataclasses
from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from houvast.language.normal import fold
from houvast.language.understanding.spellings import plain

SHORTEST = 6
TWO_SLIPS_FROM = 10


@dataclasses.dataclass(frozen=True)
class Vocabulary:
    """The words of the subject: those that are known, and those that are mended towards, by their sound.

    `known_names` are the titles and words of the topics as a whole.
    """

    known: frozenset[str]
    targets: tuple[str, ...]
    by_sound: dict[str, str]
    known_names: frozenset[str]

    def mended(self, text: str) -> str:
        """`text` in plain letters, with the words of the subject spelt well."""
        return " ".join(self._mended(word) for word in plain(text).split())

    def _mended(self, word: str) -> str:
        if len(word) < SHORTEST or word in self.known or not word.isalpha():
            return word
        if word_that_sounds_so := self.by_sound.get(fold(word)):
            return word_that_sounds_so
        slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
        near = extractOne(word, self.targets, scorer=OSA.distance, score_cutoff=slips)
        return near[0] if near is not None and near[0][0] == word[0] else word


def vocabulary(own: Iterable[str], sayings: Iterable[str]) -> Vocabulary:
    """`own` are the topics' titles and words, mended towards; what is common in `sayings` counts as known."""
    own = [plain(text) for text in own]
    counted = collections.Counter(word for text in sayings for word in plain(text).split())
    targets = sorted(
        {word for text in own for word in text.split() if len(word) >= SHORTEST and word.isalpha()}
    )
    known = frozenset(targets) | {word for word, count in counted.items() if count > 1}
    by_sound = {fold(word): word for word in reversed(targets)}
    return Vocabulary(known, tuple(targets), by_sound, frozenset(own))
