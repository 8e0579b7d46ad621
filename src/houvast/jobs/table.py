"""Everything that runs by the clock, in one table.

Takes   the api of the rooms below.
Gives   name, rhythm, what it is for, and the call. Each job may be interrupted at any point and run again.
Knows   nothing of workers.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore

from houvast.casework import api as casework
from houvast.conversation import api as conversation
from houvast.jobs import invariants, tidying
from houvast.jobs.schedule import Daily, Every, Rhythm
from houvast.money import api as money
from houvast.people import api as people

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """One line of the table."""

    name: str
    rhythm: Rhythm
    words: str
    work: Callable[[dt.datetime], None]


def _ring_alarms(at: dt.datetime) -> None:
    casework.ring_alarms(at=at)


def _ask_about_silence(at: dt.datetime) -> None:
    money.ask_about_silence(at=at)


def _ask_about_payments(at: dt.datetime) -> None:
    casework.ask_about_payments(at=at)


def _deliver_post(at: dt.datetime) -> None:
    casework.deliver_post(at=at)


def _remind_appointments(at: dt.datetime) -> None:
    casework.remind_appointments(at=at)


def _offer_earlier_moments(at: dt.datetime) -> None:
    casework.offer_earlier_moments(at=at)


def _forget_sessions(at: dt.datetime) -> None:
    SessionStore.clear_expired()


def _forget_conversations(at: dt.datetime) -> None:
    conversation.forget_expired(at=at)


def _forget_attempts(at: dt.datetime) -> None:
    people.forget_old_attempts(at=at)


def _check_invariants(at: dt.datetime) -> None:
    for fault in invariants.faults(at=at):
        log.error("invariant broken: %s", fault)


def _tidy(at: dt.datetime) -> None:
    tidying.forget_old_slots(at=at)


JOBS: dict[str, Job] = {
    job.name: job
    for job in (
        Job(
            "ring-alarms",
            Every(15),
            "marks requests whose promised day has passed, and lets alarms climb",
            _ring_alarms,
        ),
        Job("deliver-post", Every(1), "sends e-mail, SMS and letters that wait", _deliver_post),
        Job(
            "forget-conversations",
            Every(15),
            "deletes conversations whose day is over",
            _forget_conversations,
        ),
        Job(
            "remind-appointments",
            Daily(10),
            "tells everybody whose appointment is tomorrow",
            _remind_appointments,
        ),
        Job(
            "offer-earlier-moments",
            Every(5),
            "offers a moment that came free to who waits longest",
            _offer_earlier_moments,
        ),
        Job("forget-sessions", Every(60), "deletes sessions that are over", _forget_sessions),
        Job("forget-attempts", Every(60), "deletes who tried a code a day ago", _forget_attempts),
        Job(
            "ask-about-silence",
            Daily(6, 0),
            "asks who may grant from the buffer and did not for two months: why not",
            _ask_about_silence,
        ),
        Job(
            "ask-about-payments",
            Daily(8, 0),
            "asks who may release payments to look when the bank said nothing of a file",
            _ask_about_payments,
        ),
        Job("check-invariants", Daily(3, 30), "looks whether what must be true is true", _check_invariants),
        Job("tidy-jobs", Daily(4, 10), "deletes what is left of jobs that are long done", _tidy),
    )
}
