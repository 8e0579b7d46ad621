"""A question whose SQL is written once gives what Django gives, and keeps nothing of who asked."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, Count, Q, Value
from django.test.utils import CaptureQueriesContext

from houvast import prepared
from houvast.people.models import Duo, Organisation, Professional, Role, Team
from houvast.people.staff import form_duo, new_professional
from houvast.prepared import Given, Prepared, among


@pytest.fixture(autouse=True)
def only_the_questions_of_the_program() -> Iterator[None]:
    """A server writes the SQL of every question there is; those of a test go with it."""
    before = len(prepared._EVERY)
    yield
    del prepared._EVERY[before:]


@pytest.fixture
def noord(db: None) -> list[Professional]:
    """Three people of one team."""
    organisation = Organisation.objects.create(name="Buurtteam")
    team = Team.objects.create(name="Noord", organisation=organisation)
    return [
        new_professional(
            email=f"{name}@example.org",
            display_name=name,
            organisation=organisation,
            team=team,
            roles=[Role.COUNSELLOR],
        )
        for name in ("noor", "sam", "ilse")
    ]


def rows_of(professional: Professional) -> dict[str, Any]:
    return {name: value for name, value in vars(professional).items() if name != "_state"}


def test_the_rows_are_those_of_django(noord: list[Professional]) -> None:
    by_name = Prepared(lambda: Professional.objects.filter(display_name=Given("name", CharField())))

    (found,) = by_name(name="sam")

    assert rows_of(found) == rows_of(Professional.objects.get(display_name="sam"))
    assert not found._state.adding


def test_each_call_has_values_of_its_own(noord: list[Professional]) -> None:
    by_id = Prepared(lambda: Professional.objects.filter(pk=Given("id")))

    assert [by_id.first(id=one.pk) for one in noord] == noord
    assert by_id.first(id=noord[0].team_id) is None


def test_what_comes_along_is_there_without_another_question(noord: list[Professional]) -> None:
    duo = form_duo(noord[0], noord[1])
    whole = Prepared(lambda: Duo.objects.select_related("first__organisation", "team").filter(pk=Given("id")))

    with CaptureQueriesContext(connection) as asked:
        (found,) = whole(id=duo.pk)
        told = (found.first.organisation.name, found.team.name, found.first.display_name)

    assert told == ("Buurtteam", "Noord", "noor")
    assert len(asked) == 1


def test_nobody_comes_along_where_nobody_is(noord: list[Professional]) -> None:
    alone = new_professional(
        email="a@example.org", display_name="alone", organisation=noord[0].organisation, roles=[]
    )
    with_team = Prepared(lambda: Professional.objects.select_related("team").filter(pk=Given("id")))

    found = with_team.first(id=alone.pk)

    assert found is not None
    assert found.team is None


@pytest.mark.parametrize("number", [0, 1, 3])
def test_among_takes_as_many_as_there_are(noord: list[Professional], number: int) -> None:
    some = Prepared(lambda: Professional.objects.filter(among("pk", "ids")).order_by("pk"))

    found = some(ids=[one.pk for one in noord[:number]])

    assert {one.pk for one in found} == {one.pk for one in noord[:number]}
    assert {one.pk for one in some(ids=[one.pk for one in noord])} == {one.pk for one in noord}


def test_among_goes_along_with_other_conditions(noord: list[Professional]) -> None:
    duo = form_duo(noord[0], noord[1])
    form_duo(noord[1], noord[2])
    held = Prepared(lambda: Duo.objects.filter(Q(among("first", "people")) & ~Q(second=Given("not"))))

    assert held(people=[noord[0].pk, noord[2].pk], **{"not": noord[2].pk}) == [duo]


def test_columns_come_in_the_order_that_was_asked(noord: list[Professional]) -> None:
    counted = Prepared(
        lambda: (
            Team.objects.annotate(people=Count("professionals"), one=Value(1))
            .filter(pk=Given("id"))
            .values_list("people", "name", "one", "pk")
        )
    )
    names = Prepared(
        lambda: (
            Professional.objects.filter(team=Given("team"))
            .order_by("display_name")
            .values_list("display_name", flat=True)
        )
    )

    assert counted(id=noord[0].team_id) == [(3, "Noord", 1, noord[0].team_id)]
    assert names(team=noord[0].team_id) == ["ilse", "noor", "sam"]


def test_what_is_counted_is_on_the_row(noord: list[Professional]) -> None:
    teams = Prepared(lambda: Team.objects.annotate(people=Count("professionals")).filter(pk=Given("id")))

    (found,) = teams(id=noord[0].team_id)

    assert vars(found)["people"] == 3


def test_a_value_that_is_missing_is_no_row_but_a_fault(noord: list[Professional]) -> None:
    by_id = Prepared(lambda: Professional.objects.filter(pk=Given("id")))

    with pytest.raises(KeyError, match="id"):
        by_id(pk=noord[0].pk)


def test_what_is_asked_afterwards_is_refused(db: None) -> None:
    with_roles = Prepared(lambda: Professional.objects.prefetch_related("role_rows"))

    with pytest.raises(ValueError, match="of its own"):
        with_roles()


def test_no_value_stays_behind(noord: list[Professional]) -> None:
    by_name = Prepared(lambda: Professional.objects.filter(display_name=Given("name", CharField())))

    by_name(name="sam")

    written = by_name.write()
    assert "sam" not in repr(vars(written))
    assert "sam" not in written._sql
    assert not any("sam" in repr(each) for each in written._parameters)


def test_a_day_and_an_id_are_written_as_the_database_wants_them(noord: list[Professional]) -> None:
    from django.db.models import DateField
    from django.db.models.functions import Coalesce

    day = dt.date(2026, 11, 23)
    told = Prepared(
        lambda: Professional.objects.filter(pk=Given("id")).values_list(
            Coalesce(Given("day", DateField()), Value(None, DateField())), "pk"
        )
    )

    assert told(id=str(noord[0].pk), day=day) == [(day, noord[0].pk)]
