"""The plan on the pages of the counsellor and of the resident: no JavaScript, what was typed stays."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts
from houvast.casework.models import HelpRequest
from houvast.casework.plan import reading
from houvast.casework.plan.models import Action
from houvast.casework.plan.weighing import ASKED, Part
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, new_token
from houvast.ledger import api as ledger
from houvast.people.api import Professional, Resident, as_resident, new_code_for
from houvast.vault import api as vault


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def working(city: Neighbourhood, question: HelpRequest) -> HelpRequest:
    acts.accept(form(question, city.fatima))
    return acts.log_talk(form(question, city.fatima))


def at_work(who: Professional) -> Client:
    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at_home(resident: Resident) -> Client:
    client = Client()
    client.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    return client


def send(client: Client, held: HelpRequest, name: str, **typed: object) -> tuple[int, str]:
    data = {f"{name}-{field}": value for field, value in typed.items()}
    data |= {f"{name}-token": new_token(), f"{name}-version": held.version}
    answer = client.post(reverse("casework:plan-act", args=[held.pk, name]), data)
    return answer.status_code, answer.content.decode()


def shown(client: Client, name: str, held: HelpRequest) -> str:
    return client.get(reverse(f"casework:{name}", args=[held.pk])).content.decode()


ACTION = {"room": "geld", "doer": "us", "what": "Wij vragen de toeslag aan.", "day": "27-11-2026"}


def test_both_sides_read_the_same_plan(city: Neighbourhood, working: HelpRequest, resident: Resident) -> None:
    fatima, home = at_work(city.fatima), at_home(resident)

    assert send(fatima, working, "actie", **ACTION)[0] == 302
    home.post(
        reverse("casework:own-plan-add", args=[working.pk]),
        {"token": "t1", "ruimte": "geld", "wat": "Ik zoek de brief."},
    )
    send(fatima, working, "klaar")

    for page in (shown(fatima, "plan", working), shown(home, "own-plan", working)):
        assert "Wij vragen de toeslag aan." in page
        assert "Ik zoek de brief." in page
    assert "Uw plan is klaar." in home.get(reverse("casework:follow")).content.decode()
    assert "De bewoner heeft het plan" in shown(fatima, "request", working)


def test_the_resident_ticks_and_disagrees_without_javascript(
    city: Neighbourhood, working: HelpRequest, resident: Resident
) -> None:
    home = at_home(resident)
    send(at_work(city.fatima), working, "actie", **ACTION)
    send(at_work(city.fatima), working, "actie", **{**ACTION, "doer": "resident", "what": "U belt de bank."})
    theirs, ours = Action.objects.get(doer="resident"), Action.objects.get(doer="us")

    home.post(reverse("casework:own-plan-tick", args=[working.pk, theirs.pk]), {"token": "t2"})
    empty = home.post(
        reverse("casework:own-plan-object", args=[working.pk, ours.pk]), {"token": "t3", "woorden": " "}
    )
    home.post(
        reverse("casework:own-plan-object", args=[working.pk, ours.pk]),
        {"token": "t4", "woorden": "Ik wil dat niet."},
    )

    assert empty.status_code == 422
    assert "Schrijf kort wat u anders wilt." in empty.content.decode()
    assert Action.objects.get(pk=theirs.pk).done_at == MONDAY
    assert "Ik wil dat niet." in shown(at_work(city.dennis), "plan", working)


def test_what_the_vault_knows_is_offered_and_not_asked_again(
    city: Neighbourhood, working: HelpRequest, resident: Resident
) -> None:
    vault.remember(
        resident,
        fact="kale_huur",
        value=Decimal("652.10"),
        unit="euro/maand",
        source="resident",
        at=MONDAY,
        by=as_resident(resident),
    )
    fatima = at_work(city.fatima)
    assert "652,10" in shown(fatima, "plan", working)

    send(fatima, working, "actie", **ACTION, evidence=["kale_huur"])

    page = shown(fatima, "plan", working)
    assert "Weten we al:" in page
    done = next(block for block in reading.blocks(working) if block.ours).ours[0]
    assert done.known == ("kale_huur",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"day": "1-11-2026"}, "Deze dag is al voorbij."),
        ({"day": "gauw"}, "Dit is geen dag."),
        ({"doer": "other"}, "Schrijf wie het doet."),
        ({"what": ""}, "Schrijf wat er gebeurt."),
    ],
)
def test_a_fault_stands_beside_its_field(
    city: Neighbourhood, working: HelpRequest, changes: dict[str, str], told: str
) -> None:
    status, page = send(at_work(city.fatima), working, "actie", **{**ACTION, **changes})

    assert status == 422
    assert told in page
    assert not Action.objects.exists()


def test_a_tailored_plan_is_laid_down_and_decided_on_the_pages(
    city: Neighbourhood, working: HelpRequest, resident: Resident
) -> None:
    answers = {asked.part.value: f"Over {asked.part}" for asked in ASKED}
    costs = {"now": "Kachel; 450; offerte van 20-11-2026", "avoided": "Opvang; 9.000; begroting 2026"}

    send(at_work(city.fatima), working, "maatwerk", **answers, **costs)
    mine = shown(at_work(city.fatima), "plan", working)
    send(at_work(city.dennis), working, "besluit", answer="ja", words="Dit helpt.")
    send(at_work(city.joke), working, "besluit", answer="ja", words="Past bij de wet.")
    send(at_work(city.dennis), working, "geleerd", words="De regel kent geen spoed.")

    assert "Leg mijn besluit vast" not in mine
    page = shown(at_home(resident), "own-plan", working)
    for words in ("Besloten: dit doen we", "Past bij de wet.", "offerte van 20-11-2026", "geen spoed"):
        assert words in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Kachel; 450", "Regel 1 mist iets."),
        ("Kachel; veel; offerte", "geen bedrag"),
        ("Kachel; 450; ", "Regel 1 mist iets."),
    ],
)
def test_a_cost_without_an_amount_or_a_source_is_told(
    city: Neighbourhood, working: HelpRequest, typed: str, told: str
) -> None:
    answers = {asked.part.value: "Ja" for asked in ASKED}

    status, page = send(at_work(city.fatima), working, "maatwerk", **answers, now=typed)

    assert status == 422
    assert told in page
    assert reading.weighings(working) == []
    assert Part.WISH.value in answers


def test_for_somebody_elsewhere_the_plan_does_not_exist(
    city: Neighbourhood, working: HelpRequest, resident: Resident
) -> None:
    assert at_work(city.ria).get(reverse("casework:plan", args=[working.pk])).status_code == 404
    assert at_home(resident).get(reverse("casework:plan", args=[working.pk])).status_code == 403
    assert at_home(resident).get(reverse("casework:own-plan", args=[uuid4()])).status_code == 404
    assert Client().get(reverse("casework:own-plan", args=[working.pk])).status_code == 302
    assert "geweigerd: mag deze vraag niet zien" in [line.purpose for line in ledger.log_of(resident)]
