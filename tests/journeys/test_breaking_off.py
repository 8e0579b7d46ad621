"""Somebody stops halfway and goes on elsewhere: another telephone, without JavaScript, in Arabic too."""

import pytest
from playwright.sync_api import Page, expect

from houvast.conversation import drafts
from tests.browser.looking import faults_of
from tests.journeys import telling

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = {"nl": "ik kom niet rond", "ar": "لا يكفي راتبي"}


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_what_was_told_goes_on_on_a_telephone_without_scripts(
    page: Page, another_phone: Page, city: str, language: str
) -> None:
    for context in (page.context, another_phone.context):
        context.add_cookies([{"name": "taal", "value": language, "url": city}])
    page.goto(city)
    page.locator("[name=woorden]").fill(WORDS[language])
    page.locator("main form.hv-form button[type=submit]").click()
    page.goto(f"{city}/vraag/thuis/")
    page.locator("main [value=alleen]").check()
    page.locator("main form.hv-form button.ams-button--primary").click()
    expect(page).to_have_url(f"{city}/vraag/over/haast/")

    page.goto(f"{city}/vraag/pauze/")
    page.locator("main form.hv-form button").click()
    code = page.locator(".hv-code__groups").inner_text()
    assert faults_of(page) == []
    page.locator("main section form button").click()
    assert drafts.COOKIE not in {cookie["name"] for cookie in page.context.cookies()}

    another_phone.goto(f"{city}/verder/")
    another_phone.locator("[name=code]").fill(code)
    another_phone.locator("main form.hv-form button").click()
    expect(another_phone).to_have_url(f"{city}/vraag/over/haast/")
    assert code.split()[0] not in another_phone.url

    another_phone.locator("main [value=deze-week]").check()
    another_phone.locator("main form.hv-form button.ams-button--primary").click()
    another_phone.goto(f"{city}/vraag/hulpvraag/")
    expect(another_phone.get_by_role("main")).to_contain_text(WORDS[language])
    expect(another_phone.locator("section[aria-labelledby=deel-stappen] li").first).to_be_visible()


def test_what_if_is_answered_without_scripts(page: Page, another_phone: Page, city: str) -> None:
    telling.say(another_phone, city, WORDS["nl"])

    another_phone.goto(f"{city}/stoppenkast/wat-als/")
    another_phone.get_by_label("Vraag het in uw eigen woorden").fill(
        "wat als ik 200 euro bruto meer verdien?"
    )
    another_phone.get_by_role("button", name="Reken het uit").click()

    expect(another_phone.get_by_role("heading", name="Dit wordt anders")).to_be_visible()
