"""All that other rooms may use of `casework`."""

from houvast.casework.acts import (
    Form,
    accept,
    add_step,
    log_talk,
    propose_closing,
    say_solved,
    send_message,
)
from houvast.casework.alarms import ring as ring_alarms
from houvast.casework.appointments.places import NotPlaces, read_places, write_places
from houvast.casework.appointments.reminding import remind as remind_appointments
from houvast.casework.appointments.waiting import offer_earlier as offer_earlier_moments
from houvast.casework.assigning import NobodyThere
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.erasure import erase, export
from houvast.casework.holders import sees
from houvast.casework.invariants import Broken, broken
from houvast.casework.models import HelpRequest, Source
from houvast.casework.opening import AnotherPersonsForm, open_request, opened_with
from houvast.casework.post.api import deliver as deliver_post
from houvast.casework.states import Phase
from houvast.casework.steps import Promise

__all__ = [
    "AnotherPersonsForm",
    "Ball",
    "Broken",
    "Form",
    "HelpRequest",
    "NobodyThere",
    "NotPlaces",
    "Phase",
    "Promise",
    "Source",
    "Urgency",
    "accept",
    "add_step",
    "broken",
    "deliver_post",
    "erase",
    "export",
    "log_talk",
    "offer_earlier_moments",
    "open_request",
    "opened_with",
    "propose_closing",
    "read_places",
    "remind_appointments",
    "ring_alarms",
    "say_solved",
    "sees",
    "send_message",
    "write_places",
]
