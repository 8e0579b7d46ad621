"""The laws that this installation reads, loaded once per process.

Takes   the operator's folder of laws and municipality.
Gives   the corpus, and an assessment of a household on a day.
Knows   nothing of who asks.
"""

import datetime as dt
import functools

from django.conf import settings

from houvast.law.api import Assessment, Corpus, Person, Situation, load_corpus
from houvast.law.api import assess as assess_with


@functools.cache
def corpus() -> Corpus:
    """The corpus of this installation. Raises `BadCorpus` with every fault; then nothing may be answered."""
    return load_corpus(settings.CONFIG.corpus_dir, city=settings.CONFIG.city)


def assess(situation: Situation, *, on: dt.date) -> Assessment:
    """What there is for this household on that day. Raises `OutsideCorpus` for a day that nobody checked.

    A household of which nothing is told is nobody's: it is assessed once a day, and not for every visitor.
    """
    if situation.household or any(person.facts or person.name for person in situation.persons):
        return assess_with(corpus(), situation, on=on)
    crowd = tuple((person.id, person.role) for person in situation.persons)
    return _of_a_stranger(corpus().digest, crowd, situation.unknown_roles, on)


@functools.lru_cache(maxsize=16)
def _of_a_stranger(
    digest: str, crowd: tuple[tuple[str, str], ...], unknown_roles: frozenset[str], on: dt.date
) -> Assessment:
    """Of people of whom we know their role, and nothing more, by the laws with this digest."""
    persons = tuple(Person(person_id, role, {}) for person_id, role in crowd)
    return assess_with(corpus(), Situation({}, persons, unknown_roles), on=on)
