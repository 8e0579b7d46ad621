"""The pages around one request that has everything: guests, advice, a refusal, a threat, alarms, a letter."""

import datetime as dt
import itertools

import pytest
from playwright.sync_api import Browser, expect

from houvast.casework import api as casework
from houvast.casework.acts import Form
from houvast.casework.around import consulting, guests
from houvast.casework.continuity import absences
from houvast.casework.deciding import decisions, threatening
from houvast.casework.models import DecisionKind, HelpRequest
from houvast.casework.post import api as post
from houvast.conversation.api import Caller, keep
from houvast.people.api import (
    Duo,
    Organisation,
    Professional,
    Role,
    as_professional,
    as_resident,
    form_duo,
    new_professional,
)
from houvast.web import clock
from houvast.web.demo import story_of
from tests.browser.looking import faults_of, html_faults
from tests.journeys import telling
from tests.journeys.conftest import TUESDAY
from tests.people import somebody

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = TUESDAY + dt.timedelta(days=10)
_tokens = itertools.count()


def form(request: HelpRequest, who: Professional, at: dt.datetime = TUESDAY) -> Form:
    """A fresh form of this professional."""
    return Form(request_id=request.pk, actor=as_professional(who), at=at, token=f"around-{next(_tokens)}")


@pytest.fixture
def code(city: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Henk's question, ten days later, with everything around it; his code."""
    henk = somebody("henk")
    kept = keep(
        story_of(henk), Caller(henk.name, henk.phone, henk.neighbourhood), language="nl", at=TUESDAY
    ).kept
    assert kept is not None
    request = HelpRequest.objects.get(reference=kept.reference)
    duo = Duo.objects.select_related("first", "second").get(help_requests=request)
    mila = new_professional(
        email="mila@example.org",
        display_name="Mila de Boer",
        organisation=Organisation.objects.create(name="Woningcorporatie (verzonnen)"),
        roles=[Role.COUNSELLOR],
    )
    everything(request, duo, mila)
    casework.deliver_post(at=NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    casework.ring_alarms(at=NOW)
    return kept.code


def everything(request: HelpRequest, duo: Duo, mila: Professional) -> None:
    """All that can stand around a request at once."""
    first, second = duo.members
    wanted = {post.Channel.LETTER: "Verzonnenlaan 1\n1000 AA Voorbeeldstad"}
    post.wish(request.resident, wanted, at=TUESDAY, by=as_resident(request.resident))
    casework.accept(form(request, first))
    until = NOW.date() + dt.timedelta(days=20)
    parts = ["name", "question", "story", "steps", "terms", "messages", "facts"]
    guests.invite(form(request, first), mila.pk, role="helpt met de huur", parts=parts, until=until)
    guests.direct(form(request, first), mila.pk)
    consulting.consult(form(request, first, NOW), mila.pk, "Kan dit huis nog een maand wachten?")
    threatening.tell(form(request, first), "eviction", NOW.date() + dt.timedelta(days=4))
    decisions.ask(form(request, first), DecisionKind.REFUSAL, "geld voor een koelkast", "De oude werkt nog.")
    decisions.agree(form(request, second), DecisionKind.REFUSAL, "Wij keken samen.")
    decisions.ask(form(request, first), DecisionKind.RECOVERY, "te veel betaald geld", "Een fout van ons.")
    new = new_professional(
        email="sara@example.org",
        display_name="Sara Blom",
        organisation=first.organisation,
        team=first.team,
        roles=[Role.COUNSELLOR],
        phone="020 555 0199",
    )
    form_duo(new, second)
    absences.tell(
        as_professional(first), away=first.pk, stand_in=new.pk, since=NOW.date(), until=until, at=NOW
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_who_works_here_hold_the_bars(
    browser: Browser, city: str, code: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    request = HelpRequest.objects.get()
    second = Duo.objects.select_related("second").get(help_requests=request).second.display_name
    one = f"/werk/hulpvraag/{request.pk}/"
    faults, letters = {}, 0
    for who, stops in (
        (
            second,
            [
                one,
                f"{one}zoals-de-bewoner/",
                f"{one}berichten/",
                "/werk/",
                "/werk/alarmen/",
                "/werk/team/",
                "/werk/te-gast/",
                "/werk/post/",
                "/werk/antwoord/zorgtoeslag/hulpvraag/",
                f"/werk/antwoord/zorgtoeslag/hulpvraag/{request.pk}/",
            ],
        ),
        ("Marijke Hofman", ["/werk/team/", "/werk/alarmen/druk/", "/werk/alarmen/"]),
        ("Ines Tavares", ["/werk/alarmen/druk/"]),
        ("Mila de Boer", ["/werk/te-gast/", f"/werk/te-gast/{request.pk}/"]),
    ):
        telling.sign_in(page, city, who)
        for stop in stops:
            page.goto(f"{city}{stop}")
            expect(page.locator("h1")).to_have_count(1)
            letters += page.get_by_role("button", name="Deze brief is gepost").count()
            found = [*faults_of(page, staff=True), *html_faults(page.content())]
            if found:
                faults[f"{who} {stop}"] = found

    assert faults == {}
    assert letters > 0, "A page of letters without a letter was looked at."
    context.close()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("nl", 320), ("ar", 390)])
def test_the_page_of_the_resident_holds_the_bars(
    browser: Browser, city: str, code: str, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    context.add_cookies([{"name": "taal", "value": language, "url": city}])
    page = context.new_page()

    telling.come_back(page, city, code)

    expect(page.locator("h1")).to_have_count(1)
    assert [*faults_of(page), *html_faults(page.content())] == []
    page.goto(f"{city}/volg/berichten/")
    expect(page.locator("h1")).to_have_count(1)
    assert [*faults_of(page), *html_faults(page.content())] == []
    context.close()
