"""Not granting for two months asks for an explanation too."""

import datetime as dt

import pytest

from houvast.money import quiet
from houvast.money.api import silences
from houvast.money.mandates import give_mandate
from houvast.money.models import Quiet
from houvast.money.quiet import NoAnswer, NotAsked, asks_on
from houvast.money.tests.conftest import FRIDAY, House, given, need
from houvast.people.api import Resident, as_professional, leave


def days(number: int) -> dt.datetime:
    return FRIDAY + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("last", "asked"),
    [
        (dt.date(2026, 11, 10), dt.date(2027, 1, 10)),
        (dt.date(2026, 12, 31), dt.date(2027, 2, 28)),
        (dt.date(2027, 12, 31), dt.date(2028, 2, 29)),
        (dt.date(2026, 10, 31), dt.date(2026, 12, 31)),
    ],
)
def test_two_months_later_is_the_same_day_or_the_last_of_the_month(last: dt.date, asked: dt.date) -> None:
    assert asks_on(last) == asked


def test_a_mandate_that_is_not_used_for_two_months_is_asked_about_once(house: House) -> None:
    assert quiet.ask(at=days(50)) == 0  # the mandate began ten days before
    assert quiet.ask(at=days(51)) == 1
    assert quiet.ask(at=days(52)) == 0

    (asked,) = quiet.open_for(as_professional(house.fatima))
    assert asked.since == dt.date(2026, 11, 10)
    assert quiet.open_for(as_professional(house.dennis)) == []


def test_after_two_more_quiet_months_it_is_asked_again(house: House) -> None:
    quiet.ask(at=days(51))

    assert quiet.ask(at=days(111)) == 1
    assert Quiet.objects.count() == 2


def test_a_grant_starts_the_count_anew(house: House, samira: Resident) -> None:
    given(house, samira, need(10_00), at=days(30))

    assert quiet.ask(at=days(91)) == 0
    assert quiet.ask(at=days(92)) == 1


def test_who_left_or_may_not_grant_is_not_asked(house: House) -> None:
    leave(house.fatima)
    give_mandate(house.dennis, most_per_grant=0, most_per_month=0, may_release=True, by=house.joke, at=FRIDAY)

    assert quiet.ask(at=days(100)) == 0


def test_the_answer_is_counted_without_a_name_and_its_team_lead_reads_it(house: House) -> None:
    quiet.ask(at=days(51))
    fatima = as_professional(house.fatima)
    (asked,) = quiet.open_for(fatima)

    quiet.answer(
        asked.pk, "unsure", "Ik wist niet of het ook voor een treinkaart mag.", actor=fatima, at=days(52)
    )

    assert quiet.open_for(fatima) == []
    assert [each.because for each in quiet.of_team(house.noord.pk)] == ["unsure"]
    assert silences(first=FRIDAY.date(), last=days(60).date()) == {"unsure": 1}


def test_an_answer_needs_a_reason_and_words_and_is_given_by_who_was_asked(house: House) -> None:
    quiet.ask(at=days(51))
    fatima = as_professional(house.fatima)
    (asked,) = quiet.open_for(fatima)

    for because, words in (("unsure", " "), ("zomaar", "Zomaar."), ("", "Niets")):
        with pytest.raises(NoAnswer):
            quiet.answer(asked.pk, because, words, actor=fatima, at=days(52))
    with pytest.raises(NotAsked):
        quiet.answer(asked.pk, "nobody", "Nee.", actor=as_professional(house.dennis), at=days(52))
