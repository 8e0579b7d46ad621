"""Official words in simple Dutch.

Takes   `laws/words.yaml`.
Gives   every word with its explanation, and those that fit what somebody typed.
Knows   nothing of amounts or terms: these stand in the laws.
"""

import functools

import yaml
from django.conf import settings

FILE = "words.yaml"


@functools.cache
def every_word() -> dict[str, str]:
    """Each official word and what it means, by the alphabet."""
    content = yaml.safe_load((settings.CONFIG.corpus_dir / FILE).read_text(encoding="utf-8"))
    return {str(word): str(meaning) for word, meaning in content.items()}


def words_with(typed: str) -> dict[str, str]:
    """The words that begin with what was typed, then those that hold it; all of them for nothing typed."""
    asked = typed.casefold().strip()
    if not asked:
        return every_word()
    found = {word: meaning for word, meaning in every_word().items() if asked in word.casefold()}
    return dict(sorted(found.items(), key=lambda pair: not pair[0].casefold().startswith(asked)))
