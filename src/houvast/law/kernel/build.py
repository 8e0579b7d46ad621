"""From a corpus on a day to compiled laws.

Takes   a corpus, a day, and the schemes that are wanted.
Gives   `Code` with its compiled functions.
Knows   nothing of populations.
"""

import datetime
import itertools
from collections.abc import Sequence
from fractions import Fraction

from houvast.law import ir
from houvast.law.corpus import Corpus
from houvast.law.fitting import ROLE
from houvast.law.kernel.emit import Code, Emitter, Scheme
from houvast.law.kernel.items import Item, Key, plan
from houvast.law.lawfile import Law
from houvast.law.situation import MOST


def make_code(corpus: Corpus, schemes: Sequence[str], on: datetime.date) -> Code:
    """The source of every law that these schemes need on that day."""
    outcomes = [_scheme(corpus.laws[name]) for name in schemes]
    wanted = [
        (leaf.law, leaf.name)
        for scheme in outcomes
        for leaf in (scheme.right, scheme.amount)
        if leaf is not None
    ]
    segment = corpus.segment(on)
    items = plan(corpus.tasks_on(segment, tuple(schemes)), wanted)
    keep = _kept(items) | frozenset(wanted)
    emitter = Emitter(corpus.facts, corpus.values_on(segment), MOST)
    emitter.fact(ROLE)
    by_law = {name: list(group) for name, group in itertools.groupby(items, key=lambda item: item.law)}
    for scheme in outcomes:
        by_law.setdefault(scheme.name, [])
    named = {scheme.name: scheme for scheme in outcomes}
    for law, inside in by_law.items():
        emitter.law(law, inside, keep, named.get(law))
    return emitter.code


def _scheme(law: Law) -> Scheme:
    right, amount = law.steps[str(law.right)], law.steps[law.amount] if law.amount else None
    return Scheme(
        law.name,
        ir.StepValue(right.type, law.name, right.name, right.level),
        ir.StepValue(amount.type, law.name, amount.name, amount.level) if amount else None,
        amount.unit.scale if amount else Fraction(1),
    )


def _kept(items: Sequence[Item]) -> frozenset[Key]:
    """What is read in another loop than where it is made."""
    by_key = {item.key: item for item in items}
    return frozenset(
        key
        for item in items
        for key in item.needs
        if (by_key[key].law, by_key[key].phase) != (item.law, item.phase)
    )
