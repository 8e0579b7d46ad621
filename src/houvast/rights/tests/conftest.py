"""Households to reckon with, on days for which the laws were checked."""

import datetime as dt
from typing import Any

import pytest

from houvast.law.api import Situation, read_situation
from houvast.rights.api import corpus

ON = dt.date(2026, 7, 1)


def household(household: dict[str, Any], *persons: dict[str, Any]) -> Situation:
    """A situation of these facts and persons."""
    return read_situation({"household": household, "persons": list(persons)}, corpus())


@pytest.fixture
def alone() -> Situation:
    """Somebody on their own who rents, with little, and everything told that zorgtoeslag asks."""
    return household(
        {"woongemeente": "amsterdam", "woonvorm": "huur_zelfstandig", "kale_huur": 600},
        {
            "role": "aanvrager",
            "geboortedatum": "1990-01-01",
            "verblijfsrecht": True,
            "in_detentie": False,
            "toetsingsinkomen": 20000,
            "vermogen_1_januari": 0,
            "zorgverzekering": "nederlands",
        },
    )
