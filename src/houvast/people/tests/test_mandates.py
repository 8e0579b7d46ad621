"""Who may act for whom: two yeses or a court, within a period, and over the moment somebody stops it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from houvast.people import mandates
from houvast.people.actors import as_professional, as_resident
from houvast.people.mandates import NotAMandate, NotYoursToChange, Terms
from houvast.people.models import Mandate, Professional, Resident
from houvast.people.residents import erase, export, new_resident
from houvast.people.tests.moments import NOON

TODAY = NOON.date()
TERMS = Terms(kind="helper", parts=frozenset({"look", "answer"}), begins_on=TODAY)
BEWIND = Terms(kind="bewindvoerder", begins_on=TODAY, court_reference="12345 BM VERZ 26-1")


@pytest.fixture
def aylin(db: None) -> Resident:
    return new_resident(at=NOON, language="tr")[0]


def given(resident: Resident) -> Mandate:
    """By the resident, and the other said yes."""
    mandate, _ = mandates.give(resident, TERMS, at=NOON)
    assert mandate.representative is not None
    return mandates.say_yes(mandate.pk, as_resident(mandate.representative), at=NOON)


def test_a_mandate_holds_when_both_said_yes(aylin: Resident) -> None:
    mandate, code = mandates.give(aylin, TERMS, at=NOON)

    assert not mandate.holds(TODAY)
    assert len(code) == 14
    assert mandate.representative is not None
    assert mandates.say_yes(mandate.pk, as_resident(mandate.representative), at=NOON).holds(TODAY)


def test_what_a_professional_asks_holds_when_the_resident_said_yes(
    aylin: Resident, noor: Professional
) -> None:
    asked = mandates.propose(aylin, Terms(kind="budgetbeheerder", begins_on=TODAY), noor, at=NOON)

    assert not asked.holds(TODAY)
    assert mandates.say_yes(asked.pk, as_resident(aylin), at=NOON).holds(TODAY)


def test_a_courts_decision_holds_without_the_residents_yes_once_it_was_seen(
    aylin: Resident, noor: Professional, omar: Professional
) -> None:
    mandate, code = mandates.from_court(aylin, BEWIND, checked_by=omar, at=NOON, professional=noor)

    assert mandate.holds(TODAY)
    assert (mandate.checked_by, code) == (omar, "")


def test_nobody_looks_at_their_own_decision_of_the_court(aylin: Resident, noor: Professional) -> None:
    with pytest.raises(NotAMandate):
        mandates.from_court(aylin, BEWIND, checked_by=noor, at=NOON, professional=noor)


@pytest.mark.parametrize(
    "terms",
    [
        BEWIND,
        Terms(kind="mentor", begins_on=TODAY),
        Terms(kind="buurman", begins_on=TODAY),
        Terms(kind="helper", begins_on=TODAY, parts=frozenset({"everything"})),
        Terms(kind="helper", begins_on=TODAY, ends_on=TODAY - dt.timedelta(days=1)),
    ],
    ids=["court", "mentor", "unknown kind", "unknown part", "ends before it begins"],
)
def test_what_a_resident_cannot_give_is_not_given(aylin: Resident, terms: Terms) -> None:
    with pytest.raises(NotAMandate):
        mandates.give(aylin, terms, at=NOON)

    assert not Mandate.objects.exists()


def test_a_mandate_is_of_its_period_only(aylin: Resident) -> None:
    mandate = given(aylin)
    mandate.begins_on, mandate.ends_on = TODAY, TODAY + dt.timedelta(days=7)

    days = [TODAY + dt.timedelta(days=each) for each in (-1, 0, 7, 8)]

    assert [mandate.holds(day) for day in days] == [False, True, True, False]


def test_the_resident_takes_it_back_and_it_is_over_at_once(aylin: Resident) -> None:
    mandate = given(aylin)
    assert mandate.representative is not None
    actor = as_resident(mandate.representative)
    assert mandates.acting(actor, mandate.pk, on=TODAY).on_behalf_of == aylin.pk

    mandates.end(mandate.pk, as_resident(aylin), at=NOON)

    assert mandates.acting(actor, mandate.pk, on=TODAY) == actor


def test_what_a_court_gave_the_resident_cannot_end_but_a_professional_can(
    aylin: Resident, noor: Professional, omar: Professional
) -> None:
    mandate, _ = mandates.from_court(aylin, BEWIND, checked_by=omar, at=NOON, professional=noor)

    with pytest.raises(NotYoursToChange):
        mandates.end(mandate.pk, as_resident(aylin), at=NOON)

    assert mandates.end(mandate.pk, as_professional(omar), at=NOON).ended_at == NOON


def test_somebody_else_can_say_neither_yes_nor_stop(aylin: Resident) -> None:
    mandate, _ = mandates.give(aylin, TERMS, at=NOON)
    stranger = as_resident(new_resident(at=NOON, language="nl")[0])

    for deed in (mandates.say_yes, mandates.end):
        with pytest.raises(NotYoursToChange):
            deed(mandate.pk, stranger, at=NOON)


def test_nobody_acts_by_another_ones_mandate(aylin: Resident, noor: Professional) -> None:
    mandate = given(aylin)

    for actor in (as_professional(noor), as_resident(new_resident(at=NOON, language="nl")[0])):
        assert mandates.acting(actor, mandate.pk, on=TODAY) == actor


def test_who_acts_carries_the_parts_and_no_more(aylin: Resident) -> None:
    mandate = given(aylin)
    assert mandate.representative is not None

    acting = mandates.acting(as_resident(mandate.representative), mandate.pk, on=TODAY)

    assert [acting.may(part) for part in mandates.PARTS] == [True, True, False, False]
    assert as_resident(aylin).may("money")


def test_the_database_knows_no_mandate_of_two_and_none_for_oneself(
    aylin: Resident, noor: Professional
) -> None:
    fields = {"resident": aylin, "kind": "helper", "begins_on": TODAY, "made_at": NOON}

    for wrong in ({}, {"representative": aylin}, {"representative": aylin, "professional": noor}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.create(**fields, **wrong)


def test_erasing_ends_it_and_the_copy_tells_of_it(aylin: Resident) -> None:
    mandate = given(aylin)
    assert export(aylin)["who_acts_for_me"][0]["kind"] == "helper"

    erase(aylin, at=NOON)

    mandate.refresh_from_db()
    assert (mandate.ended_at, mandate.label) == (NOON, None)
