"""How the people of the city answer about work, benefits, school, care and debts.

Takes   a `Chunk` of the city, and the definition of a fact.
Gives   one column per fact, agreeing with what people live on; shares are assumptions of `margins.yaml` (C).
Knows   nothing of laws.
"""

from collections.abc import Mapping

import numpy as np

from houvast.law.city import means as m
from houvast.law.city.answers import EPOCH, Chunk, Column, answers
from houvast.law.city.families import CHILD, OTHER, PARTNER, Bools
from houvast.law.city.margins import margins
from houvast.law.facts import FactDefinition
from houvast.law.ir import Level
from houvast.law.kernel.layout import choices


def _share(name: str, share: float) -> None:
    """A yes or no for this share of those who are asked."""

    @answers(name)
    def drawn(chunk: Chunk, fact: FactDefinition) -> Column:
        return chunk.chance(fact.name, share, persons=fact.level is Level.PERSON)


for _name, _part in margins().figure("yes_or_no").items():
    _share(_name, _part)


def _money(name: str, *sources: int, month: bool = False) -> None:
    """The gross income of those who live on these sources, a year or a month."""

    @answers(name)
    def drawn(chunk: Chunk, fact: FactDefinition) -> Column:
        gross = chunk.means.gross // 12 if month else chunk.means.gross // 100 * 100
        found: Column = np.where(chunk.means.of(*sources), gross, 0)
        return found


_money("arbeidsinkomen_jaar", m.WORK, m.SELF, m.CHILD_WORKS)
_money("belastbaar_inkomen_jaar", *range(len(m.SOURCES)))
_money("brutoloon_maand", m.WORK, m.CHILD_WORKS, month=True)
_money("bruto_uitkering_maand", m.WW, m.DISABLED, m.BIJSTAND, month=True)


def _earlier(name: str, part: float) -> None:
    """The family's income of an earlier year."""

    @answers(name)
    def drawn(chunk: Chunk, fact: FactDefinition) -> Column:
        pair = np.where(chunk.families.role <= PARTNER, chunk.means.last_year, 0)
        return (chunk.total(pair) * part // 100 * 100).astype(np.int64)


_earlier("fiscaal_gezinsinkomen_twee_jaar_geleden", 0.97)
_earlier("fiscaal_gezinsinkomen_drie_jaar_geleden", 0.94)


def _words(chunk: Chunk, fact: FactDefinition, which: Mapping[str, Bools], otherwise: str) -> Column:
    """The first word that holds for each; words that the fact does not have are passed over."""
    names = choices(fact)
    known = {name: holds for name, holds in which.items() if name in names}
    return np.select(list(known.values()), [names.index(name) for name in known], names.index(otherwise))


def _source(chunk: Chunk, *sources: int) -> Bools:
    return chunk.means.of(*sources)


@answers("werksituatie")
def _work(chunk: Chunk, fact: FactDefinition) -> Column:
    return _words(
        chunk,
        fact,
        {
            "loondienst": _source(chunk, m.WORK, m.CHILD_WORKS),
            "zelfstandig": _source(chunk, m.SELF),
            "baan_kwijt": _source(chunk, m.WW),
        },
        "geen_werk",
    )


@answers("uitkering")
def _benefit(chunk: Chunk, fact: FactDefinition) -> Column:
    young = chunk.chance("wajong", 0.3, persons=True)
    disabled = _source(chunk, m.DISABLED)
    which = {"bijstand": _source(chunk, m.BIJSTAND), "ww": _source(chunk, m.WW), "wajong": disabled & young}
    return _words(chunk, fact, which | {"wia": disabled}, "geen")


@answers("studie")
def _study(chunk: Chunk, fact: FactDefinition) -> Column:
    student, higher = _source(chunk, m.STUDENT), chunk.chance("ho", 0.7, persons=True)
    return _words(chunk, fact, {"ho": student & higher, "mbo_bol": student}, "geen")


@answers("thuiswonend")
def _at_home(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.zeros(len(chunk.families.role), np.bool_)


@answers("netto_inkomen_maand")
def _net(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.means.net


@answers("uren_per_week")
def _hours(chunk: Chunk, fact: FactDefinition) -> Column:
    """So many hours that nobody earns less than about 18 euros an hour: for drawing only."""
    hours = chunk.means.gross // (52 * 18)
    works = _source(chunk, m.WORK, m.SELF, m.CHILD_WORKS)
    return np.where(works, np.clip(hours, 100, 3800) // 100 * 100, 0)


@answers("jaarloon_laatste_baan")
def _last_job(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.where(_source(chunk, m.WW, m.DISABLED), chunk.means.gross * 10 // 7 // 100 * 100, 0)


@answers("maanden_uitkering")
def _months(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(len(chunk.families.role))
    longest = np.where(_source(chunk, m.WW), 24, 120)
    return np.where(_source(chunk, m.BIJSTAND, m.WW, m.DISABLED), 1 + (uniform * longest).astype(np.int64), 0)


@answers("aanvullend_pensioen_maand")
def _pension(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.where(_source(chunk, m.PENSION), np.maximum(0, chunk.means.gross - 1_950_000) // 12, 0)


@answers("jaren_buiten_nederland")
def _years_away(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(len(chunk.families.role))
    return np.where(uniform < 0.12, (uniform / 0.12 * 35).astype(np.int64), 0)


def _worked(name: str, since: int, until: int) -> None:
    """Years of work between two years, counted from the age of 20."""

    @answers(name)
    def drawn(chunk: Chunk, fact: FactDefinition) -> Column:
        this = chunk.margins.day.year
        begun = np.maximum(this - chunk.families.age + 20, since)
        years: Column = np.maximum(0, min(until, this) - begun) * 9 // 10
        return years


_worked("jaren_gewerkt_voor_2016", 1950, 2016)
_worked("jaren_gewerkt_vanaf_2016", 2016, 9999)


@answers("gewerkt_26_van_36")
@answers("vier_uit_vijf_jaar")
def _worked_enough(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.chance(fact.name, 0.8, persons=True)


@answers("laatste_werkdag")
@answers("eerste_werkloosheidsdag")
def _days_ago(chunk: Chunk, fact: FactDefinition) -> Column:
    ago = (chunk.streams("last day of work").random(len(chunk.families.role)) * 500).astype(np.int64)
    ago = np.maximum(ago, 1)  # who stopped today is first without work tomorrow, and that is no fact yet
    return (chunk.margins.day - EPOCH).days - ago + (fact.name == "eerste_werkloosheidsdag")


@answers("partner_overleden")
def _widowed(chunk: Chunk, fact: FactDefinition) -> Column:
    old = chunk.first(chunk.families.age) / 900
    return ~chunk.families.pair & (chunk.streams(fact.name).random(chunk.families.size) < old * old * 12)


def _care(chunk: Chunk) -> Bools:
    """Children who go to childcare: those of parents who work, mostly."""
    works = chunk.first(_source(chunk, m.WORK, m.SELF))[chunk.families.household]
    child: Bools = (chunk.families.role == CHILD) & (chunk.families.age < 13) & works
    return child & chunk.chance("childcare", 0.55, persons=True)


@answers("kinderopvang")
def _childcare(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.some(_care(chunk))


@answers("opvangsoort")
def _care_kind(chunk: Chunk, fact: FactDefinition) -> Column:
    cared, small = _care(chunk), chunk.families.age < 4
    host = chunk.chance("host parent", 0.12, persons=True)
    return _words(chunk, fact, {"gastouder": cared & host, "dagopvang": cared & small, "bso": cared}, "geen")


@answers("opvanguren_maand")
def _care_hours(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(len(chunk.families.role))
    most = np.where(chunk.families.age < 4, 180, 80)
    return np.where(_care(chunk), (20 + uniform * most).astype(np.int64) * 100, 0)


@answers("opvang_uurprijs")
def _care_price(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(len(chunk.families.role))
    return np.where(_care(chunk), 900 + (uniform * 400).astype(np.int64), 0)


@answers("schoolsoort")
def _school(chunk: Chunk, fact: FactDefinition) -> Column:
    age = chunk.families.age
    ages = {"voorschool": (2, 4), "basisschool": (4, 12), "middelbaar": (12, 17), "mbo": (17, 20)}
    return _words(
        chunk, fact, {name: (age >= low) & (age < high) for name, (low, high) in ages.items()}, "geen"
    )


def _in_debt(name: str, of_those: float, of_others: float = 0.0) -> None:
    """What goes with problematic debts, and rarely without."""

    @answers(name)
    def drawn(chunk: Chunk, fact: FactDefinition) -> Column:
        share = np.where(chunk.means.problem_debts, of_those, of_others)
        return chunk.chance(fact.name, share, persons=False)


for _name, _part, _rest in (
    ("heeft_schulden", 1.0, 0.2), ("problematische_schulden", 1.0, 0.0), ("beslag", 0.3, 0.0),
    ("dreiging_huis_energie_zorg", 0.06, 0.0), ("zorgpremie_achter", 0.25, 0.0),
    ("belastingschuld", 0.3, 0.01), ("boete_cjib", 0.35, 0.02),
):  # fmt: skip
    _in_debt(_name, _part, _rest)


@answers("banksaldo")
def _balance(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.clip(chunk.means.wealth // 3, 0, 500_000)


@answers("zorgpremie_maand")
def _premium(chunk: Chunk, fact: FactDefinition) -> Column:
    adults = chunk.families.adult & (chunk.families.role != OTHER)
    return chunk.total(np.where(adults, 15_900, 0))


@answers("gemeentebelasting")
def _local_tax(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.where(chunk.families.pair, 48_000, 36_000)


@answers("hoofdsom")
def _principal(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(chunk.families.size)
    return np.where(uniform < 0.2, (uniform * 2_000_000).astype(np.int64), 0)
