"""Every address of the house, tried as everybody: who gets in, and that nothing leaks to who does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from houvast.casework.tests.conftest import MONDAY
from tests.access.city import SECRETS, City, built
from tests.access.table import IN, NOT_THERE, REFUSED, ROLES, SIGN_IN, TABLE, THEIRS

WORDS = {"scheme": "zorgtoeslag", "kind": "food"}
OF = {
    "casework:act": {"name": "message"},
    "casework:say": {"what": "bericht"},
    "take-answer": {"name": "zorgtoeslag"},
    "take-answer-for": {"name": "zorgtoeslag"},
    "take-into-plan": {"name": "zorgtoeslag"},
    "take-into-words": {"name": "zorgtoeslag"},
}
A_FEW = ("stranger", "other resident", "duo", "administrator")
"""Enough for an address that answers everybody alike."""
SIGN_IN_PAGES = ("/account/login/", "/volg/")


@dataclass(frozen=True)
class Address:
    """A named address, filled in with what is hers as far as there is any."""

    name: str
    path: str


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address below, with its name as `reverse` knows it."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield f"{space}{each.name}", each


def addresses(city: City) -> Iterator[Address]:
    """All of them that can be filled in; those of allauth with a key in them cannot."""
    hers = city.args()
    for name, pattern in patterns(get_resolver()):
        filled: dict[str, Any] = {}
        for key, kind in pattern.pattern.converters.items():
            nothing: Any = UUID(int=7) if isinstance(kind, UUIDConverter) else "iets"
            nothing = 7 if isinstance(kind, IntConverter) else nothing
            filled[key] = hers.get(key) or OF.get(name, {}).get(key) or WORDS.get(key) or nothing
        try:
            yield Address(name, reverse(name, kwargs=filled))
        except NoReverseMatch:
            assert name.startswith(THEIRS), name


def asked(path: str, browser: Client) -> HttpResponseBase:
    """Open it, or send it an empty form where it cannot be opened; whatever that changed is put back."""
    again = Client(raise_request_exception=False)
    again.cookies.update(browser.cookies)
    with transaction.atomic():
        answer: HttpResponseBase = again.get(path)
        if answer.status_code == 405:
            answer = again.post(path)
        transaction.set_rollback(True)
    return answer


def outcome(answer: HttpResponseBase) -> str:
    """In one of the words of the table, else the status."""
    if answer.status_code in {302, 303}:
        onward = answer.headers["Location"].partition("?")[0]
        return SIGN_IN if onward in SIGN_IN_PAGES else IN
    words = {200: IN, 422: IN, 403: REFUSED, 404: NOT_THERE}
    return words.get(answer.status_code, str(answer.status_code))


def betrayed(answer: HttpResponseBase, city: City) -> list[str]:
    """What of hers stands in this answer."""
    body = getattr(answer, "content", b"").decode(errors="replace") + str(answer.headers)
    return [secret for secret in (*SECRETS, city.question.reference) if secret in body]


@pytest.fixture
def city(db: None, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    return built(at=MONDAY)


def test_every_address_has_its_line_in_the_table() -> None:
    names = {name for name, _ in patterns(get_resolver()) if not name.startswith(THEIRS)}

    assert names - set(TABLE) == set(), "Decide who may come here, and write it in tests/access/table.py."
    assert set(TABLE) - names == set(), "These addresses are gone; take their lines out."


@pytest.mark.one_database
def test_everybody_gets_what_the_table_says_and_nothing_else(city: City) -> None:
    faults = []
    for address in addresses(city):
        line = TABLE.get(address.name)
        alike = line is None or (len(set(line.gets.values())) == 1 and not line.hers)
        for role in A_FEW if alike else ROLES:
            answer = asked(address.path, city.roles[role])
            if answer.status_code >= 500:
                faults.append(f"{address.name} breaks for {role}")
            if line is not None and outcome(answer) != line.gets[role]:
                faults.append(f"{address.name}: {role} gets {outcome(answer)!r}, not {line.gets[role]!r}")
            for secret in betrayed(answer, city):
                if line is None or role not in line.hers:
                    faults.append(f"{address.name} betrays {secret!r} to {role}")

    assert faults == []


def test_whoever_may_read_it_does(city: City) -> None:
    """Else the test above would find no leak because nothing is ever there."""
    page = reverse("casework:request", args=[city.question.pk])

    assert set(betrayed(asked(page, city.roles["duo"]), city)) >= {"Samira Geheim", "kale boom"}


def test_a_try_stands_in_her_log(city: City) -> None:
    page = reverse("casework:request", args=[city.question.pk])

    city.roles["other duo"].get(page)

    looks = city.roles["resident"].get("/volg/gekeken/").content.decode()
    assert "geweigerd: mag deze vraag niet zien" in looks
