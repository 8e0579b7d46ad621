"""The published figures from which the city is drawn.

Takes   `margins.yaml` beside this module.
Gives   `Margins`: every table as arrays, fitted so that the published totals are met together.
Knows   nothing of random numbers or households.
"""

import dataclasses
import datetime
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

Floats = npt.NDArray[np.float64]
FILE = Path(__file__).with_name("margins.yaml")


@dataclasses.dataclass(frozen=True)
class Margins:
    """Probabilities for drawing; `raw` is the file as it stands, with sources."""

    day: datetime.date
    age_bounds: Floats
    ages: Floats
    forms: tuple[str, ...]
    forms_given_age: Floats
    tenures: tuple[str, ...]
    tenure_given_income: Floats
    debts_given_income: Floats
    districts: tuple[str, ...]
    district_of_corporation: Floats
    district_of_others: Floats
    raw: Mapping[str, Any]

    def figure(self, name: str) -> Any:
        """The value or values of one entry of the file."""
        entry = self.raw[name]
        return entry["value"] if "value" in entry else entry["values"]


@functools.cache
def margins() -> Margins:
    """Read and fit the figures once."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    rows = np.array(raw["ages"]["values"], np.float64)
    by_form = raw["household_forms"]["values"]
    seed = np.array(raw["forms_by_age"]["values"], np.float64)
    fitted = fit(seed, rows[:, 2], np.array(list(by_form.values()), np.float64))
    tenure = raw["tenure"]["values"]
    fifths = np.full(5, 0.2)
    by_income = fit(np.array(raw["tenure_by_income"]["values"]), fifths, np.array(list(tenure.values())))
    debts = np.array(raw["problem_debts_by_income"]["value"])
    homes = np.array(list(raw["districts"]["values"].values()), np.float64)
    others = homes[:, 0] - homes[:, 1]
    return Margins(
        day=raw["day"],
        age_bounds=rows[:, :2],
        ages=rows[:, 2] / rows[:, 2].sum(),
        forms=tuple(by_form),
        forms_given_age=fitted / fitted.sum(axis=1, keepdims=True),
        tenures=tuple(tenure),
        tenure_given_income=by_income / by_income.sum(axis=1, keepdims=True),
        debts_given_income=debts * raw["problem_debts"]["value"] / debts.mean(),
        districts=tuple(raw["districts"]["values"]),
        district_of_corporation=homes[:, 1] / homes[:, 1].sum(),
        district_of_others=others / others.sum(),
        raw=raw,
    )


def fit(seed: Floats, rows: Floats, columns: Floats) -> Floats:
    """Scale rows and columns in turn until both totals are met (iterative proportional fitting)."""
    table = seed.copy()
    columns = columns * (rows.sum() / columns.sum())
    for _ in range(200):
        table *= (rows / table.sum(axis=1))[:, None]
        table *= columns / table.sum(axis=0)
    return table
