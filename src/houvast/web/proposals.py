"""What if one number of the law were another? Tried on made-up households, by the engine itself.

Takes   a law in the address; `?waarde=`, `?wordt=`, `?huishouden=` and `?dag=` from a form.
Gives   a page in Dutch for professionals: a table, and a picture with the same in words.
Knows   nothing of residents: the households are those of the fictional city, so nothing is logged.
"""

import datetime as dt
import functools
import re
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import override
from django.views.decorators.http import require_GET

from houvast.law.api import (
    AtHome,
    BadCorpus,
    Law,
    OutsideCorpus,
    one_value_changed,
    picture_at_home,
    reform_at_home,
)
from houvast.people.api import Request, for_professionals
from houvast.rights.api import corpus
from houvast.ui.api import euro_text
from houvast.web.demo import residents, story_of

COLUMNS = [{"text": "Regeling"}, {"text": "Nu"}, {"text": "Voorstel"}, {"text": "Verschil"}]
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")


class NotTried(ValueError):
    """This cannot be tried; the text says which field, and what to write."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


@for_professionals()
@require_GET
def what_if(request: Request, name: str) -> HttpResponse:
    """One number of this law, another one, and what that does to one household."""
    law = corpus().laws.get(name)
    if law is None:
        raise Http404
    typed = {key: request.GET.get(key, "").strip()[:60] for key in ("waarde", "wordt", "huishouden", "dag")}
    typed["dag"] = typed["dag"] or request.today.isoformat()
    with override("nl"):
        context: dict[str, Any] = {"law": law, "typed": typed, "errors": [], **_choices(law)}
        try:
            if typed["wordt"]:
                context |= _found(law, typed)
        except NotTried as fault:
            context["errors"] = [{"field": fault.field, "text": str(fault)}]
            context[f"fault_{fault.field}"] = str(fault)
        return render(request, "web/proposal.html", context, status=400 if context["errors"] else 200)


def _choices(law: Law) -> dict[str, Any]:
    """The numbers of this law that can be another, and the made-up households."""
    numbers = [each for each in law.parameters.values() if isinstance(each.values[0].value, int | Fraction)]
    return {
        "numbers": [(each.name, f"{each.name.replace('_', ' ')} ({each.unit.name})") for each in numbers],
        "households": [(each.id, each.name) for each in residents()],
    }


def _found(law: Law, typed: dict[str, str]) -> dict[str, Any]:
    home = _at_home(law, typed)
    shown = [line for line in home.lines if line.before or line.after]
    return {
        "home": home,
        "difference": _signed(home.difference),
        "columns": COLUMNS,
        "rows": [
            [
                {"text": line.title},
                {"text": _euros(line.before)},
                {"text": _euros(line.after)},
                {"text": _difference(line.before, line.after)},
            ]
            for line in shown
        ],
        # Our own drawing: every text in it is escaped where it is drawn.
        "picture": mark_safe(picture_at_home(home)),  # noqa: S308 - see the line above
    }


def _at_home(law: Law, typed: dict[str, str]) -> AtHome:
    """What changes. Raises `NotTried` for what cannot be read or was not checked."""
    try:
        day = dt.date.fromisoformat(typed["dag"])
    except ValueError:
        raise NotTried("dag", "Schrijf de dag zo: 2026-07-01 (jaar, maand, dag).") from None
    if not _NUMBER.fullmatch(typed["wordt"]):
        raise NotTried("wordt", "Schrijf een getal zonder punten voor duizend, bijvoorbeeld 2300 of 13,73.")
    try:
        return _computed(
            law.name, typed["waarde"], typed["wordt"].replace(",", "."), typed["huishouden"], day
        )
    except BadCorpus as fault:
        raise NotTried("wordt", f"Zo kan deze wet niet werken. {fault}"[:300]) from None
    except OutsideCorpus:
        raise NotTried(
            "dag", "Niemand keek de regelingen na voor deze dag. Kies een dag van dit jaar."
        ) from None


@functools.lru_cache(64)
def _computed(law: str, parameter: str, value: str, household: str, day: dt.date) -> AtHome:
    known = {name for name, _ in _choices(corpus().laws[law])["numbers"]}
    if parameter not in known:
        raise NotTried("waarde", "Kies een getal van deze wet.")
    person = next((each for each in residents() if each.id == household), None)
    if person is None:
        raise NotTried("huishouden", "Kies een huishouden.")
    reform = one_value_changed(corpus(), law, parameter, Fraction(value), since=day)
    return reform_at_home(corpus(), reform, story_of(person).situation, on=day)


def _euros(value: Fraction | None) -> str:
    return "onbekend" if value is None else euro_text(value)


def _difference(before: Fraction | None, after: Fraction | None) -> str:
    return "onbekend" if before is None or after is None else _signed(after - before)


def _signed(value: Fraction) -> str:
    return "gelijk" if not value else f"{'+' if value > 0 else '−'} {euro_text(abs(value))}"
