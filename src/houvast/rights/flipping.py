"""What would turn an answer, in words.

Takes   an assessment and a scheme.
Gives   a few sentences, the nearest change first; each was computed, so each is true.
Knows   nothing of advice: that something would turn an answer does not make it a good idea.
"""

import datetime as dt

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext

from houvast.law.api import Answer, Assessment, Flip, Plain, flips
from houvast.rights import naming
from houvast.rights.box import answer_in_words
from houvast.rights.corpora import corpus
from houvast.ui.api import euro_text

MOST = 4


def flips_in_words(assessment: Assessment, scheme: str) -> tuple[str, ...]:
    """At most four changes that would turn this scheme's answer; none while the answer is not settled."""
    found = flips(corpus(), assessment.situation, on=assessment.on, scheme=scheme)
    return tuple(dict.fromkeys(_words(flip, assessment) for flip in found))[:MOST]


def _words(flip: Flip, assessment: Assessment) -> str:
    outcome = (
        gettext("dan past dit bij u") if flip.after is Answer.YES else gettext("dan past dit niet bij u")
    )
    if flip.day is not None:
        return gettext("Vanaf %(day)s: %(outcome)s.") % {
            "day": date_format(flip.day, "j F Y"),
            "outcome": outcome,
        }
    assert flip.fact is not None, "a flip is a day or a fact"
    asked = naming.question(corpus().facts[flip.fact], assessment.situation, flip.person)
    return f"{asked} {_value(flip.fact, flip.then)}: {outcome}."


def _value(fact: str, value: Plain | None) -> str:
    unit = corpus().facts[fact].unit.name
    if unit.startswith("euro") and value is not None and not isinstance(value, bool | str | dt.date):
        return str(euro_text(value))
    return answer_in_words(fact, value)
