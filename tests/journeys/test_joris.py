"""Joris has bijstand and can start to work sixteen hours a week."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import telling
from tests.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
JORIS = somebody("joris")


def test_joris_sees_what_work_does_to_his_money_before_he_starts(
    page: Page, at_work: Page, another_phone: Page, city: str
) -> None:
    # He is afraid for his money, and we ask whether he is safe. He is: we go on with what he told.
    telling.say(page, city, JORIS.words)
    page.get_by_role("button", name="Dit bedoelde ik niet").click()
    expect(page.get_by_text("U vertelde:")).to_be_visible()

    # A wrong amount is explained beside its field, and what he typed stays.
    page.goto(f"{city}/vraag/kale_huur/")
    page.get_by_label("Bedrag").fill("1,234")
    telling.onward(page)
    expect(page.get_by_role("link", name="Dit kan twee dingen betekenen.")).to_be_visible()
    expect(page.get_by_label("Bedrag")).to_have_value("1,234")

    # Then all the rest; and one line put right afterwards.
    telling.answer_everything(page, JORIS)
    page.get_by_role("link", name=re.compile(r"Wijzig\s*: Hoeveel kale huur")).click()
    page.get_by_label("Bedrag").fill("€ 598,40")
    telling.onward(page)
    expect(page.get_by_role("heading", name="Heb ik het goed begrepen?")).to_be_visible()
    page.get_by_role("link", name="Ja, dit klopt").click()

    # Work lowers the bijstand by less than the wage: a part of it is his own (Pw art. 31).
    bijstand = telling.switch(page, "Bijstand")
    expect(bijstand).to_contain_text("Staat aan")
    expect(bijstand).to_contain_text("€ 787,59 per maand")
    expect(telling.switch(page, "Huurtoeslag")).to_contain_text("€ 360 per maand")
    bijstand.get_by_role("link", name="Zo hebben we dit berekend").click()
    expect(page.get_by_role("main")).to_contain_text("Pw 31")
    expect(page.get_by_role("heading", name="Wat kan dit veranderen?")).to_be_visible()
    page.go_back()

    # Kept, and sent twice by an impatient finger: one request.
    code = telling.keep(page, JORIS)
    page.go_back()
    page.goto(f"{city}/bewaren/")
    expect(page.locator(".hv-code__groups")).to_have_text(code)

    # Dennis takes it on with Fatima, and Joris follows it.
    telling.sign_in(at_work, city, "Dennis Groot")
    telling.take_on(at_work, city, JORIS.name)
    telling.promise_step(at_work, "Dennis rekent uit wat u overhoudt", "26-11-2026")
    telling.write(at_work, "Dag Joris, u hoeft nog niets te beslissen.")
    telling.come_back(another_phone, city, code)
    seen = another_phone.get_by_role("main")
    expect(seen).to_contain_text("Dennis rekent uit wat u overhoudt")
    expect(seen).to_contain_text("Dag Joris, u hoeft nog niets te beslissen.")
    expect(seen).to_contain_text("Fatima Bouzid")
