"""Blurring a text, so that nobody can be known from it; a person always looks at what is left.

Takes   a text, and the names that the vault knows.
Gives   the text with marks instead of names, places, days, amounts, numbers and addresses; and what would
        still give somebody away.
Knows   nothing of databases or Django. Pure. It finds what has a shape or a capital; it understands nothing,
        so it is a help for who checks and never a promise.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
SHAPES: tuple[tuple[str, str], ...] = (
    ("[e-mail]", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("[rekening]", r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}\b"),
    ("[postcode]", r"\b[1-9]\d{3}\s?[A-Z]{2}\b"),
    ("[datum]", rf"\b\d{{1,2}}\s+(?:{MONTHS})(?:\s+\d{{4}})?\b"),
    ("[datum]", r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"),
    ("[bedrag]", r"(?:€|\beuro\b|\bEUR\b)\s?\d[\d.,]*(?:,-)?|\b\d[\d.,]*\s?(?:euro|eur|EUR)\b"),
    (
        "[adres]",
        r"\b[A-Z][\w'-]*(?:straat|laan|weg|plein|kade|gracht|hof|dijk|singel|pad|steeg)\b(?:\s+\d+\w?)?",
    ),
    ("[nummer]", r"(?<!\w)(?:\+31|0)[\d ()-]{7,}\d|\b\d{5,}\b|\b\d{2}-\d{6}\b"),
)
"""What has a shape, in the order in which it is looked for."""
OFFICES = frozenset(
    [
        "AOW",
        "AIO",
        "Belastingdienst",
        "BKR",
        "Buurtteam",
        "CAK",
        "CIZ",
        "CJIB",
        "DigiD",
        "DUO",
        "GGD",
        "GKA",
        "GGZ",
        "IND",
        "Jeugdzorg",
        "Kredietbank",
        "NS",
        "NVVK",
        "Participatiewet",
        "Stadspas",
        "SVB",
        "Toeslagen",
        "UWV",
        "Voedselbank",
        "Wajong",
        "WIA",
        "Wlz",
        "Wmo",
        "WW",
        "Wsnp",
        "ZZP",
        "Nederland",
        "Nederlands",
        "Ik",
        "U",
        "Wij",
        "Hij",
        "Zij",
        "Mijn",
        "De",
        "Het",
        "Een",
        "En",
        "Maar",
        "Nu",
        "Dat",
        "Dit",
        "Er",
    ]
)
"""Words with a capital that are nobody: offices, laws, and how a sentence begins."""
CAPITAL = re.compile(r"(?<![\w\[])(?P<word>[A-ZÀ-ÖØ-Þ][\w'’-]+)")
ENDS = '.!?:\n\r\u201c"•-'
NAME, PLACE = "[naam]", "[plaats]"


@dataclass(frozen=True)
class Found:
    """Something that gives somebody away: what it is, and the words as they stand there."""

    mark: str
    words: str


def blur(text: str, *, names: Iterable[str] = (), places: Iterable[str] = ()) -> str:
    """The text with marks. Known names and places go everywhere; other words with a capital only inside a
    sentence, because there they are names."""
    for mark, shape in SHAPES:
        text = re.sub(shape, mark, text)
    for mark, known in ((NAME, _parts(names)), (PLACE, _parts(places))):
        for word in known:
            text = re.sub(rf"(?<![\w\[]){re.escape(word)}(?:s|'s)?(?!\w)", mark, text, flags=re.IGNORECASE)
    return _tidy(CAPITAL.sub(lambda found: NAME if _is_a_name(found, text) else found["word"], text))


def left_over(text: str, *, names: Iterable[str] = (), places: Iterable[str] = ()) -> list[Found]:
    """What still gives somebody away, for who checks: everything that `blur` would take out."""
    return list(dict.fromkeys(_found(text, list(names), list(places))))


def _found(text: str, names: list[str], places: list[str]) -> Iterator[Found]:
    for mark, shape in SHAPES:
        yield from (Found(mark, match[0].strip()) for match in re.finditer(shape, text))
    for mark, known in ((NAME, _parts(names)), (PLACE, _parts(places))):
        for word in known:
            if re.search(rf"(?<![\w\[]){re.escape(word)}(?:s|'s)?(?!\w)", text, flags=re.IGNORECASE):
                yield Found(mark, word)
    for match in CAPITAL.finditer(text):
        if _is_a_name(match, text):
            yield Found(NAME, match["word"])


def _parts(names: Iterable[str]) -> list[str]:
    """Every part of every name that says something, the longest first: "de" and "el" alone are nobody."""
    parts = {part for name in names for part in re.split(r"[\s-]+", name) if len(part) > 2}
    return sorted(parts, key=lambda part: (-len(part), part))


def _is_a_name(found: re.Match[str], text: str) -> bool:
    word = found["word"]
    if word in OFFICES or (word.isupper() and len(word) <= 5):
        return False
    before = text[: found.start()].rstrip(" \t('")
    return bool(before) and before[-1] not in ENDS


def _tidy(text: str) -> str:
    """Two marks of the same kind in a row are one: first and last name."""
    return re.sub(r"(\[\w[\w-]*\])(?:\s+(?:van|de|der|den|el|al|ten|ter)?\s*\1)+", r"\1", text)
