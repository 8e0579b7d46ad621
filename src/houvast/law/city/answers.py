"""How the people of the city would answer each fact of the laws.

Takes   families, their means, and the definitions of facts.
Gives   one array per fact: cents or smaller steps for numbers, codes for choices, days for dates, booleans.
Knows   nothing of laws. A fact that nobody has modelled yet is answered by rule of thumb, and the file
        says so.
"""

import dataclasses
import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from houvast.law.city import means as m
from houvast.law.city.families import APPLICANT, CHILD, OTHER, PARTNER, Bools, Families, Ints
from houvast.law.city.margins import Margins
from houvast.law.city.streams import Streams, pick
from houvast.law.facts import FactDefinition
from houvast.law.fitting import ROLES
from houvast.law.ir import Level
from houvast.law.kernel.layout import choices, decimals
from houvast.law.units import Kind

Column = npt.NDArray[Any]
EPOCH = datetime.date(1970, 1, 1)
ROLES_IN_ORDER = ("aanvrager", "partner", "kind", "medebewoner")


@dataclasses.dataclass(frozen=True)
class Chunk:
    """Everything drawn for one chunk, from which facts are answered."""

    margins: Margins
    streams: Streams
    families: Families
    means: m.Means

    def chance(self, subject: str, share: float | npt.NDArray[np.float64], *, persons: bool) -> Bools:
        """Yes for this share of the persons or households."""
        size = len(self.families.role) if persons else self.families.size
        return self.streams(subject).random(size) < share

    def first(self, column: Column) -> Column:
        """The applicant's own value, per household."""
        return column[self.families.offsets[:-1]]

    def total(self, column: Ints, *, family: bool = True) -> Ints:
        """The sum over the persons of each household (without others in the dwelling, unless asked)."""
        mine = np.where(self.families.role == OTHER, 0, column) if family else column
        found: Ints = np.add.reduceat(mine, self.families.offsets[:-1])
        return found

    def some(self, column: Bools) -> Bools:
        """Whether anybody of the household is so."""
        return self.total(column.astype(np.int64), family=False) > 0


Answer = Callable[[Chunk, FactDefinition], Column]
MODELLED: dict[str, Answer] = {}


def answers(name: str) -> Callable[[Answer], Answer]:
    """Register how one fact is answered."""

    def register(answer: Answer) -> Answer:
        MODELLED[name] = answer
        return answer

    return register


def answer(chunk: Chunk, fact: FactDefinition) -> Column:
    """The column of one fact: within its bounds, and `otherwise` for those whom nobody asks."""
    column = MODELLED.get(fact.name, by_rule_of_thumb)(chunk, fact)
    if fact.unit.kind is Kind.NUMBER:
        low, high = (_in_steps(bound, fact) for bound in (fact.low, fact.high))
        column = np.clip(column, low, high).astype(np.int64)
    if fact.level is Level.PERSON:
        column = _as_granted(chunk, fact, column)
    return column


def code(fact: FactDefinition, value: Any) -> Any:
    """A value as it stands in a column."""
    match fact.unit.kind:
        case Kind.CHOICE:
            return choices(fact).index(value)
        case Kind.DATE:
            return (value - EPOCH).days
        case Kind.NUMBER:
            return _in_steps(value, fact)
    return value


def _in_steps(value: Any, fact: FactDefinition) -> int:
    steps = Fraction(value) * 10 ** decimals(fact.unit)
    return int(steps // 1)


def _as_granted(chunk: Chunk, fact: FactDefinition, column: Column) -> Column:
    """What is taken for granted, and what holds for those whom nobody asks."""
    role, age = chunk.families.role, chunk.families.age
    for default in reversed(fact.defaults):
        holds = np.ones(len(role), np.bool_)
        if default.role:
            holds &= role == ROLES.index(default.role)
        if default.below_age:
            holds &= age < default.below_age
        if default.from_age:
            holds &= age >= default.from_age
        column = np.where(holds, code(fact, default.value), column)
    if fact.applies_to:
        asked = np.isin(role, [ROLES.index(name) for name in fact.applies_to])
        column = np.where(asked, column, code(fact, fact.otherwise))
    return column


def by_rule_of_thumb(chunk: Chunk, fact: FactDefinition) -> Column:
    """An answer to a fact that nobody modelled: mostly no, mostly nothing, the first choice most
    (confidence C)."""
    persons = fact.level is Level.PERSON
    size = len(chunk.families.role) if persons else chunk.families.size
    uniform = chunk.streams(f"thumb {fact.name}").random(size)
    match fact.unit.kind:
        case Kind.BOOL:
            return uniform < 0.06
        case Kind.CHOICE:
            weights = np.array([4.0, *([1.0] * (len(fact.choices) - 1))])
            return pick(uniform, weights)
        case Kind.DATE:
            days = (chunk.margins.day - EPOCH).days - (uniform * 3000).astype(np.int64)
            found: Column = (
                np.clip(days, (fact.low - EPOCH).days, None) if isinstance(fact.low, datetime.date) else days
            )
            return found
    usual = [_in_steps(value, fact) for value in fact.usual] or [max(0, _in_steps(fact.low, fact))]
    points = np.linspace(0, 1, len(usual) + 1)
    spoken = np.interp(uniform, points, [usual[0], *usual])
    return np.where(uniform < 0.5, usual[0], spoken).astype(np.int64)


assert ROLES == ROLES_IN_ORDER, "the codes of roles in `families` follow `fitting.ROLES`"


@answers("geboortedatum")
def _birthday(chunk: Chunk, fact: FactDefinition) -> Column:
    born: Column = (chunk.margins.day - EPOCH).days - chunk.families.age_in_days
    return born


@answers("toetsingsinkomen")
def _income(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.means.gross // 100 * 100


@answers("nettoloon_maand")
def _wage(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.where(chunk.means.of(m.WORK, m.SELF, m.CHILD_WORKS), chunk.means.net, 0)


@answers("andere_inkomsten_maand")
def _other_income(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.where(chunk.means.of(m.WW, m.DISABLED, m.PENSION), chunk.means.net, 0)


@answers("fiscaal_gezinsinkomen_vorig_jaar")
def _last_year(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.total(np.where(chunk.families.role <= PARTNER, chunk.means.last_year, 0)) // 100 * 100


@answers("maanden_werk_naast_bijstand")
def _months(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(len(chunk.families.role))
    return np.where(chunk.means.of(m.BIJSTAND) & (uniform < 0.08), (uniform * 450).astype(np.int64), 0)


@answers("partnerband")
def _bond(chunk: Chunk, fact: FactDefinition) -> Column:
    names, families = choices(fact), chunk.families
    drawn = pick(chunk.streams(fact.name).random(families.size), np.array([0.45, 0.2, 0.2, 0.15]))
    wanted = ["samenlevingscontract", "woning_of_pensioen", "geen", "vorig_jaar"]
    codes = np.array([names.index(name) if name in names else len(names) - 1 for name in wanted])[drawn]
    if "samen_kind" in names:
        child = chunk.some(families.role == CHILD)
        codes = np.where(child, names.index("samen_kind"), codes)
    return np.where(
        families.married, names.index("gehuwd"), np.where(families.pair, codes, names.index("geen"))
    )


@answers("partner_woont")
def _partner_lives(chunk: Chunk, fact: FactDefinition) -> Column:
    apart = chunk.chance(fact.name, 0.02, persons=False) & chunk.families.pair
    return np.where(apart, choices(fact).index("elders"), choices(fact).index("samen"))


@answers("partner_heel_jaar")
def _all_year(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.families.pair & ~chunk.chance(fact.name, 0.05, persons=False)


@answers("woongemeente")
def _municipality(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.full(chunk.families.size, choices(fact).index("amsterdam"))


@answers("verblijfsrecht")
def _stays(chunk: Chunk, fact: FactDefinition) -> Column:
    return ~chunk.chance(fact.name, 0.01, persons=True)


@answers("studiefinanciering")
def _studies(chunk: Chunk, fact: FactDefinition) -> Column:
    age = chunk.families.age
    young: Column = (age >= 18) & (age < 25) & (chunk.means.source == m.CHILD_WORKS)
    young |= chunk.means.source == m.STUDENT
    return young


@answers("geen_steun_ouders")
def _no_support(chunk: Chunk, fact: FactDefinition) -> Column:
    young: Column = chunk.families.age < 21
    return young & chunk.chance(fact.name, 0.15, persons=True)


@answers("heeft_huurcontract")
def _contract(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.chance(fact.name, 0.35, persons=True)


@answers("zorgverzekering")
def _insured(chunk: Chunk, fact: FactDefinition) -> Column:
    drawn = pick(chunk.streams(fact.name).random(len(chunk.families.role)), np.array([0.985, 0.008, 0.007]))
    return np.array([choices(fact).index(name) for name in ("nederlands", "verdrag", "geen")])[drawn]


@answers("woonlandfactor")
def _abroad(chunk: Chunk, fact: FactDefinition) -> Column:
    return np.full(chunk.families.size, 10 ** decimals(fact.unit))


@answers("schuldregeling")
def _settlement(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.means.problem_debts & chunk.chance(fact.name, 0.15, persons=False)


@answers("voedselbankpakket")
def _food(chunk: Chunk, fact: FactDefinition) -> Column:
    poor: Column = chunk.means.fifth == 0
    return poor & chunk.chance(fact.name, 0.04, persons=False)


@answers("volgt_onderwijs")
def _school(chunk: Chunk, fact: FactDefinition) -> Column:
    young: Column = chunk.families.age < 18
    return young | chunk.chance(fact.name, 0.6, persons=True)


@answers("vermogen_1_januari")
def _savings(chunk: Chunk, fact: FactDefinition) -> Column:
    families = chunk.families
    per_adult = np.maximum(chunk.means.wealth, 0) // np.where(families.pair, 2, 1)
    others = (chunk.streams(fact.name).random(len(families.role)) * 4000).astype(np.int64) * 100
    mine = np.where(families.role <= PARTNER, per_adult[families.household], others)
    return np.where(families.role == APPLICANT, mine, mine)


@answers("vermogen_nu")
def _wealth_now(chunk: Chunk, fact: FactDefinition) -> Column:
    debts = np.where(chunk.means.problem_debts, 1_500_000, 0)
    return chunk.means.wealth - debts


@answers("woonvorm")
def _home(chunk: Chunk, fact: FactDefinition) -> Column:
    names, families = choices(fact), chunk.families
    room = (chunk.first(families.age) < 27) & ~families.pair & chunk.chance(fact.name, 0.4, persons=False)
    rented = np.where(room, names.index("huur_kamer"), names.index("huur_zelfstandig"))
    lives_in = (families.form == chunk.margins.forms.index("overig")) & room
    rented = np.where(lives_in, names.index("inwonend"), rented)
    return np.where(chunk.means.tenure == chunk.margins.tenures.index("koop"), names.index("koop"), rented)


@answers("kale_huur")
def _rent(chunk: Chunk, fact: FactDefinition) -> Column:
    return chunk.means.rent


@answers("servicekosten")
def _service(chunk: Chunk, fact: FactDefinition) -> Column:
    uniform = chunk.streams(fact.name).random(chunk.families.size)
    return np.where(chunk.means.rent > 0, (uniform * 4800).astype(np.int64), 0)
