"""The sayings that danger is learned from: what people write, by kind, language and style.

Takes   `sayings/*.yaml`: a language, a style, and by kind (or `none`, for everyday words) one saying a line.
Gives   each saying written out, with how much it counts; with slips of the pen; and amid a story.
Knows   nothing of how it is learned. `[a|b|]` in a line is a choice, the last one empty.
"""

import dataclasses
import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

SAYINGS = Path(__file__).parent / "sayings"
NONE = "none"
MOST_WAYS = 8
"""A line with choices is written out in at most so many ways; each choice of a slot comes up in turn."""
SLIPPED = 0.5
"""A saying with slips counts for half."""
_JOINTS = (". ", " ", ", ", " en ", "\n")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_VOWELS = frozenset("aeiou")


@dataclasses.dataclass(frozen=True)
class Saying:
    """One way to say it. `kind` is a danger or `none`; `counts` is its weight when learning."""

    text: str
    kind: str
    language: str
    style: str
    counts: float

    @property
    def author(self) -> str:
        """The language and style: what cross-validation leaves out as a whole."""
        return f"{self.language}_{self.style}"


def sayings(folder: Path = SAYINGS) -> tuple[Saying, ...]:
    """Every saying of every file, written out, in the order of the files."""
    return tuple(saying for file in sorted(folder.glob("*.yaml")) for saying in _of(file))


def slipped(saying: Saying) -> Saying:
    """The same saying as written in haste: letters left out, doubled or swapped; always the same ones."""
    words = saying.text.split()
    for at, word in enumerate(words):
        dice = zlib.crc32(f"{at} {saying.text}".encode())
        if len(word) > 3 and dice % 5 < 2:
            words[at] = slip(word, dice // 5)
    return dataclasses.replace(saying, text=" ".join(words), counts=saying.counts * SLIPPED)


def in_a_story(saying: Saying, everyday: Sequence[Saying]) -> Saying:
    """The same saying with an everyday one before or after it, always the same one: danger in passing."""
    dice = zlib.crc32(saying.text.encode())
    other = everyday[dice % len(everyday)].text
    joined = _JOINTS[dice // 7 % len(_JOINTS)]
    before, after = (other, saying.text) if dice // 97 % 2 else (saying.text, other)
    return dataclasses.replace(saying, text=f"{before}{joined}{after}", counts=saying.counts * SLIPPED)


def _of(file: Path) -> Iterable[Saying]:
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for kind, block in data.items():
        if kind in {"language", "style"}:
            continue
        for line in block.splitlines():
            ways = written_out(line)
            for way in ways:
                yield Saying(way, kind, data["language"], data["style"], len(ways) ** -0.5)


def written_out(line: str) -> Sequence[str]:
    """A line with its choices made, in as many ways as its longest slot has choices, and one more."""
    slots = [slot.split("|") for slot in _CHOICE.findall(line)]
    if not slots:
        return [line] if line.strip() else []
    most = max(len(slot) for slot in slots) + (len(slots) > 1)
    ways = dict.fromkeys(_made(line, slots, turn) for turn in range(min(MOST_WAYS, most)))
    return list(ways)


def _made(line: str, slots: Sequence[Sequence[str]], turn: int) -> str:
    """In later turns a slot runs on by one more for each slot before it, so that all sorts of pairs occur."""
    chosen = iter(slot[(turn + place * (turn // len(slot))) % len(slot)] for place, slot in enumerate(slots))
    return " ".join(_CHOICE.sub(lambda _: next(chosen), line).split())


def slip(word: str, dice: int) -> str:
    """A word of four letters or more, written in haste: a letter left out, doubled, swapped, or no vowels."""
    at = 1 + dice % (len(word) - 2)
    match (dice // 97) % 4:
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[0] + "".join(sign for sign in word[1:-1] if sign not in _VOWELS) + word[-1]
