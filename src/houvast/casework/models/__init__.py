"""The rows of this room, by subject. `acts.py` is the only writer of what happens to a request."""

from houvast.casework.models.around import Consult, Guest, GuestPart, Part
from houvast.casework.models.at_work import Absence, Assignment, Ceiling
from houvast.casework.models.deciding import Decision, DecisionKind
from houvast.casework.models.happened import Channel, Contact, Event
from houvast.casework.models.request import Gathered, HelpRequest, QuestionLine, Source, Step
from houvast.casework.models.together import Agreement, Handover
from houvast.casework.models.waiting import (
    Alarm,
    ClockPause,
    Delivery,
    Outcome,
    RuleSignal,
    RunningClock,
    SignalKind,
)

__all__ = [
    "Absence",
    "Agreement",
    "Alarm",
    "Assignment",
    "Ceiling",
    "Channel",
    "ClockPause",
    "Consult",
    "Contact",
    "Decision",
    "DecisionKind",
    "Delivery",
    "Event",
    "Gathered",
    "Guest",
    "GuestPart",
    "Handover",
    "HelpRequest",
    "Outcome",
    "Part",
    "QuestionLine",
    "RuleSignal",
    "RunningClock",
    "SignalKind",
    "Source",
    "Step",
]
