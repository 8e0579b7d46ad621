"""Whoever may not see a thing gets the very answer of a thing that does not exist: no address tells which."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from houvast.casework import alarms
from houvast.casework.appointments import booking, diary, waiting
from houvast.casework.appointments.booking import Choice, Sent
from houvast.casework.appointments.models import Offer, WeeklyHours
from houvast.casework.models import Absence, Alarm
from houvast.casework.plan import doing
from houvast.casework.plan.models import Action
from houvast.casework.plan.weighing import Doer, Room
from houvast.casework.tests.conftest import MONDAY, form
from houvast.money import api as money
from houvast.money.models import Grant
from houvast.people.api import as_professional, as_resident
from tests.access.city import City, built
from tests.access.table import IN, THEIRS
from tests.access.test_every_address import OF, WORDS, asked, outcome, patterns

OUTSIDE = ("other resident", "guest", "other duo", "other team lead", "administrator")
"""Who passes some door and does not hold her question. Strangers are turned away before anything is looked
up; who holds it may know what there is."""
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LATER = MONDAY + dt.timedelta(days=30)
Ids = dict[str, Any]


@pytest.fixture
def city(db: None, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setattr("houvast.web.clock.now", lambda: LATER)
    return built(at=MONDAY)


@pytest.fixture
def hers(city: City) -> Ids:
    """The id of a real thing of hers for every name in an address that means one."""
    duo, samira = city.question.duo, city.question.resident
    assert duo is not None
    WeeklyHours.objects.create(professional=duo.first, weekday=1, starts=dt.time(9), ends=dt.time(12))
    moment = diary.free(duo, "phone", after=MONDAY)[2]
    sent = Sent(request_id=city.question.pk, actor=as_resident(samira), at=MONDAY, token="appointment")
    choice = Choice(kind="phone", slot=moment.slot, professional_id=moment.professional.pk)
    appointment = booking.book(sent, choice)
    waiting.wish(Sent(request_id=city.question.pk, actor=sent.actor, at=MONDAY, token="wish"), "phone")
    waiting.offer_earlier(at=MONDAY)
    plan = doing.NewAction(room=Room.MONEY, doer=Doer.US, what="Wij bellen.", before=LATER.date())
    doing.add(form(city.question, duo.first), plan)
    alarms.ring(at=LATER)
    return {
        **city.args(),
        "appointment_id": appointment.pk,
        "offer_id": Offer.objects.get().pk,
        "action_id": Action.objects.get().pk,
        "absence": Absence.objects.get().pk,
        "alarm": Alarm.objects.filter(request=city.question)[0].pk,
        "grant_id": _granted(city),
    }


def _granted(city: City) -> UUID:
    duo = city.question.duo
    assert duo is not None
    money.give_budget(duo.team, year=LATER.year, cents=100_00)
    money.give_mandate(
        duo.first, most_per_grant=100_00, most_per_month=100_00, may_release=True, by=duo.second, at=MONDAY
    )
    need = money.Need(
        cents=50_00, reason=money.Reason.FOOD, explanation="Geen eten.", way=money.Way.CASH, account=None
    )
    actor = as_professional(duo.first)
    money.grant(city.question.resident, need, actor=actor, at=MONDAY, token="grant")
    return Grant.objects.get().pk


def pairs(hers: Ids) -> Iterator[tuple[str, str, str]]:
    """Every address that names a thing of hers: as it is, and with things that do not exist."""
    for name, pattern in patterns(get_resolver()):
        keys = pattern.pattern.converters
        if name.startswith(THEIRS) or not set(keys) & set(hers):
            continue
        words = {
            key: OF.get(name, {}).get(key) or WORDS.get(key) or "iets" for key in keys if key not in hers
        }
        there = {key: hers[key] for key in keys if key in hers}
        nowhere = {key: uuid4() if isinstance(value, UUID) else 987_654 for key, value in there.items()}
        yield name, reverse(name, kwargs=words | there), reverse(name, kwargs=words | nowhere)


def said(path: str, browser: Client) -> tuple[str, str]:
    """The status, and all that it says save the address itself and what is drawn anew for every page."""
    answer = asked(path, browser)
    body = getattr(answer, "content", b"").decode(errors="replace") + answer.headers.get("Location", "")
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|name="token" value="[^"]+"', "", body)
    body = body.replace(path, "here").replace(quote(path, safe=""), "here")
    for typed in UUIDS.findall(path):  # what whoever asked typed may stand in the names of fields
        body = body.replace(typed, "typed")
    return outcome(answer), body


def test_an_address_with_a_thing_of_hers_is_as_empty_for_others_as_one_without(city: City, hers: Ids) -> None:
    faults, tried = [], 0
    for name, there, nowhere in pairs(hers):
        for role in OUTSIDE:
            real, none = said(there, city.roles[role]), said(nowhere, city.roles[role])
            tried += 1
            if real != none and not (role == "guest" and real[0] == IN):
                faults.append(f"{name} tells {role} that there is something: {real[0]!r}, not {none[0]!r}")

    assert faults == []
    assert tried > 150


def test_a_thing_that_does_not_exist_is_not_there_for_who_could_see_it_either(city: City, hers: Ids) -> None:
    faults = [
        f"{name} for {role}"
        for name, _, nowhere in pairs(hers)
        for role in ("resident", "duo")
        if said(nowhere, city.roles[role])[0] == IN and not name.startswith("money:")
    ]

    assert faults == []
