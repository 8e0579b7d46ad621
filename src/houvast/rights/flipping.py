"""What would turn an answer, or change the sum of all schemes by a leap, in words.

Takes   an assessment and a scheme.
Gives   a few sentences, the nearest change first; each was computed, so each is true.
Knows   nothing of advice: that something would turn an answer does not make it a good idea.
"""

import datetime as dt

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext

from houvast.law.api import Answer, Assessment, Cliff, Flip, Plain, cliffs, flips
from houvast.rights import naming
from houvast.rights.box import answer_in_words
from houvast.rights.corpora import corpus
from houvast.ui.api import euro_text, listed

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


def cliffs_in_words(assessment: Assessment, scheme: str) -> tuple[str, ...]:
    """At most four leaps of this scheme nearby: where a cent, a month or a day more changes what all schemes
    together bring. Of each fact the nearest one upwards and downwards; choices only where the answer stays,
    since `flips_in_words` tells the others.
    """
    used = assessment.outcome(scheme).receipt.used
    found = cliffs(corpus(), assessment.situation, on=assessment.on, schemes=(scheme,), facts=used)
    nearest: dict[tuple[object, ...], Cliff] = {}
    for cliff in found:
        stepwise = cliff.day is not None or not isinstance(cliff.then, bool | str)
        if stepwise or scheme not in cliff.turns:
            own = cliff.day or cliff.then if cliff.day or not stepwise else cliff.goes_up
            nearest.setdefault((cliff.fact, cliff.person, own), cliff)
    return tuple(_leap(cliff, assessment) for cliff in nearest.values())[:MOST]


def _leap(cliff: Cliff, assessment: Assessment) -> str:
    sums = (
        gettext("u krijgt in totaal %(amount)s per maand minder")
        if cliff.difference < 0
        else gettext("u krijgt in totaal %(amount)s per maand meer")
    )
    outcome = sums % {"amount": euro_text(abs(cliff.difference))}
    titles = listed(naming.in_language(corpus().laws[each.scheme].called) for each in cliff.changes)
    return f"{_where(cliff, assessment)}: {outcome} ({titles})."


def _where(cliff: Cliff, assessment: Assessment) -> str:
    if cliff.day is not None:
        return gettext("Vanaf %(day)s") % {"day": date_format(cliff.day, "j F Y")}
    assert cliff.fact is not None, "a cliff is a day or a fact"
    asked = naming.question(corpus().facts[cliff.fact], assessment.situation, cliff.person)
    if isinstance(cliff.then, bool | str):
        return f"{asked} {_value(cliff.fact, cliff.then)}"
    edge = gettext("Meer dan %(value)s") if cliff.goes_up else gettext("Minder dan %(value)s")
    return f"{asked} {edge % {'value': _value(cliff.fact, cliff.near)}}"
