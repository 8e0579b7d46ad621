"""Who gets through which door, in the demo and in production."""

import logging
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.test import RequestFactory
from django.urls import include, path

from houvast.config import Config
from houvast.people.actor import STRANGER, SYSTEM, Actor
from houvast.people.api import (
    Professional,
    Request,
    enter_with_code,
    for_professionals,
    for_residents,
    leave,
    new_resident,
)
from houvast.people.tests.moments import NOON

COUNSELLOR = Actor(kind="professional", professional_id=uuid.UUID(int=1), roles=frozenset({"counsellor"}))
POLICY_MAKER = Actor(kind="professional", professional_id=uuid.UUID(int=2), roles=frozenset({"policy_maker"}))
RESIDENT = Actor(kind="resident", resident_id=uuid.UUID(int=3))
INSIDE, SIGN_IN, CODE, REFUSED, FACTOR = (
    "inside",
    "/account/login/",
    "/volg/",
    "refused",
    "/account/tweede-slot/",
)


@for_professionals("counsellor", "team_lead")
def casework_page(request: Request) -> HttpResponseBase:
    return HttpResponse(INSIDE)


@for_professionals()
def any_work_page(request: Request) -> HttpResponseBase:
    return HttpResponse(INSIDE)


@for_residents
def own_page(request: Request) -> HttpResponseBase:
    return HttpResponse(INSIDE)


def whoami(request: Request) -> HttpResponse:
    return HttpResponse(f"{request.actor.kind} {request.actor.name} {request.lacks_second_factor}")


urlpatterns = [
    path("", include("houvast.people.urls")),
    path("who/", whoami),
    path("work/", casework_page),
    path("own/", own_page),
]


def outcome(view: Callable[..., HttpResponseBase], actor: Actor, *, lacks: bool = False) -> str:
    asked: Any = RequestFactory().get("/a/page/?x=1")
    asked.actor, asked.lacks_second_factor, asked.resolver_match = actor, lacks, None
    try:
        answer = view(asked)
    except PermissionDenied:
        return REFUSED
    return INSIDE if answer.status_code == 200 else answer.headers["Location"].partition("?")[0]


@pytest.mark.parametrize(
    ("view", "actor", "expected"),
    [
        (casework_page, STRANGER, SIGN_IN),
        (casework_page, RESIDENT, REFUSED),
        (casework_page, SYSTEM, REFUSED),
        (casework_page, POLICY_MAKER, REFUSED),
        (casework_page, COUNSELLOR, INSIDE),
        (any_work_page, STRANGER, SIGN_IN),
        (any_work_page, RESIDENT, REFUSED),
        (any_work_page, POLICY_MAKER, INSIDE),
        (own_page, STRANGER, CODE),
        (own_page, RESIDENT, INSIDE),
        (own_page, COUNSELLOR, REFUSED),
        (own_page, SYSTEM, REFUSED),
    ],
)
def test_every_door_opens_for_whom_it_is_and_nobody_else(
    view: Callable[..., HttpResponseBase], actor: Actor, expected: str
) -> None:
    assert outcome(view, actor) == expected


def test_who_lacks_a_second_factor_is_sent_to_set_it() -> None:
    assert outcome(casework_page, STRANGER, lacks=True) == FACTOR


def test_a_refusal_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        outcome(casework_page, RESIDENT)

    assert "refused" in caplog.text


@pytest.fixture
def whole_site(settings: Any) -> None:
    """These few pages behind the real middleware."""
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def production(settings: Any) -> None:
    settings.CONFIG = Config(mode="production")


def who(client: Any) -> str:
    return str(client.get("/who/").content.decode())


@pytest.mark.django_db
@pytest.mark.usefixtures("whole_site")
class TestActor:
    """`request.actor`, from the session."""

    def test_nobody_signed_in_is_a_stranger(self, client: Any) -> None:
        assert who(client) == "stranger  False"

    def test_a_signed_in_professional_is_that_professional(self, client: Any, noor: Professional) -> None:
        client.force_login(noor.account)

        assert who(client) == "professional Noor de Vries False"

    @pytest.mark.usefixtures("production")
    def test_in_production_a_password_alone_makes_nobody_a_professional(
        self, client: Any, noor: Professional
    ) -> None:
        client.force_login(noor.account)

        assert who(client) == "stranger  True"
        assert client.get("/work/").headers["Location"] == FACTOR

    @pytest.mark.usefixtures("production")
    @pytest.mark.parametrize("kind", ["totp", "webauthn"])
    def test_in_production_a_second_factor_does(self, client: Any, noor: Professional, kind: str) -> None:
        Authenticator.objects.create(user=noor.account, type=kind, data={})
        client.force_login(noor.account)

        assert who(client) == "professional Noor de Vries False"

    @pytest.mark.usefixtures("production")
    def test_recovery_codes_alone_are_no_second_factor(self, client: Any, noor: Professional) -> None:
        Authenticator.objects.create(user=noor.account, type="recovery_codes", data={})
        client.force_login(noor.account)

        assert who(client) == "stranger  True"

    def test_who_left_is_a_stranger_at_once(self, client: Any, noor: Professional) -> None:
        client.force_login(noor.account)
        leave(noor)

        assert who(client) == "stranger  False"

    def test_a_resident_is_in_with_a_code_until_they_leave(self, client: Any) -> None:
        anna, _ = new_resident(at=NOON, language="nl")
        asked = client.get("/who/").wsgi_request
        enter_with_code(asked, anna)
        asked.session.save()
        client.cookies["sessionid"] = asked.session.session_key

        assert who(client) == "resident  False"
        assert client.get("/own/").content.decode() == INSIDE

        client.post("/uitgang/")
        assert who(client) == "stranger  False"

    def test_leaving_asks_for_a_click_not_for_a_link(self, client: Any) -> None:
        assert client.get("/uitgang/").status_code == 405
