"""For professionals: the articles open, two days beside each other, a text to take over."""

import datetime as dt

import pytest
from django.test import Client

from houvast.answers.comparing import compared
from houvast.answers.composed import NoAnswer
from houvast.people.api import Organisation, Role, Team, new_professional
from houvast.rights.api import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsellor() -> Client:
    """Somebody at work."""
    organisation = Organisation.objects.create(name="Gemeente Voorbeeldstad")
    team = Team.objects.create(organisation=organisation, name="Noord")
    who = new_professional(
        email="f@voorbeeld.example", display_name="Fatima", organisation=organisation, team=team,
        roles=[Role.COUNSELLOR],
    )  # fmt: skip
    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_articles_and_what_a_person_decides_are_open(counsellor: Client) -> None:
    page = counsellor.get("/werk/antwoord/zorgtoeslag/", {"dag": "2026-07-01"}).content.decode()

    assert "<details" not in page.split('id="inhoud"')[1]
    assert "Wzt 2" in page
    assert "zekerheid" in page


def test_two_days_stand_beside_each_other(counsellor: Client) -> None:
    page = counsellor.get("/werk/antwoord/zorgtoeslag/", {"dag": "2025-07-01", "met": "2026-07-01"})

    law = corpus().laws["zorgtoeslag"]
    changed = [
        each.name for each in law.parameters.values()
        if each.on(dt.date(2025, 7, 1)).value != each.on(dt.date(2026, 7, 1)).value
    ]  # fmt: skip
    rows = page.context["compared"].rows
    assert changed
    assert {name.replace("_", " ") for name in changed} <= {row.name for row in rows}
    assert all(row.article for row in rows)


def test_what_did_not_change_is_not_called_a_change() -> None:
    day = dt.date(2026, 7, 1)

    assert compared("zorgtoeslag", first=day, second=day).rows == ()
    with pytest.raises(NoAnswer):
        compared("zorgtoeslag", first=day, second=dt.date(1990, 1, 1))


@pytest.mark.parametrize("day", ["1990-01-01", "morgen", "2026-13-01"])
def test_a_day_that_cannot_be_is_explained(counsellor: Client, day: str) -> None:
    response = counsellor.get("/werk/antwoord/zorgtoeslag/", {"dag": day})

    assert response.status_code == 400
    assert f'value="{day}"' in response.content.decode()


def test_the_text_to_take_over_has_every_line_with_its_article(counsellor: Client) -> None:
    context = counsellor.get("/werk/antwoord/zorgtoeslag/", {"dag": "2026-07-01"}).context

    for line in context["answer"].lines:
        assert line.says.text in context["text"]
        assert line.article in context["text"]


def test_a_resident_has_no_page_of_professionals(client: Client) -> None:
    assert client.get("/werk/antwoord/zorgtoeslag/").status_code == 302
