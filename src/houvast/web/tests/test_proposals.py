"""What if a number of the law were another: figures as of two assessments, faults that say what to mend."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from houvast.law.api import assess, one_value_changed
from houvast.people.api import Organisation, Role, new_professional
from houvast.rights.api import corpus
from houvast.ui.api import euro_text
from houvast.web import clock
from houvast.web.demo import residents, story_of

PAGE = "/beleid/wat-als/zorgtoeslag/"
DAY = dt.date(2026, 11, 23)
TRIED = {"waarde": "standaardpremie", "wordt": "2300,50", "huishouden": "samira", "dag": DAY.isoformat()}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Client:
    """A policy maker, signed in."""
    city = Organisation.objects.create(name="Gemeente")
    ines = new_professional(
        email="ines@example.org", display_name="Ines", organisation=city, roles=[Role.POLICY_MAKER]
    )
    client = Client()
    client.force_login(ines.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_sum_is_that_of_two_assessments(ines: Client) -> None:
    samira = story_of(next(each for each in residents() if each.id == "samira")).situation
    changed = one_value_changed(corpus(), "zorgtoeslag", "standaardpremie", Fraction("2300.50"), since=DAY)
    before, after = (
        assess(each, samira, on=DAY, schemes=("zorgtoeslag",)).outcomes[0].amount
        for each in (corpus(), changed.corpus)
    )
    assert before is not None
    assert after is not None
    assert after > before

    page = ines.get(PAGE, TRIED).content.decode()

    assert f"+ {euro_text(after - before)}" in page
    assert "Zorgtoeslag: standaardpremie wordt 2300,5" in page
    assert "<figure>" in page
    assert page.count("Zorgtoeslag") > 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"wordt": "veel"}, "Schrijf een getal"),
        ({"wordt": "1e9"}, "Schrijf een getal"),
        ({"waarde": "drempel van iemand"}, "Kies een getal van deze wet"),
        ({"huishouden": "niemand"}, "Kies een huishouden"),
        ({"dag": "morgen"}, "Schrijf de dag zo"),
        ({"dag": "1999-01-01"}, "Niemand keek de regelingen na"),
    ],
)
def test_what_cannot_be_tried_says_what_to_mend_and_keeps_what_was_typed(
    ines: Client, change: dict[str, Any], says: str
) -> None:
    response = ines.get(PAGE, {**TRIED, **change})

    assert response.status_code == 400
    assert says in response.content.decode()
    assert f'value="{change.get("wordt", TRIED["wordt"])}"' in response.content.decode()


def test_without_a_number_there_is_only_the_form(ines: Client) -> None:
    page = ines.get(PAGE).content.decode()

    assert "Wat wordt het?" in page
    assert "<figure>" not in page
    assert f'value="{clock.now().date().isoformat()}"' in page


def test_a_law_that_is_not_ours_is_not_there(ines: Client) -> None:
    assert ines.get("/beleid/wat-als/geen/").status_code == 404
