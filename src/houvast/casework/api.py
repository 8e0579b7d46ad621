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
from houvast.casework.appointments.booking import Choice as AppointmentChoice
from houvast.casework.appointments.booking import Sent as AppointmentForm
from houvast.casework.appointments.booking import book as book_appointment
from houvast.casework.appointments.diary import free as first_free
from houvast.casework.appointments.hours import set_weekly as set_weekly_hours
from houvast.casework.appointments.places import NotPlaces, read_places, write_places
from houvast.casework.appointments.reminding import remind as remind_appointments
from houvast.casework.appointments.waiting import offer_earlier as offer_earlier_moments
from houvast.casework.around.consulting import consult as ask_for_advice
from houvast.casework.around.guests import invite as invite_guest
from houvast.casework.assigning import NobodyThere
from houvast.casework.buffer.asking import ask_about_payments
from houvast.casework.clocks import Ball, Urgency
from houvast.casework.continuity.absences import tell as tell_absence
from houvast.casework.deciding.threatening import tell as tell_threat
from houvast.casework.discussing import discuss, discussed, held_by
from houvast.casework.erasure import erase, export
from houvast.casework.gathered import Around, may_be_there
from houvast.casework.gathered import add as gather_too
from houvast.casework.handing import offer as offer_handover
from houvast.casework.holders import log_refusal, may_look, open_ones, sees
from houvast.casework.invariants import Broken, broken
from houvast.casework.models import HelpRequest, Source
from houvast.casework.opening import AnotherPersonsForm, open_request, opened_with
from houvast.casework.panels import Glance, Panel, Place
from houvast.casework.panels import add as add_panel
from houvast.casework.plan.doing import AnswerTaken, NewAction
from houvast.casework.plan.doing import add as plan_action
from houvast.casework.plan.weighing import ROOMS as PLAN_ROOMS
from houvast.casework.plan.weighing import Doer
from houvast.casework.plan.weighing import Room as PlanRoom
from houvast.casework.post.api import Channel as PostChannel
from houvast.casework.post.api import deliver as deliver_post
from houvast.casework.post.api import wish as wish_post
from houvast.casework.sealed import opened as words_of
from houvast.casework.states import NotInTheTable, Phase
from houvast.casework.steps import Promise
from houvast.casework.workdays import is_working_day

__all__ = [
    "PLAN_ROOMS",
    "AnotherPersonsForm",
    "AnswerTaken",
    "AppointmentChoice",
    "AppointmentForm",
    "Around",
    "Ball",
    "Broken",
    "Doer",
    "Form",
    "Glance",
    "HelpRequest",
    "NewAction",
    "NobodyThere",
    "NotInTheTable",
    "NotPlaces",
    "Panel",
    "Phase",
    "Place",
    "PlanRoom",
    "PostChannel",
    "Promise",
    "Source",
    "Urgency",
    "accept",
    "add_panel",
    "add_step",
    "ask_about_payments",
    "ask_for_advice",
    "book_appointment",
    "broken",
    "deliver_post",
    "discuss",
    "discussed",
    "erase",
    "export",
    "first_free",
    "gather_too",
    "held_by",
    "invite_guest",
    "is_working_day",
    "log_refusal",
    "log_talk",
    "may_be_there",
    "may_look",
    "offer_earlier_moments",
    "offer_handover",
    "open_ones",
    "open_request",
    "opened_with",
    "plan_action",
    "propose_closing",
    "read_places",
    "remind_appointments",
    "ring_alarms",
    "say_solved",
    "sees",
    "send_message",
    "set_weekly_hours",
    "tell_absence",
    "tell_threat",
    "wish_post",
    "words_of",
    "write_places",
]
