"""A reform as a picture: who gains and who loses, as an SVG made here, without a script.

Takes   a `Comparison`.
Gives   the text of an SVG, with a title and a description for who cannot see it.
Knows   nothing of files or households. Groups with fewer than 10 gainers or losers show no bar: it could
        be somebody.
"""

from html import escape

from houvast.law.kernel.compare import Change, Comparison
from houvast.law.kernel.report import HIDDEN_BELOW, count_text
from houvast.law.svg import INK, framed

ROW, LEFT, HALF = 30, 230, 260
GAIN, LOSE = "#00725c", "#a3123f"


def picture(comparison: Comparison) -> str:
    """The picture: a bar to the right for who gains, to the left for who loses, as a share of the group."""
    groups = {"everybody": comparison.everybody, **comparison.by_type, **comparison.by_income}
    rows = [(name, change) for name, change in groups.items() if change.households]
    height = 78 + ROW * len(rows) + 26
    title = f"{comparison.after.reform or 'Other laws'}: who gains, who loses"
    description = "; ".join(
        f"{name}: of {count_text(change.households)} {count_text(change.gain)} gain, "
        f"{count_text(change.lose)} lose"
        for name, change in rows
    )
    note = "Synthetic population: nobody in it exists." if comparison.after.synthetic else ""
    drawn = [
        f'<text x="{LEFT + HALF - 8}" y="60" text-anchor="end" fill="{LOSE}">loses</text>',
        f'<text x="{LEFT + HALF + 8}" y="60" fill="{GAIN}">gains</text>',
        *(_bars(name, change, 78 + ROW * place) for place, (name, change) in enumerate(rows)),
        f'<line x1="{LEFT + HALF}" x2="{LEFT + HALF}" y1="66" y2="{height - 30}" stroke="{INK}"/>',
    ]
    return framed(title, description, height=height, drawn=drawn, note=note)


def _bars(name: str, change: Change, top: int) -> str:
    text = f'<text x="{LEFT - 12}" y="{top + 16}" text-anchor="end">{escape(name)}</text>'
    return (
        text
        + _bar(change.lose, change.households, top, -1, LOSE)
        + _bar(change.gain, change.households, top, 1, GAIN)
    )


def _bar(count: int, of: int, top: int, side: int, colour: str) -> str:
    if count < HIDDEN_BELOW:
        return ""
    share = count / of
    length = max(1.0, share * (HALF - 60))
    start = LEFT + HALF - (length if side < 0 else 0)
    edge = LEFT + HALF + side * (length + 6)
    anchor = "end" if side < 0 else "start"
    return (
        f'<rect x="{start:.1f}" y="{top}" width="{length:.1f}" height="{ROW - 9}" fill="{colour}"/>'
        f'<text x="{edge:.1f}" y="{top + 16}" text-anchor="{anchor}">{100 * share:.1f} %</text>'
    )
