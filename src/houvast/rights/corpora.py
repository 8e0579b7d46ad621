"""The laws that this installation reads, loaded once per process.

Takes   the operator's folder of laws and municipality.
Gives   the corpus, and an assessment of a household on a day.
Knows   nothing of who asks.
"""

import datetime as dt
import functools

from django.conf import settings

from houvast.law.api import Assessment, Corpus, Situation, load_corpus
from houvast.law.api import assess as assess_with


@functools.cache
def corpus() -> Corpus:
    """The corpus of this installation. Raises `BadCorpus` with every fault; then nothing may be answered."""
    return load_corpus(settings.CONFIG.corpus_dir, city=settings.CONFIG.city)


def assess(situation: Situation, *, on: dt.date) -> Assessment:
    """What there is for this household on that day. Raises `OutsideCorpus` for a day that nobody checked."""
    return assess_with(corpus(), situation, on=on)
