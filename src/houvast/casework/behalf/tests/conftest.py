"""A resident with a question, and somebody who helps with a code of their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, city, opened
from houvast.people.api import Mandate, new_resident

__all__ = ["city"]


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@dataclass(frozen=True)
class Two:
    """A resident and who helps, each on a phone of their own."""

    question: HelpRequest
    resident: Client
    helper: Client

    @property
    def mandate(self) -> Mandate:
        """The one between them."""
        return Mandate.objects.get(resident=self.question.resident_id)


def came_in(code: str) -> Client:
    """Whoever typed this code."""
    client = Client()
    client.post("/volg/", {"code": code})
    return client


@pytest.fixture
def together(city: Neighbourhood) -> Callable[..., Two]:
    """The resident lets somebody do these parts, who says yes."""

    def let(*parts: str, until: str = "") -> Two:
        resident, code = new_resident(at=MONDAY, language="nl")
        question, own = opened(resident), came_in(code)
        page = own.post(
            "/volg/namens/", {"soort": "helper", "naam": "Aylin", "mag": parts, "tot_en_met": until}
        ).content.decode()
        found = re.search(r'translate="no">([0-9A-Z ]+)<', page)
        assert found, "the code is shown once"
        helper = came_in(found[1])
        two = Two(question, own, helper)
        helper.post(f"/namens/{two.mandate.pk}/ja/")
        return two

    return let


Together = Callable[..., Two]
