"""The code as a picture for the camera of a telephone.

Takes   the code.
Gives   an SVG drawing of the code alone: no address, so that no log of a server ever holds a code.
Knows   nothing of residents.
"""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

from houvast.people.api import in_groups


def drawing(code: str) -> SafeString:
    """The drawing, without styles or scripts, so that it fits a strict Content-Security-Policy."""
    return mark_safe(svg(code))  # noqa: S308 - segno drew it from a code that we made ourselves


def svg(code: str) -> str:
    """The same as text."""
    out = io.BytesIO()
    segno.make(in_groups(code), error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        scale=4,
        border=4,
        dark="#14202b",
        light="#ffffff",
        nl=False,
    )
    return out.getvalue().decode()
