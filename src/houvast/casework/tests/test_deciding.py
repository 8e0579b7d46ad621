"""What goes against somebody needs two people with a reason each; what threatens has a day."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from houvast.casework import acts, handing
from houvast.casework.acts import NotNow
from houvast.casework.clocks import Urgency
from houvast.casework.deciding import decisions, threatening
from houvast.casework.deciding.blind_spots import BLIND_SPOTS
from houvast.casework.models import Channel, Decision, DecisionKind, HelpRequest, RunningClock
from houvast.casework.states import NotInTheTable
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.casework.threats import THREATS
from houvast.people.api import Professional, Resident, new_code_for

FRIDGE = "bijzondere bijstand voor een koelkast"
SIX_WEEKS = dt.date(2027, 1, 4)


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def working(city: Neighbourhood, question: HelpRequest) -> HelpRequest:
    """Fatima took it on."""
    return acts.accept(form(question, city.fatima))


@pytest.fixture
def asked(city: Neighbourhood, working: HelpRequest) -> HelpRequest:
    """Fatima asks whether something has to be refused."""
    return decisions.ask(form(working, city.fatima), DecisionKind.REFUSAL, FRIDGE, "Er is al een koelkast.")


def signed_in(professional: Professional) -> Client:
    client = Client()
    client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def follow(resident: Resident) -> str:
    client = Client()
    client.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    return client.get(reverse("casework:follow")).content.decode()


def test_one_alone_refuses_nothing(city: Neighbourhood, working: HelpRequest, asked: HelpRequest) -> None:
    with pytest.raises(NotInTheTable):
        decisions.agree(form(asked, city.fatima), DecisionKind.REFUSAL, "Ik vind het zelf ook.")

    assert decisions.made(asked) == []
    assert not RunningClock.objects.filter(key="objection").exists()


def test_the_team_lead_is_not_one_of_the_two(city: Neighbourhood, asked: HelpRequest) -> None:
    with pytest.raises(NotInTheTable):
        decisions.agree(form(asked, city.joke), DecisionKind.REFUSAL, "Doe maar.")


def test_both_refuse_and_the_term_for_an_objection_starts(
    city: Neighbourhood, asked: HelpRequest, resident: Resident
) -> None:
    decisions.agree(form(asked, city.dennis), DecisionKind.REFUSAL, "De oude werkt nog.")

    page = follow(resident)
    (decision,) = decisions.made(asked)
    clock = RunningClock.objects.get(key="objection")
    assert (decision.object_until, clock.due_on, clock.about) == (SIX_WEEKS, SIX_WEEKS, FRIDGE)
    assert "Er is al een koelkast." in page
    assert "De oude werkt nog." in page
    assert "Tot en met maandag 4 januari" in page
    assert {"Fatima", "Dennis"} == {decision.first.display_name, str(decision.second)}


def test_who_does_not_agree_changes_nothing_for_the_resident(
    city: Neighbourhood, asked: HelpRequest, resident: Resident
) -> None:
    decisions.disagree(form(asked, city.dennis), "De oude is echt stuk.")

    assert decisions.made(asked) == []
    assert FRIDGE not in follow(resident)
    assert Decision.objects.get().agreed is False


def test_two_refusals_each_have_their_own_term(city: Neighbourhood, asked: HelpRequest) -> None:
    decisions.agree(form(asked, city.dennis), DecisionKind.REFUSAL, "De oude werkt nog.")
    later = MONDAY + dt.timedelta(days=14)
    decisions.ask(form(asked, city.dennis, at=later), DecisionKind.RECOVERY, "te veel bijstand", "Foutje.")
    decisions.agree(form(asked, city.fatima, at=later), DecisionKind.RECOVERY, "Klopt.")

    days = dict(RunningClock.objects.filter(key="objection").values_list("about", "due_on"))
    assert days == {FRIDGE: SIX_WEEKS, "te veel bijstand": dt.date(2027, 1, 18)}


def test_agreeing_to_something_else_than_was_asked_does_not_exist(
    city: Neighbourhood, asked: HelpRequest
) -> None:
    with pytest.raises(NotInTheTable):
        decisions.agree(form(asked, city.dennis), DecisionKind.RECOVERY, "Vraag het terug.")


def test_the_blind_spots_are_read_before_the_second_decides(city: Neighbourhood, asked: HelpRequest) -> None:
    address = reverse("casework:request", args=[asked.pk])
    first, second = (signed_in(one).get(address).content.decode() for one in (city.fatima, city.dennis))

    assert all(words in second for words in BLIND_SPOTS)
    assert not any(words in first for words in BLIND_SPOTS)
    assert "Er is al een koelkast." in second


def test_an_objection_is_helped_with_and_its_term_ends_when_it_is_sent(
    city: Neighbourhood, asked: HelpRequest, resident: Resident
) -> None:
    decisions.agree(form(asked, city.dennis), DecisionKind.REFUSAL, "De oude werkt nog.")

    wanted = decisions.object_to(form(asked, resident), "Hij is echt stuk.")
    running = RunningClock.objects.get(key="objection").stopped_at
    decisions.objection_sent(form(asked, city.fatima), FRIDGE)

    assert wanted.answer_owed_since == MONDAY
    assert running is None
    assert RunningClock.objects.get(key="objection").stopped_at == MONDAY
    with pytest.raises(NotNow):
        decisions.objection_sent(form(asked, city.fatima), FRIDGE)


def test_the_database_keeps_a_decision_of_one_out(city: Neighbourhood, asked: HelpRequest) -> None:
    for wrong in (
        {"second": city.fatima, "answered_at": MONDAY, "agreed": True, "object_until": SIX_WEEKS},
        {"second": city.dennis, "answered_at": MONDAY, "agreed": True},
        {"agreed": True, "object_until": SIX_WEEKS},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.update(**wrong)


def test_against_the_wish_it_takes_two_to_hand_over(
    city: Neighbourhood, working: HelpRequest, resident: Resident
) -> None:
    handing.offer(form(working, city.fatima), city.oost.pk, "Zij wonen dichterbij.")
    handing.take(form(working, city.ria))
    handing.stay(form(working, resident))

    with pytest.raises(handing.NotAccepted):
        handing.hand_over(form(working, city.fatima), "Gesproken.", channel=Channel.VISIT)
    handing.ask_anyway(form(working, city.fatima), "Wij stoppen in deze wijk.")
    with pytest.raises(NotInTheTable):
        handing.hand_over_anyway(form(working, city.fatima), "Ik vind van wel.")
    given = handing.hand_over_anyway(form(working, city.dennis), "Samen gesproken, het is beter zo.")

    assert given.duo == city.oost


def test_a_threat_makes_the_first_talk_soon_and_its_day_is_read(
    city: Neighbourhood, working: HelpRequest, resident: Resident
) -> None:
    threatening.tell(form(working, city.fatima), "eviction", dt.date(2026, 12, 11))

    working.refresh_from_db()
    days = dict(working.clocks.filter(stopped_at=None).values_list("key", "due_on"))
    page = follow(resident)
    assert working.urgency == Urgency.THREAT
    assert days == {"first-talk-threat": dt.date(2026, 11, 26), "eviction": dt.date(2026, 12, 11)}
    assert "Op vrijdag 11 december dreigt u uw huis uit te moeten." in page
    assert "Uiterlijk donderdag 26 november hebben we met elkaar gesproken." in page


def test_a_newer_letter_moves_the_day_and_averting_ends_it(city: Neighbourhood, working: HelpRequest) -> None:
    threatening.tell(form(working, city.fatima), "bank", dt.date(2026, 12, 1))
    threatening.tell(form(working, city.fatima), "bank", dt.date(2026, 12, 8))
    moved = [row.due_on for _, row in threatening.standing(working)]

    threatening.avert(form(working, city.dennis), "bank", "De deurwaarder gaf het geld vrij.")

    assert moved == [dt.date(2026, 12, 8)]
    assert threatening.standing(working) == []
    with pytest.raises(NotNow):
        threatening.avert(form(working, city.dennis), "bank", "Nog eens.")


@pytest.mark.parametrize("key", THREATS)
def test_every_threat_is_shown_with_what_can_be_done(
    city: Neighbourhood, working: HelpRequest, key: str
) -> None:
    threatening.tell(form(working, city.fatima), key, dt.date(2026, 12, 1))

    page = signed_in(city.fatima).get(reverse("casework:request", args=[working.pk])).content.decode()

    assert all(words in page for words in THREATS[key].can_do)


def test_a_day_that_is_over_counts_as_today(city: Neighbourhood, working: HelpRequest) -> None:
    threatening.tell(form(working, city.fatima), "bank", dt.date(2026, 11, 2))

    assert [row.due_on for _, row in threatening.standing(working)] == [MONDAY.date()]


def test_a_decision_and_a_threat_are_filled_in_on_the_page(city: Neighbourhood, working: HelpRequest) -> None:
    client = signed_in(city.fatima)

    def send(name: str, **said: str) -> int:
        fields = {f"{name}-{key}": value for key, value in said.items()}
        data = {f"{name}-token": f"een-{name}", f"{name}-version": str(working.version), **fields}
        return client.post(reverse("casework:act", args=[working.pk, name]), data).status_code

    assert send("ask-refusal", about="", words="") == 422
    assert send("ask-refusal", about=FRIDGE, words="Er is er al een.") == 302
    assert send("threat", kind="eviction", day="31-2-2026") == 422
    assert send("threat", kind="eviction", day="1-12-2028") == 422
    assert send("threat", kind="eviction", day="11-12-2026") == 302
