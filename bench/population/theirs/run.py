"""Zorgtoeslag and kindgebonden budget of November 2026 for OpenFisca, as its documentation would write them.

Runs in an environment of its own (openfisca-core is AGPL); imports nothing of Houvast. Vectorised NumPy
throughout. Takes a file of arrays; prints one line of JSON. Amounts are those of laws/ on that day.
"""

import json
import resource
import sys
import time

BEGAN = time.perf_counter()

import numpy as np  # noqa: E402 - imports are measured
from openfisca_core.entities import Entity, GroupEntity  # noqa: E402
from openfisca_core.periods import DateUnit  # noqa: E402
from openfisca_core.simulations import SimulationBuilder  # noqa: E402
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: E402
from openfisca_core.variables import Variable  # noqa: E402

IMPORTED = time.perf_counter() - BEGAN
MONTH = "2026-11"

Person = Entity("person", "persons", "Person", "")
Household = GroupEntity(
    "household",
    "households",
    "Household",
    "",
    roles=[
        {"key": "aanvrager", "plural": "aanvragers", "max": 1},
        {"key": "partner", "plural": "partners", "max": 1},
        {"key": "kind", "plural": "kinderen"},
        {"key": "medebewoner", "plural": "medebewoners"},
    ],
)


def variable(name, entity, value_type, formula=None):
    """A variable of a month."""
    content = {"value_type": value_type, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), content | ({"formula": formula} if formula else {}))


def month_start(period):
    """The first day of the month."""
    return np.datetime64(str(period.start), "D")


def anniversary(born, years):
    """The same day so many years on; 29 February becomes 28 February."""
    months = born.astype("datetime64[M]")
    day = (born - months.astype("datetime64[D]")).astype(int)
    there = months + np.timedelta64(12 * years, "M")
    last = ((there + np.timedelta64(1, "M")).astype("datetime64[D]") - there.astype("datetime64[D]")).astype(
        int
    ) - 1
    return there.astype("datetime64[D]") + np.minimum(day, last)


def age_at(born, day):
    """Whole years of age."""
    years = day.astype("datetime64[Y]").astype(int) - born.astype("datetime64[Y]").astype(int)
    return years - (anniversary_not_reached(born, day))


def anniversary_not_reached(born, day):
    """Whether the birthday of this year is still to come."""
    month = born.astype("datetime64[M]").astype(int) % 12
    of_month = (born - born.astype("datetime64[M]").astype("datetime64[D]")).astype(int)
    this_month = day.astype("datetime64[M]").astype(int) % 12
    this_day = (day - day.astype("datetime64[M]").astype("datetime64[D]")).astype(int)
    return (this_month < month) | ((this_month == month) & (this_day < of_month))


def toeslagpartner(households, period):
    persons = households.members
    today = np.datetime64("2026-11-22")
    age = age_at(persons("geboortedatum", period), today)
    age_first = age_at(persons("geboortedatum", period), month_start(period))
    child = households.any(persons.has_role(KIND) & (age_first < 18))
    grown = ~households.any((persons.has_role(AANVRAGER) | persons.has_role(PARTNER)) & (age < 18))
    bond, lives = households("partnerband", period), households("partner_woont", period)
    married = (bond == "gehuwd") & (lives != "uit_elkaar")
    together = (lives == "samen") & ((bond != "geen") | child) & grown
    return (households.nb_persons(PARTNER) > 0) & (married | together)


def in_pair(persons, period):
    partner = persons.household("toeslagpartner", period)
    return persons.has_role(AANVRAGER) | (persons.has_role(PARTNER) & partner)


def inkomen_samen(households, period):
    persons = households.members
    return households.sum(persons("toetsingsinkomen", period) * persons("in_pair", period))


def gegoed(households, period):
    """Whether wealth and residence are in order."""
    persons = households.members
    both = households("toeslagpartner", period) & households("partner_heel_jaar", period)
    wealth = persons("vermogen_1_januari", period)
    pair = persons("in_pair", period)
    counted = np.where(
        both, households.sum(wealth * pair), households.sum(wealth * persons.has_role(AANVRAGER))
    )
    stays = ~households.any(pair & ~persons("verblijfsrecht", period))
    return (counted <= np.where(both, 184633, 146011)) & stays


def half_up(amount):
    """Rounded to whole euros, halves up; nothing below 24 euros."""
    rounded = np.floor(amount + 0.5)
    return np.where(rounded >= 24, rounded, 0)


def zorgtoeslag(households, period):
    persons = households.members
    insurance = persons("zorgverzekering", period)
    insured = ((insurance == "nederlands") | (insurance == "verdrag")) & ~persons("in_detentie", period)
    insured &= month_start(period) > anniversary(persons("geboortedatum", period), 18)
    number = households.sum(insured & persons("in_pair", period))
    partner = households("toeslagpartner", period)
    abroad = households.any((insurance == "verdrag") & persons.has_role(AANVRAGER))
    premium = np.where(partner, 2, 1) * 2119 * np.where(abroad, households("woonlandfactor", period), 1)
    norm = np.where(partner, 0.04289, 0.01912) * 29736
    norm = norm + 0.1373 * np.maximum(0, households("inkomen_samen", period) - 29736)
    year = half_up(np.maximum(0, premium - norm) * np.where(partner & (number == 1), 0.5, 1))
    right = (number >= 1) & households("gegoed", period) & (year > 0)
    return np.where(right, np.floor(year / 12), 0)


def kindgebonden_budget(households, period):
    persons = households.members
    born, first = persons("geboortedatum", period), month_start(period)
    quarter = np.datetime64("2026-10-01")
    learns = (age_at(born, quarter) < 16) | persons("volgt_onderwijs", period)
    counts = persons.has_role(KIND) & learns & (first > born) & (first <= anniversary(born, 18))
    more = np.where(first > anniversary(born, 16), 964, np.where(first > anniversary(born, 12), 724, 0))
    partner = households("toeslagpartner", period)
    most = households.sum((2580 + more) * counts) + np.where(partner, 0, 3416)
    less = 0.076 * np.maximum(0, households("inkomen_samen", period) - (29736 + np.where(partner, 9405, 0)))
    year = half_up(np.maximum(0, most - less))
    right = (households.sum(counts) > 0) & households("gegoed", period) & (year > 0)
    return np.where(right, np.floor(year / 12), 0)


def system():
    """The tax and benefit system."""
    from datetime import date

    found = TaxBenefitSystem([Person, Household])
    for name, entity, kind in (
        ("geboortedatum", Person, date), ("toetsingsinkomen", Person, float),
        ("vermogen_1_januari", Person, float),
        ("verblijfsrecht", Person, bool), ("in_detentie", Person, bool), ("volgt_onderwijs", Person, bool),
        ("zorgverzekering", Person, str), ("partnerband", Household, str), ("partner_woont", Household, str),
        ("partner_heel_jaar", Household, bool), ("woonlandfactor", Household, float),
    ):  # fmt: skip
        found.add_variable(variable(name, entity, kind))
    found.add_variable(variable("toeslagpartner", Household, bool, toeslagpartner))
    found.add_variable(variable("in_pair", Person, bool, in_pair))
    for formula in (inkomen_samen, zorgtoeslag, kindgebonden_budget):
        found.add_variable(variable(formula.__name__, Household, float, formula))
    found.add_variable(variable("gegoed", Household, bool, gegoed))
    return found


AANVRAGER, PARTNER, KIND = Household.flattened_roles[:3]


def simulate(arrays, rules):
    """A simulation with these arrays as its input, and both amounts."""
    households, persons = len(arrays["persons"]), len(arrays["role"])
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", np.arange(persons))
    group = builder.declare_entity("household", np.arange(households))
    builder.join_with_persons(group, np.repeat(np.arange(households), arrays["persons"]), arrays["role"])
    simulation = builder.build(rules)
    for name in rules.variables:
        if name in arrays:
            simulation.set_input(name, MONTH, arrays[name])
    return {name: simulation.calculate(name, MONTH) for name in ("zorgtoeslag", "kindgebonden_budget")}


def main(path):
    """Measure, compare, print."""
    loaded = np.load(path, allow_pickle=False)
    arrays = {name: loaded[name] for name in loaded.files}
    for name in ("zorgverzekering", "partnerband", "partner_woont"):
        arrays[name] = arrays[name].astype(object)
    rules = system()
    best, amounts = float("inf"), {}
    for _ in range(3):
        began = time.perf_counter()
        amounts = simulate(arrays, rules)
        best = min(best, time.perf_counter() - began)
    differences = sum(
        int((np.round(amount * 100).astype(np.int64) != arrays[f"amount_{name}"]).sum())
        for name, amount in amounts.items()
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": best, "peak_mb": peak, "import": IMPORTED, "differences": differences}))


main(sys.argv[1])
