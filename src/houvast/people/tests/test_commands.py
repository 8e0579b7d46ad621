"""Who works here, from the command line."""

import re
from typing import Any

import pytest
from django.core import mail

from houvast.people.api import Professional, active_duos
from houvast.people.commands import add_professional, form_duo, remove_professional

pytestmark = pytest.mark.django_db


def add(name: str, *more: str) -> int:
    words = [f"{name}@dienst.test", "--name", name.title(), "--organisation", "Dienst Noord", *more]
    return add_professional(words if "--role" in more else [*words, "--role", "counsellor"])


def test_somebody_added_chooses_a_password_by_mail_and_comes_in(client: Any) -> None:
    assert add("noor", "--team", "Noord", "--language", "tr") == 0
    noor = Professional.objects.get()
    assert (noor.display_name, set(noor.roles), list(noor.languages)) == ("Noor", {"counsellor"}, ["tr"])
    assert not noor.account.has_usable_password()

    client.post("/account/password/reset/", {"email": "noor@dienst.test"})
    (link,) = re.findall(r"https?://testserver(\S+)", str(mail.outbox[0].body))
    form = client.get(link, follow=True)
    secret = {"password1": "heel ander geheim", "password2": "heel ander geheim"}
    client.post(form.request["PATH_INFO"], secret)

    said = {"login": "noor@dienst.test", "password": "heel ander geheim"}
    assert client.post("/account/login/", said).headers["Location"] == "/werk/"


def test_two_of_one_team_become_a_duo(capsys: pytest.CaptureFixture[str]) -> None:
    add("noor", "--team", "Noord")
    add("omar", "--team", "Noord")

    assert form_duo(["noor@dienst.test", "Omar@Dienst.test"]) == 0

    assert "Noor en Omar" in capsys.readouterr().out
    assert active_duos().count() == 1


def test_what_cannot_be_is_refused_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    add("noor", "--team", "Noord")
    add("eva", "--team", "Oost")

    assert add("noor") == 1
    assert "already" in capsys.readouterr().err
    assert add("zed", "--role", "wizard") == 1
    assert "wizard" in capsys.readouterr().err
    assert form_duo(["noor@dienst.test", "eva@dienst.test"]) == 1
    assert "same neighbourhood team" in capsys.readouterr().err
    assert form_duo(["noor@dienst.test", "nobody@dienst.test"]) == 1
    assert remove_professional(["nobody@dienst.test"]) == 1
    assert not active_duos().exists()


def test_who_is_removed_sees_nothing_any_more(capsys: pytest.CaptureFixture[str], client: Any) -> None:
    add("noor", "--team", "Noord")
    add("omar", "--team", "Noord")
    form_duo(["noor@dienst.test", "omar@dienst.test"])
    client.force_login(Professional.objects.get(display_name="Noor").account)

    assert remove_professional(["noor@dienst.test"]) == 0

    assert "Needs a new second person: Noor en Omar" in capsys.readouterr().out
    assert client.get("/account/tweede-slot/").wsgi_request.actor.kind == "stranger"


@pytest.mark.parametrize("words", [[], ["x@y.test"], ["x@y.test", "--name", "X"]])
def test_a_call_that_lacks_something_is_told_so(words: list[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        add_professional(words)

    assert refusal.value.code == 2
