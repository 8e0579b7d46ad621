"""All that other rooms may use of `casework`."""

from houvast.casework.alarms import ring as ring_alarms
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.erasure import erase, export
from houvast.casework.holders import NobodyThere, sees
from houvast.casework.invariants import Broken, broken
from houvast.casework.models import HelpRequest, Source
from houvast.casework.opening import AnotherPersonsForm, open_request, opened_with
from houvast.casework.states import Phase

__all__ = [
    "AnotherPersonsForm",
    "Ball",
    "Broken",
    "HelpRequest",
    "NobodyThere",
    "Phase",
    "Source",
    "Urgency",
    "broken",
    "erase",
    "export",
    "open_request",
    "opened_with",
    "ring_alarms",
    "sees",
]
