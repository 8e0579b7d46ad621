"""Every danger has an answer in every language, with a number that somebody checked."""

import pytest

from houvast.language.emergency import Kind
from houvast.language.emergency_answers import answer


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar"])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_danger_is_answered_with_a_number_and_what_to_do_today(kind: Kind, language: str) -> None:
    found = answer(kind, language, city_phone="14 020")

    assert found.title
    assert len(found.today) == 3
    assert all(phone.number and phone.source and phone.checked for phone in found.phones)


def test_thoughts_of_ending_it_lead_to_113_which_costs_nothing() -> None:
    found = answer(Kind.SUICIDE, "nl", city_phone="14 020")

    assert (found.phones[0].number, found.phones[0].other) == ("113", "0800-0113")


def test_the_municipality_answers_on_the_number_that_it_set() -> None:
    found = answer(Kind.FOOD, "nl", city_phone="14 030")

    assert [phone.number for phone in found.phones] == ["14 030"]
