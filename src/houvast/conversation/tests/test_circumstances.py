"""Urgency, since when, what was tried, who is around, what is good: asked, explained, changed."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from houvast.casework.api import HelpRequest, Urgency
from houvast.conversation import asked, circumstances, path
from houvast.conversation.circumstances import ALL, Said
from houvast.conversation.story import Story, read, written
from houvast.conversation.tests.conftest import with_story
from houvast.conversation.tests.test_the_way_through import ON, begin
from houvast.rights.api import Screen, corpus, screens
from houvast.ui.api import speaking

pytestmark = pytest.mark.django_db
TOLD: dict[str, dict[str, Any]] = {
    "over/haast": {"past": ["deze-week"]},
    "over/sinds": {"past": ["maanden"]},
    "over/geprobeerd": {"past": ["gebeld"], "woorden": "De gemeente belde niet terug."},
    "over/om-u-heen": {"past": ["niemand"]},
    "over/goed": {"woorden": "Weer slapen."},
}


@pytest.fixture
def told(visitor: Client) -> Client:
    """Somebody who lives alone and told how it is."""
    story = Story(words="ik kom niet rond", people_told=True).living_with({})
    for name, typed in TOLD.items():
        story = story.said(
            Said(name.removeprefix("over/"), tuple(typed.get("past", ())), str(typed.get("woorden", "")))
        )
    return with_story(visitor, story)


def test_everything_a_counsellor_would_ask_first_is_asked_in_that_order(visitor: Client) -> None:
    with_story(visitor, Story(words="ik kom niet rond").living_with({}))
    asked_screens = []

    for name, typed in [*TOLD.items()][:2]:
        asked_screens.append(visitor.get("/vraag/verder/").headers["Location"])
        visitor.post(f"/vraag/{name}/", typed)

    assert asked_screens == ["/vraag/over/haast/", "/vraag/over/sinds/"]
    assert visitor.get("/vraag/verder/").headers["Location"].count("/over/") == 0, "then the engine asks"


def test_when_the_engine_has_no_question_left_the_other_three_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.conversation.path.open_screens", lambda story, *, on: ())
    story, found = Story().living_with({}), []

    while "over" in (address := path.next_address(story, on=ON.date())):
        found.append(name := address.split("/")[-2])
        story = story.said(Said(name))

    assert found == [each.name for each in ALL]
    assert address == "/vraag/krijgt-u-al/"


def test_what_was_said_stands_in_the_summary_and_can_be_changed(told: Client) -> None:
    page = told.get("/vraag/begrepen/").content.decode()
    changed = told.post("/vraag/over/sinds/?terug=begrepen", {"past": ["jaren"]}, follow=True)

    for said in ("Deze week", "Een paar maanden", "De gemeente belde niet terug.", "Niemand", "Weer slapen."):
        assert said in page
    assert changed.redirect_chain == [("/vraag/begrepen/", 302)]
    assert "Al jaren" in changed.content.decode()


def test_every_line_of_the_summary_can_be_changed(told: Client) -> None:
    told.post("/vraag/kale_huur/", {"antwoord": "650"})

    rows = told.get("/vraag/begrepen/").context["rows"]

    assert len(rows) == len(TOLD) + 3
    for row in rows:
        assert told.get(row["href"]).status_code == 200, row["term"]


def test_other_words_keep_every_answer(told: Client) -> None:
    page = told.post("/vraag/woorden/", {"woorden": "mijn huur is te hoog"}, follow=True).content.decode()

    assert "mijn huur is te hoog" in page
    assert "ik kom niet rond" not in page
    assert "U woont alleen" in page
    assert "Weer slapen." in page


def test_a_danger_in_other_words_goes_before_everything(visitor: Client) -> None:
    begin(visitor)

    changed = visitor.post("/vraag/woorden/", {"woorden": "ik heb geen eten in huis"})

    assert changed.headers["Location"] == "/vraag/nood/"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("haast", {"past": ["vandaag", "geen-haast"]}),
        ("haast", {"past": ["ooit"]}),
        ("haast", {}),
        ("om-u-heen", {"past": ["niemand", "familie"]}),
        ("goed", {"woorden": "x" * 501}),
    ],
)
def test_what_cannot_be_an_answer_is_explained(visitor: Client, name: str, typed: dict[str, object]) -> None:
    begin(visitor)

    response = visitor.post(f"/vraag/over/{name}/", typed)

    assert response.status_code == 200
    assert 'id="past-error"' in response.content.decode()


def test_whoever_is_in_an_emergency_is_not_asked_how_urgent_it_is(visitor: Client) -> None:
    begin(visitor, "ik heb 5 kinderen en geen eten voor het weekend")

    visitor.post("/vraag/thuis/", {"wie": ["alleen"]})

    assert visitor.get("/vraag/verder/").headers["Location"] == "/vraag/over/sinds/"


def test_what_must_happen_today_stands_on_top_of_the_worklist(visitor: Client, duo: object) -> None:
    begin(visitor)
    visitor.post("/vraag/over/haast/", {"past": ["vandaag"]})

    visitor.post("/bewaren/", {})

    assert HelpRequest.objects.get().urgency == Urgency.EMERGENCY


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_every_answer_survives_the_storage(each: circumstances.Circumstance) -> None:
    story = Story().said(Said(each.name, (each.choices[0][0],), "أنا"))

    assert read(written(story), corpus()) == story


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_every_question_of_the_laws_tells_why_and_where(language: str) -> None:
    story = Story().living_with({"kind": 1, "partner": 1, "medebewoner": 1})
    silent = []

    with speaking(language):
        for fact in corpus().facts.values():
            roles = fact.applies_to or ("aanvrager",)
            someone = next(each.id for each in story.situation.persons if each.role in roles)
            person = None if fact.level.value == "household" else someone
            shown = asked.ask(Screen(fact.name, ((fact.name, person),)), story)
            silent += [] if shown.why and shown.where else [fact.name]

    assert silent == []


def test_a_question_explains_itself_when_somebody_asks_what_we_mean(visitor: Client) -> None:
    story = Story(words="x").living_with({})
    with_story(visitor, story)
    group = next(one for one in screens(story.situation, on=ON.date()) if one.is_group)

    page = visitor.get("/vraag/kale_huur/").content.decode()
    together = visitor.get(f"/vraag/{group.key}/").content.decode()

    assert "Hoe bedoelt u?" in page
    assert "Waar vindt u het?" in page
    assert '<strong lang="nl" dir="ltr">kale huur</strong>: ' in page, (
        "a hard word is explained where it stands"
    )
    for name, _ in group.facts:
        assert escape(corpus().facts[name].where["nl"]) in together
