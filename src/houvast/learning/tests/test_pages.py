"""Case discussions on the pages: for who sits there, without JavaScript, and what was typed stays."""

import pytest
from django.test import Client
from django.urls import reverse

from houvast.learning.models import Meeting, Topic
from houvast.learning.tests.conftest import MONDAY, Peers, new_token
from houvast.people.api import Professional, new_code_for


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


def at_work(who: Professional) -> Client:
    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bring(client: Client, peers: Peers, **changes: str) -> tuple[int, str]:
    typed = {
        "token": new_token(),
        "meeting": str(peers.table.pk),
        "text": "Een gezin kan een boete niet betalen.",
        "checked": "on",
        **changes,
    }
    answer = client.post(reverse("learning:bring", args=[peers.held.pk]), typed)
    return answer.status_code, answer.content.decode()


def test_from_the_request_to_the_table_and_back_into_the_plan(peers: Peers) -> None:
    fatima = at_work(peers.fatima)
    request_page = fatima.get(reverse("casework:request", args=[peers.held.pk])).content.decode()
    assert reverse("learning:bring", args=[peers.held.pk]) in request_page
    draft = fatima.get(reverse("learning:bring", args=[peers.held.pk])).content.decode()
    assert "Samira" not in draft
    assert "[bedrag]" in draft

    assert bring(fatima, peers)[0] == 302
    seen = at_work(peers.ria).get(reverse("learning:table", args=[peers.table.pk])).content.decode()
    assert "Een gezin kan een boete niet betalen." in seen
    topic = Topic.objects.get()
    typed = {
        "token": "t",
        "want": "Rust.",
        "may": "Ja.",
        "do": "Wij bellen het CJIB.",
        "room": "geld",
        "action": "Wij bellen het CJIB voor een regeling.",
        "day": "3-12-2026",
    }
    answer = fatima.post(
        reverse("learning:outcome", args=[topic.pk]),
        {f"v-{topic.pk}-{name}": value for name, value in typed.items()},
    )

    assert answer.status_code == 302
    plan = fatima.get(reverse("casework:plan", args=[peers.held.pk])).content.decode()
    assert "Wij bellen het CJIB voor een regeling." in plan
    home = Client()
    home.post(reverse("casework:follow"), {"code": new_code_for(peers.resident)})
    assert (
        "Wij bellen het CJIB voor een regeling."
        in home.get(reverse("casework:own-plan", args=[peers.held.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"checked": ""}, "Lees de tekst eerst na."),
        ({"text": "Samira heeft 40 euro schuld."}, "Hier staat nog wie het is:"),
        ({"meeting": ""}, "Kies een tafel."),
    ],
)
def test_a_fault_keeps_what_was_typed(peers: Peers, changes: dict[str, str], told: str) -> None:
    status, page = bring(at_work(peers.fatima), peers, **changes)

    assert status == 422
    assert told in page
    assert changes.get("text", "Een gezin kan een boete niet betalen.") in page
    assert not Topic.objects.exists()


def test_half_an_action_or_half_a_signal_is_told(peers: Peers) -> None:
    fatima = at_work(peers.fatima)
    bring(fatima, peers)
    topic = Topic.objects.get()
    typed = {
        "token": "t",
        "want": "Rust.",
        "may": "Ja.",
        "do": "Bellen.",
        "action": "Bellen",
        "rule": "Boetes",
    }

    answer = fatima.post(
        reverse("learning:outcome", args=[topic.pk]),
        {f"v-{topic.pk}-{name}": value for name, value in typed.items()},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "alle drie in, of geen van drie" in page
    assert "allebei in, of geen van beide" in page


def test_a_table_is_called_with_people_of_several_organisations(peers: Peers) -> None:
    fatima = at_work(peers.fatima)
    typed = {"token": "t", "name": "Tafel jongeren", "day": "8-12-2026", "people": "Omar\nria@example.org"}

    wrong = fatima.post(reverse("learning:tables"), {**typed, "people": "Niemand"})
    fatima.post(reverse("learning:tables"), typed)
    fatima.post(reverse("learning:tables"), typed)

    assert "“Niemand” kennen we niet." in wrong.content.decode()
    made = Meeting.objects.get(name="Tafel jongeren")
    assert made.seats.count() == 3
    page = at_work(peers.omar).get(reverse("learning:table", args=[made.pk])).content.decode()
    assert "Ria, Woningcorporatie" in page


def test_who_does_not_sit_there_sees_no_table(peers: Peers) -> None:
    address = reverse("learning:table", args=[peers.table.pk])
    resident = Client()
    resident.post(reverse("casework:follow"), {"code": new_code_for(peers.resident)})

    assert at_work(peers.omar).get(address).status_code == 404
    assert resident.get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert at_work(peers.omar).get(reverse("learning:bring", args=[peers.held.pk])).status_code == 404
