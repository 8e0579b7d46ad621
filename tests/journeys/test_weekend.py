"""The family with no food before the weekend: food and money the same day, and nobody pays anything back."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from sepaxml.validation import try_valid_xml

from houvast.conversation.api import Caller, keep
from houvast.money.tests.bank import Tx, report
from houvast.web import clock
from houvast.web.demo import load_staff, story_of
from houvast.web.demo_money import load_money
from tests.browser import looking
from tests.journeys import telling
from tests.people import somebody

pytestmark = [
    pytest.mark.browser,
    pytest.mark.on_postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
SAMIRA = somebody("samira")
FRIDAY = dt.datetime(2026, 11, 27, 14, 0, tzinfo=clock.AMSTERDAM)


@pytest.fixture
def friday(live_server: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """The address of the house on a Friday afternoon, and the code of Samira, who just kept her question."""
    monkeypatch.setattr(clock, "now", lambda: FRIDAY)
    load_money(load_staff(), at=FRIDAY)
    caller = Caller(SAMIRA.name, SAMIRA.phone, SAMIRA.neighbourhood)
    kept = keep(story_of(SAMIRA), caller, language="nl", at=FRIDAY).kept
    assert kept is not None
    yield str(live_server.url), kept.code  # type: ignore[attr-defined]  # pytest-django's LiveServer
    connection.close()


def give(page: Page, euros: str, way: str, why: str) -> None:
    """Fatima fills in the form of the buffer."""
    page.get_by_role("link", name="Geef geld uit de noodbuffer").click()
    page.get_by_label("Hoeveel?").fill(euros)
    page.get_by_label("Waarom nu?").fill(why)
    page.get_by_label("Hoe krijgt de bewoner het?").select_option(way)
    if way == "bank":
        page.get_by_label("Naam op de bankpas").fill("S. El Idrissi")
        page.get_by_label("Rekeningnummer (IBAN)").fill("NL20 INGB 0001 2345 67")
    assert looking.faults_of(page, staff=True) == []
    page.get_by_role("button", name="Geef dit geld").click()


def test_a_family_without_food_has_it_before_the_weekend(
    page: Page, at_work: Page, another_phone: Page, browser: Browser, friday: tuple[str, str]
) -> None:
    city, code = friday

    # Fatima takes it on within the hour. The law's clock for a threat runs, and it is in words.
    telling.sign_in(at_work, city, "Fatima Bouzid")
    telling.take_on(at_work, city, SAMIRA.name)
    expect(at_work.get_by_role("main")).to_contain_text("Eerste gesprek")

    # She gives a voucher for today and money for the weekend. She may not give more than her mandate.
    give(at_work, "60", "voucher", "Geen eten voor vijf kinderen. Vandaag naar de winkel.")
    expect(at_work.get_by_text("Een collega kijkt het na")).to_be_visible()
    give(at_work, "900", "bank", "Vijf kinderen, tot de uitkering van maandag.")
    expect(at_work.get_by_text("U kunt nu nog € 300 geven.").first).to_be_visible()
    at_work.get_by_label("Hoeveel?").fill("150")
    at_work.get_by_role("button", name="Geef dit geld").click()

    # Samira sees it at once, on a telephone without JavaScript: it is hers.
    telling.come_back(another_phone, city, code)
    seen = another_phone.get_by_role("main")
    expect(seen).to_contain_text("U krijgt € 60. Dit hoeft u niet terug te betalen.")
    expect(seen).to_contain_text("U krijgt € 150. Dit hoeft u niet terug te betalen.")
    expect(seen).to_contain_text("Uiterlijk woensdag 2 december hebben we met elkaar gesproken.")

    # Fatima cannot release it herself; Dennis hands out the voucher, and releases the payment.
    at_work.goto(f"{city}/werk/buffer/")
    expect(at_work.get_by_text("U gaf dit zelf. Een collega geeft het vrij.")).to_have_count(2)
    expect(at_work.get_by_role("button", name="Geef vrij")).to_have_count(0)
    telling.sign_in(page, city, "Dennis Groot")
    page.goto(f"{city}/werk/buffer/")
    expect(page.get_by_text("Vijf kinderen, tot de uitkering van maandag.")).to_be_visible()
    assert looking.faults_of(page, staff=True) == []
    page.get_by_role("button", name="Ik heb dit uitgereikt").click()
    page.get_by_role("button", name="Geef vrij").click()

    # The file for the bank: each payment once, and the bank's own schema accepts it.
    page.get_by_role("button", name="Maak het bestand").click()
    form = page.locator("form", has=page.get_by_role("button", name="Haal op"))
    seal = form.locator("[name=csrfmiddlewaretoken]").input_value()
    address = f"{city}{form.get_attribute('action')}"
    content = page.request.post(address, form={"csrfmiddlewaretoken": seal}).body()
    try_valid_xml(content, "pain.001.001.09")
    assert content.count(b"<CdtTrfTxInf>") == 1
    assert b'<InstdAmt Ccy="EUR">150.00</InstdAmt>' in content
    assert b"NL20INGB0001234567" in content

    # And Samira reads that the food is there and the money on its way.
    another_phone.goto(f"{city}/volg/")
    expect(seen).to_contain_text("U heeft het gekregen.")
    expect(seen).to_contain_text("Het is bij de bank.")

    # The bank says that the account was closed: Fatima hears it, and Samira reads that she still gets it.
    names = {tag: re.search(rf"<{tag}>([^<]+)<", content.decode()) for tag in ("MsgId", "EndToEndId")}
    file, payment = (found.group(1) for found in names.values() if found)
    answer = report(file, {payment: Tx("RJCT", "AC04")})
    page.reload()
    page.get_by_label("Antwoord van de bank").set_input_files(
        {"name": "antwoord.xml", "mimeType": "application/xml", "buffer": answer}
    )
    page.get_by_role("button", name="Lees het antwoord van de bank").click()
    expect(page.get_by_text("Niet betaald: 1. De vaste mensen van de bewoner weten het nu.")).to_be_visible()
    assert looking.faults_of(page, staff=True) == []
    at_work.goto(f"{city}/werk/buffer/")
    expect(at_work.get_by_text("Deze rekening is opgeheven.")).to_be_visible()
    another_phone.reload()
    expect(seen).to_contain_text("De bank kon het niet overmaken. Het geld blijft voor u.")

    # The same page for who sees, hears and presses differently; that look needs a browser with JavaScript.
    context = browser.new_context(viewport={"width": 390, "height": 844})
    telling.come_back(looked_at := context.new_page(), city, code)
    expect(looked_at.get_by_role("main")).to_contain_text("Dit hoeft u niet terug te betalen.")
    assert looking.faults_of(looked_at) == []
    context.close()
