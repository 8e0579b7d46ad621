"""Who lives together: households, partners, children and others in the dwelling, with their dates of birth.

Takes   the margins and streams of random numbers.
Gives   `Families`: arrays per household and per person; persons of one household stand together, applicant
        first.
Knows   nothing of money, homes or facts.
"""

import dataclasses

import numpy as np
import numpy.typing as npt

from houvast.law.city.margins import Floats, Margins
from houvast.law.city.streams import Streams, pick, pick_row, spread

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
APPLICANT, PARTNER, CHILD, OTHER = range(4)
_CHILDREN = {"1": 1, "2": 2, "3": 3}


@dataclasses.dataclass(frozen=True)
class Families:
    """Households of one chunk: `offsets` has one entry more than there are households."""

    age_class: Ints
    form: Ints
    pair: Bools
    married: Bools
    offsets: Ints
    household: Ints
    role: Ints
    age_in_days: Ints

    @property
    def size(self) -> int:
        """The number of households."""
        return len(self.form)

    @property
    def age(self) -> Ints:
        """Years of age of each person, to within a day: for drawing only."""
        return (self.age_in_days / 365.2425).astype(np.int64)

    @property
    def adult(self) -> Bools:
        """Whether somebody is 18 or older."""
        return self.age >= 18


def draw_families(margins: Margins, streams: Streams, size: int) -> Families:
    """Draw `size` households."""
    age_class = pick(streams("age class").random(size), margins.ages)
    bounds = margins.age_bounds[age_class]
    age = bounds[:, 0] + streams("age").random(size) * (bounds[:, 1] - bounds[:, 0])
    form = pick_row(streams("form").random(size), margins.forms_given_age, age_class)
    names = np.array(margins.forms)
    pair = np.char.startswith(names, "paar")[form]
    married = pair & (streams("married").random(size) < np.array(margins.figure("married_by_age"))[age_class])
    children = _children(margins, streams, form)
    others = _others(margins, streams, form)
    counts = np.stack([np.ones(size, np.int64), pair.astype(np.int64), children, others], axis=1)
    return _people(streams, age, counts, age_class, form, pair, married)


def _children(margins: Margins, streams: Streams, form: Ints) -> Ints:
    number = np.array([_CHILDREN.get(name.rpartition("_")[2], 0) for name in margins.forms])[form]
    more = pick(streams("more children").random(len(form)), np.array(margins.figure("more_children")))
    return np.where(number == 3, number + more, number)


def _others(margins: Margins, streams: Streams, form: Ints) -> Ints:
    """Others in the dwelling: always with form `overig`, else as often as dwellings are shared."""
    share = np.where(form == margins.forms.index("overig"), 1.0, margins.figure("shares_dwelling"))
    some = streams("shared").random(len(form)) < share
    return np.where(some, 1 + pick(streams("others").random(len(form)), np.array([0.7, 0.2, 0.1])), 0)


def _people(
    streams: Streams, age: Floats, counts: Ints, age_class: Ints, form: Ints, pair: Bools, married: Bools
) -> Families:
    size = len(age)
    household = np.repeat(np.arange(size), counts.sum(axis=1))
    offsets = np.concatenate([[0], np.cumsum(counts.sum(axis=1))])
    role = np.repeat(np.tile(np.arange(4), size), counts.ravel())
    rank = np.arange(len(role)) - np.repeat(
        np.concatenate([[0], np.cumsum(counts.ravel())[:-1]]), counts.ravel()
    )
    own = age[household]
    draw, second = streams("person age").random(len(role)), streams("person age 2").random(size)[household]
    partner = np.clip(own - 1 + spread(draw) * 3.5, 18, 97)
    eldest = np.clip(own - np.clip(30 + spread(second) * 5, 18, 44), 0.05, 27)
    child = np.clip(eldest - rank * (1.6 + 1.6 * draw), 0.02, 27)
    other = 18 + draw * 55
    ages = np.select([role == APPLICANT, role == PARTNER, role == CHILD], [own, partner, child], other)
    return Families(
        age_class=age_class, form=form, pair=pair, married=married, offsets=offsets, household=household,
        role=role, age_in_days=(ages * 365.2425).astype(np.int64),
    )  # fmt: skip
