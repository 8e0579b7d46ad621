"""Where it is counted what we could not answer.

Takes   rows from `unanswered.py` only.
Gives   a number per month, language and word of the subject.
Knows   nothing of a question: no sentence, no two words together, no moment, nobody.
"""

from django.db import models


class Unanswered(models.Model):
    """How often a word of the subject stood in a question without an answer; `word` "" counts all of them."""

    month = models.DateField()
    language = models.CharField(max_length=3)
    word = models.CharField(max_length=80, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["month", "language", "word"], name="answers_one_count_per_word"),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.language} {self.word}: {self.count}"
