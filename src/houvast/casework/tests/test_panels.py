"""A sub-app puts a panel on the request page and a block on the resident's; this room need not know it."""

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import erasure, panels
from houvast.casework.desk import form as desk_form
from houvast.casework.desk.forms import MessageForm
from houvast.casework.models import HelpRequest
from houvast.casework.panels import Context, Glance, Panel, Place
from houvast.casework.tests.conftest import MONDAY, Neighbourhood
from houvast.people.api import Resident, new_code_for

ALARM = "casework/parts/alarm.html"


@pytest.fixture(autouse=True)
def _monday_without_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(erasure, "_parts", {})
    return


def saying(words: str, *, place: Place, rank: int = 50) -> Panel:
    """A panel that shows these words, in the clothes of an alarm."""
    return Panel(
        key=words,
        place=place,
        template=ALARM,
        rank=rank,
        context=lambda glance: {"alarm": {"words": words, "promised": "gisteren", "level": "het duo"}},
    )


@pytest.mark.parametrize("place", [Place.DESK_TOP, Place.DESK_MAIN, Place.DESK_ASIDE])
def test_a_panel_stands_on_the_request_page(city: Neighbourhood, question: HelpRequest, place: Place) -> None:
    panels.add(saying("Het plan is klaar", place=place))
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("casework:request", args=[question.pk])).content.decode()

    assert "Het plan is klaar" in page


@pytest.mark.parametrize("place", [Place.FOLLOW_MAIN, Place.FOLLOW_ASIDE])
def test_a_block_stands_on_the_residents_page(
    question: HelpRequest, resident: Resident, place: Place
) -> None:
    panels.add(saying("Uw afspraak", place=place))
    client = Client()
    client.post(reverse("casework:follow"), {"code": new_code_for(resident)})

    assert "Uw afspraak" in client.get(reverse("casework:follow")).content.decode()


def test_panels_stand_in_the_order_of_their_rank(
    question: HelpRequest, city: Neighbourhood, rf: object
) -> None:
    from houvast.people.api import as_professional

    panels.add(saying("tweede", place=Place.DESK_TOP, rank=20))
    panels.add(saying("eerste", place=Place.DESK_TOP, rank=10))
    glance = Glance(request=question, actor=as_professional(city.fatima), at=MONDAY)

    told = panels.filled(Place.DESK_TOP, glance, asked=rf.get("/"))  # type: ignore[attr-defined]  # pytest-django's rf

    assert ["eerste" in told[0], "tweede" in told[1]] == [True, True]


def test_a_panel_with_nothing_to_show_is_not_there(question: HelpRequest, city: Neighbourhood) -> None:
    def nothing(glance: Glance) -> Context | None:
        return None

    panels.add(Panel(key="leeg", place=Place.DESK_TOP, template=ALARM, context=nothing))
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("casework:request", args=[question.pk])).status_code == 200


def test_two_panels_or_forms_of_one_name_are_refused() -> None:
    panels.add(saying("plan", place=Place.DESK_TOP))

    with pytest.raises(panels.TwicePut):
        panels.add(saying("plan", place=Place.DESK_MAIN))
    with pytest.raises(desk_form.TwiceNamed):
        desk_form.add(type("Other", (MessageForm,), {}))


def test_what_a_sub_app_keeps_goes_along_in_the_copy(question: HelpRequest, resident: Resident) -> None:
    erasure.add_to_copy("plan", lambda request: [request.reference])

    assert erasure.export(resident)[0]["plan"] == [question.reference]
