"""Samira has five children and no food before the weekend."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import telling
from tests.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAMIRA = somebody("samira")


def test_samira_is_answered_at_once_and_followed_by_two_people(
    page: Page, at_work: Page, another_phone: Page, city: str
) -> None:
    # She says it in her own words, and a person and a number come before everything.
    telling.say(page, city, SAMIRA.words)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Geen eten in huis is heel naar. Bel nu met een mens."
    )
    first = page.get_by_role("region", name="Bel nu", exact=True)
    expect(first.get_by_role("link", name="Bel 14 020")).to_have_attribute("href", "tel:14020")

    # We heard her; then only the questions that matter.
    page.get_by_role("link", name="Ga verder met mijn vraag").click()
    expect(page.get_by_text(SAMIRA.words)).to_be_visible()
    asked = telling.answer_everything(page, SAMIRA)
    assert len(asked) == len(set(asked))
    assert "geboortedatum-kinderen" in asked
    assert "partnerband" not in asked

    # Heb ik het goed begrepen? She reads her own lines, and goes on.
    expect(page.get_by_text("5 kinderen", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Ja, dit klopt").click()

    # The fuse box, with the amounts of 2026 and the article behind them.
    expect(telling.switch(page, "Kinderbijslag")).to_contain_text("Staat aan")
    expect(telling.switch(page, "Kindgebonden budget")).to_contain_text("Ligt klaar voor u")
    expect(telling.switch(page, "Zorgtoeslag")).to_contain_text("€ 129 per maand")
    telling.switch(page, "Zorgtoeslag").get_by_role("link", name="Zo hebben we dit berekend").click()
    expect(page.get_by_role("main")).to_contain_text("Wzt 2")
    page.get_by_role("link", name="Terug naar de stoppenkast").click()

    # She keeps it with a code.
    code = telling.keep(page, SAMIRA)

    # Fatima finds it on top, prepared, and takes it on with Dennis.
    telling.sign_in(at_work, city, "Fatima Bouzid")
    telling.take_on(at_work, city, SAMIRA.name)
    expect(at_work.get_by_role("main")).to_contain_text(SAMIRA.words)
    telling.promise_step(at_work, "Fatima regelt vandaag een voedselpakket", "24-11-2026")
    telling.write(at_work, "Dag Samira, ik bel u vandaag voor 12 uur.")

    # Samira sees it at once, on another phone without JavaScript.
    telling.come_back(another_phone, city, code)
    seen = another_phone.get_by_role("main")
    expect(seen).to_contain_text("Fatima regelt vandaag een voedselpakket")
    expect(seen).to_contain_text("Dag Samira, ik bel u vandaag voor 12 uur.")
    expect(seen).to_contain_text("Dennis Groot")
