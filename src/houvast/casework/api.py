"""All that other rooms may use of `casework`."""

from houvast.casework.clocks import Ball, Urgency
from houvast.casework.erasure import erase, export
from houvast.casework.holders import NobodyThere, sees
from houvast.casework.models import HelpRequest, Source
from houvast.casework.opening import AnotherPersonsForm, open_request, opened_with
from houvast.casework.states import Phase

__all__ = [
    "AnotherPersonsForm",
    "Ball",
    "HelpRequest",
    "NobodyThere",
    "Phase",
    "Source",
    "Urgency",
    "erase",
    "export",
    "open_request",
    "opened_with",
    "sees",
]
