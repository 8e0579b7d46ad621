"""A second person looks at every payment; it is in one file, and in one only."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from pytest_django.fixtures import Settings
from sepaxml.validation import try_valid_xml

from houvast.config import Config
from houvast.money import api as money
from houvast.money import paying, releasing
from houvast.money.granting import NotWaiting, mend_account
from houvast.money.mandates import NoMandate
from houvast.money.models import Budget, Grant, PaymentFile, Way
from houvast.money.paying import CannotBeMadeAgain, NoPayingAccount, NothingToPay
from houvast.money.sepa import NAMESPACE, SCHEMA
from houvast.money.tests.conftest import FRIDAY, IBAN, House, given, need, somebody
from houvast.people.api import Resident, as_professional

LATER = FRIDAY + dt.timedelta(hours=1)


def released(house: House, resident: Resident, cents: int = 150_00) -> Grant:
    made = given(house, resident, need(cents))
    return releasing.release(made.pk, actor=as_professional(house.dennis), at=FRIDAY)


def _tree(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own file


def ids(content: bytes) -> list[str]:
    return [node.text or "" for node in _tree(content).iter(f"{NAMESPACE}EndToEndId")]


def test_the_second_person_sees_why_and_to_whom(house: House, samira: Resident) -> None:
    given(house, samira)

    (waiting,) = releasing.waiting(actor=as_professional(house.dennis), at=FRIDAY)

    assert (waiting.receiver, waiting.iban, waiting.cents) == ("S. El Idrissi", IBAN, 150_00)
    assert waiting.explanation.startswith("Vijf kinderen")
    assert not waiting.mine


def test_nobody_releases_their_own_and_nobody_elsewhere_sees_it(house: House, samira: Resident) -> None:
    made = given(house, samira)

    with pytest.raises(NoMandate):
        releasing.release(made.pk, actor=as_professional(house.fatima), at=FRIDAY)
    with pytest.raises(NoMandate):
        releasing.release(made.pk, actor=as_professional(house.joke), at=FRIDAY)
    with pytest.raises(NotWaiting):
        releasing.release(made.pk, actor=as_professional(house.ria), at=FRIDAY)
    assert releasing.waiting(actor=as_professional(house.ria), at=FRIDAY) == []


def test_cash_is_handed_out_by_a_second_person_and_in_no_file(house: House, samira: Resident) -> None:
    made = given(house, samira, need(40_00, Way.CASH))
    releasing.release(made.pk, actor=as_professional(house.dennis), at=FRIDAY)

    assert money.gifts(samira)[0].stage is money.Stage.HANDED
    with pytest.raises(NothingToPay):
        paying.make_file(actor=as_professional(house.dennis), at=FRIDAY)


def test_a_payment_that_is_sent_back_is_mended_and_looked_at_again(house: House, samira: Resident) -> None:
    made = given(house, samira)
    dennis, fatima = as_professional(house.dennis), as_professional(house.fatima)
    releasing.send_back(made.pk, "De naam is van iemand anders.", actor=dennis, at=FRIDAY)
    assert releasing.waiting(actor=dennis, at=FRIDAY) == []
    assert money.gifts(samira)[0].stage is money.Stage.RETURNED
    with pytest.raises(NotWaiting):
        releasing.release(made.pk, actor=dennis, at=FRIDAY)

    (back,) = releasing.sent_back(actor=fatima, at=FRIDAY)
    assert back.returned_because == "De naam is van iemand anders."
    mend_account(
        made.pk, money.Account(name="S. Idrissi", iban="NL91ABNA0417164300"), actor=fatima, at=FRIDAY
    )

    (waiting,) = releasing.waiting(actor=dennis, at=FRIDAY)
    assert (waiting.receiver, waiting.iban) == ("S. Idrissi", "NL91ABNA0417164300")
    with pytest.raises(NotWaiting):
        mend_account(made.pk, money.Account(name="X", iban=IBAN), actor=fatima, at=FRIDAY)


def test_a_file_holds_every_released_payment_once_and_the_schema_accepts_it(house: House) -> None:
    payments = [released(house, somebody()), released(house, somebody(), 40_00)]
    given(house, somebody(), need(10_00))
    dennis = as_professional(house.dennis)

    made = paying.make_file(actor=dennis, at=FRIDAY)
    _, content = paying.fetch(made.pk, actor=dennis, at=FRIDAY)

    try_valid_xml(content, SCHEMA)
    assert sorted(ids(content)) == sorted(payment.end_to_end_id for payment in payments)
    assert b"190.00" in content
    with pytest.raises(NothingToPay):
        paying.make_file(actor=dennis, at=FRIDAY)


def test_a_file_that_is_fetched_again_is_the_same_to_the_last_byte(house: House, samira: Resident) -> None:
    released(house, samira)
    dennis = as_professional(house.dennis)
    made = paying.make_file(actor=dennis, at=FRIDAY)

    first = paying.fetch(made.pk, actor=dennis, at=FRIDAY)[1]
    again = paying.fetch(made.pk, actor=as_professional(house.fatima), at=LATER)[1]

    assert first == again
    assert PaymentFile.objects.get().fetched_at == FRIDAY
    assert money.gifts(samira)[0].stage is money.Stage.FILED


def test_a_file_that_would_differ_is_not_given(house: House, samira: Resident) -> None:
    released(house, samira)
    made = paying.make_file(actor=as_professional(house.dennis), at=FRIDAY)
    paying.fetch(made.pk, actor=as_professional(house.dennis), at=FRIDAY)
    Grant.objects.update(cents=999_00)

    with pytest.raises(CannotBeMadeAgain):
        paying.fetch(made.pk, actor=as_professional(house.dennis), at=LATER)


def test_somebody_elsewhere_cannot_fetch_a_file(house: House, samira: Resident) -> None:
    released(house, samira)
    made = paying.make_file(actor=as_professional(house.dennis), at=FRIDAY)

    with pytest.raises(PaymentFile.DoesNotExist):
        paying.fetch(made.pk, actor=as_professional(house.ria), at=FRIDAY)
    with pytest.raises(NoMandate):
        paying.fetch(made.pk, actor=as_professional(house.joke), at=FRIDAY)


@pytest.mark.parametrize("told", ["", "Gemeente", "Gemeente|NL91ABNA0417164301"])
def test_without_an_account_of_the_city_production_makes_no_file(
    house: House, samira: Resident, settings: Settings, told: str
) -> None:
    settings.CONFIG = Config(mode="production", pays_from=told)
    released(house, samira)

    with pytest.raises(NoPayingAccount):
        paying.make_file(actor=as_professional(house.dennis), at=FRIDAY)

    assert not PaymentFile.objects.exists()


def test_what_did_not_leave_goes_back_when_somebody_has_everything_erased(house: House) -> None:
    samira, other = somebody(), somebody()
    released(house, samira)
    released(house, other)
    dennis = as_professional(house.dennis)
    made = paying.make_file(actor=dennis, at=FRIDAY)

    money.erase(samira, at=LATER)

    content = paying.fetch(made.pk, actor=dennis, at=LATER)[1]
    assert len(ids(content)) == 1
    assert Budget.objects.get().granted == 150_00
    assert Grant.objects.filter(resident=None, withdrawn_at=LATER, iban=None, explanation=None).count() == 1
    assert list(money.broken()) == []


def test_what_was_paid_stays_in_the_books_without_a_person(house: House, samira: Resident) -> None:
    released(house, samira)
    dennis = as_professional(house.dennis)
    made = paying.make_file(actor=dennis, at=FRIDAY)
    paying.fetch(made.pk, actor=dennis, at=FRIDAY)

    money.erase(samira, at=LATER)

    row = Grant.objects.get()
    assert (row.resident, row.explanation, row.iban, row.cents, row.withdrawn_at) == (
        None,
        None,
        None,
        150_00,
        None,
    )
    assert money.export(samira) == []
    with pytest.raises(CannotBeMadeAgain):
        paying.fetch(made.pk, actor=dennis, at=LATER)
