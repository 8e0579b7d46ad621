"""Choosing how one hears of news, letters that wait to be posted, and what a change sets in motion."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from houvast.casework import acts, handing
from houvast.casework.api import HelpRequest
from houvast.casework.post import api as post
from houvast.casework.post.models import Channel, Message, State
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.ledger import api as ledger
from houvast.people.api import Professional, Resident, as_resident, new_resident
from houvast.vault import api as vault

Enter = Callable[[Professional], Client]
HOME = "Dorpsstraat 1\n1234 AB Amsterdam"


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)


@pytest.fixture
def samira(db: None) -> tuple[Resident, str]:
    """A resident, and her code."""
    return new_resident(at=MONDAY, language="nl")


@pytest.fixture
def question(city: Neighbourhood, samira: tuple[Resident, str]) -> HelpRequest:
    """Hers, held by Fatima and Dennis."""
    return opened(samira[0])


@pytest.fixture
def inside(samira: tuple[Resident, str]) -> Client:
    """Samira, with her code."""
    client = Client()
    client.post("/volg/", {"code": samira[1]})
    return client


@pytest.fixture
def enter() -> Enter:
    """Signs a professional in."""

    def signed_in(professional: Professional) -> Client:
        client = Client()
        client.force_login(professional.account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def kinds(resident: Resident) -> list[str]:
    return list(Message.objects.filter(resident=resident).order_by("pk").values_list("kind", flat=True))


def wish_letters(resident: Resident) -> None:
    post.wish(resident, {Channel.LETTER: HOME}, at=MONDAY, by=as_resident(resident))


def test_a_resident_chooses_and_gets_a_word_of_welcome(question: HelpRequest, inside: Client) -> None:
    answer = inside.post("/volg/berichten/", {"channels": ["mail"], "mail": "samira@example.org"})

    assert answer.status_code == 302
    assert post.wanted(question.resident) == {Channel.MAIL}
    assert kinds(question.resident) == ["welcome"]
    assert "Met een e-mail" in inside.get("/volg/").content.decode()


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [("mail", "samira@"), ("mail", ""), ("mail", "a@b.nl\r\nBcc: c@d.nl"), ("letter", "thuis")],
)
def test_an_address_that_cannot_be_is_told_and_kept(
    question: HelpRequest, inside: Client, chosen: str, typed: str
) -> None:
    answer = inside.post("/volg/berichten/", {"channels": [chosen], chosen: typed})

    assert answer.status_code == 422
    assert typed.split("\r")[0] in answer.content.decode()
    assert post.wanted(question.resident) == frozenset()


def test_sms_is_not_offered_without_a_provider(question: HelpRequest, inside: Client) -> None:
    assert 'name="sms"' not in inside.get("/volg/berichten/").content.decode()
    assert inside.post("/volg/berichten/", {"channels": ["sms"], "sms": "0612345678"}).status_code == 422


def test_the_counsellor_writes_it_down_for_the_resident(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    address = reverse("casework:wishes-for", args=[question.pk])

    answer = enter(city.fatima).post(address, {"channels": ["letter"], "letter": HOME})

    assert answer.status_code == 302
    (said,) = [fact for fact in vault.history(question.resident) if fact.fact == "postadres"]
    assert said.source == "professional"


def test_nobody_else_sees_the_addresses(city: Neighbourhood, question: HelpRequest, enter: Enter) -> None:
    address = reverse("casework:wishes-for", args=[question.pk])

    assert enter(city.ria).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_letter_waits_until_somebody_posted_it(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    wish_letters(question.resident)
    post.queue(question.resident, "news", post.About(reference="26-123456"), key="1", at=MONDAY)
    assert post.deliver(at=MONDAY) == post.Tally(sent=1)
    fatima, ria, row = enter(city.fatima), enter(city.ria), Message.objects.get()

    document = fatima.get(reverse("casework:print-letter", args=[row.pk]))
    waiting = fatima.get("/werk/post/").content.decode()
    fatima.post(reverse("casework:posted", args=[row.pk]))

    assert document.content.startswith(b"%PDF-")
    assert b"pdfuaid" in document.content
    assert "26-123456" in waiting
    assert "26-123456" not in fatima.get("/werk/post/").content.decode()
    assert ria.get(reverse("casework:print-letter", args=[row.pk])).status_code == 404
    assert Message.objects.get().state == State.SENT
    assert "een brief aan u printen" in [line.purpose for line in ledger.log_of(question.resident)]


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_a_letter_can_be_printed_in_every_language(city: Neighbourhood, enter: Enter, language: str) -> None:
    someone, _ = new_resident(at=MONDAY, language=language)
    opened(someone)
    wish_letters(someone)
    post.queue(someone, "news", key="1", at=MONDAY)
    post.deliver(at=MONDAY)

    answer = enter(city.fatima).get(reverse("casework:print-letter", args=[Message.objects.get().pk]))

    assert answer.content.startswith(b"%PDF-")


def test_what_the_duo_does_is_news_once(city: Neighbourhood, question: HelpRequest) -> None:
    wish_letters(question.resident)
    acts.accept(form(question, city.fatima))

    acts.send_message(form(question, city.fatima), "Ik heb gebeld.")
    acts.send_message(form(question, city.dennis), "Ik ook.")

    # One for the acceptance, one for the messages: the second message waits with the first.
    assert sorted(kinds(question.resident)) == ["message", "news"]


def test_what_the_resident_writes_both_of_the_duo_hear(city: Neighbourhood, question: HelpRequest) -> None:
    acts.send_message(form(question, question.resident), "Er kwam een brief.")

    told = Message.objects.filter(kind="staff-message").values_list("professional", flat=True)
    assert set(told) == {city.fatima.pk, city.dennis.pk}
    assert kinds(question.resident) == []


def test_the_asked_duo_hears_of_a_hand_over(city: Neighbourhood, question: HelpRequest) -> None:
    acts.accept(form(question, city.fatima))

    handing.offer(form(question, city.fatima), city.oost.pk, "Zij kennen de school.")

    told = Message.objects.filter(kind="staff-handover").values_list("professional", flat=True)
    assert set(told) == {city.ria.pk, city.omar.pk}


def test_a_form_that_is_sent_twice_is_news_once(city: Neighbourhood, question: HelpRequest) -> None:
    wish_letters(question.resident)
    sent = form(question, city.fatima)

    acts.accept(sent)
    acts.accept(sent)

    assert kinds(question.resident) == ["news"]


def test_the_duo_sees_that_a_message_did_not_arrive(
    city: Neighbourhood, question: HelpRequest, enter: Enter
) -> None:
    post.wish(question.resident, {Channel.MAIL: "a@b.nl"}, at=MONDAY, by=as_resident(question.resident))
    post.queue(question.resident, "news", key="1", at=MONDAY)
    Message.objects.update(state=State.FAILED, ended_at=MONDAY)

    page = enter(city.fatima).get(reverse("casework:request", args=[question.pk])).content.decode()

    assert "Niet aangekomen" in page
