"""A reform for one household: what every scheme brings before and after, and how that runs over an income.

Takes   a corpus, a reform of it, a household and a day.
Gives   an `AtHome` in euros a month, as a table and as a picture (SVG).
Knows   nothing of populations. Only amounts that can be told per month exactly, and that are known on both
        sides, are added up; what else differs stands in `differences`.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction

from houvast.law.binding import scaled
from houvast.law.cliffs import Household
from houvast.law.corpus import Corpus
from houvast.law.facts import FactDefinition
from houvast.law.fitting import whole
from houvast.law.ir import Level, Number
from houvast.law.program import PERSONS
from houvast.law.reform import Reform
from houvast.law.situation import Situation
from houvast.law.svg import INK, SOFT, WIDTH, framed, text
from houvast.law.values import day_in_dutch, euros

POINTS = 33
_AT_LEAST = {"euro/jaar": 60_000, "euro/maand": 5_000}
"""How far a curve runs at least, to be seen whole: for showing only, not from a law."""
_LEFT, _ROW, _BAR, _CURVE = 230, 58, 420, 260
_NOW, _THEN = "#00725c", "#8a4b00"


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One scheme, in euros a month; None where nobody knows it, 0 where there is no right."""

    scheme: str
    title: str
    before: Fraction | None
    after: Fraction | None


@dataclasses.dataclass(frozen=True, slots=True)
class Curve:
    """What all schemes together bring when this income of the applicant is another: value, before, after."""

    fact: str
    unit: str
    now: Number
    points: tuple[tuple[Number, Fraction, Fraction], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class AtHome:
    """A reform for one household. `curve` is None where no income that was told makes a difference."""

    title: str
    on: datetime.date
    lines: tuple[Line, ...]
    curve: Curve | None

    @property
    def difference(self) -> Fraction:
        """How many euros a month more, over what is known on both sides."""
        return sum((b - a for a, b in _known(self.lines)), Fraction(0))


def reform_at_home(corpus: Corpus, reform: Reform, situation: Situation, *, on: datetime.date) -> AtHome:
    """What this reform does to this household. Raises `OutsideCorpus` for a day that nobody checked."""
    sides = [Household(each, situation, on) for each in (corpus, reform.corpus)]
    laws = {law.name: law.title for side in sides for law in side.laws}
    brought = [dict(zip([law.name for law in s.laws], s.incoming(s.laws), strict=True)) for s in sides]
    lines = tuple(
        Line(name, title, *(side.get(name, Fraction(0)) for side in brought)) for name, title in laws.items()
    )
    curves = [_curve(fact, situation, sides) for fact in _incomes(corpus, situation)]
    moved = [curve for curve in curves if _spread(curve)]
    return AtHome(reform.title["nl"], on, lines, max(moved, key=_spread, default=None))


def _known(lines: Iterable[Line]) -> Iterator[tuple[Fraction, Fraction]]:
    for line in lines:
        if line.before is not None and line.after is not None:
            yield line.before, line.after


def _incomes(corpus: Corpus, situation: Situation) -> Iterator[FactDefinition]:
    """The incomes that the applicant told, per month or year."""
    for name in situation.persons[0].facts:
        fact = corpus.facts[name]
        if fact.level is Level.PERSON and fact.unit.name in _AT_LEAST:
            yield fact


def _curve(fact: FactDefinition, situation: Situation, sides: list[Household]) -> Curve:
    now, low, high = situation.persons[0].facts[fact.name], fact.low, fact.high
    assert isinstance(now, int | Fraction)
    assert isinstance(low, int | Fraction)
    assert isinstance(high, int | Fraction)
    start, end = max(low, 0), min(high, max(2 * now, _AT_LEAST[fact.unit.name]))
    values = [whole(Fraction(start) + (end - start) * Fraction(n, POINTS - 1)) for n in range(POINTS)]
    before, after = ([_total(side, fact, value) for value in [*values, now]] for side in sides)
    return Curve(fact.name, fact.unit.name, now, tuple(zip(values, before, after, strict=False)))


def _total(side: Household, fact: FactDefinition, value: Number) -> Fraction:
    """What comes in when the applicant has this income. The last one that is asked for stays in the rows."""
    place = side.program.person_facts.get(fact.name)
    if place is not None:
        row = side.bound.row
        row[PERSONS][0][place] = scaled(fact, value)
        side.program.run(row, side.program.steps_after(fact.name))
    return sum((each for each in side.incoming(side.laws) if each is not None), Fraction(0))


def _spread(curve: Curve) -> Fraction:
    return max(abs(after - before) for _, before, after in curve.points)


def as_table(found: AtHome) -> str:
    """The tables beside the picture, in Dutch: a row a scheme, and a row for some incomes of the curve."""
    lines = [line for line in found.lines if _is_shown(line)]
    rows = [(line.title, line.before, line.after) for line in lines]
    sums = [sum((pair[side] for pair in _known(found.lines)), Fraction(0)) for side in (0, 1)]
    schemes = _table("per maand", [*rows, ("Samen, zover bekend", sums[0], sums[1])])
    if found.curve is None:
        return schemes
    head = f"{found.curve.fact.replace('_', ' ')} {found.curve.unit.replace('euro/', 'per ')}"
    told = [(euros(value), before, after) for value, before, after in found.curve.points[:: POINTS // 8]]
    return f"{schemes}\n{_table(head, told)}"


def _is_shown(line: Line) -> bool:
    return bool(line.before or line.after) or (line.before is None) is not (line.after is None)


def _table(head: str, rows: Iterable[tuple[str, Fraction | None, Fraction | None]]) -> str:
    cells = [(head, "nu", "voorstel", "verschil")]
    cells += [(name, _euros(was), _euros(now), _change(was, now)) for name, was, now in rows]
    widths = [max(len(row[place]) for row in cells) for place in range(4)]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]]) + "\n"


def _euros(value: Fraction | None) -> str:
    return "onbekend" if value is None else euros(value)


def _change(before: Fraction | None, after: Fraction | None) -> str:
    if before is None or after is None:
        return "onbekend"
    return "gelijk" if before == after else f"{'+' if after > before else '-'}{euros(abs(after - before))}"


def picture(found: AtHome) -> str:
    """The picture: two bars a scheme (plain: now, striped: the proposal), and two lines over an income."""
    shown = [line for line in found.lines if line.before or line.after]
    most = max((value for line in shown for value in (line.before, line.after) if value), default=Fraction(1))
    drawn = [_STRIPES, *_legend()]
    for place, line in enumerate(shown):
        drawn += _bars(line, 84 + _ROW * place, most)
    top = 84 + _ROW * len(shown) + 30
    if found.curve is not None:
        drawn += _lines(found.curve, top)
    height = top + (_CURVE + 70 if found.curve else 0) + 10
    note = f"Op {day_in_dutch(found.on)}. Alleen wat per maand bekend is."
    return framed(
        f"{found.title}: dit huishouden", _in_words(found, shown), height=height, drawn=drawn, note=note
    )


def _in_words(found: AtHome, shown: list[Line]) -> str:
    parts = [f"{line.title}: nu {_euros(line.before)}, voorstel {_euros(line.after)}" for line in shown]
    if found.curve is not None:
        name = found.curve.fact.replace("_", " ")
        parts += [
            f"bij {name} {euros(x)}: nu {euros(a)}, voorstel {euros(b)}"
            for x, a, b in found.curve.points[::8]
        ]
    return "; ".join(parts) + "."


_STRIPES = (
    '<defs><pattern id="s" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="#ffffff"/><rect width="3" height="6" fill="{_THEN}"/></pattern></defs>'
)


def _legend() -> list[str]:
    return [
        f'<rect x="{_LEFT}" y="48" width="22" height="14" fill="{_NOW}"/>',
        text(_LEFT + 28, 60, "nu, per maand"),
        f'<rect x="{_LEFT + 150}" y="48" width="22" height="14" fill="url(#s)" stroke="{_THEN}"/>',
        text(_LEFT + 178, 60, "voorstel, per maand"),
    ]


def _bars(line: Line, top: int, most: Fraction) -> list[str]:
    drawn = [text(_LEFT - 12, top + 24, line.title, more=' text-anchor="end"')]
    for offset, value, fill in ((0, line.before, _NOW), (22, line.after, "url(#s)")):
        length = float(value / most) * _BAR if value and value > 0 else 0
        drawn.append(
            f'<rect x="{_LEFT}" y="{top + offset}" width="{length:.1f}" height="18" fill="{fill}" '
            f'stroke="{_NOW if offset == 0 else _THEN}"/>'
        )
        drawn.append(text(_LEFT + length + 8, top + offset + 14, _euros(value)))
    return drawn


def _heading(curve: Curve, top: int) -> str:
    per = "per jaar" if curve.unit.endswith("jaar") else "per maand"
    says = f"Samen per maand, over {curve.fact.replace('_', ' ')} ({per})"
    return text(16, top + 6, says, more=' font-weight="600"')


def _lines(curve: Curve, top: int) -> list[str]:
    """Two lines over the income, each named where it ends, and the income of today."""
    most = max((max(before, after) for _, before, after in curve.points), default=Fraction(1)) or Fraction(1)
    first, last = curve.points[0][0], curve.points[-1][0]
    wide, foot = WIDTH - _LEFT - 130, top + _CURVE

    def across(value: Number) -> float:
        return _LEFT + float(Fraction(value - first) / Fraction(last - first)) * wide

    def up(value: Fraction) -> float:
        return foot - float(value / most) * (_CURVE - 30)

    drawn = [
        _heading(curve, top),
        f'<line x1="{_LEFT}" x2="{_LEFT + wide}" y1="{foot}" y2="{foot}" stroke="{INK}"/>',
        text(_LEFT - 12, up(most) + 5, euros(most), more=' text-anchor="end"'),
        text(_LEFT - 12, foot, euros(0), more=' text-anchor="end"'),
        text(_LEFT, foot + 20, euros(first)),
        text(_LEFT + wide, foot + 20, euros(last), more=' text-anchor="end"'),
        f'<line x1="{across(curve.now):.1f}" x2="{across(curve.now):.1f}" y1="{top + 30}" y2="{foot}" '
        f'stroke="{SOFT}" stroke-dasharray="2 4"/>',
        text(
            across(curve.now),
            foot + 38,
            f"nu {euros(curve.now)}",
            more=f' text-anchor="middle" fill="{SOFT}"',
        ),
    ]
    ends = [up(curve.points[-1][1]), up(curve.points[-1][2])]
    apart = 9 if abs(ends[0] - ends[1]) < 18 else 0
    for side, name, colour, dash in ((1, "nu", _NOW, ""), (2, "voorstel", _THEN, ' stroke-dasharray="8 5"')):
        places = " ".join(f"{across(point[0]):.1f},{up(point[side]):.1f}" for point in curve.points)  # type: ignore[arg-type]  # 1 and 2 are sums
        drawn.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="3"{dash}/>')
        drawn.append(text(_LEFT + wide + 8, ends[side - 1] + (-apart if side == 1 else apart), name))
    return drawn
