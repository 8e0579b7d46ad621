"""A visitor with a browser, and a neighbourhood team to keep a question with."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from houvast.conversation import drafts
from houvast.conversation.story import Story
from houvast.people.api import Organisation, Team, form_duo, new_professional
from houvast.web import clock


@pytest.fixture
def visitor(db: None) -> Client:
    """Somebody who just opened the front page."""
    return Client()


def with_story(visitor: Client, story: Story) -> Client:
    """The same visitor, in the middle of this story."""
    response = HttpResponse()
    drafts.begin(story, at=clock.now(), response=response)
    visitor.cookies[drafts.COOKIE] = response.cookies[drafts.COOKIE].value
    return visitor


@pytest.fixture
def duo(db: None) -> Any:
    """Two people of one team who can hold a request."""
    organisation = Organisation.objects.create(name="Gemeente Voorbeeldstad")
    team = Team.objects.create(
        organisation=organisation, name="Noord", neighbourhood_code="N1", neighbourhood_name="Noord"
    )
    first, second = (
        new_professional(
            email=f"{name}@voorbeeld.example", display_name=name, organisation=organisation, team=team,
            roles=["counsellor"],
        )
        for name in ("Fatima", "Dennis")
    )  # fmt: skip
    return form_duo(first, second)
