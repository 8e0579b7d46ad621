"""What changes in a life, and how to get a scheme: pages that anybody may read, in their own language."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import translation

from houvast.law.api import Situation
from houvast.rights.api import assess, corpus, fuse_box, life_event, life_events, told
from houvast.rights.tests.conftest import ON

EVENTS = [event.name for event in life_events()]
SCHEMES = sorted(law.name for law in corpus().laws.values() if law.kind != "begrip")
LANGUAGES = ("nl", "en", "tr", "ar")


@pytest.mark.parametrize("name", EVENTS)
def test_every_life_event_has_a_page_with_what_to_do_first(client: Client, name: str) -> None:
    answer = client.get(f"/gebeurtenissen/{name}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Doe dit eerst" in page
    assert all(f'href="/regelingen/{scheme}/"' in page for scheme in life_event(name).schemes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_life_event_is_read_in_ones_own_language(client: Client, language: str) -> None:
    client.cookies["taal"] = language
    event = life_event("achttien_worden")

    page = client.get("/gebeurtenissen/achttien_worden/", headers={"accept-language": language}).content

    assert event.title[language] in page.decode()
    assert event.parts["stops"][0].says[language] in page.decode()


def test_the_list_names_every_event_and_the_front_page_leads_there(client: Client) -> None:
    front, listed = (client.get(path).content.decode() for path in ("/", "/gebeurtenissen/"))

    assert 'href="/gebeurtenissen/"' in front
    assert all(f'href="/gebeurtenissen/{name}/"' in listed for name in EVENTS)


def test_an_event_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/gebeurtenissen/loterij/").status_code == 404


def test_the_json_tells_each_line_in_every_language(client: Client) -> None:
    answer = json.loads(client.get("/gebeurtenissen.json").content)

    assert answer["version"] == "houvast-life-events/1"
    assert [event["id"] for event in answer["events"]] == EVENTS
    lines = [
        line
        for event in answer["events"]
        for part in ("checkFirst", "starts", "stops")
        for line in event[part]
    ]
    assert all(set(line["says"]) == set(line["when"]) == set(LANGUAGES) for line in lines)


def test_a_household_sees_its_own_switch_beside_each_line(alone: Situation) -> None:
    box = fuse_box(assess(alone, on=ON))

    event = told(life_event("werk_verliezen"), box=box)

    states = {one.scheme: one.switch and one.switch.state for line in event.changes for one in line.schemes}
    assert states["zorgtoeslag"] == "waiting"


def test_without_a_household_there_is_no_switch() -> None:
    event = told(life_event("werk_verliezen"))

    assert [one.switch for line in event.starts for one in line.schemes] == [None] * len(event.starts)


def test_what_nobody_translated_says_that_it_is_dutch() -> None:
    with translation.override("ar"):
        event = told(life_event("ziekte"))

    assert {line.says.language for line in event.starts} == {"ar"}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_tells_in_practice_how_to_get_it(client: Client, name: str) -> None:
    answer = client.get(f"/regelingen/{name}/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Waar vraagt u het?" in page
    assert f'href="/beleid/regelingen/{name}/"' in page


@pytest.mark.parametrize("name", ["minima", "toverwet"])
def test_a_notion_or_nothing_has_no_such_page(client: Client, name: str) -> None:
    assert client.get(f"/regelingen/{name}/").status_code == 404


def test_life_events_need_no_day() -> None:
    assert all(event.checked[0] and event.checked[0] <= dt.date(2026, 11, 22) for event in life_events())
