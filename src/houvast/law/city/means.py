"""What people live on and live in: work, benefits, pensions, homes, rents, savings and debts.

Takes   families, margins and streams of random numbers.
Gives   `Means`: arrays per household and per person; money in whole cents.
Knows   nothing of facts or laws: amounts here are drawn, never computed by a law.
"""

import dataclasses

import numpy as np
import numpy.typing as npt

from houvast.law.city.families import APPLICANT, CHILD, OTHER, PARTNER, Bools, Families, Ints
from houvast.law.city.margins import Floats, Margins
from houvast.law.city.streams import Streams, between, pick, pick_row, spread

SOURCES = (
    "loondienst",
    "zelfstandig",
    "bijstand",
    "ww",
    "arbeidsongeschikt",
    "student",
    "geen",
    "pensioen",
    "kind_werkt",
)
WORK, SELF, BIJSTAND, WW, DISABLED, STUDENT, NOTHING, PENSION, CHILD_WORKS = range(len(SOURCES))


@dataclasses.dataclass(frozen=True)
class Means:
    """Per person: `source` (of `SOURCES`), `gross` and `last_year` a year, `net` a month. Per household:
    the rest."""

    source: Ints
    gross: Ints
    last_year: Ints
    net: Ints
    fifth: Ints
    tenure: Ints
    district: Ints
    rent: Ints
    wealth: Ints
    problem_debts: Bools

    def of(self, *sources: int) -> Bools:
        """Who lives on one of these sources."""
        return np.isin(self.source, sources)


def draw_means(margins: Margins, streams: Streams, families: Families) -> Means:
    """Draw the means of these families."""
    source = _sources(margins, streams, families)
    gross = _gross(margins, streams, families, source)
    factor, deviation = margins.figure("income_last_year")
    last_year = _cents(
        gross * np.clip(factor + deviation * spread(streams("last year").random(len(gross))), 0, 2)
    )
    own = np.where(families.role == OTHER, 0, gross)
    fifth = _fifths(np.add.reduceat(own, families.offsets[:-1]))
    tenure = pick_row(streams("tenure").random(families.size), margins.tenure_given_income, fifth)
    corporation = tenure == margins.tenures.index("corporatie")
    uniform = streams("district").random(families.size)
    district = np.where(
        corporation, pick(uniform, margins.district_of_corporation), pick(uniform, margins.district_of_others)
    )
    return Means(
        source=source, gross=_cents(gross), last_year=last_year, net=_net(margins, gross), fifth=fifth,
        tenure=tenure, district=district, rent=_rent(margins, streams, tenure),
        wealth=_wealth(margins, streams, tenure, source, families),
        problem_debts=streams("debts").random(families.size) < margins.debts_given_income[fifth],
    )  # fmt: skip


def _sources(margins: Margins, streams: Streams, families: Families) -> Ints:
    table = np.array(margins.figure("income_sources"), np.float64)
    age = families.age
    row = np.clip(np.searchsorted(margins.age_bounds[:7, 0], age, side="right") - 1, 0, 6)
    drawn = pick_row(streams("source").random(len(age)), table, row)
    first = families.offsets[:-1][families.household]
    together = (families.role == PARTNER) & (drawn[first] == BIJSTAND)
    drawn = np.where(
        together, BIJSTAND, np.where((families.role == PARTNER) & (drawn == BIJSTAND), NOTHING, drawn)
    )
    works = streams("child works").random(len(age)) < 0.55
    child = np.where(works & (age >= 16), CHILD_WORKS, np.where(age >= 18, STUDENT, NOTHING))
    drawn = np.where(families.role == CHILD, child, drawn)
    return np.where(age >= margins.figure("pension_age"), PENSION, drawn)


def _gross(margins: Margins, streams: Streams, families: Families, source: Ints) -> Floats:
    """Gross income a year in euros."""
    figures = margins.figure("income")
    medians = np.array([figures.get(name, [0, 0])[0] for name in SOURCES], np.float64)
    deviations = np.array([figures.get(name, [0, 0])[1] for name in SOURCES], np.float64)
    draw = spread(streams("income").random(len(source)))
    gross = medians[source] * np.exp(deviations[source] * draw)
    row = np.clip(np.searchsorted(margins.age_bounds[:7, 0], families.age, side="right") - 1, 0, 6)
    by_age = np.where(source == WORK, np.array(margins.figure("income_by_age"))[row], 1.0)
    alone, shared = margins.figure("bijstand_gross")
    in_pair = families.pair[families.household] & (families.role <= PARTNER)
    gross = np.where(source == BIJSTAND, np.where(in_pair, shared, alone), gross * by_age)
    return np.where(source == PENSION, np.maximum(gross, np.where(in_pair, 13500, 19500)), gross)


def _fifths(income: Floats) -> Ints:
    order = np.argsort(income, kind="stable")
    found = np.empty(len(income), np.int64)
    found[order] = np.arange(len(income)) * 5 // max(1, len(income))
    return found


def _net(margins: Margins, gross: Floats) -> Ints:
    """Net income a month: a rough staircase of what remains of each part of the gross income."""
    steps = margins.figure("net")
    bounds = [bound for bound, _ in steps] + [np.inf]
    net = np.zeros_like(gross)
    for (low, part), high in zip(steps, bounds[1:], strict=True):
        net += np.clip(gross - low, 0, high - low) * part
    return _cents(net / 12)


def _rent(margins: Margins, streams: Streams, tenure: Ints) -> Ints:
    names = margins.tenures
    free = streams("free sector").random(len(tenure))
    share = margins.figure("free_sector")
    draw = spread(streams("rent").random(len(tenure)))
    rents = {
        name: median * np.exp(deviation * draw)
        for name, (median, deviation) in margins.figure("rent").items()
    }
    corporation = np.where(free < share["corporatie"], rents["vrij_corporatie"], rents["sociaal"])
    private = np.where(free < share["particulier"], rents["vrij_particulier"], rents["sociaal"])
    found = np.where(tenure == names.index("corporatie"), corporation, private)
    return np.where(tenure == names.index("koop"), 0, _cents(found))


def _wealth(margins: Margins, streams: Streams, tenure: Ints, source: Ints, families: Families) -> Ints:
    uniform = streams("wealth").random(len(tenure))
    first = families.offsets[:-1]
    assert (families.role[first] == APPLICANT).all()
    uniform = np.where(source[first] == BIJSTAND, uniform * 0.62, uniform)
    figures = margins.figure("wealth")
    owner = tenure == margins.tenures.index("koop")
    return _cents(np.where(owner, between(uniform, figures["koop"]), between(uniform, figures["huur"])))


def _cents(euros: npt.NDArray[np.float64]) -> Ints:
    return np.floor(euros * 100 + 0.5).astype(np.int64)
