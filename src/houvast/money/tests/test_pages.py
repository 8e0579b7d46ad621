"""The page of the buffer: each sees what their mandate allows; what was typed stays."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from houvast.ledger import api as ledger
from houvast.money import quiet, releasing
from houvast.money.models import Budget, Grant, Mandate, PaymentFile
from houvast.money.tests.bank import Tx, report
from houvast.money.tests.conftest import FRIDAY, House, given
from houvast.people.api import Professional, Resident, as_professional, new_code_for


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: FRIDAY)


def at_work(who: Professional) -> Client:
    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str = "money:buffer") -> str:
    return client.get(reverse(name)).content.decode()


def test_the_second_person_releases_makes_the_file_and_fetches_it(house: House, samira: Resident) -> None:
    made = given(house, samira)
    dennis = at_work(house.dennis)
    assert "Vijf kinderen" in page(dennis)

    dennis.post(reverse("money:release", args=[made.pk]))
    dennis.post(reverse("money:make-file"))
    file = PaymentFile.objects.get()
    answer = dennis.post(reverse("money:fetch", args=[file.pk]))

    assert answer["Content-Type"] == "application/xml"
    assert made.end_to_end_id.encode() in answer.content
    assert "Opgehaald vrijdag 20 november, 16.30 uur." in page(dennis)


def upload(client: Client, content: bytes) -> tuple[int, str]:
    """The status and the page after a file of the bank was sent."""
    sent = {"bank-file": SimpleUploadedFile("antwoord.xml", content, content_type="application/xml")}
    answer = client.post(reverse("money:hear-bank"), sent, follow=True)
    return answer.status_code, answer.content.decode()


def at_the_bank(house: House, samira: Resident) -> tuple[Client, Grant, PaymentFile]:
    """Dennis, the payment, and its file as he fetched it."""
    made, dennis = given(house, samira), at_work(house.dennis)
    dennis.post(reverse("money:release", args=[made.pk]))
    dennis.post(reverse("money:make-file"))
    file = PaymentFile.objects.get()
    dennis.post(reverse("money:fetch", args=[file.pk]))
    return dennis, made, file


def test_the_answer_of_the_bank_is_read_and_said_in_plain_words(house: House, samira: Resident) -> None:
    dennis, made, file = at_the_bank(house, samira)

    told = report(file.message_id, {made.end_to_end_id: Tx("RJCT", "AC04")})
    status, seen = upload(dennis, told)
    again = upload(dennis, told)[1]

    assert status == 200
    assert "Niet betaald: 1. De vaste mensen van de bewoner weten het nu." in seen
    assert "<strong>Niet betaald: 1.</strong>" in seen
    assert "was al gelezen" in again
    fatima = at_work(house.fatima)
    assert "Deze rekening is opgeheven." in page(fatima)
    fatima.post(reverse("money:instead", args=[made.pk]), {f"anders-{made.pk}-way": "voucher"})
    assert "een bon voor de winkel, voor eten en drinken" in page(dennis)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<a/>", "Dit is geen pain.002.001.03"),
        (b"", "Dit bestand is leeg."),
        (report("HV-ANDERS", group="RJCT"), "bestand HV-ANDERS. Dat is hier niet opgehaald."),
        (b" " * 2_100_000, "te groot"),
        (b" " * 3_000_000, "Kies het bestand van de bank."),
    ],
)
def test_another_file_is_refused_beside_its_field_and_changes_nothing(
    house: House, samira: Resident, content: bytes, told: str
) -> None:
    dennis, made, file = at_the_bank(house, samira)

    status, seen = upload(dennis, content)

    assert status == 422
    assert told in seen
    assert Grant.objects.get(pk=made.pk).file == file


def test_who_saw_the_statement_says_so_once(house: House, samira: Resident) -> None:
    dennis, _, file = at_the_bank(house, samira)

    dennis.post(reverse("money:seen-paid", args=[file.pk]))
    seen = page(dennis)

    assert "Alles is betaald." in seen
    assert reverse("money:seen-paid", args=[file.pk]) not in seen


def test_who_granted_it_sees_it_wait_but_has_no_button(house: House, samira: Resident) -> None:
    made = given(house, samira)
    fatima = at_work(house.fatima)

    seen = page(fatima)
    fatima.post(reverse("money:release", args=[made.pk]))

    assert "U gaf dit zelf." in seen
    assert reverse("money:release", args=[made.pk]) not in seen
    assert Grant.objects.get().released_at is None


def test_every_look_at_an_explanation_stands_in_the_residents_log(house: House, samira: Resident) -> None:
    given(house, samira)
    page(at_work(house.dennis))

    assert ("Dennis", "een betaling nakijken") in [(line.who, line.purpose) for line in ledger.log_of(samira)]


def test_without_a_mandate_there_is_nothing_to_see(house: House, samira: Resident) -> None:
    given(house, samira)

    seen = page(at_work(house.joke))

    assert "U heeft geen mandaat" in seen
    assert "Idrissi" not in seen
    assert "Idrissi" not in page(at_work(house.ria))


@pytest.mark.parametrize(
    "name",
    [
        "buffer",
        "release",
        "send-back",
        "mend",
        "answer",
        "make-file",
        "fetch",
        "manage",
        "give-budget",
        "hear-bank",
        "seen-paid",
        "instead",
    ],
)
def test_strangers_and_residents_come_nowhere(house: House, samira: Resident, name: str) -> None:
    given(house, samira)
    resident = Client()
    resident.post(reverse("casework:follow"), {"code": new_code_for(samira)})
    about_one = {"release", "send-back", "mend", "instead", "answer", "fetch", "seen-paid"}
    address = reverse(f"money:{name}", args=[uuid4()] if name in about_one else [])
    way = "get" if name in {"buffer", "manage"} else "post"

    assert getattr(Client(), way)(address).status_code == 302
    assert getattr(resident, way)(address).status_code == 403


def test_sent_back_with_a_reason_and_mended_with_a_right_account(house: House, samira: Resident) -> None:
    made = given(house, samira)
    dennis, fatima = at_work(house.dennis), at_work(house.fatima)
    empty = dennis.post(reverse("money:send-back", args=[made.pk]), {f"terug-{made.pk}-words": " "})
    assert empty.status_code == 422
    assert "Schrijf wat er niet klopt." in empty.content.decode()

    dennis.post(reverse("money:send-back", args=[made.pk]), {f"terug-{made.pk}-words": "Verkeerde naam"})
    assert "Verkeerde naam" in page(fatima)
    field = f"rekening-{made.pk}"
    wrong = fatima.post(
        reverse("money:mend", args=[made.pk]),
        {f"{field}-receiver": "S. Idrissi", f"{field}-iban": "NL20INGB1"},
    )
    fatima.post(
        reverse("money:mend", args=[made.pk]),
        {f"{field}-receiver": "S. Idrissi", f"{field}-iban": "NL91 ABNA 0417 1643 00"},
    )

    assert wrong.status_code == 422
    assert "S. Idrissi" in wrong.content.decode()
    (waiting,) = releasing.waiting(actor=as_professional(house.dennis), at=FRIDAY)
    assert waiting.iban == "NL91ABNA0417164300"


def test_a_silence_is_explained_on_the_page_and_read_by_the_team_lead(house: House) -> None:
    quiet.ask(at=FRIDAY.replace(year=2027))
    fatima = at_work(house.fatima)
    (asked,) = quiet.open_for(as_professional(house.fatima))
    assert "U gaf twee maanden niets." in page(fatima)

    fatima.post(
        reverse("money:answer", args=[asked.pk]),
        {f"stil-{asked.pk}-because": "nobody", f"stil-{asked.pk}-words": "Iedereen had genoeg."},
    )

    assert "Iedereen had genoeg." in page(at_work(house.joke))


def test_a_budget_and_a_mandate_are_given_on_the_page(house: House) -> None:
    joke = at_work(house.joke)

    joke.post(
        reverse("money:give-budget"),
        {"budget-team": str(house.noord.pk), "budget-year": "2027", "budget-amount": "1.500"},
    )
    joke.post(
        reverse("money:give-mandate"),
        {
            "mandaat-professional": str(house.dennis.pk),
            "mandaat-most_per_grant": "75,50",
            "mandaat-may_release": "on",
        },
    )

    assert Budget.objects.get(year=2027).amount == 1500_00
    mandate = Mandate.objects.get(professional=house.dennis, last_day=None)
    assert (mandate.most_per_grant, mandate.most_per_month, mandate.may_release) == (75_50, 75_50, True)
    assert "75,50" in page(joke, "money:manage")


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Vul een bedrag in"), ("veel", "geen bedrag"), ("1,234", "geen bedrag")]
)
def test_a_wrong_amount_stays_in_the_field_with_what_to_mend(house: House, typed: str, told: str) -> None:
    answer = at_work(house.joke).post(
        reverse("money:give-budget"),
        {"budget-team": str(house.noord.pk), "budget-year": "2027", "budget-amount": typed},
    )

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_a_mandate_cannot_be_given_to_oneself_or_to_somebody_elsewhere(house: House) -> None:
    for who in (house.joke, house.ria):
        answer = at_work(house.joke).post(
            reverse("money:give-mandate"),
            {"mandaat-professional": str(who.pk), "mandaat-most_per_grant": "10"},
        )
        assert answer.status_code == 422
