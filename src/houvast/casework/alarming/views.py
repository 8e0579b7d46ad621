"""The alarms that came to somebody, what they answer, and how heavy the alarms weigh.

Takes   requests of professionals.
Gives   pages in Dutch. An alarm shows a number and a day, never a name; who may see the request has a link.
Knows   nothing of when an alarm goes off.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from houvast.casework import acts, holders
from houvast.casework.alarm_rules import BOOK, AlarmRule
from houvast.casework.alarming import figures
from houvast.casework.alarming.answering import NamesSomebody
from houvast.casework.alarming.forms import ANSWERS, ExplainForm
from houvast.casework.around import guests
from houvast.casework.models import Alarm
from houvast.casework.states import NotInTheTable
from houvast.people.api import Request, Role, for_professionals

anybody_at_work = for_professionals()
AT_ONCE = 50
"""Alarms on one page; the oldest first, so that nothing sinks."""


@dataclass(frozen=True)
class Ringing:
    """One alarm on the page of whoever got it."""

    alarm: Alarm
    rule: AlarmRule
    lies_with: str
    link: str
    forms: list[ExplainForm]


@never_cache
@anybody_at_work
@require_GET
def show(request: Request) -> HttpResponse:
    """The alarms that came to this professional and still ring."""
    return _page(request)


@never_cache
@anybody_at_work
@require_POST
def answer(request: Request, alarm: int, name: str) -> HttpResponse:
    """An explanation or a signal. Sent twice, it happens once."""
    found = _mine(request).filter(pk=alarm).first()
    if name not in ANSWERS or found is None:
        raise Http404
    form = ANSWERS[name](held=found.request, on=request.today, data=request.POST)
    if not form.is_valid():
        return _page(request, form=form, at_fault=found, status=422)
    try:
        form.act(form.sent(request.actor, request.now))
    except NamesSomebody:
        form.add_error("words", "Noem geen persoon, nummer of adres. Schrijf alleen wat de regel doet.")
        return _page(request, form=form, at_fault=found, status=422)
    except (NotInTheTable, acts.NotNow, acts.NotYours):
        messages.info(request, "Dit alarm is intussen klaar.")
    else:
        messages.success(request, form.done)
    return HttpResponseRedirect(reverse("casework:alarms"))


@never_cache
@for_professionals(Role.TEAM_LEAD, Role.POLICY_MAKER)
@require_GET
def show_load(request: Request) -> HttpResponse:
    """How many alarms there are, per rule and per person, and what was said of rules."""
    context = {
        "rules": figures.per_rule(request.actor, at=request.now),
        "people": figures.per_person(request.actor, at=request.now),
        "signals": [
            (BOOK.rules[one.rule].says, one)
            for one in figures.signals(at=request.now)
            if one.rule in BOOK.rules
        ],
        "hidden": figures.HIDDEN if request.actor.has_role(Role.POLICY_MAKER) else 0,
    }
    return render(request, "casework/alarming/load.html", context)


def _mine(request: Request) -> QuerySet[Alarm]:
    return (
        Alarm.objects.filter(ended_at__isnull=True, deliveries__to=request.actor.professional_id)
        .select_related("request__duo", "request__resident")
        .distinct()
        .order_by("raised_at", "pk")
    )


def _page(
    request: Request,
    *,
    form: ExplainForm | None = None,
    at_fault: Alarm | None = None,
    status: int = 200,
) -> HttpResponse:
    alarms = list(_mine(request)[:AT_ONCE])
    whole = set(
        holders.seen_by(request.actor, on=request.today)
        .filter(pk__in=[alarm.request_id for alarm in alarms])
        .values_list("pk", flat=True)
    )
    part = set(guests.invitations_of(request.actor, on=request.today).values_list("request", flat=True))
    ringing = [
        Ringing(
            alarm=alarm,
            rule=BOOK.rules[alarm.rule],
            lies_with=BOOK.levels[alarm.level],
            link=_link(alarm, whole=alarm.request_id in whole, part=alarm.request_id in part),
            forms=[
                form
                if form is not None and at_fault == alarm and form.name == kind.name
                else kind(held=alarm.request, on=request.today)
                for kind in ANSWERS.values()
            ],
        )
        for alarm in alarms
    ]
    context = {
        "ringing": ringing,
        "fault": at_fault.pk if at_fault else None,
        "unfolded": form.name if form else "",
        "faults": form.faults() if form else [],
        "sees_load": request.actor.has_role(Role.TEAM_LEAD, Role.POLICY_MAKER),
    }
    return render(request, "casework/alarming/alarms.html", context, status=status)


def _link(alarm: Alarm, *, whole: bool, part: bool) -> str:
    if whole:
        return reverse("casework:request", args=[alarm.request_id])
    return reverse("casework:beside-one", args=[alarm.request_id]) if part else ""
