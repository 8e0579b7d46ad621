"""Every open page meets the bars: axe, width, targets, HTML, policy, no script, keyboard, zoom, weight."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import accessibility_faults, faults_of, html_faults, listen, look, weight
from tests.browser.pages import DUTCH, OPEN, RESIDENT, STAFF

pytestmark = pytest.mark.browser

WIDTHS = [320, 390, 1280]
FIRST_VIEW = 75_000  # bytes on the wire
AGAIN = 10_000


def speak(page: Page, served: str, language: str) -> None:
    page.context.add_cookies([{"name": "taal", "value": language, "url": served}])


def source_of(address: str) -> str:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except urllib.error.HTTPError as fault:
        return fault.read().decode()


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("path", OPEN)
def test_a_page_has_no_fault_at_any_width(page: Page, served: str, path: str, language: str) -> None:
    speak(page, served, language)
    heard = listen(page)
    page.goto(served + path)
    found = []

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width}: {fault}" for fault in faults_of(page, staff=path in STAFF)]

    assert found == []
    assert heard.said == []
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("path", DUTCH)
def test_a_page_in_dutch_only_has_no_fault_at_any_width(page: Page, served: str, path: str) -> None:
    speak(page, served, "ar")
    heard = listen(page)
    page.goto(served + path)
    found = [f"html: {fault}" for fault in html_faults(page.content())]

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width}: {fault}" for fault in faults_of(page, staff=True)]

    assert found == []
    assert heard.said == []
    assert page.locator("html").get_attribute("lang") == "nl"


def test_the_looking_itself_finds_what_is_wrong(page: Page, served: str) -> None:
    page.goto(served + "/deze-pagina-is-er-niet/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button>x</button>')")

    found = "\n".join(faults_of(page))

    assert "image-alt" in found
    assert 'too small to press: button "x"' in found


def test_the_listening_itself_hears_a_refused_script(page: Page, served: str) -> None:
    heard = listen(page)
    page.goto(served + "/onderdelen/")

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"alert(1)\">x</p>')")

    assert any("Content Security Policy" in each for each in heard.said)


@pytest.mark.parametrize("path", OPEN)
def test_the_html_has_no_error(served: str, path: str) -> None:
    assert list(html_faults(source_of(served + path))) == []


def test_an_error_in_html_is_found() -> None:
    assert list(html_faults("<!DOCTYPE html><title>x</title><ul><li></ul></div>"))


@pytest.mark.parametrize("path", RESIDENT)
def test_a_page_is_light(page: Page, served: str, path: str) -> None:
    first = weight(page, served + path)
    again = weight(page, served + path)

    assert first < FIRST_VIEW
    assert again < AGAIN


@pytest.mark.parametrize("path", OPEN)
def test_at_400_percent_nothing_is_cut_off_or_covered(page: Page, served: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(served + path)

    bars = page.locator(".hv-human").evaluate_all("(all) => all.map((bar) => getComputedStyle(bar).position)")

    assert faults_of(page, staff=path in STAFF) == []
    assert set(bars) <= {"static"}


@pytest.mark.parametrize("path", OPEN)
def test_more_room_between_letters_and_lines_loses_nothing(page: Page, served: str, path: str) -> None:
    """WCAG 1.4.12."""
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(served + path)
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
        document.adoptedStyleSheets = [sheet]; }"""
    )

    assert look(page, "cutOff") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_page_is_whole_in_the_colours_of_the_reader(page: Page, served: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(served + "/onderdelen/")

    assert accessibility_faults(page) == []


def test_the_language_is_chosen_by_keyboard_and_without_scripts(browser: Browser, served: str) -> None:
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    page.goto(served + "/onderdelen/")

    page.locator(".hv-languages summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="العربية").focus()
    with page.expect_navigation():  # to the very same address, so that is nothing to wait for
        page.keyboard.press("Enter")

    assert page.locator("html").get_attribute("dir") == "rtl"
    page.context.close()


def test_the_first_press_of_tab_offers_to_skip_to_the_content(page: Page, served: str) -> None:
    page.goto(served + "/deze-pagina-is-er-niet/")

    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert focused == "Naar de inhoud"
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_what_has_the_focus_is_never_under_the_bar_at_the_bottom(page: Page, served: str) -> None:
    """WCAG 2.4.11, over every stop of the tab key."""
    page.goto(served + "/onderdelen/")
    covered = []

    for _ in range(page.locator("a[href], button, input, select, textarea, summary").count()):
        page.keyboard.press("Tab")
        covered += page.evaluate(
            """() => { const one = document.activeElement, bar = document.querySelector('.hv-human');
            if (one === document.body || bar.contains(one)) return [];
            const box = one.getBoundingClientRect(), top = bar.getBoundingClientRect().top;
            return box.top >= top - 1 && box.top < innerHeight ? [one.outerHTML.slice(0, 80)] : []; }"""
        )

    assert covered == []


def test_after_a_refused_form_the_reader_stands_at_what_to_mend(page: Page, served: str) -> None:
    page.goto(served + "/onderdelen/")

    assert page.evaluate("document.activeElement.dataset.errorSummary") == ""


VOICES = (Path(__file__).parent / "voices.js").read_text(encoding="utf-8").split("*/", 1)[1].strip()


@pytest.mark.parametrize(
    ("voices", "offered"), [(["en-US", "nl_NL"], True), (["en-US", "nds"], False), ([], False)]
)
def test_reading_aloud_is_offered_only_with_a_voice_for_the_language(
    page: Page, served: str, voices: list[str], offered: bool
) -> None:
    page.add_init_script(f"({VOICES})({voices})")

    page.goto(served + "/deze-pagina-is-er-niet/")

    assert page.get_by_role("button", name="Lees voor").is_visible() is offered


def test_reading_aloud_reads_what_the_page_says_in_order(page: Page, served: str) -> None:
    page.add_init_script(f"({VOICES})(['nl-NL'])")
    page.goto(served + "/deze-pagina-is-er-niet/")

    page.get_by_role("button", name="Lees voor").click()

    said = page.evaluate("window.said")
    assert said[0] == "Deze pagina vinden we niet"
    assert "U deed niets fout." in said
    assert page.get_by_role("button", name="Stop met voorlezen").get_attribute("aria-pressed") == "true"


EARS = (Path(__file__).parent / "ears.js").read_text(encoding="utf-8").split("*/", 1)[1].strip()


@pytest.mark.parametrize(
    ("where", "offered", "warned"), [("here", True, False), ("away", False, True), ("nowhere", False, False)]
)
def test_dictation_is_offered_only_where_the_device_itself_listens(
    page: Page, served: str, where: str, offered: bool, warned: bool
) -> None:
    page.add_init_script(f"({EARS})('{where}')")

    page.goto(served + "/")

    expect(page.get_by_role("button", name="Spreek in")).to_be_visible(visible=offered)
    expect(page.get_by_text("Uw browser stuurt uw stem naar een ander bedrijf")).to_be_visible(visible=warned)


def test_what_is_said_comes_behind_what_was_typed(page: Page, served: str) -> None:
    page.add_init_script(f"({EARS})('here')")
    page.goto(served + "/")
    words = page.get_by_label("In uw eigen woorden")
    words.fill("Ik heb schulden.")

    page.get_by_role("button", name="Spreek in").click()
    page.evaluate("window.hear(' En de huur is te hoog ')")

    expect(words).to_have_value("Ik heb schulden. En de huur is te hoog")
    assert page.evaluate("window.listener.processLocally") is True
    page.get_by_role("button", name="Stop met inspreken").click()
    expect(page.get_by_role("button", name="Spreek in")).to_have_attribute("aria-pressed", "false")
