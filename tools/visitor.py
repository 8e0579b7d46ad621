"""Somebody made up who visits a running demo with a real browser, so that its screens can be looked at.

Takes   the address of a demo, and a browser page of playwright.
Gives   the screens on the way, by name, as the walk reaches them.
Knows   nothing of what is done at a screen: pictures are taken there, or times.
"""

import dataclasses
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

STORY = "Ik ben alleen met twee kinderen. De huur ging omhoog. Waar heb ik recht op?"
# One answer per question, by its key in the address; on any other question she says "weet ik niet".
ANSWERS: dict[str, str] = {
    "thuis": "kind",
    "kinderen": "2",
    "geboortedatum": "12-3-1988",
    "woongemeente": "amsterdam",
    "werksituatie": "geen_werk",
    "uitkering": "bijstand",
    "woonvorm": "huur_zelfstandig",
    "kale_huur": "720",
    "servicekosten": "0",
    "vermogen_nu": "400",
    "vermogen_1_januari": "350",
    "banksaldo": "350",
    "zorgverzekering": "nederlands",
    "toetsingsinkomen": "17500",
    "netto_inkomen_maand": "1400",
    "partnerband": "geen",
    "opvangsoort": "geen",
    "jaarloon_laatste_baan": "0",
    "gemeentebelasting": "0",
    "andere_inkomsten_maand": "0",
}
# What she ticks where several may be ticked; where none of these stands, "geen van deze".
TICKED = {
    "verblijfsrecht", "algemene_bijstand", "kinderbijslag", "zorgtoeslag", "gebeld", "familie", "rondkomen",
}  # fmt: skip
BIRTHDAYS = ("4-5-2014", "9-9-2018")
MOST_QUESTIONS = 60
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
At = Callable[["Screen"], None]


class WalkEnded(RuntimeError):
    """The walk came to a screen that it does not know. The address is in the message."""


@dataclasses.dataclass(frozen=True)
class Screen:
    """One of the main screens, as it stands in the browser now."""

    name: str
    staff: bool
    page: Page

    @property
    def path(self) -> str:
        """Its address without the host."""
        return urlsplit(self.page.url).path

    @property
    def cookies(self) -> dict[str, str]:
        """Whoever has these sees the same screen."""
        return {each["name"]: each["value"] for each in self.page.context.cookies()}


@contextmanager
def browser(*, width: int = 390, height: int = 844) -> Iterator[Page]:
    """A page in the machine's own Chromium, Dutch, without movement."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or "/usr/bin/chromium"
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        context = opened.new_context(
            viewport={"width": width, "height": height}, locale="nl-NL", reduced_motion="reduce"
        )
        yield context.new_page()
        opened.close()


def walk_as_resident(page: Page, address: str, at: At) -> None:
    """From "wat heeft u nodig?" to following one's own request; calls `at` on each main screen."""

    def here(name: str) -> None:
        at(Screen(name, staff=False, page=page))

    page.goto(address)
    here("front")
    page.fill("[name=woorden]", STORY)
    page.click("main form button[type=submit]")
    page.click("a[href='/vraag/verder/']")
    _answer_all(page, here)
    here("understood")
    page.goto(f"{address}/stoppenkast/")
    here("fuse-box")
    page.goto(f"{address}/bewaren/")
    page.fill("[name=naam]", "Samira (verzonnen)")
    page.click("form[action='/bewaren/'] button[type=submit]")
    here("code")
    code = re.sub(r"\W", "", page.inner_text("[data-code], .hv-code__signs, .hv-code").splitlines()[0])
    page.goto(f"{address}/volg/")
    if page.query_selector("main input[type=text]"):
        page.fill("main input[type=text]", code)
        page.click("main form button[type=submit]")
    here("follow")


def walk_as_counsellor(page: Page, address: str, at: At) -> None:
    """From the demo's sign-in to a request that is prepared; calls `at` on each main screen."""
    page.goto(f"{address}/demo/inloggen/")
    page.locator("form", has_text=re.compile("hulpverlener", re.IGNORECASE)).first.locator("button").click()
    page.goto(f"{address}/werk/")
    at(Screen("worklist", staff=True, page=page))
    page.locator("main a[href^='/werk/hulpvraag/']").first.click()
    at(Screen("request", staff=True, page=page))


def _answer_all(page: Page, here: Callable[[str], None]) -> None:
    for number in range(MOST_QUESTIONS):
        path = urlsplit(page.url).path
        onward = page.get_by_role("link", name="Ga verder met de vragen")
        if path == "/vraag/begrepen/" and onward.count():  # a rest after twelve questions
            onward.click()
            continue
        if path in {"/vraag/begrepen/", "/stoppenkast/"}:
            return
        key = path.removeprefix("/vraag/").strip("/")
        if key == "uitkering":
            here("question")
        _answer(page, key)
        if urlsplit(page.url).path == path and number:
            raise WalkEnded(f"{path} did not take the answer.")
    raise WalkEnded(f"After {MOST_QUESTIONS} questions there is still one: {page.url}")


def _answer(page: Page, key: str) -> None:
    boxes = page.locator("main input[type=checkbox][name=past]")
    days = page.locator("main input[name^='dag.']")
    answer = ANSWERS.get(key.partition(".")[0])
    if boxes.count():
        offered = {str(box.get_attribute("value")): box for box in boxes.all()}
        for value in TICKED & offered.keys() or {"geen"} & offered.keys():
            offered[value].check(force=True)
    elif days.count() == len(BIRTHDAYS):
        for place, day in enumerate(BIRTHDAYS):
            days.nth(place).fill(day)
    elif answer is None:
        page.click("[name=weet-niet]")
        return
    else:
        field = page.locator(f"main input[value='{answer}'], main input[name=antwoord][type=text]").first
        if field.get_attribute("type") == "text":
            field.fill(answer)
        else:
            field.check(force=True)
    page.locator("main form.hv-form button[type=submit]").first.click()
