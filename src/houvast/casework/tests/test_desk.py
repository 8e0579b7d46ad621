"""The counsellor's pages: who sees what, the most urgent first with why, and forms that lose nothing."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from houvast.casework import acts
from houvast.casework.api import HelpRequest, Urgency
from houvast.casework.clocks import Ball
from houvast.casework.desk.worklist import FILTERS, end_of_week, worklist
from houvast.casework.steps import Promise
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.ledger.api import log_of
from houvast.people.api import Professional, Resident, as_professional, new_resident

Enter = Callable[[Professional], Client]


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def enter(db: None) -> Enter:
    """Signs a professional in."""

    def signed_in(professional: Professional) -> Client:
        client = Client()
        client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def page_of(request: HelpRequest) -> str:
    return reverse("casework:request", args=[request.pk])


def hidden(html: str, name: str) -> dict[str, str]:
    """The token and version that the form `name` carries on this page."""
    found = re.findall(rf'name="({name}-(?:token|version))" value="([^"]*)"', html)
    return dict(found)


STEP = {
    "step-what": "Fatima belt met de Belastingdienst",
    "step-ball": "other",
    "step-ball_with": "Belastingdienst",
    "step-due_on": "3-12-2026",
    "step-next_contact_on": "26-11-2026",
}


def test_the_worklist_shows_what_the_duo_holds_and_nothing_else(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    noord = enter(city.fatima).get("/werk/").content.decode()
    oost = enter(city.ria).get("/werk/").content.decode()

    assert question.reference in noord
    assert question.reference not in oost


def test_the_team_lead_sees_what_the_team_holds(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    assert question.reference in enter(city.joke).get("/werk/").content.decode()


def test_the_most_urgent_stands_on_top_with_the_reason(city: Neighbourhood) -> None:
    def ask(subject: str, at: dt.datetime, urgency: Urgency = Urgency.USUAL) -> HelpRequest:
        return opened(new_resident(at=at, language="nl")[0], subject=subject, at=at, urgency=urgency)

    ask("gewoon", MONDAY)
    ask("staat stil", MONDAY - dt.timedelta(days=20))
    ask("dreiging", MONDAY, Urgency.THREAT)
    ask("spoed", MONDAY, Urgency.EMERGENCY)

    lines = worklist(as_professional(city.fatima), on=MONDAY.date()).lines

    assert [(line.request.subject, line.reason.badge) for line in lines] == [
        ("spoed", "Spoed"),
        ("dreiging", "Dreiging"),
        ("staat stil", "Staat stil"),
        ("gewoon", "Nieuw"),
    ]
    assert lines[2].why == "bericht was beloofd voor do 5 nov"


def test_of_two_with_the_same_reason_the_one_who_waits_longest_is_first(city: Neighbourhood) -> None:
    for days in (1, 3, 2):
        at = MONDAY - dt.timedelta(days=days)
        opened(new_resident(at=at, language="nl")[0], subject=f"{days} dagen", at=at)

    lines = worklist(as_professional(city.fatima), on=MONDAY.date()).lines

    assert [line.request.subject for line in lines] == ["3 dagen", "2 dagen", "1 dagen"]


def test_an_answer_that_is_owed_stands_above_what_is_new(
    city: Neighbourhood, question: HelpRequest, resident: Resident
) -> None:
    waiting = opened(new_resident(at=MONDAY, language="nl")[0], subject="nieuw")
    acts.accept(form(question, city.fatima))
    acts.send_message(form(question, resident), "Bent u daar nog?")

    lines = worklist(as_professional(city.fatima), on=MONDAY.date()).lines

    assert [line.request.pk for line in lines] == [question.pk, waiting.pk]
    assert lines[0].reason.badge == "Nieuw bericht"


@pytest.mark.parametrize("show", [*FILTERS, "onzin"])
def test_every_filter_answers(city: Neighbourhood, question: HelpRequest, enter: Enter, show: str) -> None:
    response = enter(city.fatima).get("/werk/", {"toon": show, "zoek": "brief", "pagina": "99999"})

    assert response.status_code == 200


def test_what_is_solved_is_off_the_list_and_can_be_found(
    city: Neighbourhood, question: HelpRequest, resident: Resident
) -> None:
    acts.say_solved(form(question, resident))
    actor = as_professional(city.fatima)

    assert worklist(actor, on=MONDAY.date()).lines == ()
    assert [line.reason.badge for line in worklist(actor, on=MONDAY.date(), show="gesloten").lines] == [
        "Opgelost"
    ]


def test_a_page_holds_twenty_and_asks_the_database_four_times(
    city: Neighbourhood, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(23):
        opened(new_resident(at=MONDAY, language="nl")[0], subject=f"vraag {number}")

    actor = as_professional(city.fatima)

    with django_assert_num_queries(4):
        first = worklist(actor, on=MONDAY.date())
    second = worklist(actor, on=MONDAY.date(), page=2)

    assert (len(first.lines), len(second.lines), first.pages, first.running) == (20, 3, 2, 23)


def test_the_week_ends_on_its_last_working_day() -> None:
    assert end_of_week(dt.date(2026, 11, 22)) == dt.date(2026, 11, 27)
    assert end_of_week(dt.date(2026, 12, 23)) == dt.date(2026, 12, 24)


def test_the_request_page_tells_the_story_and_writes_the_look_down(
    city: Neighbourhood, question: HelpRequest, resident: Resident, enter: Enter
) -> None:
    page = enter(city.dennis).get(page_of(question)).content.decode()

    newest = [line for line in log_of(resident) if line.who == "Dennis"]
    assert "Ik kreeg een brief van de Belastingdienst." in page
    assert "U kreeg een brief over uw toeslag." in page
    assert {(line.action, line.kind, line.purpose) for line in newest} == {
        ("look", "hulpvraag", "u helpen met uw vraag"),
        ("look", "feiten", "u helpen met uw vraag"),
    }


@pytest.mark.parametrize("path", ["page", "accept", "step", "message", "talk", "propose", "reopen"])
def test_somebody_elses_request_does_not_exist_and_the_try_is_in_the_log(
    city: Neighbourhood, question: HelpRequest, resident: Resident, enter: Enter, path: str
) -> None:
    client = enter(city.ria)
    address = page_of(question)

    response = client.get(address) if path == "page" else client.post(f"{address}{path}/", STEP)

    assert response.status_code == 404
    assert question.subject not in response.content.decode()
    assert (log_of(resident)[0].who, log_of(resident)[0].purpose) == (
        "Ria",
        "geweigerd: mag deze vraag niet zien",
    )


def test_a_stranger_is_shown_where_to_sign_in(question: HelpRequest) -> None:
    for address in ("/werk/", page_of(question)):
        response = Client().get(address)

        assert response.status_code == 302
        assert response["Location"].startswith("/account/")


def test_taking_it_on_is_one_press(city: Neighbourhood, question: HelpRequest, enter: Enter) -> None:
    client = enter(city.fatima)
    sent = hidden(client.get(page_of(question)).content.decode(), "accept")

    response = client.post(f"{page_of(question)}accept/", sent, follow=True)

    assert "U heeft deze vraag opgepakt" in response.content.decode()
    assert HelpRequest.objects.get(pk=question.pk).phase == "working"


def test_a_step_with_a_fault_keeps_all_that_was_typed_and_says_what_to_mend(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    acts.accept(form(question, city.fatima))
    client = enter(city.fatima)
    sent = hidden(client.get(page_of(question)).content.decode(), "step")

    response = client.post(f"{page_of(question)}step/", {**sent, **STEP, "step-due_on": "28-11-2026"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Op deze dag werkt niemand. Kies bijvoorbeeld 30-11-2026." in page
    assert 'value="Fatima belt met de Belastingdienst"' in page
    assert 'value="28-11-2026"' in page
    assert "<title>Fout:" in page


@pytest.mark.parametrize("typed", ["overmorgen", "31-2-2026", "", "3-12-99999", "🙂"])
def test_what_is_no_day_is_refused_beside_the_field(
    city: Neighbourhood, question: HelpRequest, enter: Enter, typed: str
) -> None:
    acts.accept(form(question, city.fatima))
    client = enter(city.fatima)
    sent = hidden(client.get(page_of(question)).content.decode(), "step")

    response = client.post(f"{page_of(question)}step/", {**sent, **STEP, "step-due_on": typed})

    assert response.status_code == 422
    assert 'id="step-due_on-error"' in response.content.decode()


def test_a_form_sent_twice_makes_one_step(city: Neighbourhood, question: HelpRequest, enter: Enter) -> None:
    acts.accept(form(question, city.fatima))
    client = enter(city.fatima)
    sent = {**hidden(client.get(page_of(question)).content.decode(), "step"), **STEP}

    answers = [client.post(f"{page_of(question)}step/", sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert question.steps.filter(what=STEP["step-what"]).count() == 1


def test_a_colleague_who_was_first_is_told_and_what_was_typed_stays(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    acts.accept(form(question, city.fatima))
    client = enter(city.fatima)
    sent = {**hidden(client.get(page_of(question)).content.decode(), "step"), **STEP}
    promise = Promise(
        what="Dennis was eerder",
        ball=Ball.US,
        due_on=dt.date(2026, 12, 1),
        next_contact_on=dt.date(2026, 11, 27),
    )
    acts.add_step(form(question, city.dennis), promise)

    late = client.post(f"{page_of(question)}step/", sent)
    page = late.content.decode()
    again = client.post(f"{page_of(question)}step/", {**sent, **hidden(page, "step")})

    assert late.status_code == 409
    assert "Iemand anders veranderde deze vraag" in page
    assert "Dennis was eerder" in page
    assert 'value="Fatima belt met de Belastingdienst"' in page
    assert again.status_code == 302


def test_a_button_that_is_no_longer_there_says_so(
    city: Neighbourhood, question: HelpRequest, resident: Resident, enter: Enter
) -> None:
    client = enter(city.fatima)
    sent = hidden(client.get(page_of(question)).content.decode(), "message")
    acts.say_solved(form(question, resident))

    response = client.post(f"{page_of(question)}message/", {**sent, "message-words": "Dag"})

    assert response.status_code == 409
    assert "Dit kan nu niet meer" in response.content.decode()


def test_there_is_no_address_that_sends_somebody_away(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    for name in ("refer", "verwijs", "sluit", "close", "solved"):
        assert enter(city.fatima).post(f"{page_of(question)}{name}/").status_code == 404


def test_odd_signs_in_a_message_are_shown_as_text(
    city: Neighbourhood, question: HelpRequest, resident: Resident, enter: Enter
) -> None:
    acts.send_message(form(question, resident), "<script>alert(1)</script> مرحبا 🙂")

    page = enter(city.fatima).get(page_of(question)).content.decode()

    assert "<script>alert(1)" not in page
    assert "مرحبا 🙂" in page


def test_a_scheme_of_the_fuse_box_opens_with_its_articles(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    client = enter(city.fatima)
    page = client.get(page_of(question)).content.decode()

    scheme = client.get(f"{page_of(question)}regeling/zorgtoeslag/")

    assert f"{page_of(question)}regeling/zorgtoeslag/" in page
    assert "/werk/antwoord/zorgtoeslag/" in scheme.content.decode()
    assert scheme.status_code == 200
    assert "Wzt 2" in scheme.content.decode()


def test_a_stranger_to_the_request_sees_no_scheme_of_it(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    assert enter(city.ria).get(f"{page_of(question)}regeling/zorgtoeslag/").status_code == 404
    assert enter(city.fatima).get(f"{page_of(question)}regeling/toverwet/").status_code == 404


def test_looking_at_a_scheme_stands_in_the_log(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    before = len(log_of(question.resident))

    enter(city.fatima).get(f"{page_of(question)}regeling/zorgtoeslag/")

    assert len(log_of(question.resident)) > before
