"""Asking a colleague for advice, and staying the holder.

Takes   a form of `acts.py`, whom, and the question.
Gives   the request; the answer stands in its line of time. Silence comes back to the duo as an alarm.
Knows   nothing of pages. The colleague sees the question that was asked, and nothing else of the request.
"""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet

from houvast.casework import acts, workdays
from houvast.casework.acts import Form, NotNow
from houvast.casework.models import Consult, HelpRequest
from houvast.people.api import Actor, Professional

ANSWER_WITHIN = 3
"""Working days in which a colleague answers: our own term."""


def consult(form: Form, who: UUID, question: str) -> HelpRequest:
    """Ask a colleague, also of another organisation. Raises `NotNow`, `NoWords`."""

    def change(request: HelpRequest) -> None:
        if who == form.actor.professional_id or not Professional.objects.filter(pk=who, active=True).exists():
            raise NotNow("Ask somebody else who works here.")
        if request.consults.filter(asked=who, ended_at__isnull=True).exists():
            raise NotNow("This colleague was asked already and has not answered yet.")
        Consult.objects.create(
            request=request,
            asked_by_id=form.by,
            asked_id=who,
            token=form.token,
            asked_at=form.at,
            answer_by=workdays.after(form.on, ANSWER_WITHIN),
        )

    return acts.walk(form, "consult", change, reason=question)


def advise(form: Form, answer: str) -> HelpRequest:
    """The colleague answers: it stands in the line of time, and the resident can read it."""

    def change(request: HelpRequest) -> None:
        request.consults.filter(asked=form.actor.professional_id, ended_at__isnull=True).update(
            answered_at=form.at, ended_at=form.at
        )

    return acts.walk(form, "advise", change, reason=answer)


def open_for(request: HelpRequest) -> list[Consult]:
    """The questions to colleagues that wait for an answer, the oldest first."""
    waiting = [each for each in request.consults.all() if each.ended_at is None]
    return sorted(waiting, key=lambda each: each.asked_at)


def asked_of(actor: Actor) -> QuerySet[Consult]:
    """The questions that wait for this actor."""
    return (
        Consult.objects.select_related("request__resident", "asked_by__organisation")
        .filter(asked=actor.professional_id, ended_at__isnull=True)
        .order_by("answer_by", "pk")
    )


def give_back(*, at: dt.datetime) -> int:
    """End every question that nobody answered in time; gives how many. Its alarm has gone off before."""
    return Consult.objects.filter(ended_at__isnull=True, answer_by__lt=at.date()).update(ended_at=at)
