"""What if: ask it in own words or choose it, see what we understood, and what the engine says.

Takes   the story and a change. Nothing of it is kept: the story stays as it was.
Gives   what differs, per scheme; or what we still have to know; or a person.
Knows   nothing of how a change is computed.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from houvast.conversation import what_if
from houvast.conversation.story import Story
from houvast.conversation.views.doors import with_story
from houvast.conversation.what_if import Change, What
from houvast.language.api import NotAnAmount, amount
from houvast.law.api import Number, OutsideCorpus
from houvast.people.api import Request

NET, GROSS = "netto", "bruto"
MOST_SIGNS = 400
FIELDS = ("woorden", "wat", "bedrag", "soort")


@require_http_methods(["GET", "HEAD", "POST"])
@with_story
def page(request: Request, story: Story) -> HttpResponse:
    """The form, with what was typed; below it the outcome, when there is one."""
    if request.method != "POST":
        return _page(request, {})
    typed = {name: request.POST.get(name, "").strip()[:MOST_SIGNS] for name in FIELDS}
    change = _change(typed)
    if change is None:
        error = gettext("Dat begrijpen we nog niet. Kies hieronder wat er verandert.")
        return _page(request, typed, error=error)
    typed |= _shown(change)
    if not change.complete:
        return _page(request, typed, error=_missing(change))
    try:
        found = what_if.otherwise(story.situation, change, on=request.today, receiving=story.receiving or ())
    except what_if.NothingToChange as reason:
        return _page(request, typed, error=str(reason))
    except OutsideCorpus:
        return _page(request, typed, error=gettext("Dat kunnen we nu niet uitrekenen. Bel ons."))
    return _page(request, typed, found=found)


def _change(typed: dict[str, str]) -> Change | None:
    """What was chosen; else what the words say. An amount in the field goes before one in the words."""
    said = what_if.read(typed["woorden"])
    what = What(typed["wat"]) if typed["wat"] in set(What) else said.what if said else None
    if what is None:
        return None
    monthly = _amount(typed["bedrag"]) if typed["bedrag"] else said.monthly if said else None
    net = {NET: True, GROSS: False}.get(typed["soort"], said.net if said else None)
    return Change(what, monthly, net) if Change(what).is_wage else Change(what)


def _amount(typed: str) -> Number | None:
    try:
        value = amount(typed)
    except NotAnAmount:
        return None
    return value if 0 < value <= what_if.MOST else None


def _shown(change: Change) -> dict[str, str]:
    """What we understood, in the fields of the form: shown back, and to be changed."""
    shown = {"wat": change.what.value}
    if change.monthly is not None:
        shown["bedrag"] = f"{float(change.monthly):.2f}".removesuffix(".00").replace(".", ",")
    if change.net is not None:
        shown["soort"] = NET if change.net else GROSS
    return shown


def _missing(change: Change) -> str:
    if change.monthly is None:
        return gettext("Vul in hoeveel euro het per maand is. Bijvoorbeeld: 200.")
    return gettext("Is dat bruto of netto? Kies hieronder.")


def _page(
    request: Request, typed: dict[str, str], *, error: str = "", found: what_if.Otherwise | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "typed": typed,
        "error": error,
        "errors": [{"field": "wat", "text": error}] if error else [],
        "found": found,
        "choices": [
            {"value": What.MORE, "label": gettext("Ik ga meer verdienen")},
            {"value": What.LESS, "label": gettext("Ik ga minder verdienen")},
            {"value": What.TOGETHER, "label": gettext("Ik ga samenwonen")},
            {"value": What.APART, "label": gettext("Mijn partner gaat weg")},
            {"value": What.CHILD, "label": gettext("Er komt een kind bij")},
        ],
        "kinds": [
            {"value": GROSS, "label": gettext("Bruto: voor de belasting")},
            {"value": NET, "label": gettext("Netto: op mijn rekening")},
        ],
    }
    return render(request, "conversation/what_if.html", context)
