"""A household goes into the vault and comes out the same."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from houvast.law.api import Situation
from houvast.people.api import as_resident, new_resident
from houvast.rights.api import assess, receiving_of, remember_situation, situation_of
from houvast.rights.tests.conftest import ON, household
from houvast.vault.api import household as kept_household

AT = dt.datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.django_db
def test_what_was_told_comes_out_of_the_vault_as_it_went_in() -> None:
    told = household(
        {"kale_huur": "652.10", "woonvorm": "koop", "schuldregeling": False},
        {"role": "aanvrager", "name": "Samira 🌷", "geboortedatum": "1988-02-03", "toetsingsinkomen": 20500},
        {"role": "kind", "name": "محمد", "geboortedatum": "2015-05-06"},
        {"role": "medebewoner"},
    )
    resident, _ = new_resident(at=AT, language="nl")

    remember_situation(
        resident,
        told,
        receiving=["kinderbijslag"],
        unknown=[("vermogen_nu", None)],
        at=AT,
        by=as_resident(resident),
    )

    kept = kept_household(resident)
    assert situation_of(kept) == told
    assert receiving_of(kept) == {"kinderbijslag"}
    assert kept.household["vermogen_nu"].value is None


@pytest.mark.django_db
def test_nothing_kept_is_somebody_of_whom_nothing_is_known() -> None:
    resident, _ = new_resident(at=AT, language="nl")

    situation = situation_of(kept_household(resident))

    assert isinstance(situation, Situation)
    assert assess(situation, on=ON).outcomes


@pytest.mark.django_db
def test_not_knowing_who_lives_there_stays_not_knowing() -> None:
    resident, _ = new_resident(at=AT, language="nl")
    told = Situation({}, household({}, {"role": "aanvrager"}).persons, frozenset({"partner", "kind"}))

    remember_situation(resident, told, receiving=[], unknown=[], at=AT, by=as_resident(resident))

    assert situation_of(kept_household(resident)).unknown_roles == {"partner", "kind"}
