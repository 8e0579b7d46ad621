"""The rows of this room, by subject. `acts.py` is the only writer."""

from houvast.casework.models.happened import Channel, Contact, Event
from houvast.casework.models.request import HelpRequest, QuestionLine, Source, Step
from houvast.casework.models.together import Agreement, Handover
from houvast.casework.models.waiting import Alarm, ClockPause, RunningClock

__all__ = [
    "Agreement",
    "Alarm",
    "Channel",
    "ClockPause",
    "Contact",
    "Event",
    "Handover",
    "HelpRequest",
    "QuestionLine",
    "RunningClock",
    "Source",
    "Step",
]
