"""A reform: other values, other formulas, a scheme added or dropped, laid over the laws as they are.

Takes   a corpus and an overlay file (`laws/reforms/*.yaml`, see docs/how-to/write-a-reform.md).
Gives   a new `Corpus` with a digest of its own, and for one household what differs between two assessments.
Knows   nothing of populations; the kernel takes the same corpus.
"""

import dataclasses
import datetime
import hashlib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from houvast.law import strict_yaml
from houvast.law.assessing import Answer, Assessment
from houvast.law.corpus import Corpus, assemble
from houvast.law.errors import BadCorpus, Fault, closest
from houvast.law.ir import Number
from houvast.law.lawfile import DatedFormula, Law, StepDefinition, read_law
from houvast.law.parameters import DatedValue, read_value
from houvast.law.reading import Fields, Text


@dataclasses.dataclass(frozen=True, slots=True)
class Reform:
    """What a reform is called, from when it holds, and the laws as they then are."""

    name: str
    title: Text
    since: datetime.date
    corpus: Corpus


def read_reform(path: Path, corpus: Corpus) -> Reform:
    """The corpus with this reform. Raises `BadCorpus` with every fault of the overlay or of the laws
    under it.
    """
    faults: list[Fault] = []
    try:
        content = strict_yaml.read_file(path)
    except strict_yaml.Unreadable as error:
        raise BadCorpus([error.at(str(path))]) from None
    digest = hashlib.sha256(corpus.digest.encode() + path.read_bytes()).hexdigest()
    return _laid_over(corpus, Fields(content, path.name, faults), path, digest)


def one_value_changed(
    corpus: Corpus, law: str, parameter: str, value: int | Fraction, *, since: datetime.date
) -> Reform:
    """The corpus in which one number of one law is another from a day on. `value` is written as in the law's
    file: euros, or percentages such as 13.73. Raises `BadCorpus`, with the mend.
    """
    shown = str(Decimal(value.numerator) / Decimal(value.denominator)).replace(".", ",")
    about = corpus.laws[law].title if law in corpus.laws else law
    title = f"{about}: {parameter.replace('_', ' ')} wordt {shown}"
    change = {"law": law, "parameter": parameter, "value": value}
    content = {"title": {"nl": title}, "from": since, "change": [change]}
    digest = hashlib.sha256(f"{corpus.digest}{content}".encode()).hexdigest()
    return _laid_over(corpus, Fields(content, "het voorstel", []), Path("voorstel"), digest)


def _laid_over(corpus: Corpus, fields: Fields, path: Path, digest: str) -> Reform:
    """The corpus under the overlay in `fields`; files that it adds lie beside `path`."""
    overlay, faults = _Overlay(fields, dict(corpus.laws)), fields.faults
    title, since = overlay.read()
    for name in overlay.added:
        overlay.add(path.parent / name)
    if faults:
        raise BadCorpus(sorted(set(faults)))
    laws = {name: dataclasses.replace(law) for name, law in overlay.laws.items()}
    changed = assemble(
        dict(corpus.facts),
        laws,
        faults,
        digest=digest,
        city=corpus.city,
        priors=corpus.priors,
        unused=True,
    )
    return Reform(path.stem, title, since, changed)


class _Overlay:
    """Reads an overlay and changes the laws that it names."""

    def __init__(self, fields: Fields, laws: dict[str, Law]) -> None:
        self.fields, self.laws = fields, laws
        self.added: tuple[str, ...] = ()
        self.since = datetime.date.min

    def read(self) -> tuple[Text, datetime.date]:
        """Take all fields; the laws are changed on the way."""
        fields = self.fields
        title = fields.translated("title")
        self.since = fields.day("from") or datetime.date.min
        for change in fields.items("change", name="law"):
            self._change(change, str(title.get("nl", "")))
        for name in fields.names("drop"):
            if law := self._law(name, fields):
                self._drop(law)
        self.added = fields.names("add")
        fields.finish()
        return title, self.since

    def _law(self, name: str, fields: Fields) -> Law | None:
        if name not in self.laws:
            fields.fault(f"{name[:60]!r} is no law.", closest(name, self.laws))
            return None
        return self.laws[name]

    def _change(self, change: Fields, title: str) -> None:
        law = self._law(change.text("law"), change)
        parameter, step = change.text("parameter", required=False), change.text("step", required=False)
        if law is None:
            return
        if bool(parameter) == bool(step):
            change.fault("A change names a parameter or a step.", "Name one of the two.")
        elif parameter:
            self._change_parameter(law, parameter, change, title)
        else:
            self._change_step(law, step, change)
        change.finish()

    def _change_parameter(self, law: Law, name: str, change: Fields, title: str) -> None:
        known = law.parameters.get(name)
        if known is None:
            change.fault(f"{law.name} has no parameter {name[:60]!r}.", closest(name, law.parameters))
            change.take("value")
            return
        value = read_value(change, known)
        dated = DatedValue(self.since, value, f"voorstel: {title}", None, "C", "")
        values = (dated, *(old for old in known.values if old.since < self.since))
        changed = dataclasses.replace(known, values=values)
        self._put(law, parameters={**law.parameters, name: changed})

    def _change_step(self, law: Law, name: str, change: Fields) -> None:
        known, formula = law.steps.get(name), change.text("formula")
        if known is None:
            change.fault(f"{law.name} has no step {name[:60]!r}.", closest(name, law.steps))
            return
        self._put(law, steps={**law.steps, name: self._reformed(known, formula)})

    def _reformed(self, step: StepDefinition, formula: str) -> StepDefinition:
        older = (old for old in step.formulas if old.since < self.since)
        return dataclasses.replace(step, formulas=(DatedFormula(self.since, formula), *older))

    def _drop(self, law: Law) -> None:
        """Nobody has a right to it any more; who builds on its steps still can."""
        steps = dict(law.steps)
        if law.right:
            steps[law.right] = self._reformed(steps[law.right], "False")
        self._put(law, steps=steps)

    def _put(self, law: Law, **changes: Any) -> None:
        self.laws[law.name] = dataclasses.replace(self.laws[law.name], **changes)

    def add(self, path: Path) -> None:
        """A scheme that is not there yet, from a law file beside the overlay."""
        try:
            content = strict_yaml.read_file(path)
        except strict_yaml.Unreadable as error:
            self.fields.faults.append(error.at(path.name))
            return
        law = read_law(content, name=path.stem, rank="reforms", file=path.name, faults=self.fields.faults)
        if law is not None:
            self.laws[law.name] = law


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One scheme that turned out otherwise."""

    scheme: str
    before: Answer | None
    after: Answer | None
    low_before: Number | None
    high_before: Number | None
    low_after: Number | None
    high_after: Number | None


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """Every scheme whose outcome differs; None where a scheme was not there."""
    was = {outcome.scheme: outcome for outcome in before.outcomes}
    now = {outcome.scheme: outcome for outcome in after.outcomes}
    found = []
    for name in dict.fromkeys([*was, *now]):
        one, other = was.get(name), now.get(name)
        difference = Difference(
            name,
            one.answer if one else None,
            other.answer if other else None,
            one.low if one else None,
            one.high if one else None,
            other.low if other else None,
            other.high if other else None,
        )
        same = (difference.before, difference.low_before, difference.high_before) == (
            difference.after, difference.low_after, difference.high_after,
        )  # fmt: skip
        if not same:
            found.append(difference)
    return tuple(found)
