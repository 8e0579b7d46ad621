"""One law file, read and checked on its own: every field, every dated value, every text.

Takes   the content of `laws/<rank>/<name>.yaml`.
Gives   a `Law` whose formulas are still text; `corpus` gives them their meaning.
Knows   nothing of other files.
"""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

from houvast.law import ir
from houvast.law.errors import Fault
from houvast.law.facts import NAME, RESERVED
from houvast.law.ir import Level, Node, Type
from houvast.law.parameters import ParameterDefinition, check_days, read_parameter
from houvast.law.reading import Fields, Text
from houvast.law.units import UNITS, Kind, Unit

KINDS = ("toeslag", "uitkering", "gemeentelijk", "kwijtschelding", "schuldregel", "belasting", "begrip")
MAX_STEPS = 400


@dataclasses.dataclass(frozen=True, slots=True)
class DatedFormula:
    """A formula from a day on."""

    since: datetime.date
    text: str
    node: Node | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class StepDefinition:
    """One step of a law: a named value at a level, under its article, in a plain sentence."""

    name: str
    level: Level
    unit: Unit
    type: Type
    article: str
    says: Text
    note: str
    formulas: tuple[DatedFormula, ...]

    def on(self, day: datetime.date) -> DatedFormula:
        """The formula of that day."""
        return next((formula for formula in self.formulas if formula.since <= day), self.formulas[-1])


@dataclasses.dataclass(frozen=True, slots=True)
class OpenNorm:
    """Something that the law leaves to a person's judgement; `step` says for whom it may matter."""

    name: str
    article: str
    says: Text
    step: StepDefinition


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """What the law says and we do not compute."""

    article: str
    says: Text


@dataclasses.dataclass(frozen=True, slots=True)
class Law:
    """One law or scheme. `right` and `amount` name the steps that are its outcome; a `begrip` has none.

    A scheme that is only `described` has no outcome either: it tells what exists and how to get it.
    """

    name: str
    rank: str
    title: str
    called: Text
    """The title in every language that we have it in; always with `nl`. Letters bear the Dutch one."""
    official: str
    id: str
    authority: str
    kind: str
    covers: tuple[datetime.date, datetime.date]
    checked: tuple[datetime.date | None, str]
    summary: Text
    uses: tuple[str, ...]
    facts: tuple[str, ...]
    pair: str | None
    parameters: Mapping[str, ParameterDefinition]
    steps: Mapping[str, StepDefinition]
    right: str | None
    amount: str | None
    gaps: tuple[Gap, ...]
    open_norms: tuple[OpenNorm, ...]
    getting_it: Mapping[str, Any]
    described: bool
    note: str
    file: str

    def covers_day(self, day: datetime.date) -> bool:
        """Whether somebody checked this law for that day."""
        return self.covers[0] <= day <= self.covers[1]

    @property
    def pays_above_zero(self) -> bool:
        """Whether the right asks, whatever the day, that the amount is above zero."""
        if self.right is None or self.amount is None:
            return False
        formulas = self.steps[self.right].formulas
        return all(any(map(self._is_amount_above_zero, _all_of(dated.node))) for dated in formulas)

    def _is_amount_above_zero(self, node: Node) -> bool:
        match node:
            case ir.Compare(operator=">", left=ir.StepValue(law=law, name=name), right=ir.Const(value=0)):
                return (law, name) == (self.name, self.amount)
        return False


def _all_of(node: Node | None) -> tuple[Node, ...]:
    """What must all hold for this to hold."""
    if isinstance(node, ir.Logic) and node.operator == "and":
        return node.parts
    return () if node is None else (node,)


def read_law(content: Any, *, name: str, rank: str, file: str, faults: list[Fault]) -> Law | None:
    """The law of one file, or None (and faults) when it has no usable head."""
    fields = Fields(content, file, faults)
    if not NAME.fullmatch(name):
        fields.fault(
            f"{name!r} cannot be a law's name.", "Name the file with lower case letters, digits and _."
        )
    covers = _covers(fields)
    if covers is None:
        return None
    checked, outcome = fields.inner("checked", required=True), fields.inner("outcome")
    law = Law(
        name=name, rank=rank, file=file,
        title=fields.text("title"),
        called={"nl": fields.text("title"), **_called(fields)},
        official=fields.text("official"),
        id=fields.text("id"),
        authority=fields.text("authority"),
        kind=fields.text("kind", among=KINDS),
        covers=covers,
        checked=(checked.day("on"), checked.text("by")),
        summary=fields.translated("summary", all_languages=True),
        uses=fields.names("uses"),
        facts=fields.names("facts"),
        pair=fields.text("pair", required=False) or None,
        parameters=_by_name(fields, "parameters", lambda item: read_parameter(item, covers)),
        steps=_by_name(fields, "steps", lambda item: _step(item, covers)),
        right=outcome.text("right", required=False) or None,
        amount=outcome.text("amount", required=False) or None,
        gaps=tuple(_gap(item) for item in fields.items("gaps", name="article")),
        open_norms=tuple(_open_norm(item, covers) for item in fields.items("open_norms")),
        getting_it=fields.inner("getting_it").content,
        described=fields.take("described") is True,
        note=fields.text("note", required=False),
    )  # fmt: skip
    for inner in (checked, outcome, fields):
        inner.finish()
    _check_outcome(law, fields)
    return law


def _called(fields: Fields) -> Text:
    """What the scheme is called in other languages: `called: {en: ..., tr: ..., ar: ...}`."""
    inner = fields.inner("called")
    return {language: text for language in inner.content if (text := inner.text(language, required=False))}


def _covers(fields: Fields) -> tuple[datetime.date, datetime.date] | None:
    covers = fields.inner("covers", required=True)
    start, end = covers.day("from"), covers.day("until")
    covers.finish()
    if start is None or end is None:
        return None
    if start > end:
        covers.fault("`from` is after `until`.", "Swap them.")
        return None
    return start, end


def _check_outcome(law: Law, fields: Fields) -> None:
    if (law.kind == "begrip" or law.described) != (law.right is None):
        fields.fault(
            "A law has an outcome, unless it is a `begrip` or `described: true`.", "Add or remove `outcome:`."
        )
    for key, name, kind in (("right", law.right, Kind.BOOL), ("amount", law.amount, Kind.NUMBER)):
        if name is None:
            continue
        step = law.steps.get(name)
        if step is None:
            fields.fault(f"The outcome's {key} {name!r} is not a step.", "Name one of the steps.")
        elif step.type.kind is not kind or step.level is Level.PERSON:
            fields.fault(
                f"The outcome's {key} {name!r} is not one {'yes/no' if key == 'right' else 'number'} for "
                f"the household.",
                "Name a pair or household step with the fitting unit.",
            )
    if len(law.steps) > MAX_STEPS:
        fields.fault(f"There are {len(law.steps)} steps.", f"Split the law; {MAX_STEPS} is the most.")


def _by_name(fields: Fields, key: str, read: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields.items(key):
        name = item.text("name")
        if not NAME.fullmatch(name) or name in RESERVED:
            item.fault(f"{name[:60]!r} cannot be a name.", "Use lower case letters, digits and _.")
            continue
        if name in found:
            item.fault(f"{name!r} is defined twice.", "Rename one of them.")
        value = read(item)
        item.finish()
        if value is not None:
            found[name] = value
    return found


def _step(item: Fields, covers: tuple[datetime.date, datetime.date]) -> StepDefinition | None:
    unit = UNITS[item.text("unit", among=tuple(UNITS))]
    formulas = _formulas(item, covers)
    choices = frozenset(item.names("choices"))
    if (unit.kind is Kind.CHOICE) != bool(choices):
        item.fault("Choices and the unit `keuze` go together.", "Write `choices: [a, b]`, or another unit.")
    step = StepDefinition(
        name=item.text("name"),
        level=Level(item.text("level", among=("household", "pair", "person"))),
        unit=unit,
        type=Type(unit.kind, unit.dimensions, choices),
        article=item.text("article"),
        says=item.translated("says"),
        note=item.text("note", required=False),
        formulas=formulas,
    )
    return step if formulas else None


def _formulas(
    item: Fields, covers: tuple[datetime.date, datetime.date], key: str = "formula"
) -> tuple[DatedFormula, ...]:
    value = item.take(key, required=True)
    if isinstance(value, list):
        dated = []
        for part in item.items(key, name="from"):
            since, text = part.day("from"), part.text("formula")
            part.take("article"), part.take("note")
            part.finish()
            if since is not None:
                dated.append(DatedFormula(since, text))
        check_days(item, [formula.since for formula in dated], covers[0])
        return tuple(dated)
    return () if value is None else (DatedFormula(covers[0], _as_formula(value)),)


def _as_formula(value: Any) -> str:
    """A formula that is one bare number or word was read by YAML as a value: give it its text back."""
    if isinstance(value, bool):
        return "True" if value else "False"
    return str(value)


def _gap(item: Fields) -> Gap:
    gap = Gap(item.text("article"), item.translated("says"))
    item.take("name")
    item.finish()
    return gap


def _open_norm(item: Fields, covers: tuple[datetime.date, datetime.date]) -> OpenNorm:
    name, article, says = item.text("name"), item.text("article"), item.translated("says")
    formulas = _formulas(item, covers, "applies") or (DatedFormula(covers[0], "False"),)
    item.finish()
    unit = UNITS["ja/nee"]
    step = StepDefinition(name, Level.HOUSEHOLD, unit, Type(Kind.BOOL), article, says, "", formulas)
    return OpenNorm(name, article, says, step)
