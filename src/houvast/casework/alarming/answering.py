"""An alarm ends in an action, an explanation or a signal. It cannot be clicked away.

Takes   a form of `acts.py`, the alarm, and words.
Gives   the request; the resident reads the explanation, or that a rule was told not to work.
Knows   nothing of pages. After either the resident has a new promised day, so that a new silence rings again.
"""

import re

from houvast.casework import acts, promising
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import Alarm, HelpRequest, Outcome, RuleSignal, SignalKind
from houvast.vault import api as vault

PURPOSE = "melding nakijken op namen"
_SHORTEST_NAME = 3
_LEADS_TO_SOMEBODY = re.compile(r"\S+@\S+|\d(?:[ .-]?\d){5,}|\b\d{4} ?[A-Z]{2}\b")
"""An address for mail, a number of six digits or more, a postcode."""


class NamesSomebody(ValueError):
    """A signal is about a rule. Take out the name, number or address, and send it again."""


def explain(form: Form, alarm: int, words: str) -> HelpRequest:
    """Tell the resident how it stands. Raises `NotNow` when the alarm rings no more."""

    def change(request: HelpRequest) -> None:
        _end(request, alarm, form, Outcome.EXPLANATION, "explain-alarm")
        acts.say(request, form, words)
        promising.new_contact_day(request, on=form.on)

    return acts.walk(form, "explain-alarm", change, reason=words)


def signal(form: Form, alarm: int, words: str) -> HelpRequest:
    """Tell whoever owns the rule that it does not work. Never a word about a person.

    Raises `NotNow`, and `NamesSomebody` when the words name the resident or lead to somebody.
    """

    def change(request: HelpRequest) -> None:
        if _names_somebody(request, form, words):
            raise NamesSomebody("A signal tells of the rule, not of a person.")
        ended = _end(request, alarm, form, Outcome.SIGNAL, "signal-alarm")
        RuleSignal.objects.create(
            rule=ended.rule, kind=SignalKind.TOLD, at=form.at, by_id=form.by, words=words.strip()[:400]
        )
        promising.new_contact_day(request, on=form.on)

    return acts.walk(form, "signal-alarm", change, reason=words)


def _names_somebody(request: HelpRequest, form: Form, words: str) -> bool:
    if _LEADS_TO_SOMEBODY.search(words):
        return True
    called = vault.display_name([request.resident_id], actor=form.actor, purpose=PURPOSE, at=form.at)
    names = {part for name in called.values() for part in _words(name)}
    said = _words(words)
    return any(len(name) >= _SHORTEST_NAME and (name in said or f"{name}s" in said) for name in names)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _end(request: HelpRequest, alarm: int, form: Form, outcome: Outcome, change: str) -> Alarm:
    found = request.alarms.filter(pk=alarm, ended_at__isnull=True).first()
    if found is None:
        raise NotNow("This alarm rings no more.")
    found.ended_at, found.ended_by, found.outcome = form.at, change, outcome
    found.answered_by_id = form.by
    found.save()
    return found
