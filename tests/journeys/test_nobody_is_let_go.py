"""Three people who are let go of elsewhere: who is silent, who is handed over, who says "niet opgelost"."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from houvast.casework.api import ring_alarms
from houvast.conversation.api import Caller, keep
from houvast.web import clock
from houvast.web.demo import story_of
from tests.journeys import telling
from tests.journeys.conftest import TUESDAY
from tests.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FATIMA, DENNIS, ELIF = "Fatima Bouzid", "Dennis Groot", "Elif Demir"


@pytest.fixture
def days_later(monkeypatch: pytest.MonkeyPatch) -> "DaysLater":
    return DaysLater(monkeypatch)


class DaysLater:
    """Moves the one clock of the house on, and lets what runs by the clock run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, days: int) -> None:
        at = TUESDAY + dt.timedelta(days=days)
        self.monkeypatch.setattr(clock, "now", lambda: at)
        ring_alarms(at=at)


def asked(name: str) -> str:
    """This person asked, and kept it; the code."""
    person = somebody(name)
    caller = Caller(person.name, person.phone, person.neighbourhood)
    kept = keep(story_of(person), caller, language="nl", at=clock.now()).kept
    assert kept is not None
    return kept.code


def open_request(page: Page, city: str, worker: str, name: str) -> None:
    """A professional comes to work and opens this person's question."""
    telling.sign_in(page, city, worker)
    page.goto(f"{city}/werk/")
    page.get_by_role("link", name=somebody(name).name).first.click()


def fill(page: Page, form: str, words: str, **fields: str) -> None:
    """Unfold one form of the request page, fill it in and send it."""
    place = page.locator(f"#{form}")
    if place.get_attribute("open") is None:
        place.locator("summary").click()
    for name, value in fields.items():
        place.locator(f"[name='{form}-{name}']").select_option(value)
    place.locator(f"[name='{form}-words']").fill(words)
    place.get_by_role("button").click()


def test_who_does_not_answer_is_not_closed_for_resistance(
    at_work: Page, another_phone: Page, city: str, days_later: DaysLater
) -> None:
    # Anton asked for help, and then answers nothing.
    code = asked("anton")
    open_request(at_work, city, DENNIS, "anton")
    at_work.get_by_role("button", name="Ik pak dit op").click()
    fill(at_work, "attempt", "Drie keer gebeld.", channel="phone")

    # One kind of contact is not enough: there is no way to let it rest, and none to close it.
    expect(at_work.get_by_text("Laat deze vraag slapen")).to_have_count(0)
    expect(at_work.get_by_role("button", name="Sluit")).to_have_count(0)
    fill(at_work, "attempt", "Brief gestuurd.", channel="letter")
    fill(at_work, "attempt", "Aan de deur, niet thuis.", channel="visit")

    # After three weeks and three kinds of contact Dennis asks; it needs Fatima too, who reads a reminder.
    days_later(22)
    open_request(at_work, city, DENNIS, "anton")
    fill(at_work, "ask-sleep", "Hij werkt niet mee.")
    open_request(at_work, city, FATIMA, "anton")
    expect(at_work.locator("#sleep")).to_contain_text("is niet reageren wel onwil?")
    telling.promise_step(at_work, "Fatima komt langs met de buurvrouw", "18-12-2026")

    # Anton comes back: the same people, the same question, and nobody scolds him.
    telling.come_back(another_phone, city, code)
    seen = another_phone.get_by_role("main")
    expect(seen).to_contain_text("Fatima komt langs met de buurvrouw")
    expect(seen).to_contain_text("Wij probeerden u te bereiken")
    expect(seen).to_contain_text("Fatima Bouzid")
    another_phone.locator("#bericht-woorden").fill("Ik durfde de brieven niet open te maken.")
    another_phone.locator("#bericht").get_by_role("button").click()
    at_work.goto(f"{city}/werk/")
    expect(at_work.get_by_role("row").filter(has_text="Anton")).to_contain_text("Nieuw bericht")


def test_a_hand_over_that_nobody_answers_comes_back_with_an_alarm(
    at_work: Page, another_phone: Page, city: str, days_later: DaysLater
) -> None:
    # Fatima asks the duo in Oost to take over, and holds on meanwhile.
    code = asked("ruth")
    open_request(at_work, city, FATIMA, "ruth")
    at_work.get_by_role("button", name="Ik pak dit op").click()
    choice = at_work.locator("#offer option", has_text="Elif Demir en Ruben Visser")
    fill(at_work, "offer", "Ruth woont nu in Oost.", duo=choice.get_attribute("value") or "")
    telling.come_back(another_phone, city, code)
    expect(another_phone.locator(".hv-columns__aside")).to_contain_text("Tot dan blijven")

    # Nobody answers. Silence moves nothing: it rings, at the people who hold it.
    days_later(6)
    telling.sign_in(at_work, city, DENNIS)
    at_work.goto(f"{city}/werk/alarmen/")
    alarm = at_work.locator("section", has_text="Het andere duo antwoordde niet; u houdt deze vraag vast")
    expect(alarm).to_be_visible()

    # It cannot be clicked away: Dennis explains, and Ruth reads it, from the people she knows.
    alarm.get_by_text("Leg aan de bewoner uit hoe het staat").click()
    alarm.locator("[name='explain-words']").fill("Het andere team antwoordde niet. Wij blijven bij u.")
    alarm.get_by_role("button", name="Verstuur aan de bewoner").click()
    expect(at_work.get_by_text("Uw uitleg is verstuurd. Het alarm is klaar.")).to_be_visible()
    another_phone.goto(f"{city}/volg/")
    expect(another_phone.get_by_role("main")).to_contain_text("Het andere team antwoordde niet.")
    expect(another_phone.locator(".hv-columns__aside")).to_contain_text("Dennis Groot")
    expect(another_phone.locator(".hv-columns__aside")).not_to_contain_text("Elif Demir")


def test_who_says_niet_opgelost_goes_on_with_the_same_people(
    at_work: Page, another_phone: Page, city: str, days_later: DaysLater
) -> None:
    # Elif thinks that it is solved. Only Bram can say so.
    code = asked("bram")
    open_request(at_work, city, ELIF, "bram")
    at_work.get_by_role("button", name="Ik pak dit op").click()
    fill_propose(at_work)
    telling.come_back(another_phone, city, code)
    another_phone.get_by_label("Wat is nog niet goed?").fill("De energie is nog niet geregeld.")
    another_phone.get_by_role("button", name="Nee, het is niet opgelost").click()
    expect(another_phone.get_by_role("main")).to_contain_text("Wij bellen u over wat nog niet goed is")

    # The duo reads why, and it waits for them.
    at_work.reload()
    expect(at_work.get_by_role("main")).to_contain_text("De energie is nog niet geregeld.")
    telling.promise_step(at_work, "Elif belt met de leverancier", "26-11-2026")
    fill_propose(at_work)

    # Now Bram says yes; a month later something comes back, and so do the same two.
    another_phone.goto(f"{city}/volg/")
    another_phone.get_by_role("button", name="Ja, het is opgelost").click()
    expect(another_phone.get_by_role("main")).to_contain_text("U zei: het is opgelost")
    days_later(30)
    another_phone.goto(f"{city}/volg/")
    expect(another_phone.get_by_role("heading", name="Toch niet opgelost?")).to_be_visible()
    another_phone.get_by_role("button", name="Nee, het is niet opgelost").click()
    expect(another_phone.locator(".hv-columns__aside")).to_contain_text("Elif Demir")
    open_request(at_work, city, ELIF, "bram")
    expect(at_work.get_by_role("main")).to_contain_text("Loopt")


def fill_propose(page: Page) -> None:
    """Ask whether it is solved."""
    page.get_by_text("Vraag of het is opgelost", exact=True).click()
    page.get_by_role("button", name="Vraag het de bewoner").click()
