"""The frame of every picture that is made here: an SVG without a script, with words for who cannot see it.

Takes   a title, a description, a size and what is drawn.
Gives   the text of the SVG.
Knows   nothing of what the picture is about.
"""

from collections.abc import Iterable
from html import escape

WIDTH = 860
INK, SOFT = "#333333", "#555555"


def framed(title: str, description: str, *, height: int, drawn: Iterable[str], note: str = "") -> str:
    """The whole picture on white: the title on top, the note below."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="14">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(description)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="18" font-weight="600">{escape(title)}</text>',
        *drawn,
        f'<text x="16" y="{height - 10}" fill="{SOFT}">{escape(note)}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def text(x: float, y: float, words: str, *, more: str = "") -> str:
    """Words at a place; `more` are further attributes."""
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>'
