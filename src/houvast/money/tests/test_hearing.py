"""What the bank refused waits again and leaves once; what may have left never leaves by itself."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.db import IntegrityError, transaction

from houvast.money import api as money
from houvast.money import hearing, paying, refusals, releasing
from houvast.money.bank_codes import Means, Mends
from houvast.money.granting import NotWaiting, hand_out_instead, mend_account
from houvast.money.hearing import HeardBefore, NotOurFile
from houvast.money.mandates import NoMandate
from houvast.money.models import BankAnswer, Budget, Count, Grant, PaymentFile, SaidOfPayment, Way
from houvast.money.sepa import NAMESPACE
from houvast.money.tests.bank import V10, Tx, report
from houvast.money.tests.conftest import FRIDAY, House, given, need, somebody
from houvast.people.api import Resident, as_professional

MONDAY = FRIDAY + dt.timedelta(days=3)


def at_the_bank(house: House, *residents: Resident, at: dt.datetime = FRIDAY) -> PaymentFile:
    """Granted by Fatima, released by Dennis, in a file that he fetched."""
    dennis = as_professional(house.dennis)
    for resident in residents:
        releasing.release(given(house, resident, need(), at=at).pk, actor=dennis, at=at)
    return _fetched(house, at)


def _fetched(house: House, at: dt.datetime) -> PaymentFile:
    dennis = as_professional(house.dennis)
    made = paying.make_file(actor=dennis, at=at)
    paying.fetch(made.pk, actor=dennis, at=at)
    return made


def heard(house: House, content: bytes, at: dt.datetime = MONDAY) -> dict[Means, int]:
    return dict(hearing.hear(content, actor=as_professional(house.dennis), at=at))


def test_what_was_paid_is_shown_as_paid(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    payment = Grant.objects.get()

    told = heard(house, report(file.message_id, {payment.end_to_end_id: Tx("ACSC")}, version=V10, number=1))

    assert told == {Means.PAID: 1}
    assert money.gifts(samira)[0].stage is money.Stage.PAID
    (listed,) = paying.files(actor=as_professional(house.dennis), on=MONDAY.date())
    assert (listed.paid, listed.refused, listed.open, listed.heard) == (1, 0, 0, True)


def test_underway_is_not_paid(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)

    assert heard(house, report(file.message_id, group="ACSP")) == {Means.UNDERWAY: 1}

    assert money.gifts(samira)[0].stage is money.Stage.FILED


def test_a_closed_account_comes_back_is_mended_and_leaves_once_more(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    was = Grant.objects.get().end_to_end_id
    fatima, dennis = as_professional(house.fatima), as_professional(house.dennis)

    told = heard(house, report(file.message_id, {was: Tx("RJCT", "AC04", "Account closed")}))

    assert told == {Means.REFUSED: 1}
    assert money.gifts(samira)[0].stage is money.Stage.RETURNED
    (back,) = releasing.sent_back(actor=fatima, at=MONDAY)
    assert back.returned_because == "Deze rekening is opgeheven. De bank schreef: Account closed"
    mend_account(
        back.id, money.Account(name="S. Idrissi", iban="NL91ABNA0417164300"), actor=fatima, at=MONDAY
    )
    releasing.release(back.id, actor=dennis, at=MONDAY)
    anew = paying.fetch(_fetched(house, MONDAY).pk, actor=dennis, at=MONDAY)[1]
    ids = [node.text for node in ET.fromstring(anew).iter(f"{NAMESPACE}EndToEndId")]  # noqa: S314 - our own file
    assert ids == [Grant.objects.get().end_to_end_id]
    assert ids != [was]
    assert b"NL91ABNA0417164300" in anew
    assert Budget.objects.get().granted == 150_00
    assert list(money.broken()) == []


def test_who_cannot_wait_gets_cash_from_a_second_person_instead(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    heard(house, report(file.message_id, group="RJCT", reason="AC04"))
    payment = Grant.objects.get()
    fatima, dennis = as_professional(house.fatima), as_professional(house.dennis)

    hand_out_instead(payment.pk, Way.CASH, actor=fatima, at=MONDAY)
    still_waits = money.refused_and_waiting()
    with pytest.raises(NoMandate):
        releasing.release(payment.pk, actor=fatima, at=MONDAY)
    releasing.release(payment.pk, actor=dennis, at=MONDAY)

    assert [form for form, _ in still_waits] == [payment.token]
    assert money.refused_and_waiting() == []
    assert money.gifts(samira)[0].stage is money.Stage.HANDED
    assert {count.way: (count.number, count.cents) for count in Count.objects.all()} == {
        "bank": (0, 0),
        "cash": (1, 150_00),
    }
    assert list(money.broken()) == []
    with pytest.raises(NotWaiting):
        hand_out_instead(payment.pk, Way.VOUCHER, actor=fatima, at=MONDAY)


def test_what_the_bank_doubts_is_not_handed_out_instead(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    was = Grant.objects.get().end_to_end_id
    heard(house, report(file.message_id, {was: Tx("RJCT", "AC04")}))
    heard(house, report(file.message_id, {was: Tx("ACSC")}, message="BANK-2"))

    with pytest.raises(NotWaiting):
        hand_out_instead(Grant.objects.get().pk, Way.CASH, actor=as_professional(house.fatima), at=MONDAY)


def test_too_little_on_the_citys_account_asks_nothing_of_the_resident(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)

    heard(house, report(file.message_id, group="RJCT", reason="AM04"))

    (waits,) = releasing.waiting(actor=as_professional(house.dennis), at=MONDAY)
    assert waits.returned_because == "Er staat te weinig geld op de rekening van de gemeente."
    assert releasing.sent_back(actor=as_professional(house.fatima), at=MONDAY) == []


def test_the_same_message_is_read_once_and_its_twin_changes_nothing(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    refused = {Grant.objects.get().end_to_end_id: Tx("RJCT", "AC01")}
    heard(house, report(file.message_id, refused))
    as_it_is = Grant.objects.values().get()

    with pytest.raises(HeardBefore):
        heard(house, report(file.message_id, refused))
    assert heard(house, report(file.message_id, refused, message="BANK-2")) == {}

    assert Grant.objects.values().get() == as_it_is


def test_a_late_refusal_of_the_first_departure_leaves_the_second_alone(
    house: House, samira: Resident
) -> None:
    file = at_the_bank(house, samira)
    was = Grant.objects.get().end_to_end_id
    heard(house, report(file.message_id, group="RJCT", reason="AM04"))
    releasing.release(Grant.objects.get().pk, actor=as_professional(house.dennis), at=MONDAY)
    second = _fetched(house, MONDAY)

    heard(house, report(file.message_id, {was: Tx("RJCT", "AM04")}, message="BANK-2"))

    assert Grant.objects.get().file == second


@pytest.mark.parametrize("reason", ["AM05", "DUPL"])
def test_what_the_bank_calls_a_double_does_not_leave_again(
    house: House, samira: Resident, reason: str
) -> None:
    file = at_the_bank(house, samira)

    assert heard(house, report(file.message_id, group="RJCT", reason=reason)) == {Means.UNCLEAR: 1}

    assert Grant.objects.get().file == file
    assert paying.files(actor=as_professional(house.dennis), on=MONDAY.date())[0].unclear == 1


def test_refused_after_paid_is_for_a_person(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    heard(house, report(file.message_id, group="ACSC"))

    told = heard(house, report(file.message_id, group="RJCT", reason="AC04", message="BANK-2"))

    assert told == {Means.UNCLEAR: 1}
    assert Grant.objects.get().file == file


def test_paid_after_refused_stops_the_second_departure(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    was = Grant.objects.get().end_to_end_id
    heard(house, report(file.message_id, group="RJCT", reason="AM04"))
    releasing.release(Grant.objects.get().pk, actor=as_professional(house.dennis), at=MONDAY)

    told = heard(house, report(file.message_id, {was: Tx("ACSC")}, message="BANK-2"))

    assert told == {Means.UNCLEAR: 1}
    (waits,) = releasing.waiting(actor=as_professional(house.dennis), at=MONDAY)
    assert waits.returned_because == refusals.DOUBT


def test_a_file_that_is_not_ours_changes_nothing(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    ours = Grant.objects.get().end_to_end_id

    for strange in (
        report("HV-VAN-EEN-ANDER", group="RJCT"),
        report(file.message_id, {ours: Tx("RJCT"), "X": Tx("RJCT")}),
        report(file.message_id, group="RJCT", number=2),
    ):
        with pytest.raises(NotOurFile):
            heard(house, strange)

    assert Grant.objects.get().file == file
    assert not BankAnswer.objects.exists()


def test_only_who_may_release_hears_and_only_their_own_organisation(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    told = report(file.message_id, group="RJCT")

    with pytest.raises(NoMandate):
        hearing.hear(told, actor=as_professional(house.joke), at=MONDAY)
    with pytest.raises(NotOurFile):
        hearing.hear(told, actor=as_professional(house.ria), at=MONDAY)
    with pytest.raises(NotOurFile):
        hearing.seen_paid(file.pk, actor=as_professional(house.ria), at=MONDAY)
    assert Grant.objects.get().file == file


def test_a_refusal_is_told_in_its_own_transaction(
    house: House, samira: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = at_the_bank(house, samira)
    told: list[refusals.Refusal] = []
    monkeypatch.setattr(refusals, "_hear", [told.append])
    payment = Grant.objects.get()

    heard(house, report(file.message_id, group="RJCT", reason="AC04"))

    assert [(each.form, each.mends, each.payment) for each in told] == [
        (payment.token, Mends.ACCOUNT, payment.end_to_end_id)
    ]
    assert money.refused_and_waiting() == [(payment.token, MONDAY.date())]


def test_refused_money_of_who_is_erased_goes_back_to_the_budget(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    money.erase(samira, at=MONDAY)

    heard(house, report(file.message_id, group="RJCT", reason="AC04"))

    assert Budget.objects.get().granted == 0
    assert Grant.objects.get().withdrawn_at == MONDAY
    assert list(money.broken()) == []


def test_a_payment_is_refused_once_says_the_database(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    heard(house, report(file.message_id, group="RJCT", reason="AM04"))
    again = BankAnswer.objects.create(
        file=file, message_id="BANK-2", made_at=MONDAY, read_at=MONDAY, read_by=house.dennis
    )

    with pytest.raises(IntegrityError, match=r"refused_once|end_to_end_id"), transaction.atomic():
        SaidOfPayment.objects.create(
            answer=again,
            grant=Grant.objects.get(),
            end_to_end_id=SaidOfPayment.objects.get().end_to_end_id,
            code="RJCT",
            means=Means.REFUSED.value,
        )


def test_a_silent_bank_is_asked_about_once_and_the_statement_ends_it(house: House) -> None:
    file = at_the_bank(house, somebody())
    before = FRIDAY.date() + dt.timedelta(days=1)

    asked = money.look_after(before=before, at=MONDAY)

    assert set(asked) == {house.fatima.pk, house.dennis.pk}
    assert money.look_after(before=before, at=MONDAY) == []
    assert paying.files(actor=as_professional(house.dennis), on=MONDAY.date())[0].asked
    hearing.seen_paid(file.pk, actor=as_professional(house.dennis), at=MONDAY)
    (listed,) = paying.files(actor=as_professional(house.dennis), on=MONDAY.date())
    assert (listed.asked, listed.open, listed.paid) == (False, 0, 1)


def test_a_file_that_was_answered_is_not_asked_about(house: House, samira: Resident) -> None:
    file = at_the_bank(house, samira)
    heard(house, report(file.message_id, group="ACCP"))

    assert money.look_after(before=MONDAY.date(), at=MONDAY) == []
