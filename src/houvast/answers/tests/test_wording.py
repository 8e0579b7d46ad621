"""Pages with a language model behind them: a real server of its protocol, and ours when it fails."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from houvast.answers import wording
from houvast.answers.wording_views import OFTEN
from houvast.language.wording.tests.model import Model, running, says, send

PAGE = "/antwoord/bezwaar_maken/anders/"
OURS = "Bezwaar maken is gratis."
CALLED = "127.0.0.1"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    wording._kept.clear()


def connect(settings: Settings, model: Model) -> None:
    settings.CONFIG = dataclasses.replace(settings.CONFIG, language_model=f"{model.address}||klein")


def of_the_lines(text: str) -> str:
    return text.replace(OURS, "Bezwaar maken is gratis voor u.")


def test_without_a_model_nobody_sees_that_there_could_be_one(client: Client) -> None:
    assert settings.CONFIG.language_model == ""
    assert client.get(PAGE).status_code == 404
    assert client.post("/antwoord/bedoelt-u/", {"v": "help"}).status_code == 404
    assert "andere woorden" not in client.get("/antwoord/bezwaar_maken/").content.decode()
    assert "meedenken" not in client.get("/antwoord/", {"v": "vreemd"}).content.decode()


def test_other_words_stand_above_our_own(client: Client, settings: Settings) -> None:
    with running(says(of_the_lines)) as model:
        connect(settings, model)
        link = client.get("/antwoord/bezwaar_maken/").content.decode()
        page = client.get(PAGE).content.decode()
        client.get(PAGE)

    assert f'href="{PAGE}"' in link
    assert page.index("Deze woorden komen van een computer") < page.index("gratis voor u.") < page.index(OURS)
    assert len(model.asked) == 1, "good words are kept for the next reader"


def test_a_model_that_adds_a_fact_leaves_only_our_own_words(client: Client, settings: Settings) -> None:
    with running(says(lambda text: text + " U krijgt ook € 50 per dag.")) as model:
        connect(settings, model)
        page = client.get(PAGE).content.decode()

    assert "komen van een computer" not in page
    assert "€ 50" not in page
    assert OURS in page


def test_a_fault_of_the_model_is_no_fault_of_the_page(client: Client, settings: Settings) -> None:
    with running(lambda handler, _: send(handler, "", 500)) as model:
        connect(settings, model)
        response = client.get(PAGE)

    assert response.status_code == 200
    assert OURS in response.content.decode()


@pytest.fixture
def helped(settings: Settings, prepared: None) -> Iterator[Model]:
    """A model that thinks that everything is about debts."""
    with running(says("schuldhulp")) as model:
        connect(settings, model)
        yield model


def test_a_proposal_is_confirmed_by_who_asked(client: Client, helped: Model) -> None:
    page = client.post(
        "/antwoord/bedoelt-u/", {"v": "alles loopt mis met Ahmed Yilmaz en 812 euro"}
    ).content.decode()

    assert "Ja, over: Schuldhulp van de gemeente" in page
    assert "Nee, ik wil hulp van een mens" in page
    assert not any(secret in helped.left_the_house for secret in ("Ahmed", "Yilmaz", "812"))


def test_it_is_asked_only_when_somebody_wants_it(client: Client, helped: Model) -> None:
    page = client.get("/antwoord/", {"v": "alles loopt mis"}).content.decode()

    assert "Laat een computer meedenken" in page
    assert CALLED in page, "to whom it goes is told"
    assert helped.asked == []


def test_somebody_who_asks_very_often_gets_our_own_words(client: Client, helped: Model) -> None:
    pages = [
        client.post("/antwoord/bedoelt-u/", {"v": "hulp"}).content.decode() for _ in range(OFTEN.most + 1)
    ]

    assert len(helped.asked) == OFTEN.most
    assert "Een mens kan u helpen" in pages[-1]
