"""The route of one help request as its resident reads it.

Takes   a request, the words that were opened for it, and the day.
Gives   one frozen value: what happens now, who has the ball, the promised day, the route, the faces, the
messages.
Knows   nothing of HTTP. Everything is in the reader's language, save what people wrote themselves.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext

from houvast.casework import alarms, clocks, handing, history, promising, sealed
from houvast.casework.clocks import Ball
from houvast.casework.history import Entry, step_text, step_then, step_title
from houvast.casework.models import Handover, HelpRequest, Step
from houvast.casework.states import Phase
from houvast.people.api import Professional
from houvast.ui.api import date_in_words, moment_in_words


@dataclass(frozen=True)
class Stop:
    """One stop on the route; `state` is completed, current or upcoming."""

    title: str
    state: str
    text: str = ""
    when: str = ""
    substeps: list["Stop"] = field(default_factory=list)


@dataclass(frozen=True)
class Face:
    """One of the two who stay. `first_name` is for "Bel Fatima"."""

    name: str
    first_name: str
    initials: str
    role: str
    phone: str


@dataclass(frozen=True)
class Journey:
    """The whole page."""

    request: HelpRequest
    title: str
    ours: str
    ball: str
    promise: dt.date | None
    late_since: dt.date | None
    quiet_since: dt.date | None
    yours: str
    route: list[Stop]
    faces: list[Face]
    stuck: list[str]
    terms: list[str]
    handover: str
    may_stay: bool
    """Other people were asked, and the resident has not said yet that they do not want it."""
    conversation: list[Entry]
    asks: bool
    solved: bool


def journey(request: HelpRequest, *, on: dt.date) -> Journey:
    """What the resident sees on this day. Opens the sealed words: only for the resident, or after a logged
    look."""
    words, asked = sealed.opened(request), handing.open_for(request)
    solved = request.phase == Phase.CLOSED.value
    step = request.step
    late = request.next_contact_on is not None and request.next_contact_on < on
    return Journey(
        request=request,
        title=gettext("U zei: het is opgelost")
        if solved
        else step_title(step.key, step.what)
        if step
        else "",
        ours=_ours(request),
        ball=_ball(request),
        promise=None if late else request.next_contact_on,
        late_since=request.next_contact_on if late else None,
        quiet_since=_quiet_since(request, on),
        yours=_yours(request),
        route=_route(request),
        faces=[_face(member) for member in request.duo.members] if request.duo else [],
        stuck=_stuck(request),
        terms=_terms(request),
        handover=_handover(asked),
        may_stay=asked is not None and asked.against_at is None,
        conversation=history.conversation(request, words, for_resident=True),
        asks=request.phase == Phase.CHECKING.value,
        solved=solved,
    )


def _ball(request: HelpRequest) -> str:
    """Who has to do something now, in one sentence."""
    if request.ball == Ball.OTHER.value:
        return gettext("Nu is %(who)s aan de beurt.") % {"who": _isolated(request.ball_with)}
    if request.ball == Ball.RESIDENT.value:
        return gettext("Nu bent u aan de beurt. Lukt het niet? Bel of schrijf ons.")
    return gettext("Nu zijn wij aan de beurt.") if request.ball else ""


def _isolated(name: str) -> str:
    """A name that stays in its place in a text that runs from right to left (Unicode's isolates)."""
    return f"\u2068{name}\u2069"


def _ours(request: HelpRequest) -> str:
    if request.ball == Ball.OTHER.value:
        return gettext("Wij houden het in de gaten en bellen als het te lang duurt.")
    if request.ball == Ball.RESIDENT.value or request.step is None:
        return gettext("Wij vragen hoe het gaat.")
    return step_text(request.step.key, request.step.why) or request.step.what


def _yours(request: HelpRequest) -> str:
    if request.phase == Phase.CHECKING.value:
        return gettext("Laat ons weten of het is opgelost.")
    if request.ball == Ball.RESIDENT.value and request.step is not None:
        return step_title(request.step.key, request.step.what)
    return gettext("U hoeft nu niets te doen.")


def _quiet_since(request: HelpRequest, on: dt.date) -> dt.date | None:
    """Since when nothing changed; None on the day of the last change itself."""
    if not request.is_open:
        return None
    moments = [event.at for event in request.events.all()] + [
        contact.at for contact in request.contacts.all()
    ]
    last = max(moments).date()
    return last if last < on else None


def _route(request: HelpRequest) -> list[Stop]:
    every = sorted(request.steps.all(), key=lambda step: step.number)
    steps = [step for step in every if step.key != "read"]
    accepted = next((event for event in request.events.all() if event.change == "accept"), None)
    stops = [
        Stop(
            title=gettext("Uw vraag is binnen"),
            state="completed",
            text=gettext("Wij bewaren uw vraag. U hoeft uw verhaal niet nog eens te vertellen."),
            when=moment_in_words(request.opened_at),
        )
    ]
    if accepted is None and request.is_open and request.step is not None and not steps:
        stops.append(_stop(request.step, [], request))
    if accepted is not None and request.duo is not None:
        names = gettext("%(first)s en %(second)s") % {
            "first": _isolated(request.duo.first.display_name),
            "second": _isolated(request.duo.second.display_name),
        }
        stops.append(
            Stop(
                title=gettext("U heeft twee vaste mensen"),
                state="completed",
                text=gettext("%(names)s blijven erbij tot het klaar is.") % {"names": names},
                when=moment_in_words(accepted.at),
            )
        )
    for step in steps:
        if step.under_id is None:
            stops.append(_stop(step, [part for part in steps if part.under_id == step.pk], request))
    return [*stops, *_ahead(request)]


def _stop(step: Step, parts: list[Step], request: HelpRequest) -> Stop:
    present = request.step_id in {step.pk, *(part.pk for part in parts)} and request.is_open
    return Stop(
        title=step_title(step.key, step.what),
        state="current" if present else "completed",
        text=step_text(step.key, step.why),
        when="" if parts else _since(step),
        substeps=[
            Stop(
                title=part.what,
                state="completed" if part.done_at else "current",
                when=_since(part),
            )
            for part in parts
        ],
    )


def _since(step: Step) -> str:
    if step.done_at is not None:
        return date_in_words(step.done_at, "day")
    return gettext("sinds %(day)s") % {"day": date_in_words(step.began_at, "day")}


def _ahead(request: HelpRequest) -> list[Stop]:
    """What comes after the present step, as far as we know, and the end: that is the resident's."""
    if not request.is_open:
        when = moment_in_words(request.solved_at) if request.solved_at else ""
        return [Stop(title=gettext("U zei: het is opgelost"), state="completed", when=when)]
    then = step_then(request.step.key, request.step.then) if request.step is not None else ""
    ahead = [Stop(title=then, state="upcoming")] if then else []
    return [
        *ahead,
        Stop(
            title=gettext("Klaar? Dat bepaalt u"),
            state="upcoming",
            text=gettext("Wij sluiten uw vraag pas als u zegt dat het goed is."),
        ),
    ]


def _face(member: Professional) -> Face:
    name = member.display_name
    parts = name.split()
    return Face(
        name=name,
        first_name=parts[0],
        initials=(parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper(),
        role=gettext("Uw vaste persoon. Blijft erbij tot het klaar is."),
        phone=member.phone,
    )


def _terms(request: HelpRequest) -> list[str]:
    """The clocks that run for this resident, each as a date in words; and why one stands still."""
    found = []
    for row in promising.running(request):
        standing = next((pause for pause in row.pauses.all() if pause.until is None), None)
        if standing is not None:
            found.append(gettext("Een termijn staat even stil.") + " " + standing.reason)
        else:
            words = gettext(clocks.clock(row.key).resident_reads)
            told = words % {"day": date_in_words(row.due_on, "day")}
            found.append(f"{_isolated(row.about)}: {told}" if row.about else told)
    return found


def _handover(asked: Handover | None) -> str:
    """That other people were asked, and that nobody lets go meanwhile; empty when nobody was asked."""
    if asked is None:
        return ""
    names = {"others": _isolated(str(asked.to_duo)), "holders": _isolated(str(asked.from_duo))}
    return gettext("Wij vroegen %(others)s om u te helpen. Tot dan blijven %(holders)s bij u.") % names


def _stuck(request: HelpRequest) -> list[str]:
    """What happens when nobody acts: the same terms as `alarm_rules.yaml`."""
    if not request.is_open or request.next_contact_on is None:
        return []
    lead = alarms.RULES["silence"].climbs[2]
    return [
        gettext("Hoort u na %(day)s niets? Dan gaat bij ons een alarm af. U hoeft niets te doen.")
        % {"day": date_in_words(request.next_contact_on, "day")},
        gettext("Helpt dat niet? Dan hoort de teamleider het na %(number)s werkdagen.") % {"number": lead},
    ]
