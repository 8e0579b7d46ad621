"""Giving each formula its meaning: what its names are, across files, and whether they may be named there.

Takes   facts and laws as read, formulas still text.
Gives   the same laws with their formulas as nodes; every unknown or unused name, circle and misfit as a
        fault.
Knows   nothing of households or days, save that a law must be covered where another law uses it.
"""

import dataclasses
from collections.abc import Mapping

from houvast.law import ir
from houvast.law.errors import BadFormula, Fault, closest
from houvast.law.facts import FactDefinition
from houvast.law.fitting import check_result
from houvast.law.formula import read_formula
from houvast.law.ir import Level, Node
from houvast.law.lawfile import DatedFormula, Law, StepDefinition
from houvast.law.order import Circle, law_order, ordered
from houvast.law.units import Kind


def give_meaning(
    facts: Mapping[str, FactDefinition], laws: Mapping[str, Law], faults: list[Fault], *, unused: bool
) -> dict[str, Law]:
    """The laws with a meaning for each formula; what is wrong is added to `faults`."""
    for law in laws.values():
        _check_uses(law, laws, faults)
        _check_names(law, facts, faults)
    meant = {law.name: _Reader(law, facts, laws, faults).law(unused=unused) for law in laws.values()}
    try:
        law_order(laws)
    except Circle as circle:
        faults.append(
            Fault("laws", f"These laws use each other in a circle: {circle}.", "Remove one from `uses`.")
        )
        return meant
    for law in meant.values():
        try:
            ordered({law.name: law})
        except Circle as circle:
            faults.append(Fault(law.file, f"These steps name each other in a circle: {circle}.", "Break it."))
    return meant


def _check_uses(law: Law, laws: Mapping[str, Law], faults: list[Fault]) -> None:
    for name in law.uses:
        used = laws.get(name)
        if used is None:
            faults.append(Fault(law.file, f"`uses` names {name!r}, which is no law.", closest(name, laws)))
        elif used.covers[0] > law.covers[0] or used.covers[1] < law.covers[1]:
            faults.append(
                Fault(
                    law.file,
                    f"`covers` reaches beyond the law {name!r} that it uses.",
                    "Shorten one, or check the other.",
                )
            )


def _check_names(law: Law, facts: Mapping[str, FactDefinition], faults: list[Fault]) -> None:
    for name in law.facts:
        if name not in facts:
            faults.append(Fault(law.file, f"`facts` names {name!r}, which is no fact.", closest(name, facts)))
    for name in law.parameters.keys() & law.steps.keys():
        faults.append(Fault(law.file, f"{name!r} is both a parameter and a step.", "Rename one."))
    for name in (law.parameters.keys() | law.steps.keys()) & facts.keys():
        faults.append(
            Fault(law.file, f"{name!r} is also the name of a fact.", "Rename the step or parameter.")
        )


class _Reader:
    """Reads the formulas of one law, and remembers what they named."""

    def __init__(
        self, law: Law, facts: Mapping[str, FactDefinition], laws: Mapping[str, Law], faults: list[Fault]
    ) -> None:
        self.source, self.facts, self.laws, self.faults = law, facts, laws, faults
        self.named_facts: set[str] = set()
        self.named_laws: set[str] = set()
        self.named: set[str] = set()
        self.pair = self._pair()

    def law(self, *, unused: bool) -> Law:
        """The law with its formulas read."""
        source = self.source
        steps = {name: self._step(step) for name, step in source.steps.items()}
        norms = tuple(dataclasses.replace(norm, step=self._step(norm.step)) for norm in source.open_norms)
        if not unused:
            self._check_unused()
        return dataclasses.replace(source, steps=steps, open_norms=norms)

    def _pair(self) -> Node | None:
        name = self.source.pair
        if name is None:
            return None
        law, _, inner = name.rpartition(".")
        try:
            leaf = self.scope(inner, law or None)
        except BadFormula as error:
            self.faults.append(Fault(f"{self.source.file}, pair", error.what, error.mend))
            return None
        if (
            isinstance(leaf, ir.Parameter)
            or leaf.level is not Level.PERSON
            or leaf.type.kind is not Kind.BOOL
        ):
            self.faults.append(
                Fault(
                    f"{self.source.file}, pair", f"{name!r} is not a yes/no of a person.", "Name such a step."
                )
            )
        return leaf

    def _step(self, step: StepDefinition) -> StepDefinition:
        where = f"{self.source.file}, {step.article}, {step.name}"
        if step.level is Level.PAIR and self.pair is None:
            self.faults.append(
                Fault(where, "A pair step in a law without `pair:`.", "Name the law's couple under `pair:`.")
            )
        return dataclasses.replace(
            step, formulas=tuple(self._formula(step, dated, where) for dated in step.formulas)
        )

    def _formula(self, step: StepDefinition, dated: DatedFormula, where: str) -> DatedFormula:
        try:
            node = read_formula(dated.text, level=step.level, scope=self.scope, pair=self.pair)
            check_result(step.type, node)
        except BadFormula as error:
            self.faults.append(Fault(where, error.what, error.mend))
            return dated
        return dataclasses.replace(dated, node=node)

    def scope(self, name: str, law: str | None) -> ir.Leaf:
        """What a name means in this law. Raises `BadFormula`."""
        if law is not None:
            return self._of_law(name, law)
        if own := _in_law(self.source, name):
            self.named.add(name)
            return own
        if name in self.facts:
            return self._fact(name)
        found = [
            other for other in self.source.uses if other in self.laws and _in_law(self.laws[other], name)
        ]
        if len(found) > 1:
            raise BadFormula(f"{name!r} stands in {' and '.join(found)}.", f"Write {found[0]}.{name}.")
        if found:
            return self._of_law(name, found[0])
        raise BadFormula(f"We do not know {name[:60]!r}.", self._suggest(name))

    def _fact(self, name: str) -> ir.Leaf:
        fact = self.facts[name]
        if name not in self.source.facts:
            raise BadFormula(f"The fact {name!r} is not listed.", "Add it to `facts:`.")
        self.named_facts.add(name)
        return ir.Fact(fact.type, name, fact.level)

    def _of_law(self, name: str, law: str) -> ir.Leaf:
        if law not in self.source.uses or law not in self.laws:
            raise BadFormula(
                f"{law[:60]!r} is not a law under `uses`.", "Add it there, or write a name of this law."
            )
        self.named_laws.add(law)
        found = _in_law(self.laws[law], name)
        if found is None:
            raise BadFormula(f"{law} has no {name[:60]!r}.", self._suggest(name))
        return found

    def _suggest(self, name: str) -> str:
        known = {*self.source.steps, *self.source.parameters, *self.facts}
        for other in self.source.uses:
            if other in self.laws:
                known |= {*self.laws[other].steps, *self.laws[other].parameters}
        return closest(name, known)

    def _check_unused(self) -> None:
        where = self.source.file
        for name in sorted(set(self.source.facts) & self.facts.keys() - self.named_facts):
            self.faults.append(
                Fault(where, f"No formula names the fact {name!r}.", "Remove it from `facts:`.")
            )
        for name in sorted(set(self.source.uses) & self.laws.keys() - self.named_laws):
            self.faults.append(
                Fault(where, f"No formula names anything of {name!r}.", "Remove it from `uses:`.")
            )
        if self.source.kind == "begrip":
            return
        for name in sorted(self.source.parameters.keys() - self.named):
            if not self._used_elsewhere(name):
                self.faults.append(
                    Fault(where, f"No formula names the parameter {name!r}.", "Remove it, or use it.")
                )

    def _used_elsewhere(self, name: str) -> bool:
        return any(
            self.source.name in other.uses
            and any(name in dated.text for step in other.steps.values() for dated in step.formulas)
            for other in self.laws.values()
        )


def _in_law(law: Law, name: str) -> ir.Leaf | None:
    if name in law.steps:
        step = law.steps[name]
        return ir.StepValue(step.type, law.name, name, step.level)
    if name in law.parameters:
        return ir.Parameter(law.parameters[name].type, law.name, name)
    return None
