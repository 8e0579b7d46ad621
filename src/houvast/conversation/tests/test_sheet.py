"""It ends with a help request on one page; who asks and who helps read the same."""

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from houvast.casework.api import HelpRequest
from houvast.conversation.circumstances import Said
from houvast.conversation.story import Story
from houvast.conversation.tests.conftest import with_story
from houvast.law.api import Person, Situation
from houvast.ledger import api as ledger
from houvast.rights.api import corpus

pytestmark = pytest.mark.django_db
SECTIONS = ["woorden", "vraag", "nu", "bekend", "niet", "open", "stappen", "meenemen", "gerust"]
WORDS = "ik heb geen eten, en hoe vraag ik zorgtoeslag aan?"


STORY = (
    Story(
        words=WORDS,
        about="bezwaar_maken",
        dangers=("food",),
        people_told=True,
        situation=Situation(
            {},
            (
                Person(
                    "aanvrager",
                    "aanvrager",
                    {
                        "geboortedatum": dt.date(1988, 2, 3),
                        "toetsingsinkomen": 20_500,
                        "zorgverzekering": "nederlands",
                        "in_detentie": False,
                    },
                ),
            ),
            frozenset(),
        ),
        receiving=("zorgtoeslag",),
    )
    .told("vermogen_nu", [(("vermogen_nu", None), None)])
    .said(Said("sinds", ("maanden",)))
    .said(Said("geprobeerd", ("gebeld",), "De gemeente belde niet terug."))
    .said(Said("om-u-heen", ("niemand",)))
)


@pytest.fixture
def told(visitor: Client) -> Client:
    """Somebody alone with a low income, who does not know what is on the bank."""
    return with_story(visitor, STORY)


def read(client: Client, address: str) -> str:
    """The sections as somebody reads them."""
    page = client.get(address)
    assert page.status_code == 200
    content = page.content.decode()
    begin_at, end_at = content.index('<section aria-labelledby="deel-'), content.rindex("</section>")
    text = re.sub(r"<[^>]+>", " ", content[begin_at:end_at])
    return " ".join(text.split())


def sections(client: Client, address: str) -> dict[str, list[Any]]:
    return {each.key: list(each.items) for each in client.get(address).context["sections"]}


def test_it_has_everything_that_a_first_conversation_needs(told: Client) -> None:
    found = sections(told, "/vraag/hulpvraag/")

    assert list(found) == SECTIONS
    assert found["woorden"][0].text == WORDS
    assert [item.text for item in found["vraag"]] == ["Ik heb geen eten", "Bezwaar maken"]
    assert "Wie is er om u heen? Niemand" in [item.text for item in found["nu"]]
    assert all("U vertelde dit op" in item.note for item in found["bekend"][:-1])
    assert found["bekend"][-1].text == "Wat u nu al krijgt: Zorgtoeslag"
    assert corpus().facts["vermogen_nu"].question["nl"]["zelf"] in [item.text for item in found["open"]]
    assert found["stappen"][0].note == settings.CONFIG.phone
    assert "Awb 6:7" in [item.note for item in found["stappen"]]
    assert any("U krijgt Zorgtoeslag al." in item.text for item in found["gerust"])


def test_what_is_not_so_stands_apart_and_who_told_it_is_said_once(told: Client) -> None:
    found = sections(told, "/vraag/hulpvraag/")

    assert [item.text for item in found["niet"]] == ["Ik zit in detentie"]
    assert not any("detentie" in item.text for item in found["bekend"])
    assert read(told, "/vraag/hulpvraag/").count("U vertelde dit op") == 2, "once in each of both sections"


def test_who_helps_reads_the_same_as_who_asked(told: Client, duo: Any) -> None:
    told.post("/bewaren/", {"naam": "Samira"})
    held = HelpRequest.objects.get()
    counsellor = Client()
    counsellor.force_login(duo.first.account, backend="django.contrib.auth.backends.ModelBackend")
    counsellor.cookies["taal"] = "ar"

    so_far = read(told, "/vraag/hulpvraag/")
    own = read(told, reverse("conversation:sheet-kept", args=[held.pk]))
    theirs = read(counsellor, reverse("conversation:sheet-at-work", args=[held.pk]))

    assert own == theirs
    assert len(own) > 500
    assert sorted(so_far.split()) == sorted(own.split()), "keeping it loses nothing and adds nothing"


def test_the_resident_can_read_that_somebody_looked(told: Client, duo: Any) -> None:
    told.post("/bewaren/", {})
    held = HelpRequest.objects.get()
    counsellor = Client()
    counsellor.force_login(duo.first.account, backend="django.contrib.auth.backends.ModelBackend")

    counsellor.get(reverse("conversation:sheet-at-work", args=[held.pk]))

    looks = [line for line in ledger.log_of(held.resident_id, limit=9) if line.action == "look"]
    assert {line.kind for line in looks} >= {"feiten", "hulpvraag"}


def test_a_stranger_and_another_resident_find_nothing(told: Client, duo: Any) -> None:
    told.post("/bewaren/", {})
    held = HelpRequest.objects.get()
    other = Client()
    with_story(other, Story(words="een andere vraag")).post("/bewaren/", {})

    address = reverse("conversation:sheet-kept", args=[held.pk])

    assert Client().get(address).status_code == 302
    assert other.get(address).status_code == 404
    assert other.get(reverse("conversation:sheet-at-work", args=[held.pk])).status_code in {302, 403}


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_it_has_the_same_lines_in_every_language(told: Client, language: str) -> None:
    dutch = sections(told, "/vraag/hulpvraag/")
    told.cookies["taal"] = language

    theirs = sections(told, "/vraag/hulpvraag/")

    assert {key: len(items) for key, items in theirs.items()} == {
        key: len(items) for key, items in dutch.items()
    }
    assert theirs["nu"] != dutch["nu"]


def test_before_the_questions_only_what_the_asked_scheme_needs_is_brought(visitor: Client) -> None:
    asked = with_story(visitor, Story(words="hoe krijg ik huurtoeslag", about="huurtoeslag"))

    found = [item.text for item in sections(asked, "/vraag/hulpvraag/")["meenemen"]]

    needs = [line["nl"] for line in corpus().laws["huurtoeslag"].getting_it["evidence"]]
    assert found == ["Uw paspoort, identiteitskaart of verblijfspas", *needs]


def test_who_asks_about_nothing_we_know_brings_only_who_they_are(visitor: Client) -> None:
    found = sections(with_story(visitor, Story(words="ik weet het niet meer")), "/vraag/hulpvraag/")

    assert [item.text for item in found["meenemen"]] == ["Uw paspoort, identiteitskaart of verblijfspas"]


def test_what_fits_the_answers_is_brought_and_what_may_fit_is_not(told: Client) -> None:
    found = {item.text for item in sections(told, "/vraag/hulpvraag/")["meenemen"]}

    box = told.get("/stoppenkast/").context["box"]
    waiting = {switch.scheme for switch in box.switches if switch.state == "waiting"}
    doubted = {switch.scheme for switch in box.unsure} - waiting
    assert found - {"Uw paspoort, identiteitskaart of verblijfspas"} <= needed(waiting)
    assert not (needed(doubted) - needed(waiting)) & found


def needed(schemes: set[str]) -> set[str]:
    """What these schemes ask to bring, in Dutch."""
    return {line["nl"] for name in schemes for line in corpus().laws[name].getting_it.get("evidence") or ()}


def test_somebody_who_says_nothing_more_still_gets_a_step_and_a_person(visitor: Client) -> None:
    with_story(visitor, Story(words="ik weet het niet meer"))

    found = sections(visitor, "/vraag/hulpvraag/")

    assert found["stappen"][0].note
    assert found["gerust"]
