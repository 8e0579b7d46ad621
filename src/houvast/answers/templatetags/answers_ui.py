"""An answer on another room's page: `{% load answers_ui %}`.

Takes   an answer on a scheme.
Gives   its parts under their headings, each line with where it comes from.
Knows   nothing of how it was composed.
"""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy

from houvast.answers.composed import Part, SchemeAnswer

register = template.Library()
HEADINGS = {
    Part.FOR_YOU: gettext_lazy("Voor u"),
    Part.NEXT: gettext_lazy("Zo krijgt u het"),
    Part.DEPENDS: gettext_lazy("Het hangt af van"),
    Part.VALUES: gettext_lazy("De bedragen en grenzen van deze dag"),
    Part.JUDGED: gettext_lazy("Hier beslist een mens over mee"),
    Part.LEFT_OUT: gettext_lazy("Dit weten of rekenen wij niet"),
}


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
