"""There is no button, address or call that sends somebody away: looked up, not believed."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from houvast.casework import acts
from houvast.casework.alarming.forms import ANSWERS
from houvast.casework.around.forms import BESIDE
from houvast.casework.desk.form import FORMS
from houvast.casework.follow.views import SAID
from houvast.casework.models import HelpRequest
from houvast.casework.states import INSIDE, Change, Phase, Who
from houvast.casework.table import TABLE
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form

AWAY = re.compile(
    r"verwijs|refer|doorstuur|wegstu|afwijs|(?<!be)sluit|close|dismiss|reject|archi|delete|remove"
)
MOVES = {"warm", "warm-anyway", "assign"}
"""The only changes after which another duo holds a request: warm, or before anybody took it on."""


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the whole project."""
    for each in (resolver or get_resolver()).url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, path)
        else:
            yield path, each


def test_no_address_names_sending_somebody_away() -> None:
    ours = [path for path, _ in patterns() if path.startswith(("werk/", "volg/"))]

    assert len(ours) > 20
    assert [path for path in ours if AWAY.search(path)] == []


def test_no_form_names_sending_somebody_away() -> None:
    names = {*FORMS, *BESIDE, *ANSWERS, *SAID, *(line.name for line in TABLE)}

    assert [name for name in sorted(names) if AWAY.search(name)] == []


@pytest.mark.parametrize("line", TABLE, ids=[line.name for line in TABLE])
def test_no_change_lets_somebody_else_than_the_resident_close(line: Change) -> None:
    assert line.to is not Phase.CLOSED or set(line.who) == {Who.RESIDENT}


def typed(name: str, held: HelpRequest, city: Neighbourhood) -> dict[str, object]:
    """Something sensible in every field of this form."""
    shown = FORMS[name](held=held, on=MONDAY.date())
    said: dict[str, object] = {}
    for field, kind in shown.fields.items():
        choices = [str(value) for value, _ in getattr(kind, "choices", ()) if str(value)]
        value: object = choices[0] if choices else "Omdat het zo is."
        if field in {"due_on", "next_contact_on", "day", "until"}:
            value = "27-11-2026"
        if field == "duo":
            value = str(city.oost.pk)
        if field == "who":
            value = "ria@example.org"
        said[shown.add_prefix(field)] = value
    return {**said, f"{name}-token": f"{name}-{held.version}", f"{name}-version": str(held.version)}


def test_whatever_one_person_sends_the_duo_still_holds_it_and_it_is_open(
    city: Neighbourhood, question: HelpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("houvast.web.clock.now", lambda: MONDAY)
    acts.accept(form(question, city.fatima))
    client = Client()
    client.force_login(city.fatima.account, backend="django.contrib.auth.backends.ModelBackend")

    for name in sorted(FORMS):
        held = HelpRequest.objects.get(pk=question.pk)
        answer = client.post(reverse("casework:act", args=[question.pk, name]), typed(name, held, city))

        assert answer.status_code in {302, 404, 409, 422}, name
        held.refresh_from_db()
        assert (name, held.duo, held.is_open) == (name, city.noord, True)


def test_nobody_who_looks_along_or_was_asked_can_let_go_of_it() -> None:
    beside = {Who.GUEST, Who.CONSULTED, Who.ALARMED, Who.ASKED}

    moved = {line.name for line in TABLE if line.name in MOVES and set(line.who) & beside}

    assert moved == set()
    assert INSIDE.isdisjoint(beside - {Who.ASKED})
