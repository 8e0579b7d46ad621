"""Words as they sound rather than as they are spelt, so that a typo never hides an emergency.

Takes   whatever somebody typed, in any script.
Gives   a list of folded words: without case, marks, repeated letters and the commonest spelling slips.
Knows   nothing of meaning or of languages' dictionaries. Not for showing: a folded word is not a word.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_JOINERS = str.maketrans("", "", "'’‘`´ʼ\u0640\u200b\u200c\u200d\u200e\u200f")
_ARABIC = str.maketrans("ةىیکٱ", "هييكا")
_LOOKALIKE_DIGITS = str.maketrans("013457", "oleast")
_REPEATED = re.compile(r"(.)\1+")
_LONE_LETTERS = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")
_LATIN = re.compile(r"[a-z]")
# Spelling slips of Dutch above all; applied to the rules and to the text alike, so no language suffers.
_SOUNDS = (
    ("ij", "y"), ("ei", "y"), ("ey", "y"), ("au", "ou"), ("ch", "g"), ("ph", "f"), ("ck", "k"),
    ("c", "k"), ("z", "s"), ("v", "f"), ("ie", "i"), ("dt", "t"),
)  # fmt: skip


def words(text: str) -> list[str]:
    """The folded words of `text`, in order. Digits stay: `0 euro`; 3, 7, 9 are letters in Darija."""
    return [fold(word) for word in _WORD.findall(_plain(text))]


def fold(word: str) -> str:
    """One word without case, marks, doubled letters and slips; a final d becomes a t (word, wordt, wort)."""
    folded = stem(word)
    return f"{folded[:-1]}t" if folded.endswith("d") else folded


def stem(word: str) -> str:
    """Like `fold`, for the beginning of a word: the last letter stays as it is."""
    folded = _plain(word)
    if _LATIN.search(folded):
        for slip, sound in _SOUNDS:
            folded = folded.replace(slip, sound)
    return _REPEATED.sub(r"\1", folded)


def undisguised(word: str) -> str:
    """A folded word with digits read as the letters they look like (`z3lfm00rt`); a number stays."""
    if word.isdigit() or not any(sign.isdigit() for sign in word):
        return word
    return _REPEATED.sub(r"\1", word.translate(_LOOKALIKE_DIGITS))


def _plain(text: str) -> str:
    """Lower case, without marks, joiners and spaced-out letters ("h e l p")."""
    parts = unicodedata.normalize("NFKD", text.translate(_JOINERS)).casefold().replace("ı", "i")
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_ARABIC)
    bare = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in bare)
    return _LONE_LETTERS.sub(lambda run: run.group().replace(" ", ""), bare)
