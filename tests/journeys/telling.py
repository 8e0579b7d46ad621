"""What somebody does with the pages, in the words of a story.

Takes   a browser's page and a person.
Gives   what they see next.
Knows   nothing of how the pages are made: it finds what a person would find.
"""

import re

from playwright.sync_api import Locator, Page, expect

from houvast.law.api import Situation
from houvast.web.demo import DemoResident
from tests.people import as_typed, known, situation_of

MOST_SCREENS = 80
ROLES = {"kind": "kinderen", "medebewoner": "anderen"}


def say(page: Page, address: str, words: str) -> None:
    """Open the front page and tell it in own words."""
    page.goto(address)
    page.get_by_label("In uw eigen woorden").fill(words)
    onward(page)


def onward(page: Page) -> None:
    """The big button of a screen."""
    page.get_by_role("main").get_by_role("button", name="Verder").click()


def not_known(page: Page) -> None:
    """ "Weet ik niet" is an answer."""
    page.get_by_role("button", name="Weet ik niet").click()


def answer_everything(page: Page, person: DemoResident) -> list[str]:
    """Answer what is asked with what this person knows, resting where the pages offer a rest. The asked
    screens.
    """
    situation = situation_of(person)
    asked: list[str] = []
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/vraag/verder/", page.url))
    for _ in range(MOST_SCREENS):
        key = page.url.split("/vraag/")[1].split("?")[0].strip("/")
        if key == "begrepen":
            more = page.get_by_role("link", name="Ga verder met de vragen")
            if not more.count():
                return asked
            more.click()
            continue
        asked.append(key)
        _answer(page, key, situation, person)
        expect(page.locator("[data-error-summary]")).to_have_count(0)
    raise AssertionError(f"the questions do not end: {asked}")


def _answer(page: Page, key: str, situation: Situation, person: DemoResident) -> None:
    counts = {name: sum(each.role == role for each in situation.persons) for role, name in ROLES.items()}
    if key == "thuis":
        roles = {each.role for each in situation.persons} - {"aanvrager"} or {"alleen"}
        _choose(page, roles)
    elif key in counts:
        page.get_by_label("Aantal").fill(str(counts[key]))
        onward(page)
    elif key == "geboortedatum-kinderen":
        _birthdays(page, situation)
    elif key == "krijgt-u-al":
        _choose(page, {value for value in person.receiving if _box(page, value).count()} or {"geen"})
    elif key.startswith("groep-"):
        _group(page, key, situation)
    else:
        fields = {field.get_attribute("name") or "" for field in page.locator("[name^='antwoord.']").all()}
        fact = key.removesuffix("-kinderen")
        if fields:
            _each(page, fact, situation, fields)
        else:
            _one(page, fact, situation, _about(page, situation))


def _about(page: Page, situation: Situation) -> str | None:
    """Of whom one question is, as somebody reads it: the name of a child, `uw partner`, or nobody else."""
    title = page.locator("h1").first.inner_text()
    for person in situation.persons:
        words = {"partner": "partner", "kind": person.name or "uw kind", "medebewoner": "huisgenoot"}
        if words.get(person.role, "\n") in title:
            return person.id
    return None


def _each(page: Page, fact: str, situation: Situation, fields: set[str]) -> None:
    """The same question for several people: what is known is filled in, the rest is not known."""
    values = {field: known(situation, fact, field.partition(".")[2]) for field in fields}
    for field, value in values.items():
        if value is None:
            continue
        typed, places = as_typed(value), page.locator(f"[name='{field}']")
        if places.count() > 1:
            page.locator(f"[name='{field}'][value='{typed}']").check()
        else:
            places.fill(typed)
    if None in values.values():
        not_known(page)
    else:
        onward(page)


def _one(page: Page, fact: str, situation: Situation, whom: str | None) -> None:
    value = known(situation, fact, whom)
    if value is None and whom is None:
        value = known(situation, fact, "aanvrager")
    if value is None:
        not_known(page)
        return
    typed = as_typed(value)
    if _box(page, typed).count():
        _choose(page, {typed})
    else:
        page.locator("[name=antwoord]").fill(typed)
        onward(page)


def _group(page: Page, key: str, situation: Situation) -> None:
    whom = key.partition(".")[2] or "aanvrager"
    shown = [box.get_attribute("value") or "" for box in page.locator("input[name=past]").all()]
    values = {name: known(situation, name, whom) for name in shown if name != "geen"}
    values = {
        name: known(situation, name, None) if value is None else value for name, value in values.items()
    }
    if all(value is None for value in values.values()):
        not_known(page)
        return
    _choose(page, {name for name, value in values.items() if value is True} or {"geen"})


def _birthdays(page: Page, situation: Situation) -> None:
    for child in (each for each in situation.persons if each.role == "kind"):
        page.locator(f"[name='dag.{child.id}']").fill(as_typed(child.facts["geboortedatum"]))
        page.locator(f"[name='naam.{child.id}']").fill(child.name)
    onward(page)


def _choose(page: Page, values: set[str]) -> None:
    for value in values:
        _box(page, value).check()
    onward(page)


def _box(page: Page, value: str) -> Locator:
    return page.locator(f"main input[value='{value}']")


def keep(page: Page, person: DemoResident) -> str:
    """Keep the question; the code that stands on the screen."""
    page.get_by_role("link", name="Bewaar dit, of juist niet").click()
    page.get_by_label("Hoe mogen we u noemen?").fill(person.name)
    page.get_by_label("Op welk nummer kunnen we u bellen?").fill(person.phone)
    page.get_by_label("In welke buurt woont u?").select_option(person.neighbourhood)
    page.get_by_role("button", name="Bewaar met een code").click()
    expect(page.get_by_role("heading", name="Uw vraag is bewaard")).to_be_visible()
    return page.locator(".hv-code__groups").inner_text()


def switch(page: Page, title: str) -> Locator:
    """One scheme in the fuse box."""
    return page.locator(".hv-switch", has=page.get_by_role("heading", name=title, exact=True))


def come_back(page: Page, address: str, code: str) -> None:
    """Come back to one's question with the code, from another telephone."""
    page.goto(f"{address}/volg/")
    page.locator("main input[type=text]").fill(code)
    page.locator("main form button[type=submit]").first.click()


def sign_in(page: Page, address: str, name: str) -> None:
    """A professional comes to work, through the demo's own door."""
    page.goto(f"{address}/demo/inloggen/")
    page.get_by_role("button", name=f"Ga verder als {name}").click()


def take_on(page: Page, address: str, name: str) -> None:
    """Find somebody's question on the worklist, and take it on."""
    page.goto(f"{address}/werk/")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Ik pak dit op").click()


def promise_step(page: Page, what: str, day: str) -> None:
    """A next step that is ours, with the day on which it is done and heard of."""
    page.get_by_text("Een nieuwe stap", exact=True).click()
    form = page.locator("#step")
    form.get_by_label("Wat gebeurt er?").fill(what)
    form.locator("input[type=radio][value=us]").check()
    form.get_by_label("Klaar uiterlijk op").fill(day)
    form.get_by_label("De bewoner hoort iets uiterlijk op").fill(day)
    form.get_by_role("button", name="Leg deze stap vast").click()


def write(page: Page, words: str) -> None:
    """A message to the resident."""
    page.get_by_text("Een bericht aan de bewoner", exact=True).click()
    page.locator("#message").get_by_label("Uw bericht").fill(words)
    page.locator("#message").get_by_role("button", name="Verstuur").click()
