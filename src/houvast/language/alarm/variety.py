"""Each saying in another way each round: as it was written, with slips of the pen, or amid everyday remarks.

Takes   sayings, and questions that are no danger.
Gives   rounds to learn: in each every saying once, and some of the questions.
Knows   nothing of how it is learned. The dice are the same each time.

A danger amid remarks stays a danger, and everyday words amid other everyday words stay everyday: so danger is
heard in passing, and a long story is not feared for its length.
"""

import collections
import random
from collections.abc import Iterator, Mapping, Sequence

from houvast.language.alarm.sayings import NONE, Saying, slip

IN_A_STORY, SLIPPED, UNSIGNED = 0.25, 0.2, 0.2
"""The chances that a saying stands amid remarks, has slips, and has no capitals and no sign at its end."""
REMARKS = (1, 1, 2, 3)
JOINTS = (". ", " ", ", ", "\n", ". ")
SLIP = 0.25
"""The chance of a slip in each longer word of a saying with slips."""
QUESTION_COUNTS = 0.5
QUESTIONS = 0.2
"""So much of the questions is in each round: they are many and alike."""
Dice = random.Random


def rounds(sayings: Sequence[Saying], questions: Sequence[str], many: int) -> Iterator[list[Saying]]:
    """So many rounds; a question is a saying without danger that counts for half."""
    remarks = _remarks(sayings)
    asked = [Saying(text, NONE, "", "", QUESTION_COUNTS) for text in questions]
    for turn in range(many):
        dice = Dice(turn)
        varied = [_varied(saying, remarks, dice) for saying in sayings]
        yield [*varied, *dice.sample(asked, round(QUESTIONS * len(asked)))]


def _remarks(sayings: Sequence[Saying]) -> Mapping[str, Sequence[str]]:
    """What is said without danger, by author and by language."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    for saying in sayings:
        if saying.kind == NONE:
            found[saying.author].append(saying.text)
            found[saying.language].append(saying.text)
    return found


def _varied(saying: Saying, remarks: Mapping[str, Sequence[str]], dice: Dice) -> Saying:
    chance, text = dice.random(), saying.text
    if chance < IN_A_STORY:
        others = remarks[
            saying.author if dice.random() < 0.5 and saying.author in remarks else saying.language
        ]
        text = _amid(text, [dice.choice(others) for _ in range(dice.choice(REMARKS))], dice)
    elif chance < IN_A_STORY + SLIPPED:
        text = " ".join(_with_slip(word, dice) for word in text.split())
    if dice.random() < UNSIGNED:
        text = text.lower().rstrip(".?!")
    return Saying(text, saying.kind, saying.language, saying.style, saying.counts)


def _amid(text: str, remarks: Sequence[str], dice: Dice) -> str:
    parts = dice.sample([text, *remarks], 1 + len(remarks))
    story = parts[0]
    for part in parts[1:]:
        story += dice.choice(JOINTS) + part
    return story


def _with_slip(word: str, dice: Dice) -> str:
    return slip(word, dice.randrange(1 << 20)) if len(word) > 3 and dice.random() < SLIP else word
