"""Nobody is sent away: a request moves only when the other said yes and all spoke together."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from houvast.casework import acts, handing, holders, workdays
from houvast.casework.acts import NotYours, NoWords
from houvast.casework.alarms import ring
from houvast.casework.follow.journey import journey
from houvast.casework.handing import NobodyToTakeOver, NotAccepted
from houvast.casework.invariants import broken
from houvast.casework.models import Channel, Handover, HelpRequest
from houvast.casework.states import NotInTheTable
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.people.api import Resident, as_professional, leave

LATE = MONDAY + dt.timedelta(days=4)
"""Friday: the fourth working day after Monday."""


@pytest.fixture
def offered(question: HelpRequest, city: Neighbourhood) -> HelpRequest:
    """Fatima took it on, and asked the duo of Oost to take over."""
    acts.accept(form(question, city.fatima))
    return handing.offer(form(question, city.fatima), city.oost.pk, "De bewoner verhuist naar Oost.")


def fresh(request: HelpRequest) -> HelpRequest:
    return HelpRequest.objects.get(pk=request.pk)


def test_asking_moves_nothing(offered: HelpRequest, city: Neighbourhood) -> None:
    assert fresh(offered).duo == city.noord
    assert handing.open_for(offered) is not None


def test_a_yes_alone_moves_nothing(offered: HelpRequest, city: Neighbourhood) -> None:
    handing.take(form(offered, city.ria))

    assert fresh(offered).duo == city.noord


def test_after_a_yes_and_a_talk_together_the_new_duo_holds_it(
    offered: HelpRequest, city: Neighbourhood
) -> None:
    handing.take(form(offered, city.ria))

    request = handing.hand_over(form(offered, city.dennis), "Kennisgemaakt.", channel=Channel.VISIT)

    assert request.duo == city.oost
    assert handing.open_for(request) is None
    assert not holders.sees(as_professional(city.fatima), request.resident_id)
    assert list(broken(at=MONDAY)) == []


def test_without_a_yes_nothing_is_handed_over(offered: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NotAccepted):
        handing.hand_over(form(offered, city.fatima), "Ik geef het maar.", channel=Channel.PHONE)

    assert fresh(offered).duo == city.noord


def test_silence_returns_it_with_an_alarm(offered: HelpRequest, city: Neighbourhood) -> None:
    ring(at=LATE)

    assert fresh(offered).duo == city.noord
    assert handing.open_for(offered) is None
    assert "handover" in set(offered.alarms.values_list("rule", flat=True))


def test_a_yes_without_a_talk_returns_too(offered: HelpRequest, city: Neighbourhood) -> None:
    handing.take(form(offered, city.ria))

    ring(at=LATE)

    assert handing.open_for(offered) is None
    assert fresh(offered).duo == city.noord


def test_within_the_term_nothing_rings(offered: HelpRequest) -> None:
    asked = handing.open_for(offered)
    assert asked is not None
    assert asked.answer_by == workdays.after(MONDAY.date(), handing.ANSWER_WITHIN)

    ring(at=MONDAY + dt.timedelta(days=3))

    assert handing.open_for(offered) is not None


def test_a_no_leaves_it_where_it_is(offered: HelpRequest, city: Neighbourhood) -> None:
    handing.decline(form(offered, city.omar), "Wij hebben geen ruimte.")

    assert handing.open_for(offered) is None
    assert fresh(offered).duo == city.noord


def test_the_asked_duo_sees_it_only_while_the_question_is_open(
    offered: HelpRequest, city: Neighbourhood
) -> None:
    before = holders.sees(as_professional(city.ria), offered.resident_id)
    handing.decline(form(offered, city.omar), "Geen ruimte.")

    assert before
    assert not holders.sees(as_professional(city.ria), offered.resident_id)


def test_the_asked_duo_cannot_act_as_if_it_held_it(offered: HelpRequest, city: Neighbourhood) -> None:
    for act in (acts.propose_closing, lambda sent: acts.send_message(sent, "Dag")):
        with pytest.raises(NotInTheTable):
            act(form(offered, city.ria))


def test_nobody_takes_what_was_not_offered(question: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NotYours):
        handing.take(form(question, city.ria))


def test_only_another_duo_that_is_at_work_can_be_asked(question: HelpRequest, city: Neighbourhood) -> None:
    acts.accept(form(question, city.fatima))
    with pytest.raises(NobodyToTakeOver):
        handing.offer(form(question, city.fatima), city.noord.pk, "Aan onszelf.")
    leave(city.ria)

    with pytest.raises(NobodyToTakeOver):
        handing.offer(form(question, city.fatima), city.oost.pk, "Aan wie weg is.")


def test_one_duo_is_asked_at_a_time_and_with_a_reason(offered: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NobodyToTakeOver):
        handing.offer(form(offered, city.dennis), city.oost.pk, "Nog eens.")
    with pytest.raises(NoWords):
        handing.offer(form(offered, city.dennis), city.oost.pk, " ")


def test_the_resident_reads_that_nobody_lets_go(offered: HelpRequest) -> None:
    said = journey(offered, on=MONDAY.date()).handover

    assert "Tot dan blijven \u2068Fatima en Dennis\u2069 bij u." in said
    with translation.override("en"):
        assert "Until then" in journey(offered, on=MONDAY.date()).handover


def test_the_residents_word_ends_the_question(
    offered: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.say_solved(form(offered, resident))

    assert handing.open_for(offered) is None


def test_the_database_knows_no_cold_handover(offered: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(warm_at=MONDAY, ended_at=MONDAY)


def test_it_is_done_on_the_pages_of_both_duos(
    question: HelpRequest, city: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    acts.accept(form(question, city.fatima))
    address = f"/werk/hulpvraag/{question.pk}/"
    noord, oost = Client(), Client()
    for client, who in ((noord, city.fatima), (oost, city.ria)):
        client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")

    def send(client: Client, name: str, **fields: str) -> int:
        version = str(HelpRequest.objects.get(pk=question.pk).version)
        sent = {"token": f"t-{name}", "version": version, **fields}
        return client.post(
            f"{address}{name}/", {f"{name}-{key}": value for key, value in sent.items()}
        ).status_code

    assert send(noord, "offer", duo="", words="Verhuist.") == 422
    assert send(noord, "offer", duo=str(city.oost.pk), words="Verhuist.") == 302
    assert "Wij nemen het over" in oost.get(address).content.decode()
    assert send(oost, "take") == 302
    assert "We spraken elkaar samen" in noord.get(address).content.decode()
    assert send(noord, "warm", channel="visit", words="") == 302
    assert oost.get(address).status_code == 200
    assert noord.get(address).status_code == 404
