"""A parent lost the papers of a childcare that went bankrupt, and is not sent away for them."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from houvast.casework.api import HelpRequest
from houvast.web import clock
from tests.browser.looking import faults_of
from tests.journeys import telling
from tests.journeys.conftest import TUESDAY

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = (
    "De opvang van mijn dochter is failliet. De Belastingdienst wil papieren zien. "
    "Ik heb ze niet meer en niemand neemt daar nog op."
)


def test_a_parent_without_papers_is_helped_on_her_behalf_and_never_scolded(
    page: Page, at_work: Page, another_phone: Page, city: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # She tells it in her own words, and keeps it.
    telling.say(page, city, WORDS)
    page.goto(f"{city}/bewaren/")
    page.get_by_label("Hoe mogen we u noemen?").fill("Sevim Kaya")
    page.get_by_label("In welke buurt woont u?").select_option("demo-noord")
    page.get_by_role("button", name="Bewaar met een code").click()
    expect(page.get_by_role("heading", name="Uw vraag is bewaard")).to_be_visible()

    # Her sister helps: she may write and make appointments, not decide.
    page.goto(f"{city}/volg/namens/")
    assert faults_of(page) == []
    page.get_by_label("iemand die helpt").check()
    page.get_by_label("Hoe noemt u deze persoon?").fill("Mijn zus Aylin")
    page.get_by_label("berichten sturen en afspraken maken").check()
    page.get_by_role("button", name="Maak een code voor deze persoon").click()
    code = page.locator(".hv-code__groups").inner_text()

    # The sister comes in on her own phone, without JavaScript, and says yes.
    telling.come_back(another_phone, city, code)
    another_phone.get_by_role("button", name="Ja, ik help").click()
    expect(another_phone.get_by_role("main")).to_contain_text("U kijkt nu namens iemand anders.")
    another_phone.get_by_label("Schrijf ons een bericht").fill(
        "Mijn zus heeft alleen nog haar bankafschriften."
    )
    another_phone.locator("#bericht").get_by_role("button", name="Verstuur").click()
    another_phone.get_by_role("link", name="Maak een afspraak").click()
    another_phone.get_by_role("link", name="Wij bellen u").click()
    another_phone.locator("input[name=moment]").first.check()
    another_phone.get_by_label("Waar wilt u over praten?").fill("Over het bewijs van de opvang.")
    another_phone.get_by_role("button", name="Maak de afspraak").click()
    expect(another_phone.get_by_role("heading", name="Uw afspraak")).to_be_visible()
    when = HelpRequest.objects.get().appointments.get().starts_at

    # Fatima sees who wrote for whom, and which proof is there already: no paper is asked for twice.
    telling.sign_in(at_work, city, "Fatima Bouzid")
    telling.take_on(at_work, city, "Sevim Kaya")
    desk = at_work.get_by_role("main")
    expect(desk).to_contain_text("Mijn zus Aylin")
    expect(desk).to_contain_text("Over het bewijs van de opvang.")
    telling.promise_step(at_work, "Wij bewijzen de betalingen met uw bankafschriften", "26-11-2026")
    telling.write(
        at_work, "U hoeft de papieren van de opvang niet te zoeken. Uw bankafschriften zijn genoeg."
    )

    at_work.goto(f"{city}/werk/agenda/uren/")
    assert faults_of(at_work, staff=True) == []
    at_work.goto(f"{city}/werk/agenda/")
    assert faults_of(at_work, staff=True) == []
    at_work.get_by_role("link", name="Sevim Kaya").first.click()

    # The call does not work out. Nothing closes; she reads a kind message and three new moments.
    monkeypatch.setattr(clock, "now", lambda: when.astimezone(clock.AMSTERDAM) + dt.timedelta(hours=2))
    at_work.reload()
    at_work.get_by_role("button", name="Het lukte niet").click()
    page.goto(f"{city}/volg/")
    mine = page.get_by_role("main")
    expect(mine).to_contain_text("Zullen we een ander moment zoeken?")
    assert faults_of(page) == []
    expect(mine).to_contain_text("Wij bewijzen de betalingen met uw bankafschriften")
    expect(mine).to_contain_text("Mijn zus Aylin")
    held = HelpRequest.objects.get()
    assert held.is_open
    assert held.next_contact_on is not None
    assert held.next_contact_on > TUESDAY.date()

    # One press, and there is a new appointment.
    page.get_by_role("button", name=re.compile(r"uur, met")).first.click()
    expect(page.get_by_role("heading", name="Uw afspraak")).to_be_visible()
    assert faults_of(page) == []
    assert sorted(held.appointments.values_list("state", flat=True)) == ["booked", "missed"]
