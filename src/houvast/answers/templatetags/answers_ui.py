"""An answer on another room's page: `{% load answers_ui %}`.

Takes   an answer on a scheme.
Gives   its parts under their headings, each line with where it comes from.
Knows   nothing of how it was composed.
"""

from typing import Any

from django import template

from houvast.answers.composed import HEADINGS, Part, SchemeAnswer

register = template.Library()


@register.inclusion_tag("answers/parts/scheme.html")
def scheme_answer(answer: SchemeAnswer, unfolded: bool = False) -> dict[str, Any]:
    """All parts that have lines; with `unfolded` the values and articles are open at once."""
    parts = [
        {
            "heading": heading,
            "lines": answer.of(part),
            "folded": part is Part.VALUES and not unfolded,
        }
        for part, heading in HEADINGS.items()
        if answer.of(part)
    ]
    return {"answer": answer, "short": answer.of(Part.SHORT), "parts": parts}
