"""What we could not answer, as work for who keeps the laws: counted, without person and without a sentence.

Takes   the words of a question that got no answer, and a day.
Gives   per month the words of our own subject that stood in them, ten or more times.
Knows   nothing of who asked. Each word is counted by itself, and only words that stand in `laws/` already:
        a name, an amount or a rare story cannot be in it. What is counted fewer than ten times is not shown.
"""

import dataclasses
import datetime as dt

from django.db import transaction
from django.db.models import F

from houvast.answers import hearing
from houvast.answers.models import Unanswered
from houvast.answers.words import every_word

FEWEST = 10
EVERY = ""


@dataclasses.dataclass(frozen=True)
class Month:
    """One month: how many questions had no answer (None: fewer than ten), and the words in them."""

    first_day: dt.date
    questions: int | None
    words: tuple[tuple[str, int], ...]
    hidden: int


def note(words: str, *, language: str, on: dt.date) -> None:
    """Count a question without an answer. Nothing of it is kept but which words of the subject it had."""
    found = [EVERY, *sorted(_of_the_subject(words))]
    key = {"month": on.replace(day=1), "language": language[:3]}
    with transaction.atomic():
        Unanswered.objects.bulk_create(
            [Unanswered(word=word, **key) for word in found], ignore_conflicts=True
        )
        Unanswered.objects.filter(word__in=found, **key).update(count=F("count") + 1)


def months() -> tuple[Month, ...]:
    """Every month in which anything was counted, the newest first; all languages together."""
    counted: dict[dt.date, dict[str, int]] = {}
    for row in Unanswered.objects.order_by("-month"):
        words = counted.setdefault(row.month, {})
        words[row.word] = words.get(row.word, 0) + row.count
    return tuple(_month(day, words) for day, words in counted.items())


def _month(day: dt.date, counted: dict[str, int]) -> Month:
    questions = counted.pop(EVERY, 0)
    shown = [(word, count) for word, count in counted.items() if count >= FEWEST]
    return Month(
        day,
        questions if questions >= FEWEST else None,
        tuple(sorted(shown, key=lambda one: (-one[1], one[0]))),
        len(counted) - len(shown),
    )


def _of_the_subject(words: str) -> set[str]:
    """The words of the laws in this text, spelt well; none while nothing was prepared."""
    ready = hearing.understanding()
    if ready is None:
        return set()
    known = {*ready.vocabulary.targets, *(word for word in every_word() if " " not in word)}
    return {word for word in ready.vocabulary.mended(words).split() if word in known}
