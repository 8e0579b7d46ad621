"""Everything that stands on the page of one request, prepared before the first conversation.

Takes   a request and who looks; writes the look into the ledger.
Gives   one frozen value for the template.
Knows   nothing of HTTP.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as date_format

from houvast.casework import acts, alarms, clocks, gathered, handing, history, promising, sealed
from houvast.casework.desk import worklist
from houvast.casework.history import Entry
from houvast.casework.models import Handover, HelpRequest
from houvast.casework.states import Phase
from houvast.law.api import OutsideCorpus, Situation
from houvast.ledger import api as ledger
from houvast.people.api import Actor
from houvast.rights import api as rights
from houvast.vault import api as vault
from houvast.vault.api import Facts, StoredFact

PURPOSE = "u helpen met uw vraag"
LINES_READ, LOOKS_SHOWN = 60, 15
"""Of the newest lines of the log, so many different looks at most."""
PHONE = "telefoon"
SOURCES = {
    "resident": "zelf verteld",
    "register": "uit een register",
    "professional": "van een hulpverlener",
    "letter": "uit een brief",
    "computed": "uitgerekend",
}
PHASES = {
    Phase.RECEIVED: ("Nieuw", "blue"),
    Phase.WORKING: ("Loopt", "green"),
    Phase.CHECKING: ("Is het opgelost?", "amber"),
    Phase.SLEEPING: ("Slaapt", "grey"),
    Phase.CLOSED: ("Opgelost", "green"),
}


@dataclass(frozen=True)
class Looked:
    """The newest of one person's same looks of one day, and how many there were."""

    newest: ledger.LogLine
    times: int


@dataclass(frozen=True)
class RequestPage:
    """What the counsellor sees."""

    request: HelpRequest
    name: str
    phone: str
    phase: tuple[str, str]
    reason: worklist.Reason
    why: str
    lies_with: str
    may: frozenset[str]
    handover: Handover | None
    story: str
    lines: tuple[str, ...]
    facts: tuple[dict[str, Any], ...]
    box: rights.FuseBox | None
    conversation: tuple[Entry, ...]
    history: tuple[Entry, ...]
    looks: tuple[Looked, ...]
    clocks: tuple[dict[str, str], ...]
    alarms: tuple[dict[str, str], ...]


def request_page(request: HelpRequest, *, actor: Actor, at: dt.datetime) -> RequestPage:
    """The page of a request that this actor may see. The look, with its purpose, stands in the resident's
    log before anything is opened: that row is a short transaction of its own, so that nobody's look waits
    for somebody else's page."""
    on = at.date()
    gathered.gather(request)  # unless the view did
    facts = vault.look(request.resident, actor=actor, purpose=PURPOSE, at=at, beside=("hulpvraag",))
    words = sealed.opened(request)
    reason = worklist.reason_of(request, on)
    situation = rights.situation_of(facts)
    return RequestPage(
        request=request,
        name=facts.name or "Naam onbekend",
        phone=_phone(facts),
        phase=PHASES[Phase(request.phase)],
        reason=reason,
        why=reason.words(request, on) if request.is_open else "",
        lies_with=worklist.lies_with(request),
        may=_may(actor, request, on),
        handover=handing.open_for(request),
        story=words.story,
        lines=words.lines,
        facts=tuple(_facts(facts, situation)),
        box=_box(facts, situation, on),
        conversation=tuple(history.conversation(request, words, for_resident=False)),
        history=tuple(history.history(request, words)),
        looks=looks_in(ledger.log_of(request.resident, limit=LINES_READ)),
        clocks=tuple(clocks_of(request, on)),
        alarms=tuple(_alarms(request)),
    )


def looks_in(lines: list[ledger.LogLine]) -> tuple[Looked, ...]:
    """The log, newest first, with what is the same on one day in one line."""
    same: dict[tuple[Any, ...], list[ledger.LogLine]] = {}
    for line in lines:
        about = (line.actor_kind, line.who, line.on_behalf_of, line.action, line.kind, line.purpose)
        same.setdefault((timezone.localdate(line.at), *about), []).append(line)
    return tuple(Looked(found[0], len(found)) for found in list(same.values())[:LOOKS_SHOWN])


def _box(facts: Facts, situation: Situation, on: dt.date) -> rights.FuseBox | None:
    """The fuse box on this day; None when nobody checked the laws for it. Never a zero instead."""
    try:
        return rights.fuse_box(rights.assess(situation, on=on), receiving=rights.receiving_of(facts))
    except OutsideCorpus:
        return None


@transaction.atomic
def scheme_page(
    request: HelpRequest, scheme: str, *, actor: Actor, at: dt.datetime
) -> tuple[rights.Detail, rights.Switch]:
    """One scheme for this household, in full; the look stands in the resident's log.

    Raises `LookupError` for a scheme that does not exist or is not in the fuse box on this day.
    """
    facts = vault.look(request.resident, actor=actor, purpose=PURPOSE, at=at)
    assessment = rights.assess(rights.situation_of(facts), on=at.date())
    switch = rights.fuse_box(assessment, receiving=rights.receiving_of(facts)).switch(scheme)
    if switch is None:
        raise LookupError(scheme)
    return rights.detail(assessment, scheme), switch


def facts_of(facts: Facts) -> tuple[dict[str, Any], ...]:
    """What is known, and from whom, one line each."""
    return tuple(_facts(facts, rights.situation_of(facts)))


def _facts(facts: Facts, situation: Situation) -> list[dict[str, Any]]:
    rows = [_fact(stored, situation, None) for stored in facts.household.values()]
    counts: dict[str, int] = {}
    for member in facts.members:
        counts[member.role] = counts.get(member.role, 0) + 1
        single = member.role in {"aanvrager", "partner"}
        person = member.role if single else f"{member.role}-{counts[member.role]}"
        rows += [_fact(stored, situation, person) for stored in member.facts.values()]
    return [row for row in rows if row]


def _fact(stored: StoredFact, situation: Situation, person: str | None) -> dict[str, Any]:
    """One line; empty for a name, which is the title, and for what no law asks any more."""
    definition = rights.corpus().facts.get(stored.fact)
    if definition is None:
        return {}
    notes = [f"{SOURCES.get(stored.source, stored.source)}, {date_format(stored.at, 'j F Y')}"]
    notes += [f"Bewoner zegt: {one.words}" for one in stored.objections]
    notes += [
        f"{SOURCES.get(other.source, other.source)} zegt: {_in_words(other)}"
        for other in stored.others
        if other.value != stored.value
    ]
    return {
        "term": rights.question(definition, situation, person),
        "value": _in_words(stored),
        "note": " · ".join(notes),
    }


def _in_words(stored: StoredFact) -> str:
    return "" if stored.value is None else rights.answer_in_words(stored.fact, stored.value)


def _may(actor: Actor, request: HelpRequest, on: dt.date) -> frozenset[str]:
    """The buttons of the page: what the table allows, less what makes no sense at this point of a
    hand-over."""
    names = acts.may(actor, request, on=on)
    asked = handing.open_for(request)
    if asked is None:
        return names - {"warm", "ask-warm", "warm-anyway"}
    names -= {"warm"} if asked.against_at else {"ask-warm", "warm-anyway"}
    return names - ({"offer", "take"} if asked.accepted_at else {"offer", "warm", "ask-warm"})


def _phone(facts: Facts) -> str:
    """The number that the resident gave; empty when they gave none."""
    stored = facts.household.get(PHONE)
    return str(stored.value or "") if stored else ""


def clocks_of(request: HelpRequest, on: dt.date) -> list[dict[str, str]]:
    """The clocks that run, nearest first, each with its last day in words and how near it is."""
    found = []
    for row in promising.running(request):
        clock = clocks.clock(row.key)
        standing = next((pause for pause in row.pauses.all() if pause.until is None), None)
        near = clocks.warns_on(clock, row.due_on) <= on
        kind = "red" if row.due_on <= on else "amber" if near else "grey"
        found.append(
            {
                "key": clock.key,
                "name": f"{clock.name}: {row.about}" if row.about else clock.name,
                "day": "staat stil" if standing else date_format(row.due_on, "l j F"),
                "basis": clock.basis if clock.certainty == "A" else f"{clock.basis}, nog na te kijken",
                "kind": "blue" if standing else kind,
                "may_pause": clock.may_pause if standing is None else "",
                "standing": standing.reason if standing else "",
            }
        )
    return found


def _alarms(request: HelpRequest) -> list[dict[str, str]]:
    ringing = sorted(
        (alarm for alarm in request.alarms.all() if alarm.ended_at is None), key=lambda alarm: alarm.raised_at
    )
    return [
        {
            "words": alarms.RULES[alarm.rule].says,
            "promised": date_format(alarm.promised_on, "l j F"),
            "level": alarms.LEVELS[alarm.level],
        }
        for alarm in ringing
    ]
