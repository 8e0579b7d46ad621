"""Money at once, within a mandate and a budget, with a reason, counted without anybody in it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from houvast.ledger import api as ledger
from houvast.money import api as money
from houvast.money.granting import NoAccount, NotExplained
from houvast.money.mandates import (
    BelowWhatWasGranted,
    BudgetSpent,
    MandateTooSmall,
    NoBudget,
    NoMandate,
    give_budget,
    give_mandate,
    most_now,
)
from houvast.money.models import Budget, Grant, Mandate, Reason, Way
from houvast.money.tests.conftest import FRIDAY, SAMIRA, House, given, need, somebody
from houvast.people.api import Resident, as_professional, as_resident


def test_a_grant_is_there_at_once_and_never_to_be_paid_back(house: House, samira: Resident) -> None:
    given(house, samira)

    (gift,) = money.gifts(samira)
    assert (gift.euros, gift.way, gift.stage) == (Decimal(150), Way.BANK, money.Stage.WAITS)
    assert gift.explanation == "Vijf kinderen en geen eten tot maandag."
    assert money.export(samira)[0]["to_be_paid_back"] is False
    assert Budget.objects.get().left == 850_00


def test_nothing_personal_can_be_read_in_the_table(house: House, samira: Resident) -> None:
    made = given(house, samira)

    row = Grant.objects.filter(pk=made.pk).values().get()
    everything = b" ".join(bytes(value) for value in row.values() if isinstance(value, bytes | memoryview))
    assert b"kinderen" not in everything
    assert b"Idrissi" not in everything
    assert b"INGB" not in everything


def test_the_same_form_sent_twice_is_one_grant(house: House, samira: Resident) -> None:
    first = given(house, samira, token="form")
    second = given(house, samira, token="form")

    assert first.pk == second.pk
    assert Budget.objects.get().granted == 150_00


def test_the_resident_reads_in_the_log_that_money_was_granted(house: House, samira: Resident) -> None:
    given(house, samira)

    (line,) = ledger.log_of(samira)
    assert (line.action, line.purpose, line.kind) == ("change", "geld uit de noodbuffer", "geld")


def test_without_a_mandate_nobody_grants(house: House, samira: Resident) -> None:
    for actor in (as_professional(house.dennis), as_professional(house.joke), as_resident(samira)):
        with pytest.raises(NoMandate):
            money.grant(samira, need(), actor=actor, at=FRIDAY, token="x")


def test_a_mandate_holds_from_its_first_day_and_for_one_amount_and_one_month(
    house: House, samira: Resident
) -> None:
    with pytest.raises(NoMandate):
        given(house, samira, at=FRIDAY - dt.timedelta(days=11))
    with pytest.raises(MandateTooSmall) as once:
        given(house, samira, need(250_01))
    given(house, samira, need(250_00))
    given(house, samira, need(250_00))
    with pytest.raises(MandateTooSmall) as month:
        given(house, samira, need(100_01))
    given(house, samira, need(100_00, Way.CASH), at=FRIDAY + dt.timedelta(days=11))

    assert (once.value.left, month.value.left) == (250_00, 100_00)


def test_a_budget_that_is_spent_grants_nothing_more(house: House, samira: Resident) -> None:
    give_budget(house.noord, year=2026, cents=200_00)
    given(house, samira)

    with pytest.raises(BudgetSpent) as refusal:
        given(house, samira)

    assert refusal.value.left == 50_00
    assert Grant.objects.count() == 1


def test_a_new_year_needs_a_new_budget(house: House, samira: Resident) -> None:
    with pytest.raises(NoBudget):
        given(house, samira, at=FRIDAY + dt.timedelta(days=60))


def test_the_database_itself_refuses_an_overdrawn_budget_and_a_release_by_oneself(
    house: House, samira: Resident
) -> None:
    made = given(house, samira)

    with pytest.raises(IntegrityError, match="never_overdrawn"), transaction.atomic():
        Budget.objects.update(granted=1000_01)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Grant.objects.filter(pk=made.pk).update(released_by=house.fatima, released_at=FRIDAY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"explanation": "  "}, NotExplained),
        ({"explanation": "x" * 2001}, NotExplained),
        ({"account": None}, NoAccount),
        ({"account": money.Account(name="Samira", iban="NL20INGB0001234568")}, NoAccount),
        ({"account": money.Account(name=" 12 ", iban=SAMIRA.iban)}, NoAccount),
        ({"cents": 0}, MandateTooSmall),
        ({"cents": -5}, MandateTooSmall),
    ],
)
def test_what_is_not_whole_is_refused_and_leaves_nothing(
    house: House, samira: Resident, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        given(house, samira, need(**changes))  # type: ignore[arg-type]  # each case another field

    assert not Grant.objects.exists()
    assert Budget.objects.get().granted == 0


def test_what_is_granted_is_counted_by_reason_without_a_person(house: House) -> None:
    given(house, somebody(), need(100_00, Way.CASH))
    given(house, somebody(), need(50_00, Way.VOUCHER))
    given(house, somebody(), need(30_00, reason=Reason.CARE))

    told = money.granted(first=dt.date(2026, 11, 5), last=dt.date(2026, 11, 30))

    assert told == [money.Granted("care", 1, 30_00), money.Granted("food", 2, 150_00)]


def test_nobody_gives_themselves_a_mandate_or_somebody_elsewhere(house: House) -> None:
    for by in (house.fatima, house.ria):
        with pytest.raises(NoMandate):
            give_mandate(house.fatima, most_per_grant=1, most_per_month=1, may_release=True, by=by, at=FRIDAY)


def test_a_new_mandate_ends_the_old_one_and_an_empty_one_ends_it_all(house: House, samira: Resident) -> None:
    give_mandate(
        house.fatima, most_per_grant=5, most_per_month=5, may_release=False, by=house.joke, at=FRIDAY
    )
    mandate = money.mandate_of(house.fatima.pk, on=FRIDAY.date())
    assert mandate is not None
    assert most_now(mandate, on=FRIDAY.date()) == 5

    give_mandate(
        house.fatima, most_per_grant=0, most_per_month=0, may_release=False, by=house.joke, at=FRIDAY
    )

    assert money.mandate_of(house.fatima.pk, on=FRIDAY.date()) is None
    assert Mandate.objects.filter(professional=house.fatima).count() == 2
    with pytest.raises(NoMandate):
        given(house, samira)


def test_a_budget_cannot_become_smaller_than_what_was_granted(house: House, samira: Resident) -> None:
    given(house, samira)

    with pytest.raises(BelowWhatWasGranted):
        give_budget(house.noord, year=2026, cents=149_99)


def test_all_money_adds_up(house: House, samira: Resident) -> None:
    given(house, samira)
    assert list(money.broken()) == []

    Budget.objects.update(granted=1)

    assert len(list(money.broken())) == 1
