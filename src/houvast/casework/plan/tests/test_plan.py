"""One plan, in four rooms: what we do and what the resident does apart, read and changed by both."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from houvast.casework import acts, erasure
from houvast.casework.acts import NotNow
from houvast.casework.models import Contact, HelpRequest
from houvast.casework.plan import doing, reading
from houvast.casework.plan.doing import NewAction
from houvast.casework.plan.models import Action
from houvast.casework.plan.weighing import Doer, Room
from houvast.casework.states import NotInTheTable
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.people.api import Resident

FRIDAY = dt.date(2026, 11, 27)


def ours(**changes: object) -> NewAction:
    """We call the landlord."""
    fields: dict[str, object] = {
        "room": Room.HOME,
        "doer": Doer.US,
        "what": "Wij bellen de verhuurder over de huur.",
        "before": FRIDAY,
    }
    return NewAction(**{**fields, **changes})  # type: ignore[arg-type]  # each test changes another field


def own(what: str = "Ik zoek mijn huurcontract.") -> NewAction:
    return NewAction(room=Room.HOME, doer=Doer.RESIDENT, what=what, before=None)


@pytest.fixture
def talked(city: Neighbourhood, question: HelpRequest) -> HelpRequest:
    """After the first talk: the clock of the plan runs."""
    acts.accept(form(question, city.fatima))
    return acts.log_talk(form(question, city.fatima))


def test_what_we_do_and_what_the_resident_does_stand_apart(
    city: Neighbourhood, talked: HelpRequest, resident: Resident
) -> None:
    doing.add(form(talked, city.fatima), ours())
    doing.add(form(talked, resident), own())

    home = next(block for block in reading.blocks(talked) if block.room is Room.HOME)
    assert [done.what for done in home.ours] == ["Wij bellen de verhuurder over de huur."]
    assert [(done.what, done.own) for done in home.theirs] == [("Ik zoek mijn huurcontract.", True)]
    assert len(reading.blocks(talked)) == 4


def test_the_words_lie_sealed(city: Neighbourhood, talked: HelpRequest) -> None:
    doing.add(form(talked, city.fatima), ours())

    assert b"verhuurder" not in bytes(Action.objects.get().what)


def test_the_clock_of_the_plan_stops_when_the_resident_has_it(
    city: Neighbourhood, talked: HelpRequest
) -> None:
    assert talked.clocks.filter(key="plan", stopped_at__isnull=True).exists()
    with pytest.raises(NotNow):
        doing.make_ready(form(talked, city.fatima))
    doing.add(form(talked, city.fatima), ours())

    doing.make_ready(form(talked, city.fatima))

    assert not talked.clocks.filter(key="plan", stopped_at__isnull=True).exists()
    assert reading.ready_at(talked) == MONDAY


def test_a_resident_adds_only_their_own_and_ticks_only_what_is_theirs(
    city: Neighbourhood, talked: HelpRequest, resident: Resident
) -> None:
    doing.add(form(talked, city.fatima), ours())
    action = Action.objects.get()

    with pytest.raises(NotNow):
        doing.add(form(talked, resident), ours())
    with pytest.raises(NotNow):
        doing.tick(form(talked, resident), action.pk)
    doing.tick(form(talked, city.dennis), action.pk)

    assert Action.objects.get().done_at == MONDAY
    with pytest.raises(NotNow):
        doing.tick(form(talked, city.dennis), action.pk)


def test_an_objection_stands_beside_the_action_and_waits_for_an_answer(
    city: Neighbourhood, talked: HelpRequest, resident: Resident
) -> None:
    doing.add(form(talked, city.fatima), ours())

    request = doing.object_to(form(talked, resident), Action.objects.get().pk, "Ik bel liever zelf.")

    home = next(block for block in reading.blocks(talked) if block.room is Room.HOME)
    assert home.ours[0].objection == "Ik bel liever zelf."
    assert request.answer_owed_since == MONDAY
    assert Contact.objects.filter(request=talked, by=None).count() == 1


def test_a_form_that_is_sent_twice_is_one_action(city: Neighbourhood, talked: HelpRequest) -> None:
    sent = form(talked, city.fatima)

    doing.add(sent, ours())
    doing.add(sent, ours())

    assert Action.objects.count() == 1


def test_somebody_elsewhere_adds_nothing(city: Neighbourhood, talked: HelpRequest) -> None:
    with pytest.raises(acts.NotYours):
        doing.add(form(talked, city.ria), ours())
    with pytest.raises(NotInTheTable):
        doing.add(form(talked, city.joke), ours())

    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"doer": "us", "before": None}, "promise_has_a_day"),
        ({"doer": "other", "doer_name": ""}, "another_has_a_name"),
        ({"by": None, "doer": "us"}, "their_own_actions"),
        ({"room": "tuin"}, "room_is_known"),
    ],
)
def test_the_database_itself_refuses_half_an_action(
    city: Neighbourhood, talked: HelpRequest, fields: dict[str, object], rule: str
) -> None:
    whole = {"request": talked, "room": "huis", "doer": "us", "what": b"x", "before": FRIDAY, "at": MONDAY}

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Action.objects.create(**{**whole, "by": city.fatima, **fields})


def test_the_plan_goes_along_in_the_copy_and_is_gone_after_erasure(
    city: Neighbourhood, talked: HelpRequest, resident: Resident
) -> None:
    doing.add(form(talked, city.fatima), ours())
    assert erasure.export(resident)[0]["plan"]["actions"][0]["what"].startswith("Wij bellen")

    erasure.erase(resident, at=MONDAY)

    assert not Action.objects.exists()
