"""A request sleeps only after real tries and by both of the duo; it is never closed by silence."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from houvast.casework import acts, clocks, workdays
from houvast.casework.acts import NoWords
from houvast.casework.agreeing import NotTriedEnough
from houvast.casework.models import Agreement, Alarm, Channel, HelpRequest
from houvast.casework.states import NotInTheTable, Phase
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.people.api import Resident

KINDS = (Channel.PHONE, Channel.LETTER, Channel.VISIT)


def later(working_days: int) -> dt.datetime:
    """Nine in the morning, so many working days after Monday."""
    day = workdays.after(MONDAY.date(), working_days)
    return MONDAY.replace(year=day.year, month=day.month, day=day.day)


@pytest.fixture
def silent(question: HelpRequest, city: Neighbourhood) -> HelpRequest:
    """Three kinds of contact were tried in vain since Monday."""
    request = acts.accept(form(question, city.fatima))
    for number, channel in enumerate(KINDS):
        acts.log_attempt(form(request, city.fatima, at=later(number + 1)), "Geen gehoor.", channel=channel)
    return request


ENOUGH = clocks.TRIED_DURING + 1


def test_both_of_the_duo_let_it_sleep_and_we_ask_again(silent: HelpRequest, city: Neighbourhood) -> None:
    acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Drie keer geprobeerd.")

    request = acts.agree_to_sleep(form(silent, city.dennis, at=later(ENOUGH)), "Ik ging ook langs.")

    assert request.phase == Phase.SLEEPING
    assert request.next_contact_on == workdays.after(later(ENOUGH).date(), clocks.ASK_AGAIN)
    assert request.duo == city.noord


def test_one_person_alone_cannot(silent: HelpRequest, city: Neighbourhood) -> None:
    acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Drie keer geprobeerd.")

    with pytest.raises(NotInTheTable):
        acts.agree_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Ik vind het nog steeds.")


def test_nobody_sleeps_without_being_asked_for(silent: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NotInTheTable):
        acts.agree_to_sleep(form(silent, city.dennis, at=later(ENOUGH)), "Zomaar.")


def test_too_short_a_time_is_not_enough(silent: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NotTriedEnough):
        acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH - 1)), "Snel klaar.")


def test_three_calls_are_one_kind(question: HelpRequest, city: Neighbourhood) -> None:
    request = acts.accept(form(question, city.fatima))
    for number in range(3):
        acts.log_attempt(form(request, city.fatima, at=later(number)), channel=Channel.PHONE)

    with pytest.raises(NotTriedEnough):
        acts.ask_to_sleep(form(request, city.fatima, at=later(30)), "Drie keer gebeld.")


def test_a_word_of_the_resident_starts_the_tries_anew_and_ends_the_question(
    silent: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Drie keer geprobeerd.")
    acts.send_message(form(silent, resident, at=later(ENOUGH)), "Ik was ziek.")

    with pytest.raises(NotInTheTable):
        acts.agree_to_sleep(form(silent, city.dennis, at=later(ENOUGH)), "Ja.")
    with pytest.raises(NotTriedEnough):
        acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Toch.")


def test_both_give_a_reason(silent: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(NoWords):
        acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "")


def test_a_try_that_failed_ends_no_alarm(silent: HelpRequest, city: Neighbourhood) -> None:
    Alarm.objects.create(request=silent, rule="silence", promised_on=MONDAY.date(), raised_at=MONDAY)

    acts.log_attempt(form(silent, city.fatima, at=later(4)), channel=Channel.PHONE)

    assert silent.alarms.get().ended_at is None


def test_a_sleeping_request_wakes_by_the_residents_word(
    silent: HelpRequest, city: Neighbourhood, resident: Resident
) -> None:
    acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Drie keer geprobeerd.")
    acts.agree_to_sleep(form(silent, city.dennis, at=later(ENOUGH)), "Ja.")

    request = acts.say_not_solved(form(silent, resident, at=later(ENOUGH + 1)), "Ik ben er weer.")

    assert request.phase == Phase.WORKING


def test_the_database_knows_that_four_eyes_are_of_two(silent: HelpRequest, city: Neighbourhood) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(
            request=silent,
            change="sleep",
            first=city.fatima,
            second=city.fatima,
            asked_at=MONDAY,
            ended_at=MONDAY,
        )


def test_the_buttons_stand_only_where_they_can_be_pressed(
    silent: HelpRequest, city: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: later(ENOUGH))

    def page(who: str) -> str:
        client = Client()
        account = getattr(city, who).account
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(f"/werk/hulpvraag/{silent.pk}/").content.decode()

    assert 'id="ask-sleep"' in page("fatima")
    acts.ask_to_sleep(form(silent, city.fatima, at=later(ENOUGH)), "Drie keer geprobeerd.")

    assert 'id="sleep"' in page("dennis")
    assert 'id="sleep"' not in page("fatima")
    assert 'id="ask-sleep"' not in page("fatima")
