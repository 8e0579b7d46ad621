"""Money at once from the page of a request: seen by the resident, once per form, with what was typed kept."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts, alarms
from houvast.casework.buffer.asking import ask_about_payments
from houvast.casework.models import Alarm, Channel, Event, HelpRequest
from houvast.casework.post.models import Message
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form
from houvast.money import api as money
from houvast.money import hearing, paying, releasing
from houvast.money.models import Grant, PaymentFile
from houvast.money.tests.bank import Tx, report
from houvast.people.api import Professional, Resident, as_professional, new_code_for

TYPED = {
    "grant-token": "a form",
    "grant-amount": "150",
    "grant-reason": "food",
    "grant-words": "Vijf kinderen en geen eten.",
    "grant-way": "bank",
    "grant-receiver": "S. Voorbeeld",
    "grant-iban": "NL20 INGB 0001 2345 67",
}


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def fatima(city: Neighbourhood) -> Client:
    """With a mandate of 250 euro and a budget of 1000."""
    money.give_budget(city.noord.team, year=2026, cents=1000_00)
    money.give_mandate(
        city.fatima, most_per_grant=250_00, most_per_month=500_00, may_release=False, by=city.joke, at=MONDAY
    )
    return at_work(city.fatima)


def at_work(who: Professional) -> Client:
    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(client: Client, question: HelpRequest, **changes: str) -> tuple[int, str]:
    """The status and the page of a form that was sent with these changes."""
    typed = {**TYPED, **{f"grant-{name}": value for name, value in changes.items()}}
    answer = client.post(reverse("casework:grant", args=[question.pk]), typed)
    return answer.status_code, answer.content.decode()


def test_the_resident_sees_the_money_at_once_and_that_it_is_theirs(
    fatima: Client, question: HelpRequest, resident: Resident
) -> None:
    assert sent(fatima, question)[0] == 302

    home = Client()
    home.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    page = home.get(reverse("casework:follow")).content.decode()
    assert 'U krijgt <bdi dir="ltr">€\N{NO-BREAK SPACE}150</bdi>.' in page
    assert "Dit hoeft u niet terug te betalen." in page
    assert "Een collega kijkt dit vandaag of morgen na." in page


def test_it_stands_in_the_history_and_on_the_request_page(fatima: Client, question: HelpRequest) -> None:
    sent(fatima, question)

    page = fatima.get(reverse("casework:request", args=[question.pk])).content.decode()
    assert "U krijgt geld. Dit hoeft u niet terug te betalen." in page
    assert "Wacht op een tweede persoon." in page
    assert Event.objects.filter(request=question, change="grant").count() == 1


def test_a_form_sent_twice_is_one_grant(fatima: Client, question: HelpRequest, resident: Resident) -> None:
    sent(fatima, question)
    sent(fatima, question)

    assert len(money.gifts(resident)) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": "250,01"}, "U kunt nu nog €\N{NO-BREAK SPACE}250 geven."),
        ({"amount": "0"}, "Dit is te veel"),
        ({"words": " "}, "Leg uit waarom dit nu nodig is."),
        ({"iban": "NL20INGB0001234568"}, "Dit nummer kan niet bestaan."),
        ({"iban": ""}, "Vul het rekeningnummer in, of kies contant of een bon."),
        ({"receiver": "12"}, "Vul de naam in zoals op de bankpas."),
        ({"reason": "zomaar"}, "reason"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_granted(
    fatima: Client, question: HelpRequest, resident: Resident, changes: dict[str, str], told: str
) -> None:
    status, page = sent(fatima, question, **changes)

    assert status == 422
    assert told in page
    assert "S. Voorbeeld" in page or "receiver" in changes
    assert money.gifts(resident) == []


def test_cash_needs_no_account(fatima: Client, question: HelpRequest, resident: Resident) -> None:
    assert sent(fatima, question, way="cash", iban="", receiver="")[0] == 302

    assert money.gifts(resident)[0].way is money.Way.CASH


def test_without_a_mandate_there_is_no_button_and_no_form(
    city: Neighbourhood, fatima: Client, question: HelpRequest, resident: Resident
) -> None:
    dennis = at_work(city.dennis)

    request_page = dennis.get(reverse("casework:request", args=[question.pk])).content.decode()
    status, page = sent(dennis, question)

    assert "Geef geld uit de noodbuffer" not in request_page
    assert status == 422
    assert "U heeft vandaag geen mandaat" in page or "geen mandaat of geen budget" in page
    assert money.gifts(resident) == []


def test_for_somebody_elsewhere_the_page_does_not_exist(city: Neighbourhood, question: HelpRequest) -> None:
    address = reverse("casework:grant", args=[question.pk])

    assert at_work(city.ria).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_after_everything_was_erased_the_follow_page_has_nothing_left(
    fatima: Client, question: HelpRequest, resident: Resident
) -> None:
    sent(fatima, question)

    money.erase(resident, at=MONDAY)

    assert money.gifts(resident) == []


def at_the_bank(city: Neighbourhood) -> PaymentFile:
    """What Fatima gave, released by Dennis and in a file that he fetched."""
    money.give_mandate(
        city.dennis, most_per_grant=0, most_per_month=0, may_release=True, by=city.joke, at=MONDAY
    )
    dennis = as_professional(city.dennis)
    releasing.release(Grant.objects.get().pk, actor=dennis, at=MONDAY)
    made = paying.make_file(actor=dennis, at=MONDAY)
    return paying.fetch(made.pk, actor=dennis, at=MONDAY)[0]


def refused(city: Neighbourhood, file: PaymentFile, at: dt.datetime) -> None:
    payments = {Grant.objects.get().end_to_end_id: Tx("RJCT", "AC04")}
    hearing.hear(report(file.message_id, payments), actor=as_professional(city.dennis), at=at)


def test_two_payments_that_came_back_are_one_call(
    city: Neighbourhood, fatima: Client, question: HelpRequest
) -> None:
    sent(fatima, question, amount="40")
    sent(fatima, question, token="another form", amount="30")
    money.give_mandate(
        city.dennis, most_per_grant=0, most_per_month=0, may_release=True, by=city.joke, at=MONDAY
    )
    dennis = as_professional(city.dennis)
    for payment in Grant.objects.all():
        releasing.release(payment.pk, actor=dennis, at=MONDAY)
    file = paying.fetch(paying.make_file(actor=dennis, at=MONDAY).pk, actor=dennis, at=MONDAY)[0]

    hearing.hear(report(file.message_id, group="RJCT", reason="AC04"), actor=dennis, at=TUESDAY)

    assert Event.objects.filter(change="unpaid").count() == 2
    assert question.steps.filter(key="unpaid").count() == 1


TUESDAY = MONDAY + dt.timedelta(days=1)


def test_money_that_did_not_arrive_is_told_at_once_to_everybody(
    city: Neighbourhood, fatima: Client, question: HelpRequest, resident: Resident
) -> None:
    sent(fatima, question)
    file = at_the_bank(city)

    refused(city, file, TUESDAY)

    held = HelpRequest.objects.get()
    alarm = Alarm.objects.get(rule="unpaid")
    assert Event.objects.filter(request=held, change="unpaid").count() == 1
    assert (held.due_on, held.next_contact_on, held.ball) == (TUESDAY.date(), TUESDAY.date(), "us")
    assert {came.to for came in alarm.deliveries.all()} == {city.fatima, city.dennis}
    assert Message.objects.filter(kind="staff-unpaid").count() == 2
    home = Client()
    home.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    page = home.get(reverse("casework:follow")).content.decode()
    assert "Wij bellen u over het geld" in page
    assert "De bank kon het niet overmaken. Het geld blijft voor u." in page
    assert "De rekening klopt nog niet." in page


def test_the_alarm_comes_back_until_the_money_has_left_again(
    city: Neighbourhood, fatima: Client, question: HelpRequest
) -> None:
    sent(fatima, question)
    refused(city, at_the_bank(city), TUESDAY)
    acts.log_contact(form(question, city.fatima, at=TUESDAY), "Gebeld.", channel=Channel.PHONE)

    def ringing(at: dt.datetime) -> bool:
        alarms.ring(at=at)
        return Alarm.objects.filter(rule="unpaid", ended_at__isnull=True).exists()

    assert not ringing(TUESDAY + dt.timedelta(hours=1))
    assert ringing(TUESDAY + dt.timedelta(days=1))
    account = money.Account(name="S. Voorbeeld", iban="NL91ABNA0417164300")
    payment = Grant.objects.get()
    wednesday = TUESDAY + dt.timedelta(days=1)
    money.mend_account(payment.pk, account, actor=as_professional(city.fatima), at=wednesday)
    releasing.release(payment.pk, actor=as_professional(city.dennis), at=wednesday)
    anew = paying.make_file(actor=as_professional(city.dennis), at=wednesday)
    paying.fetch(anew.pk, actor=as_professional(city.dennis), at=wednesday)
    acts.log_contact(form(question, city.fatima, at=wednesday), "Gebeld.", channel=Channel.PHONE)
    assert not ringing(wednesday + dt.timedelta(days=1))


def test_a_closed_request_opens_again_when_its_money_did_not_arrive(
    city: Neighbourhood, fatima: Client, question: HelpRequest, resident: Resident
) -> None:
    sent(fatima, question)
    file = at_the_bank(city)
    acts.say_solved(form(question, resident))

    refused(city, file, TUESDAY)

    held = HelpRequest.objects.get()
    assert (held.phase, held.due_on) == ("working", TUESDAY.date())
    assert Alarm.objects.filter(request=held, rule="unpaid", ended_at__isnull=True).exists()


def test_a_bank_that_says_nothing_is_looked_after_once(
    city: Neighbourhood, fatima: Client, question: HelpRequest
) -> None:
    sent(fatima, question)
    at_the_bank(city)

    assert ask_about_payments(at=MONDAY + dt.timedelta(days=2)) == 0
    assert ask_about_payments(at=MONDAY + dt.timedelta(days=3)) == 1
    assert ask_about_payments(at=MONDAY + dt.timedelta(days=4)) == 0

    assert list(Message.objects.values_list("kind", "professional__display_name")) == [
        ("staff-bank", "Dennis")
    ]
