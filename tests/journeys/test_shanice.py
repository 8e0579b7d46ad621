"""Shanice turns 18 next week and cares for her mother, who is ill."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import telling
from tests.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SHANICE = somebody("shanice")


def test_shanice_sees_what_her_birthday_changes_and_from_which_day(
    page: Page, at_work: Page, another_phone: Page, city: str
) -> None:
    # She chooses a picture and says it in her own words.
    page.goto(city)
    page.get_by_label("In uw eigen woorden").fill(SHANICE.words)
    page.get_by_label("Kinderen, 18 worden of zorg").check()
    telling.onward(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Zorgen voor een ander kost veel. Fijn dat u hulp zoekt."
    )

    # She can leave nothing behind: everything is really gone.
    page.get_by_role("link", name="Begin met de vragen").click()
    page.get_by_role("button", name="Stop en wis alles").click()
    expect(page.get_by_role("heading", name="Alles is gewist")).to_be_visible()
    page.goto(f"{city}/vraag/verder/")
    expect(page.get_by_role("heading", name="We vinden uw antwoorden niet meer")).to_be_visible()

    # She begins again, and goes on to the end.
    telling.say(page, city, SHANICE.words)
    telling.answer_everything(page, SHANICE)
    page.get_by_role("link", name="Ja, dit klopt").click()

    # Today there is no zorgtoeslag yet; the fuse box tells from which day there is (Wzt art. 1 and 2).
    toeslag = telling.switch(page, "Zorgtoeslag")
    expect(toeslag).to_contain_text("Staat uit")
    expect(toeslag).to_contain_text("Vanaf 1 december 2026 past dit wel bij u.")
    expect(telling.switch(page, "Bijstand")).to_contain_text("Vanaf 30 november 2026 past dit wel bij u.")
    toeslag.get_by_role("link", name="Zo hebben we dit berekend").click()
    expect(page.get_by_role("main")).to_contain_text("Wzt 1 lid 1 c, Zvw 24")
    page.get_by_role("link", name="Terug naar de stoppenkast").click()

    # Kept, and followed. Elif and Ruben of her own neighbourhood hold it.
    code = telling.keep(page, SHANICE)
    telling.sign_in(at_work, city, "Elif Demir")
    telling.take_on(at_work, city, SHANICE.name)
    expect(at_work.get_by_role("main")).to_contain_text("Ruben Visser")
    telling.promise_step(at_work, "Elif vraagt de zorgtoeslag met u aan", "1-12-2026")
    telling.write(at_work, "Dag Shanice, gefeliciteerd alvast. Wij bellen u dinsdag.")
    telling.come_back(another_phone, city, code)
    seen = another_phone.get_by_role("main")
    expect(seen).to_contain_text("Elif vraagt de zorgtoeslag met u aan")
    expect(seen).to_contain_text("Dag Shanice, gefeliciteerd alvast. Wij bellen u dinsdag.")
