"""An answer goes into the plan, a message or a letter of one's own request, and of nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from houvast.answers.api import Part
from houvast.casework.api import Form, HelpRequest, accept, export
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, city, opened, resident
from houvast.ledger import api as ledger
from houvast.people.api import Professional, Resident, as_professional, as_resident, new_code_for
from houvast.rights.api import remember_situation
from houvast.web.demo import residents, story_of

__all__ = ["city", "resident"]

DAY = MONDAY.date()
PLAN = {"what": "Wij vragen zorgtoeslag aan.", "room": "geld", "doer": "us", "before": "27-11-2026"}


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def held(city: Neighbourhood, resident: Resident) -> HelpRequest:
    """Samira's household, told by herself; Fatima and Dennis hold it."""
    samira = story_of(next(each for each in residents() if each.id == "samira")).situation
    remember_situation(resident, samira, receiving=[], unknown=[], at=MONDAY, by=as_resident(resident))
    request = opened(resident)
    actor = as_professional(city.fatima)
    return accept(Form(request_id=request.pk, actor=actor, at=MONDAY, token="accepted"))


def at_work(who: Professional) -> Client:
    client = Client(enforce_csrf_checks=False)
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def to(name: str, held: HelpRequest, scheme: str = "zorgtoeslag") -> str:
    return reverse(name, args=[scheme, held.pk])


def sent(page: Any, form: str, **typed: str) -> dict[str, str]:
    """What a browser sends: what stands in the form, and what was typed over it."""
    shown = page.context[form]
    said = {row.html_name: str(row.value() or "") for row in shown}
    return {**said, "dag": page.context["day"].isoformat(), **typed}


def test_the_answer_is_computed_for_this_household(city: Neighbourhood, held: HelpRequest) -> None:
    page = at_work(city.fatima).get(to("take-answer-for", held))

    said = [line.says.text for line in page.context["answer"].of(Part.FOR_YOU)]
    text = page.context["words"]["words"].value()
    assert any("€" in line for line in said)
    assert all(line in text for line in said)
    assert "zoals het geldt op maandag 23 november 2026" in text
    assert "Wet op de zorgtoeslag" in text


def test_words_for_the_resident_go_without_the_code_of_the_receipt(
    city: Neighbourhood, held: HelpRequest
) -> None:
    page = at_work(city.fatima).get(to("take-answer-for", held))

    codes = {line.source for line in page.context["answer"].of(Part.FOR_YOU)}
    words = page.context["words"]["words"].value()
    assert codes
    assert all(code not in words for code in codes)
    assert all(code in page.content.decode() for code in codes)


def test_it_stands_in_the_plan_with_figure_article_and_day(
    city: Neighbourhood, held: HelpRequest, resident: Resident
) -> None:
    fatima = at_work(city.fatima)
    page = fatima.get(to("take-answer-for", held))

    done = fatima.post(to("take-into-plan", held), sent(page, "plan", **PLAN), follow=True)

    home = Client()
    home.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    own = home.get(reverse("casework:own-plan", args=[held.pk])).content.decode()
    amount = next(line for line in page.context["answer"].of(Part.FOR_YOU) if "€" in line.says.text)
    for read in (done.content.decode(), own):
        assert "Wij vragen zorgtoeslag aan." in read
        assert amount.says.text in read
        assert amount.article in read
        assert "maandag 23 november 2026" in read
    assert amount.says.text in export(resident)[0]["plan"]["actions"][0]["rests_on"]


def test_what_is_sent_twice_stands_there_once(city: Neighbourhood, held: HelpRequest) -> None:
    fatima = at_work(city.fatima)
    filled = sent(fatima.get(to("take-answer-for", held)), "plan", **PLAN)

    fatima.post(to("take-into-plan", held), filled)
    page = fatima.post(to("take-into-plan", held), filled, follow=True).content.decode()

    assert page.count("Waar dit op rust") == 1


def test_the_text_is_not_taken_from_the_form(city: Neighbourhood, held: HelpRequest) -> None:
    fatima = at_work(city.fatima)
    filled = sent(fatima.get(to("take-answer-for", held)), "plan", **PLAN, text="U krijgt € 9.999.")

    page = fatima.post(to("take-into-plan", held), filled, follow=True).content.decode()

    assert "Waar dit op rust" in page
    assert "9.999" not in page


def test_a_message_is_read_by_the_resident(
    city: Neighbourhood, held: HelpRequest, resident: Resident
) -> None:
    fatima = at_work(city.fatima)
    page = fatima.get(to("take-answer-for", held))
    words = page.context["words"]["words"].value()

    fatima.post(to("take-into-words", held), sent(page, "words", words=f"Dag!\n{words}", als="bericht"))

    home = Client()
    home.post(reverse("casework:follow"), {"code": new_code_for(resident)})
    assert (
        "Wet op de zorgtoeslag" in home.get(reverse("casework:follow-one", args=[held.pk])).content.decode()
    )


def test_a_letter_is_a_draft_and_changes_nothing(
    city: Neighbourhood, held: HelpRequest, resident: Resident
) -> None:
    fatima = at_work(city.fatima)
    page = fatima.get(to("take-answer-for", held))

    file = fatima.post(
        to("take-into-words", held), sent(page, "words", words="Beste buur,\r\n€ 1", als="brief")
    )

    assert file.headers["Content-Disposition"] == f'attachment; filename="brief-{held.reference}.txt"'
    assert file.content.decode() == "Beste buur,\n€ 1"
    assert [line.purpose for line in ledger.log_of(resident, limit=1)] == ["een brief aan u schrijven"]
    assert list(held.contacts.all()) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"what": ""}, "what"), ({"before": "1-1-2020"}, "before"), ({"doer": "other"}, "doer_name")],
)
def test_what_was_typed_stays_beside_its_fault(
    city: Neighbourhood, held: HelpRequest, typed: dict[str, str], field: str
) -> None:
    fatima = at_work(city.fatima)
    filled = sent(fatima.get(to("take-answer-for", held)), "plan", **{**PLAN, **typed})

    page = fatima.post(to("take-into-plan", held), filled)

    assert page.status_code == 422
    assert [each["field"] for each in page.context["errors"]] == [field]
    assert filled["room"] in page.content.decode()


def everything(held: HelpRequest) -> list[tuple[str, str]]:
    return [("get", to("take-answer-for", held))] + [
        ("post", to(name, held)) for name in ("take-into-plan", "take-into-words")
    ]


def test_for_a_stranger_it_does_not_exist_and_the_try_is_in_the_log(
    city: Neighbourhood, held: HelpRequest, resident: Resident
) -> None:
    ria = at_work(city.ria)

    answers = [getattr(ria, how)(address, PLAN).status_code for how, address in everything(held)]

    assert answers == [404, 404, 404]
    assert {line.purpose for line in ledger.log_of(resident, limit=3)} == {
        "geweigerd: mag deze vraag niet zien"
    }
    assert ria.get(reverse("take-answer", args=["zorgtoeslag"])).context["choices"] == []


def test_a_resident_and_a_visitor_have_no_such_page(held: HelpRequest, resident: Resident) -> None:
    home = Client()
    home.post(reverse("casework:follow"), {"code": new_code_for(resident)})

    for client in (Client(), home):
        answers = {getattr(client, how)(address, PLAN).status_code for how, address in everything(held)}
        assert answers <= {302, 403, 404}


def test_without_the_seal_of_the_form_nothing_happens(city: Neighbourhood, held: HelpRequest) -> None:
    page = at_work(city.fatima).get(to("take-answer-for", held))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")

    answer = strict.post(to("take-into-plan", held), sent(page, "plan", **PLAN))

    assert answer.status_code == 403
    assert "Wij vragen zorgtoeslag aan." not in str(export(held.resident))


def test_one_chooses_among_ones_own_and_comes_to_that_page(city: Neighbourhood, held: HelpRequest) -> None:
    fatima, choose = at_work(city.fatima), reverse("take-answer", args=["zorgtoeslag"])

    offered = fatima.get(choose).context["choices"]
    chosen = fatima.get(choose, {"hulpvraag": str(held.pk), "dag": "2026-07-01"})

    assert [value for value, _ in offered] == [str(held.pk)]
    assert chosen.headers["Location"] == f"{to('take-answer-for', held)}?dag=2026-07-01"


@pytest.mark.parametrize(
    ("look", "status"),
    [
        (lambda held: to("take-answer-for", held) + "?dag=1990-01-01", 400),
        (lambda held: to("take-answer-for", held, "geen-wet"), 404),
        (lambda held: to("take-answer-for", held) + "?dag=morgen", 200),
    ],
)
def test_a_day_or_scheme_that_cannot_be_is_said(
    city: Neighbourhood, held: HelpRequest, look: Callable[[HelpRequest], str], status: int
) -> None:
    assert at_work(city.fatima).get(look(held)).status_code == status
