"""From the answer on a scheme to the plan, a message or a letter of one help request.

Takes   a scheme and a day in the address, and an open request of whoever is signed in.
Gives   the answer as the engine computes it for that household, and what was taken over; without JavaScript.
Knows   who may see a request only through casework; each look and change stands in the resident's log.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.answers.api import NoAnswer, Part, SchemeAnswer, as_text, scheme_answer
from houvast.casework import api as casework
from houvast.ledger import api as ledger
from houvast.people.api import Request, Role, for_professionals
from houvast.rights.api import corpus, situation_of
from houvast.vault import api as vault
from houvast.web.taking.forms import DOERS, ROOMS, IntoPlan, IntoWords

desk = for_professionals(Role.COUNSELLOR, Role.TEAM_LEAD)
CHOOSING = "een antwoord bij uw vraag zetten"
COMPUTING = "uitrekenen wat een regeling voor u betekent"
WRITING = "een brief aan u schrijven"
MOST = 60
NOT_NOW = "Dit kan nu niet: deze vraag is intussen veranderd, of het is niet aan u."
NOT_CHECKED = "Voor deze dag keek niemand deze regeling na. Kies een andere dag."
OF_EVERYBODY = frozenset({Part.VALUES})
"""What a letter leaves out once the engine computed the household's own figure."""


@never_cache
@desk
@require_GET
def choose(request: Request, name: str) -> HttpResponse:
    """For which request? With a choice in the form: on to that one."""
    _law(name)
    day = _day(request.GET.get("dag", ""), request.today)
    chosen = request.GET.get("hulpvraag", "")
    held = casework.open_ones(request.actor, on=request.today, at_most=MOST)
    if chosen in {str(each.pk) for each in held}:
        address = reverse("take-answer-for", args=[name, chosen])
        return HttpResponseRedirect(f"{address}?dag={day.isoformat()}")
    names = vault.display_name(
        [each.resident_id for each in held], actor=request.actor, purpose=CHOOSING, at=request.now
    )
    choices = [
        (str(each.pk), f"{names.get(each.resident_id, 'Naam onbekend')}, {each.reference}") for each in held
    ]
    context = {"law": corpus().laws[name], "day": day, "choices": choices, "full": len(held) == MOST}
    return render(request, "web/taking/choose.html", context)


@never_cache
@desk
@require_GET
def show(request: Request, name: str, request_id: UUID) -> HttpResponse:
    """The answer for this household, and what can be done with it."""
    return _page(request, name, _held(request, request_id))


@never_cache
@desk
@require_POST
def into_plan(request: Request, name: str, request_id: UUID) -> HttpResponse:
    """An action in the plan, with the answer that it rests on, word for word."""
    held = _held(request, request_id)
    form = IntoPlan(request.POST, on=request.today)
    if not form.is_valid():
        return _page(request, name, held, plan=form, status=422)
    said, day = form.cleaned_data, _day(request.POST.get("dag", ""), request.today)
    with override("nl"):
        try:
            text = as_text(_answer(request, name, held, day))
        except NoAnswer:
            return _page(request, name, held, plan=form, status=422)
    new = casework.NewAction(
        room=casework.PlanRoom(said["room"]),
        doer=casework.Doer(said["doer"]),
        doer_name=said["doer_name"],
        what=said["what"],
        before=said["before"],
        ground=casework.AnswerTaken(name, day, text),
    )
    sent = _sent(request, held, said["token"])
    done = "De actie staat in het plan, met het antwoord erbij. De bewoner ziet die nu."
    return _do(request, held, lambda: casework.plan_action(sent, new), done, to="casework:plan")


@never_cache
@desk
@require_POST
def into_words(request: Request, name: str, request_id: UUID) -> HttpResponse:
    """The text as it was changed: a message to the resident, or a file to make a letter of."""
    held = _held(request, request_id)
    form = IntoWords(request.POST)
    if not form.is_valid():
        return _page(request, name, held, words=form, status=422)
    said = form.cleaned_data
    if request.POST.get("als") == "brief":
        return _letter(request, held, said["words"])
    sent = _sent(request, held, said["token"])
    return _do(
        request,
        held,
        lambda: casework.send_message(sent, said["words"]),
        "Uw bericht is verstuurd.",
        to="casework:request",
    )


def _letter(request: Request, held: casework.HelpRequest, words: str) -> HttpResponse:
    """A draft that any word processor opens. It is written down that somebody took it along."""
    ledger.record(
        at=request.now,
        actor=request.actor,
        subject=held.resident_id,
        action="look",
        purpose=WRITING,
        kind="brief",
    )
    file = HttpResponse(words.replace("\r\n", "\n"), content_type="text/plain; charset=utf-8")
    file["Content-Disposition"] = f'attachment; filename="brief-{held.reference}.txt"'
    return file


def _do(
    request: Request, held: casework.HelpRequest, act: Callable[[], object], done: str, *, to: str
) -> HttpResponse:
    try:
        act()
    except casework.NotInTheTable:
        messages.warning(request, NOT_NOW)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse(to, args=[held.pk]))


def _page(
    request: Request,
    name: str,
    held: casework.HelpRequest,
    *,
    plan: IntoPlan | None = None,
    words: IntoWords | None = None,
    status: int = 200,
) -> HttpResponse:
    law = _law(name)
    day = _day((request.POST if request.method == "POST" else request.GET).get("dag", ""), request.today)
    context: dict[str, Any] = {"law": law, "held": held, "day": day, "rooms": ROOMS, "doers": DOERS}
    with override("nl"):
        try:
            answer = _answer(request, name, held, day)
        except NoAnswer:
            return render(
                request, "web/taking/take.html", {**context, "errors": [_fault(NOT_CHECKED)]}, status=400
            )
        short = OF_EVERYBODY if answer.of(Part.FOR_YOU) else frozenset()
        plan = plan or IntoPlan(on=request.today, what=f"Kijken naar {law.title.lower()}.")
        words = words or IntoWords(words=as_text(answer, without=short, receipts=False))
        errors = [fault for form in (plan, words) if form.is_bound for fault in form.faults()]
        context |= {"answer": answer, "plan": plan, "words": words, "errors": errors}
        return render(request, "web/taking/take.html", context, status=status)


@transaction.atomic
def _answer(request: Request, name: str, held: casework.HelpRequest, day: dt.date) -> SchemeAnswer:
    """For this household on that day; the look at its facts stands in the log. Raises `NoAnswer`."""
    facts = vault.look(held.resident, actor=request.actor, purpose=COMPUTING, at=request.now)
    return scheme_answer(name, on=day, situation=situation_of(facts))


def _held(request: Request, request_id: UUID) -> casework.HelpRequest:
    """The request, for who may see it; else the same answer as for one that does not exist."""
    found = casework.held_by(request.actor, request_id, on=request.today, at=request.now)
    if found is None:
        raise Http404
    return found


def _law(name: str) -> Any:
    law = corpus().laws.get(name)
    if law is None or law.kind == "begrip":
        raise Http404
    return law


def _day(typed: str, today: dt.date) -> dt.date:
    """The day in the address, which the page before wrote there; today for anything else."""
    try:
        return dt.date.fromisoformat(typed[:10])
    except ValueError:
        return today


def _sent(request: Request, held: casework.HelpRequest, token: str) -> casework.Form:
    return casework.Form(request_id=held.pk, actor=request.actor, at=request.now, token=token)


def _fault(text: str) -> dict[str, str]:
    return {"field": "dag", "text": text}
