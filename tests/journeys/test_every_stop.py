"""Every stop of the way holds the bars of the house: in Dutch and Arabic, narrow and wide, by keyboard
alone.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import faults_of, html_faults, listen
from tests.journeys import telling
from tests.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAMIRA = somebody("samira")
STOPS = [
    "/",
    "/nood/violence/",
    "/vraag/nood/",
    "/vraag/gehoord/",
    "/vraag/thuis/",
    "/vraag/kinderen/",
    "/vraag/geboortedatum-kinderen/",
    "/vraag/geboortedatum/",
    "/vraag/schoolsoort-kinderen/",
    "/vraag/kale_huur/",
    "/vraag/woonvorm/",
    "/vraag/groep-over_u/",
    "/vraag/krijgt-u-al/",
    "/vraag/over/haast/",
    "/vraag/over/geprobeerd/",
    "/vraag/woorden/",
    "/vraag/pauze/",
    "/vraag/hulpvraag/",
    "/vraag/begrepen/",
    "/stoppenkast/",
    "/stoppenkast/kinderbijslag/",
    "/stoppenkast/kinderbijslag/antwoord/",
    "/stoppenkast/wat-als/",
    "/stoppenkast/gebeurtenissen/",
    "/stoppenkast/gebeurtenissen/achttien_worden/",
    "/bewaren/",
    "/vraag/weg/",
]


def two_children(page: Page, city: str) -> None:
    """A story with words, two children and one answer."""
    page.goto(city)
    page.locator("[name=woorden]").fill(SAMIRA.words)
    page.locator("main form.hv-form button[type=submit]").click()
    for address, name, value in (
        ("thuis", "wie", "kind"),
        ("kinderen", "antwoord", "2"),
        ("kale_huur", "antwoord", "650"),
    ):
        page.goto(f"{city}/vraag/{address}/")
        field = page.locator(f"main [name={name}]")
        if field.count() > 1:
            page.locator(f"main [value={value}]").check()
        else:
            field.fill(value)
        page.locator("main form.hv-form button.ams-button--primary").click()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("nl", 320), ("ar", 390)])
def test_every_stop_can_be_seen_heard_pressed_and_read(
    browser: Browser, city: str, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    context.add_cookies([{"name": "taal", "value": language, "url": city}])
    page = context.new_page()
    heard = listen(page)
    two_children(page, city)

    faults = {}
    for stop in STOPS:
        page.goto(f"{city}{stop}")
        expect(page.locator("h1")).to_have_count(1)
        found = [*faults_of(page), *html_faults(page.content())]
        if found:
            faults[stop] = found

    assert faults == {}
    assert heard.said == []
    context.close()


def test_a_wrong_answer_is_first_in_focus_and_links_to_its_field(page: Page, city: str) -> None:
    two_children(page, city)
    page.goto(f"{city}/vraag/geboortedatum-kinderen/")
    page.locator("[name='dag.kind-1']").fill("31-2-2015")
    page.locator("[name='naam.kind-1']").fill("محمد 🌷")

    telling.onward(page)

    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.title().startswith("Fout:")
    expect(page.locator("[name='dag.kind-1']")).to_have_value("31-2-2015")
    expect(page.locator("[name='naam.kind-1']")).to_have_value("محمد 🌷")
    assert faults_of(page) == []


def test_the_way_can_be_gone_by_keyboard_alone(page: Page, city: str) -> None:
    page.goto(city)
    page.locator("[name=woorden]").focus()
    page.keyboard.type("ik kom niet rond")
    _press(page, "Verder")
    _press(page, "Begin met de vragen")
    page.locator("main input[value=alleen]").focus()
    page.keyboard.press("Space")

    _press(page, "Verder")

    expect(page.get_by_text("Vraag 2 van", exact=False)).to_be_visible()


def _press(page: Page, words: str) -> None:
    """Tab on until the focus stands on these words, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in (page.evaluate("document.activeElement.innerText") or ""):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words!r} cannot be reached by keyboard")
