"""The bond of a household counts in choosing a duo, and never tells one of two what the other keeps apart."""

import pytest

from houvast.casework import assigning
from houvast.casework.continuity import carrying
from houvast.casework.models import HelpRequest
from houvast.casework.tests.conftest import MONDAY, Neighbourhood, form, opened
from houvast.people.api import (
    MandateKind,
    Resident,
    Terms,
    as_resident,
    end_mandate,
    give_mandate,
    say_yes_to_mandate,
)

OUT_OF_THE_WAY = "MA"
"""The neighbourhood of the other duo: without a bond it would get the question."""


def acting(resident: Resident, kind: str, *, agreed: bool = True) -> Resident:
    """Somebody who may act for this resident as soon as they said yes themselves."""
    mandate, _ = give_mandate(resident, Terms(kind=kind, begins_on=MONDAY.date()), at=MONDAY)
    assert mandate.representative is not None
    if agreed:
        say_yes_to_mandate(mandate.pk, as_resident(mandate.representative), at=MONDAY)
    return mandate.representative


@pytest.mark.parametrize("kind", [MandateKind.PARTNER, MandateKind.CHILD, MandateKind.PARENT])
def test_somebody_of_the_family_gets_the_duo_that_knows_the_family(
    question: HelpRequest, resident: Resident, city: Neighbourhood, kind: str
) -> None:
    other = acting(resident, kind)

    theirs = opened(other, neighbourhood=OUT_OF_THE_WAY)

    assert theirs.duo == city.noord
    assert theirs.assigned_because == "Omdat dit duo al iemand van het gezin kent."


def test_a_bond_of_ones_own_goes_before_that_of_the_family(
    question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    other = acting(resident, MandateKind.PARTNER, agreed=False)
    first = opened(other, neighbourhood=OUT_OF_THE_WAY)
    say_yes_to_mandate(resident.mandates.get().pk, as_resident(other), at=MONDAY)

    second = opened(other)

    assert first.duo == second.duo == city.oost


@pytest.mark.parametrize("why", ["a helper", "not agreed", "ended"])
def test_whoever_may_not_look_into_the_others_question_gets_no_duo_by_it(
    question: HelpRequest, resident: Resident, city: Neighbourhood, why: str
) -> None:
    kind = MandateKind.HELPER if why == "a helper" else MandateKind.PARTNER
    other = acting(resident, kind, agreed=why != "not agreed")
    if why == "ended":
        end_mandate(resident.mandates.get().pk, as_resident(resident), at=MONDAY)

    theirs = opened(other, neighbourhood=OUT_OF_THE_WAY)

    assert theirs.duo == city.oost
    assert "gezin" not in theirs.assigned_because


def test_who_let_a_partner_look_learns_nothing_of_the_partners_own_question(
    resident: Resident, city: Neighbourhood
) -> None:
    other = acting(resident, MandateKind.PARTNER)
    opened(other, neighbourhood=OUT_OF_THE_WAY)

    mine = opened(resident, neighbourhood="NA")

    assert mine.duo == city.noord
    assert "gezin" not in mine.assigned_because


def test_the_team_lead_sees_the_bond_and_can_choose_otherwise(
    question: HelpRequest, resident: Resident, city: Neighbourhood
) -> None:
    type(city.oost).objects.filter(pk=city.oost.pk).update(team=city.noord.team)
    other = acting(resident, MandateKind.PARTNER)
    theirs = opened(other)
    found = assigning.candidates(other, neighbourhood="NA", on=MONDAY.date())

    carrying.reassign(form(theirs, city.joke), city.oost.pk, "Zij wil een eigen gesprek.")

    theirs.refresh_from_db()
    assert [each.duo for each in found if each.household] == [city.noord]
    assert theirs.duo == city.oost
    assert theirs.assigned_because == "Omdat de teamleider dit koos: Zij wil een eigen gesprek."
