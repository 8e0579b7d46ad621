"""Money at once from the page of a request: seen by the resident, once per form, with what was typed kept."""

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework.models import Event, HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.money import api as money
from houvast.people.api import Professional, Resident, new_code_for

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
        ({"amount": "250,01"}, "U kunt nu nog € 250,00 geven."),
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
